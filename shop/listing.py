"""A list of products as its address says it: what is searched, chosen and sorted, and the addresses around it.

An address holds everything (`?q=mắm&nhom=gia-vi&sao=4&noi=455`), so it can be sent to a friend, and the back
button goes where one came from. What an address says that we do not know is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalog.models.producers import ProducerKind

PAGE_SIZE = 24
LONGEST_SEARCH = 200
STARS = ("5", "4", "3")
# A legal form of a maker: its word in the address, and the graph's.
KINDS = {kind.value.replace("_", "-"): kind.name for kind in ProducerKind}
# The names of the choices in an address.
NAMES = {"groups": "nhom", "stars": "sao", "places": "noi", "kinds": "ai", "band": "gia", "shop": "o"}
# At any sales point, where the address of one would stand.
ANY_SHOP = "co"

# A choice of order: its word in the address, how it is called, and the graph's sortBy.
SORTS: dict[str, tuple[Any, dict[str, str]]] = {
    "ten": (_("Tên"), {"field": "NAME", "direction": "ASC"}),
    "gia": (_("Giá thấp trước"), {"field": "PRICE", "direction": "ASC"}),
    "gia-cao": (_("Giá cao trước"), {"field": "PRICE", "direction": "DESC"}),
    "moi": (_("Mới lên chợ"), {"field": "PUBLISHED_AT", "direction": "DESC"}),
}
NEAREST = ("gan", (_("Gần lời tìm nhất"), {"field": "RANK", "direction": "DESC"}))

# Bands of a price in each channel's currency: from, below.
BANDS: dict[str, tuple[tuple[int | None, int | None], ...]] = {
    "vn": ((None, 50_000), (50_000, 100_000), (100_000, 200_000), (200_000, None)),
    "intl": ((None, 5), (5, 10), (10, 20), (20, None)),
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for, each choice one that there is."""

    channel: str
    search: str = ""
    groups: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    band: str = ""
    # ANY_SHOP or a sales point's slug: only what it has today.
    shop: str = ""
    sort: str = ""
    cursor: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        query: QueryDict,
        channel: str,
        groups: Sequence[str],
        places: Sequence[str] = (),
        shops: Sequence[str] = (),
    ) -> "Asked":
        """`groups` are the slugs that may be chosen, `places` the codes of districts of old, `shops` slugs too."""
        search = " ".join(query.get("q", "").split())[:LONGEST_SEARCH]
        sorts = sorts_of(search)
        asked = query.get("xep", "")
        cursor = {name: query.get(name, "") for name in ("before", "after") if name in query}
        return cls(
            channel,
            search,
            tuple(slug for slug in groups if slug in query.getlist("nhom")),
            tuple(star for star in STARS if star in query.getlist("sao")),
            tuple(code for code in places if code in query.getlist("noi")),
            tuple(kind for kind in KINDS if kind in query.getlist("ai")),
            query.get("gia", "") if query.get("gia") in bands_of(channel) else "",
            query.get("o", "") if query.get("o") in (ANY_SHOP, *shops) else "",
            asked if asked in sorts else "",
            cursor,
        )

    @property
    def chosen(self) -> int:
        """How many choices narrow the list, the search not among them."""
        return sum(map(len, (self.groups, self.stars, self.places, self.kinds))) + bool(self.band) + bool(self.shop)

    def address(self, **changes: Any) -> str:
        """The query of this list with some of it changed, from its first page."""
        chosen = {word: getattr(self, name) for name, word in NAMES.items()}
        values = {"q": self.search, **chosen, "xep": self.sort} | changes
        kept = {name: value for name, value in values.items() if value}
        return f"?{urlencode(kept, doseq=True)}" if kept else "?"

    def filter(self, today: str, ids: Mapping[str, str]) -> dict[str, Any]:
        """The graph's ProductFilterInput; `ids` are those of groups by slug and of places by code."""
        made: dict[str, Any] = {"search": self.search} if self.search else {}
        if self.groups:
            made["categories"] = [ids[slug] for slug in self.groups]
        if self.stars:
            made["certificate"] = {"validOn": today, "stars": [int(star) for star in self.stars]}
        if self.places:
            made["area"] = {"ids": [ids[code] for code in self.places]}
        if self.kinds:
            made["producerKind"] = {"validOn": today, "kinds": [KINDS[kind] for kind in self.kinds]}
        if self.shop:
            here = {} if self.shop == ANY_SHOP else {"warehouseIds": [ids[self.shop]]}
            made["stocks"] = here
        if self.band:
            low, high = bands_of(self.channel)[self.band]
            made["price"] = {"gte": low} | ({} if high is None else {"lte": high - step_of(self.channel)})
        return made

    def window(self) -> dict[str, Any]:
        """Which of its products."""
        return window(self.cursor)

    def sort_by(self) -> dict[str, str]:
        sorts = sorts_of(self.search)
        return sorts[self.sort or next(iter(sorts))][1]


def window(cursor: Mapping[str, Any]) -> dict[str, Any]:
    """A page of a list, by the `before` or `after` of its address."""
    if "before" in cursor:
        return {"last": PAGE_SIZE, "before": cursor["before"]}
    return {"first": PAGE_SIZE, "after": cursor.get("after")}


def sorts_of(search: str) -> dict[str, tuple[Any, dict[str, str]]]:
    """The orders to choose from, the one that stands without a choice first."""
    return {NEAREST[0]: NEAREST[1], **SORTS} if search else SORTS


def bands_of(channel: str) -> dict[str, tuple[int | None, int | None]]:
    """The bands of a channel by their word in an address: `-50000`, `50000-100000`, `200000-`."""
    return {f"{low or ''}-{high or ''}": (low, high) for low, high in BANDS[channel]}


def edges_of(channel: str) -> list[int]:
    """The prices at which its bands part."""
    return [high for _low, high in BANDS[channel] if high is not None]


def step_of(channel: str) -> float:
    """The least difference of two prices, in the main unit."""
    return 1 if channel == "vn" else 0.01
