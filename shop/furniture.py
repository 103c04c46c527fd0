"""What stands on every page: the groups of goods and the ways into the shop. Kept until the catalog changes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from catalog.selectors import revision
from core import clock
from core.pages import Facts, facts_of, run_apart
from shop.places import LAST_DAY
from shop.sight import LANGUAGES, language, sight

# A language and a channel each, and a few that are on their way out.
KEPT = 8


@dataclass(frozen=True)
class Group:
    """A group or sub-group of the classification, in the language of the page."""

    id: str
    parent_id: str | None
    name: str
    slug: str
    # By language.
    slugs: dict[str, str]
    description: str | None
    total: int

    @property
    def address(self) -> str:
        return self.addresses[language()]

    @property
    def addresses(self) -> dict[str, str]:
        """Its page in each language."""
        found = {}
        for code in LANGUAGES:
            with override(code):
                found[code] = reverse("category", args=[self.slugs[code]])
        return found


@dataclass(frozen=True)
class Way:
    """A link of a menu, or a heading over others, which leads nowhere itself."""

    name: str
    address: str
    children: tuple["Way", ...] = ()


@dataclass(frozen=True)
class Furniture:
    """The same for every visitor of one language and channel."""

    groups: tuple[Group, ...]
    # Areas of the graph: the districts of before July 2025, by which people still say where something is from.
    districts: tuple[dict[str, Any], ...]
    # For the top of the page, and for its foot in columns.
    ways: tuple[Way, ...]
    columns: tuple[Way, ...]
    # What the law has a shop say of whoever runs it: OperatorFacts of the graph.
    operator: tuple[dict[str, Any], ...]
    facts: Facts

    @property
    def told(self) -> list[dict[str, Any]]:
        """What whoever runs the shop has said of themselves."""
        return [fact for fact in self.operator if fact["value"]]

    @property
    def untold(self) -> list[str]:
        """What the law has them say that they have not, to stand in the middle of a sentence."""
        return [fact["label"][:1].lower() + fact["label"][1:] for fact in self.operator if not fact["value"]]

    def under(self, group: Group | None) -> list[Group]:
        """The sub-groups of a group, or all of them."""
        return [one for one in self.groups if one.parent_id and (group is None or one.parent_id == group.id)]

    def parent_of(self, group: Group) -> Group | None:
        return next((one for one in self.groups if one.id == group.parent_id), None)

    def group(self, slug: str) -> Group | None:
        """The one whose page has this address, in any language."""
        return next((one for one in self.groups if slug in one.slugs.values()), None)


_kept: OrderedDict[Hashable, Furniture] = OrderedDict()
_lock = Lock()


def furniture(request: HttpRequest) -> Furniture:
    """As this visitor's language and channel have it."""
    seen = sight(request)
    key = (revision(), *seen.values())
    found = _kept.get(key)
    if found is None or (found.facts.fresh_until and found.facts.fresh_until <= clock.now()):
        found = _made(*run_apart(request, "shop/frame", lastDay=LAST_DAY.isoformat(), **seen))
        with _lock:
            _kept[key] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    facts_of(request).join(found.facts)
    return found


def _made(data: dict[str, Any], facts: Facts) -> Furniture:
    groups = tuple(_group(edge["node"]) for edge in data["categories"]["edges"])
    filled = tuple(Way(group.name, group.address) for group in groups if group.parent_id is None and group.total)
    navbar, footer = ((data[menu] or {}).get("items") or [] for menu in ("navbar", "footer"))
    return Furniture(
        groups,
        tuple(edge["node"] for edge in data["districts"]["edges"]),
        tuple(map(_way, navbar)) or filled,
        tuple(map(_way, footer)),
        tuple(data["operator"]),
        facts,
    )


# Where an item of a menu may lead, and the name of that view.
TARGETS = {"category": "category", "collection": "collection", "page": "text"}


def _way(item: dict[str, Any]) -> Way:
    address = item["url"] or ""
    for field, view in TARGETS.items():
        if item[field]:
            address = reverse(view, args=[(item[field]["translation"] or item[field])["slug"] or item[field]["slug"]])
    told = (item["translation"] or {}).get("name") or item["name"]
    return Way(told, address, tuple(map(_way, item.get("children") or [])))


def _group(node: dict[str, Any]) -> Group:
    told = node["translation"] or {}
    return Group(
        node["id"],
        (node["parent"] or {}).get("id"),
        told.get("name") or node["name"],
        told.get("slug") or node["slug"],
        {"vi": node["slug"], "en": (node["english"] or {}).get("slug") or node["slug"]},
        told.get("description"),
        node["products"]["totalCount"],
    )
