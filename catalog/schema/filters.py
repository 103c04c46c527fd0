"""Filters and orders of product lists. A filter's field turns into bounds a tally can count, or into a condition."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from catalog.finding import finder
from catalog.models.shelves import WHOLE_CHANNEL
from core import graph
from core.graph.orders import Order
from core.graph.scalars import Decimal as DecimalScalar
from core.graph.types import OrderDirection, PriceRangeInput, minor_of

SEARCH = (
    "Words of a product's name, maker, place or group, with or without Vietnamese marks. The nearest come first, "
    "unless sortBy says otherwise than RANK or RATING."
)

# Past any price and inside 64 bits.
HIGHEST = 1 << 61

# Saleor's whole list: clients compile against it.
ORDER_FIELDS = (
    *("NAME", "RANK", "PRICE", "MINIMAL_PRICE", "LAST_MODIFIED", "DATE", "TYPE", "PUBLISHED", "PUBLICATION_DATE"),
    *("PUBLISHED_AT", "LAST_MODIFIED_AT", "COLLECTION", "RATING", "CREATED_AT"),
)
ProductOrderField = graphene.Enum(
    "ProductOrderField",
    [(name, name) for name in ORDER_FIELDS],
    description=lambda value: None if value else "What products are sorted by; DATE is the day of the last change.",
)


class ProductOrder(graph.Input):
    """How a list of products is sorted: by name unless a field is given."""

    field = ProductOrderField()
    direction = OrderDirection(required=True)


class GlobalIDFilterInput(graph.Input):
    """Global ids."""

    eq = graphene.ID()
    one_of = graphene.List(graphene.NonNull(graphene.ID))


class StringFilterInput(graph.Input):
    """Texts, compared as they are."""

    eq = graphene.String()
    one_of = graphene.List(graphene.NonNull(graphene.String))


class DecimalRangeInput(graph.Input):
    """Bounds of an amount, either of them absent."""

    gte = DecimalScalar()
    lte = DecimalScalar()


class DecimalFilterInput(graph.Input):
    """Amounts in the channel's currency."""

    eq = DecimalScalar()
    one_of = graphene.List(graphene.NonNull(DecimalScalar))
    range = graphene.InputField(DecimalRangeInput)


class CategoryFilterInput(graph.Input):
    """Which categories."""

    slugs = graphene.List(graphene.NonNull(graphene.String))
    ids = graphene.List(graphene.NonNull(graphene.ID))


Bounds = tuple[int | None, int | None]


def bounds_of(given: dict[str, Any], currency: str) -> Bounds:
    """gte and lte in minor units: the lowest and the highest whole ones between them."""
    return (_minor(given.get("gte"), currency, ROUND_CEILING), _minor(given.get("lte"), currency, ROUND_FLOOR))


def _minor(amount: Decimal | float | None, currency: str, rounding: str) -> int | None:
    if amount is None:
        return None
    exact = minor_of(Decimal(str(amount)), currency)
    if not exact.is_finite():
        raise GraphQLError("A price is a finite number.", extensions={"code": "INVALID"})
    return int(min(max(exact, Decimal(-1)), Decimal(HIGHEST)).to_integral_value(rounding))


def _between(bounds: Bounds) -> Q:
    low, high = bounds
    condition = Q() if low is None else Q(price_minor__gte=low)
    return condition if high is None else condition & Q(price_minor__lte=high)


