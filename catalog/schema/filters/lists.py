"""What a list asks for: the fields of its filter that shelves have columns and tallies for, and the rest."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from catalog.models.shelves import WHOLE_CHANNEL
from catalog.schema.filters.inputs import Bounds, bounds_of, keys_of, kinds_of, places_of, programmes_of
from catalog.schema.filters.products import ProductFilterInput, ProductWhereInput
from catalog.selectors.shelves.filtering import exactly
from core import graph
from core.graph.limits import check_filter


def wanted(
    channel: selectors.ChannelRow,
    filter: dict[str, Any] | None,
    where: dict[str, Any] | None,
    info: graph.Info,
    *,
    whole: bool,
    nested: bool = False,
) -> selectors.Wanted:
    """What a list asks for, with one category and one range of prices taken out for shelves and tallies.

    Raises GraphQLError for both filters at once, as Saleor does, and for an id of another type.
    """
    if filter and where:
        raise GraphQLError("Only one filtering argument (filter or where) can be specified.")
    given = dict(filter or where or {})
    check_filter(given)
    kind: Any = ProductFilterInput if filter else ProductWhereInput
    if kind.is_volatile(given):
        # What it asks changes without the catalog's revision: the answer is of this instant alone.
        info.fresh_until(info.now)
    # A list nested in a category stands on that category's shelf already.
    shelf = None if nested else _only_category(given)
    low, high = _only_range(given, channel.currency, ranged="range" if where else None)
    narrowed = _narrowed(given)
    rest = Q(*kind.conditions(given, channel=channel))
    return selectors.Wanted(channel.id, shelf or WHOLE_CHANNEL, low, high, rest or None, whole, **narrowed)


def _only_category(given: dict[str, Any]) -> int | None:
    ids = given.get("categories")
    if ids and len(ids) == 1:
        return graph.required_key(given.pop("categories")[0], "Category")
    category = given.get("category")
    keys = keys_of(category, "Category") if category else []
    if len(keys) == 1:
        del given["category"]
        return keys[0]
    return None


def _only_range(given: dict[str, Any], currency: str, ranged: str | None) -> Bounds:
    price = given.get("price")
    if not price:
        return None, None
    if ranged is None:
        return bounds_of(given.pop("price"), currency)
    if set(price) == {ranged} and price[ranged]:
        return bounds_of(given.pop("price")[ranged], currency)
    return None, None


def _narrowed(given: dict[str, Any]) -> dict[str, Any]:
    """Take out what shelves have columns for, as fields of Wanted."""
    narrowed: dict[str, Any] = {}
    for field, (name, read) in SHELVED.items():
        if given.get(field) is not None:
            value = read(given[field])
            if value is not None:
                narrowed[name] = value
            del given[field]
    for field, (on, name, read) in ON_DAYS.items():
        if given.get(field) is not None:
            asked = given.pop(field)
            narrowed |= {on: asked["valid_on"], name: read(asked)}
    return narrowed


def _producers(ids: list[str]) -> tuple[int, ...] | None:
    """None for an empty list, which in the older filter means any."""
    return exactly(graph.required_key(one, "Producer") for one in ids) or None


def _stars(given: dict[str, Any]) -> tuple[int, ...] | None:
    return exactly(given.get("stars") or ()) or None


# Fields of the filters, by the field of Wanted they are.
SHELVED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "area": ("places", places_of),
    "producers": ("producers", _producers),
    "producer": ("producers", lambda given: exactly(keys_of(given, "Producer"))),
    "programmes": ("programmes", lambda values: exactly(value.value for value in values) or None),
    "programme": ("programmes", programmes_of),
    "is_demonstration": ("is_demonstration", bool),
}
# Those that hold on a day.
ON_DAYS: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
    "certificate": ("starred_on", "stars", _stars),
    "producer_kind": ("kinds_on", "kinds", kinds_of),
}
