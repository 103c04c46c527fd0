"""How many products are wanted: by the tallies where one of them can tell, else by the rows of the shelf."""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet, Sum

from catalog.models import FacetTally, ShelfTally, ShelvedProduct, SpanTally
from catalog.models.shelves import SHIFTS, Facet
from catalog.selectors.shelves.filtering import (
    DAY,
    KIND,
    PARAMETERS,
    STARRED,
    Wanted,
    filtered,
    parameters,
)
from catalog.selectors.shelves.rows import KEY, NAME, NUMBER
from core.graph import rows


def counts(wanted: Wanted, shelves: Sequence[int]) -> dict[int, int]:
    """How many products each shelf has of those wanted; empty shelves are absent."""
    if wanted.rest is not None:
        return _counted(RARE_COUNT, wanted, shelves, seek=None)
    if not wanted.narrowed:
        return _priced(wanted, shelves)
    if len(wanted.narrowed) == 1 and not wanted.is_ranged:
        is_span = wanted.starred_on is not None or wanted.kinds_on is not None
        found = span_sizes(wanted, shelves) if is_span else facet_sizes(wanted, shelves)
        return {shelf: size for (shelf, facet), size in found.items() if facet != Facet.ALL and size}
    return _counted(COUNT, wanted, shelves, seek=None)


def _priced(wanted: Wanted, shelves: Sequence[int]) -> dict[int, int]:
    """How many have a price in the range."""
    bounds: dict[str, Any] = {}
    for shift, side, low, high in buckets(wanted.price_from, wanted.price_to):
        if low <= high:
            bounds |= {f"low_{shift}_{side}": low, f"high_{shift}_{side}": high}
    if not bounds:
        return {}
    given: dict[str, Any] = {"shelf": shelves[0]} if len(shelves) == 1 else {"shelves": shelves}
    return {row.shelf: row.total for row in TALLY(channel=wanted.channel_id, **given, **bounds)}


# The facet that counts what a field of Wanted names.
FACETS = {"places": Facet.PLACE, "producers": Facet.PRODUCER, "programmes": Facet.PROGRAMME}


def facet_sizes(wanted: Wanted, shelves: Sequence[int]) -> dict[tuple[int, str], int]:
    """How many each shelf has in all (Facet.ALL), and of each kind of wanted values by itself, by (shelf, facet)."""
    values = {facet: getattr(wanted, name) for name, facet in FACETS.items()}
    values[Facet.DEMONSTRATION] = None if wanted.is_demonstration is None else [int(wanted.is_demonstration)]
    given: dict[str, Any] = {facet.value: list(map(str, some)) for facet, some in values.items() if some is not None}
    found = SIZES(channel=wanted.channel_id, shelves=list(shelves), **given)
    return {(row.shelf, row.facet): row.size for row in found}


def span_sizes(wanted: Wanted, shelves: Sequence[int]) -> dict[tuple[int, str], int]:
    """How many of each shelf have the wanted stars, and the wanted kind of maker, each by itself and on its day."""
    given: dict[str, Any] = {}
    if wanted.starred_on is not None:
        given |= {"starred_on": wanted.starred_on, "stars": wanted.stars and [str(one) for one in wanted.stars]}
    if wanted.kinds_on is not None:
        given |= {"kinds_on": wanted.kinds_on, "kinds": wanted.kinds}
    if not given:
        return {}
    found = SPAN_SIZES(channel=wanted.channel_id, shelves=list(shelves), **given)
    return {(row.shelf, row.facet): row.size for row in found}


def priced_size(wanted: Wanted) -> int:
    """How many of the shelf have a price in the range."""
    return _priced(wanted, [wanted.shelf]).get(wanted.shelf, 0)


COUNTED = (*FACETS.values(), Facet.DEMONSTRATION)


def _sizes(p: Any) -> QuerySet[FacetTally, Any]:
    counted = Q(facet=Facet.ALL)
    for facet in COUNTED:
        if (values := getattr(p, facet.value)) is not None:
            counted |= Q(rows.among("value", values), facet=facet)
    return (
        FacetTally.objects.filter(counted, rows.among("shelf", p.shelves), channel_id=p.channel)
        .values("shelf", "facet")
        .annotate(size=Sum("products"))
        .values_list("shelf", "facet", "size", named=True)
    )