def _costing(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
    """A DecimalFilterInput as a condition."""
    condition = Q()
    exactly = [] if given.get("eq") is None else [given["eq"]]
    for amounts in (exactly, given.get("one_of") or []):
        if amounts:
            condition &= _any(_between(bounds_of({"gte": one, "lte": one}, channel.currency)) for one in amounts)
    return condition & _between(bounds_of(given["range"], channel.currency)) if given.get("range") else condition


def _any(conditions: Iterable[Q]) -> Q:
    either: Callable[[Q, Q], Q] = Q.__or__
    joined: Q = reduce(either, conditions)
    return joined


def _keys(given: dict[str, Any], type_name: str) -> list[int]:
    """Keys of a GlobalIDFilterInput."""
    ids = given.get("one_of") or []
    return [graph.required_key(one, type_name) for one in ([given["eq"]] if given.get("eq") is not None else ids)]


def _in_categories(keys: Sequence[int]) -> Q:
    """Of these groups or sub-groups."""
    return Q(category_id__in=keys) | Q(group_id__in=keys)


class ProductFilterInput(graph.Input):
    """Saleor's older filter; all of its fields must hold."""

    search = graphene.String(description=SEARCH)
    categories = graphene.List(graphene.NonNull(graphene.ID), description="With everything under them.")
    ids = graphene.List(graphene.NonNull(graphene.ID))
    price = graphene.InputField(PriceRangeInput, description="Of the cheapest variant, in the channel's currency.")
    minimal_price = graphene.InputField(PriceRangeInput, description="The same.")

    @staticmethod
    def condition_search(text: str, channel: selectors.ChannelRow) -> Q:
        return finder().condition(text) if text else Q()

    @staticmethod
    def condition_categories(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return _in_categories([graph.required_key(one, "Category") for one in ids]) if ids else Q()

    @staticmethod
    def condition_ids(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(product_id__in=[graph.required_key(one, "Product") for one in ids]) if ids else Q()

    @staticmethod
    def condition_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return _between(bounds_of(given, channel.currency))

    @staticmethod
    def condition_minimal_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return _between(bounds_of(given, channel.currency))


class ProductWhereInput(graph.Input):
    """Saleor's newer filter; all of its fields must hold, and whole conditions can be joined by AND and OR."""

    AND = graphene.List(graphene.NonNull(lambda: ProductWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: ProductWhereInput))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slug = graphene.InputField(StringFilterInput)
    category = graphene.InputField(GlobalIDFilterInput, description="With everything under it.")
    price = graphene.InputField(DecimalFilterInput, description="Of the cheapest variant, in the channel's currency.")
    minimal_price = graphene.InputField(DecimalFilterInput, description="The same.")

    @classmethod
    def condition_AND(cls, parts: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:  # noqa: N802
        return Q(*(cls.whole(part, channel) for part in parts))

    @classmethod
    def condition_OR(cls, parts: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:  # noqa: N802
        return _any(cls.whole(part, channel) for part in parts) if parts else Q()

    @classmethod
    def whole(cls, given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        """All fields of one condition."""
        return Q(*cls.conditions(given, channel=channel))

    @staticmethod
    def condition_ids(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(product_id__in=[graph.required_key(one, "Product") for one in ids])

    @staticmethod
    def condition_slug(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        slugs = [given["eq"]] if given.get("eq") is not None else given.get("one_of") or []
        return Q(product__slug_vi__in=slugs)

    @staticmethod
    def condition_category(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return _in_categories(_keys(given, "Category"))

    @staticmethod
    def condition_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return _costing(given, channel)

    @staticmethod
    def condition_minimal_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return _costing(given, channel)


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
    keys = _keys(category, "Category") if category else []
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


def is_by_nearness(sort_by: dict[str, Any] | None) -> bool:
    """Whether a search is sorted as its finder does. Nobody has rated anything, so RATING leaves that to it too.

    Raises GraphQLError for the farthest first.
    """
    given = sort_by or {}
    field = given["field"].value if given.get("field") else "RANK"
    if field == "RANK" and given and given["direction"].value == "ASC":
        raise GraphQLError("RANK is sorted DESC, the nearest first.", extensions={"code": "INVALID"})
    return field in ("RANK", "RATING")


def order_of(sort_by: dict[str, Any] | None, *, of_collection: bool = False) -> Order:
    """The order asked for; without one by name, or as a collection has it. Raises GraphQLError for one it has not."""
    given = sort_by or {}
    field = given["field"].value if given.get("field") else ("COLLECTION" if of_collection else "NAME")
    order = selectors.ORDERS.get((field, given["direction"].value if given else "ASC"))
    if order is None or (field == "COLLECTION" and not of_collection):
        raise GraphQLError(f"This list cannot be sorted by {field}.", extensions={"code": "INVALID"})
    return order
