"""What a list asks for: the fields of its filter that shelves have columns and tallies for, and the rest."""

from typing import Any

from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from catalog.models.shelves import WHOLE_CHANNEL
from catalog.schema.filters.inputs import Bounds, bounds_of, keys_of
from catalog.schema.filters.products import ProductFilterInput, ProductWhereInput
from core import graph


def wanted(
    channel: selectors.ChannelRow,
    filter: dict[str, Any] | None,
    where: dict[str, Any] | None,
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
    kind: Any = ProductFilterInput if filter else ProductWhereInput
    # A list nested in a category stands on that category's shelf already.
    shelf = None if nested else _only_category(given)
    low, high = _only_range(given, channel.currency, ranged="range" if where else None)
    rest = Q(*kind.conditions(given, channel=channel))
    return selectors.Wanted(channel.id, shelf or WHOLE_CHANNEL, low, high, rest or None, whole)


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