SIZES = rows.prepared(_sizes, channel=KEY, shelves=[NUMBER], **{facet.value: [NAME] for facet in COUNTED})


def _span_sizes(p: Any) -> QuerySet[SpanTally, Any]:
    counted = Q()
    for facet, day, values in ((STARRED, p.starred_on, p.stars), (KIND, p.kinds_on, p.kinds)):
        if day is not None:
            named = Q() if values is None else Q(rows.among("value", values))
            counted |= Q(named, facet=facet, day__lte=day)
    return (
        SpanTally.objects.filter(counted, rows.among("shelf", p.shelves), channel_id=p.channel)
        .values("shelf", "facet")
        .annotate(size=Sum("change"))
        .values_list("shelf", "facet", "size", named=True)
    )


SPAN_SIZES = rows.prepared(
    _span_sizes, channel=KEY, shelves=[NUMBER], starred_on=DAY, stars=[NAME], kinds_on=DAY, kinds=[NAME]
)


def _count(p: Any) -> QuerySet[ShelvedProduct, Any]:
    matching = filtered(ShelvedProduct.objects.filter(rows.among("shelf", p.shelves), channel_id=p.channel), p)
    return (
        matching.order_by()
        .values("shelf")
        .annotate(products=models.Count("key"))
        .values_list("shelf", "products", named=True)
    )


COUNT = rows.prepared(_count, **PARAMETERS)
# A `rest` is part of the shape, so each of its values makes another; kept apart, they push out none of the above.
RARE_COUNT = rows.prepared(_count, **PARAMETERS)


def _counted(read: rows.Prepared, wanted: Wanted, shelves: Sequence[int], seek: str | None) -> dict[int, int]:
    return {row.shelf: row.products for row in read(shelves=list(shelves), seek=seek, **parameters(wanted))}


def counted_by(wanted: Wanted, seek: str | None) -> int:
    """How many rows of the wanted shelf are wanted, looked for by the column to be sought."""
    read = COUNT if wanted.rest is None else RARE_COUNT
    return _counted(read, wanted, [wanted.shelf], seek).get(wanted.shelf, 0)


SIDES = ("left", "right")
ENDS = ("low", "high")


def buckets(price_from: int | None, price_to: int | None) -> Iterator[tuple[int, str, int, int]]:
    """The fewest buckets that together hold exactly the prices of a range: (shift, side, first, last)."""
    low, end = max(price_from or 0, 0), HIGHEST if price_to is None else min(price_to + 1, HIGHEST)
    for shift, wider in pairwise(SHIFTS):
        width = 1 << (wider - shift)
        inner, inner_end = -(-low // width), end // width
        if inner >= inner_end:
            yield shift, "left", low, end - 1
            return
        yield shift, "left", low, inner * width - 1
        yield shift, "right", inner_end * width, end - 1
        low, end = inner, inner_end
    yield SHIFTS[-1], "left", low, end - 1


# Past any price; a multiple of the widest bucket, so that an open end needs no narrow ones.
HIGHEST = 1 << 62


def _tally(p: Any) -> QuerySet[ShelfTally, Any]:
    within: list[Q] = [
        Q(shift=shift, bucket__gte=getattr(p, f"low_{shift}_{side}"), bucket__lte=getattr(p, f"high_{shift}_{side}"))
        for shift in SHIFTS
        for side in SIDES
        if getattr(p, f"low_{shift}_{side}") is not None
    ]
    any_of: Callable[[Q, Q], Q] = Q.__or__
    of_shelves = Q(shelf=p.shelf) if p.shelves is None else Q(rows.among("shelf", p.shelves))
    return (
        ShelfTally.objects.filter(of_shelves, reduce(any_of, within), channel_id=p.channel)
        .values("shelf")
        .annotate(total=Sum("products"))
        .values_list("shelf", "total", named=True)
    )


TALLY = rows.prepared(
    _tally,
    channel=KEY,
    shelf=NUMBER,
    shelves=[NUMBER],
    **{f"{end}_{shift}_{side}": NUMBER for end in ENDS for shift in SHIFTS for side in SIDES},
)
