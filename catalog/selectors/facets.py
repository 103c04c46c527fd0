"""How many products there are of each sub-group, place, maker, programme, star, kind and price, of those wanted.

A facet leaves its own filter out, so that it tells what another choice would bring. What is narrowed by nothing else is
read off the tallies; the rest is counted along the shelf, in one statement a facet.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from catalog.models import FacetTally, ShelvedProduct, SpanTally
from catalog.models.shelves import WHOLE_CHANNEL, Facet, SpanFacet
from catalog.selectors.shelves.counting import counted_by, counts
from catalog.selectors.shelves.filtering import DAY, PARAMETERS, Wanted, filtered, parameters
from catalog.selectors.shelves.rows import KEY, NAME, NUMBER
from catalog.selectors.shelves.ways import smallest
from core.graph import rows

COLUMNS = {
    Facet.CATEGORY: "category_id",
    Facet.PLACE: "place_id",
    Facet.PRODUCER: "producer_id",
    Facet.PROGRAMME: "programme",
}
# What a filter by the facet itself is, of Wanted.
OWN: dict[str, dict[str, Any]] = {
    Facet.CATEGORY: {"shelf": WHOLE_CHANNEL},
    Facet.PLACE: {"places": None},
    Facet.PRODUCER: {"producers": None},
    Facet.PROGRAMME: {"programmes": None},
    SpanFacet.STARS: {"starred_on": None, "stars": None},
    SpanFacet.KIND: {"kinds_on": None, "kinds": None},
}
PERIODS = {SpanFacet.STARS: ("product__star_periods", "stars"), SpanFacet.KIND: ("producer__kind_periods", "kind")}

TALLY = rows.prepared(
    lambda p: (
        FacetTally.objects.filter(channel_id=p.channel, shelf=p.shelf, facet=p.facet)
        .exclude(value="")
        .values_list("value", "products", named=True)
    ),
    channel=KEY,
    shelf=NUMBER,
    facet=NAME,
)
SPAN_TALLY = rows.prepared(
    lambda p: (
        SpanTally.objects.filter(channel_id=p.channel, shelf=p.shelf, facet=p.facet, day__lte=p.on)
        .values("value")
        .annotate(products=Sum("change"))
        .values_list("value", "products", named=True)
    ),
    channel=KEY,
    shelf=NUMBER,
    facet=NAME,
    on=DAY,
)


def _wanted(p: Any) -> QuerySet[ShelvedProduct, Any]:
    return filtered(ShelvedProduct.objects.filter(channel_id=p.channel, shelf=p.shelf), p).order_by()


def _by_value(p: Any) -> QuerySet[ShelvedProduct, Any]:
    known = _wanted(p).exclude(**{p.column: None})
    return known.values(value=F(p.column)).annotate(products=Count("key")).values_list("value", "products", named=True)


def _by_span(p: Any) -> QuerySet[ShelvedProduct, Any]:
    path, column = PERIODS[p.of]
    not_over = Q(**{f"{path}__valid_to": None}) | Q(**{f"{path}__valid_to__gt": p.on})
    held = _wanted(p).filter(not_over, **{f"{path}__valid_from__lte": p.on})
    found = held.values(value=F(f"{path}__{column}")).annotate(products=Count("key"))
    return found.values_list("value", "products", named=True)


BY_VALUE = rows.prepared(_by_value, **PARAMETERS)
BY_SPAN = rows.prepared(_by_span, on=DAY, **PARAMETERS)
# A `rest` is part of the shape, so each of its values makes another; kept apart, they push out none of the above.
RARE_BY_VALUE = rows.prepared(_by_value, **PARAMETERS)
RARE_BY_SPAN = rows.prepared(_by_span, on=DAY, **PARAMETERS)


def facet_counts(wanted: Wanted, facet: Facet) -> dict[str, int]:
    """How many of the wanted products, but for their filter by it, have each value: a key in digits, or a choice."""
    asked = _without(wanted, facet)
    if _is_whole_shelf(asked):
        found = TALLY(channel=asked.channel_id, shelf=asked.shelf, facet=facet.value)
    else:
        read = BY_VALUE if asked.rest is None else RARE_BY_VALUE
        found = read(shelf=asked.shelf, column=COLUMNS[facet], seek=smallest(asked), **parameters(asked))
    return {str(row.value): row.products for row in found}


def span_counts(wanted: Wanted, facet: SpanFacet, day: date) -> dict[str, int]:
    """The same of what products are on a day: their stars, or the kind of their producer."""
    asked = _without(wanted, facet)
    if _is_whole_shelf(asked):
        found = SPAN_TALLY(channel=asked.channel_id, shelf=asked.shelf, facet=facet.value, on=day)
    else:
        read = BY_SPAN if asked.rest is None else RARE_BY_SPAN
        found = read(shelf=asked.shelf, of=facet, on=day, seek=smallest(asked), **parameters(asked))
    return {str(row.value): row.products for row in found if row.products}


def price_counts(wanted: Wanted, edges: Sequence[int]) -> list[int]:
    """How many cost less than the first of these prices, from each to the next, and from the last on."""
    bounds = [None, *edges, None]
    return [_costing(wanted, low, None if end is None else end - 1) for low, end in pairwise(bounds)]


def _costing(wanted: Wanted, low: int | None, high: int | None) -> int:
    return matching(replace(wanted, price_from=low, price_to=high))


def matching(wanted: Wanted) -> int:
    """How many products are wanted."""
    if len(wanted.narrowed) > 1 or (wanted.narrowed and wanted.is_ranged):
        return counted_by(wanted, smallest(wanted))
    return counts(wanted, [wanted.shelf]).get(wanted.shelf, 0)


def _without(wanted: Wanted, facet: str) -> Wanted:
    # A collection is no choice of category: it has a shelf below 0.
    if facet == Facet.CATEGORY and wanted.shelf < WHOLE_CHANNEL:
        return wanted
    return replace(wanted, **OWN[facet])


def _is_whole_shelf(wanted: Wanted) -> bool:
    return wanted.rest is None and not wanted.is_ranged and not wanted.narrowed
