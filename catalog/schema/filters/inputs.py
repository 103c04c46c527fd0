"""What filters are made of: ids, texts, amounts; and the conditions that prices and ids turn into."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from core import graph
from core.graph.scalars import Decimal as DecimalScalar
from core.graph.types import minor_of

# Past any price and inside 64 bits.
HIGHEST = 1 << 61


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


def between(bounds: Bounds) -> Q:
    low, high = bounds
    condition = Q() if low is None else Q(price_minor__gte=low)
    return condition if high is None else condition & Q(price_minor__lte=high)


def costing(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
    """A DecimalFilterInput as a condition."""
    condition = Q()
    exactly = [] if given.get("eq") is None else [given["eq"]]
    for amounts in (exactly, given.get("one_of") or []):
        if amounts:
            condition &= any_of(between(bounds_of({"gte": one, "lte": one}, channel.currency)) for one in amounts)
    return condition & between(bounds_of(given["range"], channel.currency)) if given.get("range") else condition


def any_of(conditions: Iterable[Q]) -> Q:
    either: Callable[[Q, Q], Q] = Q.__or__
    joined: Q = reduce(either, conditions)
    return joined


def keys_of(given: dict[str, Any], type_name: str) -> list[int]:
    """Keys of a GlobalIDFilterInput."""
    ids = given.get("one_of") or []
    return [graph.required_key(one, type_name) for one in ([given["eq"]] if given.get("eq") is not None else ids)]


def in_categories(keys: Sequence[int]) -> Q:
    """Of these groups or sub-groups."""
    return Q(category_id__in=keys) | Q(group_id__in=keys)
