"""What a list of products may be narrowed by: each choice with its name, its count, and the way back from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from catalog.models.producers import ProducerKind
from core import formats, graph
from shop.furniture import Group
from shop.listing import ANY_SHOP, KINDS, NAMES, STARS, Asked, bands_of
from shop.sight import language

Choice = dict[str, Any]


class Choices:
    """What one list may be narrowed to beside stars, makers and prices: sub-groups, districts of old, sales points."""

    def __init__(
        self,
        groups: Sequence[Group],
        districts: Sequence[Mapping[str, Any]],
        counters: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.groups = {one.slug: one.name for one in groups}
        self.places = {one["code"]: (one["translation"] or one)["name"] for one in districts}
        self.counters = {one["slug"]: (one["translation"] or one)["name"] for one in counters}
        # The graph's ids of all three (of sales points, as warehouses), by what an address calls them.
        self.ids = {one.slug: one.id for one in groups} | {one["code"]: one["id"] for one in districts}
        self.ids |= {
            one["slug"]: graph.global_id("Warehouse", graph.required_key(one["id"], "SalesPoint")) for one in counters
        }

    def names(self, asked: Asked) -> dict[str, dict[str, str]]:
        """Every choice of every kind, by its word in an address; stars are told by their number."""
        return {
            "stars": {star: star for star in STARS},
            "groups": self.groups,
            "places": self.places,
            "kinds": {word: str(ProducerKind[name].label) for word, name in KINDS.items()},
            "band": {band: _band(asked.channel, band) for band in bands_of(asked.channel)},
            "shop": {ANY_SHOP: _("Có ở một điểm bán"), **self.counters},
        }

    def shops(self, asked: Asked) -> list[Choice]:
        """The sales points, and any of them; uncounted, since one is chosen and not several."""
        if not self.counters:
            return []
        names = self.names(asked)["shop"]
        return [{"value": word, "name": name, "chosen": word == asked.shop} for word, name in names.items()]

    def counted(self, asked: Asked, facets: Mapping[str, Any]) -> dict[str, list[Choice]]:
        """The choices of each kind with how many products each leaves; those of none only where they are chosen."""
        by_id = {one["category"]["id"]: one["productCount"] for one in facets["categories"]}
        by_id |= {one["area"]["id"]: one["productCount"] for one in facets["areas"]}
        totals: dict[str, dict[str, int]] = {
            "stars": {str(one["stars"]): one["productCount"] for one in facets["stars"]},
            "groups": {slug: by_id.get(self.ids[slug], 0) for slug in self.groups},
            "places": {code: by_id.get(self.ids[code], 0) for code in self.places},
            "kinds": {one["kind"].lower().replace("_", "-"): one["productCount"] for one in facets["producerKinds"]},
            "band": {
                band: one["productCount"] for band, one in zip(bands_of(asked.channel), facets["prices"], strict=True)
            },
        }
        found: dict[str, list[Choice]] = {}
        for kind, names in self.names(asked).items():
            if kind not in totals:
                continue
            chosen = _chosen(asked, kind)
            found[kind] = [
                {"value": word, "name": name, "total": totals[kind].get(word, 0), "chosen": word in chosen}
                for word, name in names.items()
                if totals[kind].get(word, 0) or word in chosen
            ]
        return found

    def chips(self, asked: Asked) -> list[Choice]:
        """What was chosen, each with the address of the list without it."""
        names = self.names(asked)
        return [
            {
                "kind": kind,
                "name": names[kind][word],
                "address": asked.address(**{NAMES[kind]: [one for one in _chosen(asked, kind) if one != word]}),
            }
            for kind in NAMES
            for word in _chosen(asked, kind)
        ]


def _chosen(asked: Asked, kind: str) -> tuple[str, ...]:
    value = getattr(asked, kind)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def _band(channel: str, band: str) -> str:
    """A band of prices in words."""
    low, high = bands_of(channel)[band]
    return formats.band(low, high, "VND" if channel == "vn" else "USD", language())
