"""What filters are made of: ids, texts, amounts; and the conditions that prices and ids turn into."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLError

from catalog import selectors
from catalog.schema.places import AreaLevelEnum, ProducerKindEnum
from catalog.schema.products import ProgrammeEnum
from catalog.selectors.shelves.filtering import exactly
from core import graph
from core.graph.scalars import Date
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


class ProductAreaInput(graph.Input):
    """Within units: any of `ids`, or the unit that had a code on a day.

    A district of old holds today's communes that were made of it alone, and a commune what became wholly it.
    """

    ids = graphene.List(graphene.NonNull(graphene.ID))
    level = AreaLevelEnum(description="With code and on.")
    code = graphene.String(description="The statistics office's; 44 is another province before 1 July 2025 and since.")
    on = Date(description="A day in Vietnam on which the unit had the code.")


def areas_of(given: dict[str, Any]) -> list[int]:
    """Keys of the units that a ProductAreaInput names. Raises GraphQLError for a code without its level and its day."""
    by_code = [given.get(name) for name in ("level", "code", "on")]
    if any(value is not None for value in by_code) and None in by_code:
        raise GraphQLError("A unit is named by level, code and on together.", extensions={"code": "INVALID"})
    areas = [graph.required_key(one, "Area") for one in given.get("ids") or []]
    if given.get("code") is not None:
        found = selectors.area_map().find(given["level"].value, given["code"], given["on"])
        areas += [found] if found else []
    return areas


def places_of(given: dict[str, Any]) -> tuple[int, ...]:
    """Keys of the places that lie within what a ProductAreaInput names."""
    return selectors.places_in(areas_of(given))


class ProductProducerKindInput(graph.Input):
    """Products of makers that are of a legal form on a day."""

    valid_on = Date(required=True, description="A day in Vietnam.")
    kinds = graphene.List(graphene.NonNull(ProducerKindEnum), description="Any of these; any known one without it.")


class ProgrammeFilterInput(graph.Input):
    """Programmes that products are carried for."""

    eq = ProgrammeEnum()
    one_of = graphene.List(graphene.NonNull(ProgrammeEnum))


def programmes_of(given: dict[str, Any]) -> tuple[str, ...]:
    """The values of a ProgrammeFilterInput."""
    values = [given["eq"]] if given.get("eq") is not None else given.get("one_of") or []
    return exactly(value.value for value in values)


def kinds_of(given: dict[str, Any]) -> tuple[str, ...] | None:
    """The kinds of a ProductProducerKindInput; None for any."""
    return exactly(kind.value for kind in given["kinds"]) if given.get("kinds") is not None else None
