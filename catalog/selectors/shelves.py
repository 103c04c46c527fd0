"""Lists of products: a walk along an index of a shelf, filtered by the shelf's own columns, counted by its tallies."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, QuerySet, Sum
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from catalog.models import ShelfTally, ShelvedProduct
from catalog.models.shelves import SHIFTS, WHOLE_CHANNEL
from core.graph import Page, Slice, rows
from core.graph.orders import Order

NAME = models.CharField()
NUMBER = models.BigIntegerField()
KEY = models.BigAutoField()
INSTANT = models.DateTimeField()

# A shelved product as a row of the graph's Product; `name` and `slug` are the Vietnamese ones.
CARD = {
    "id": "product_id",
    "slug": "product__slug_vi",
    "slug_en": "product__slug_en",
    "name": "product__name_vi",
    "name_en": "product__name_en",
    "programme": "product__programme",
    "producer_id": "product__producer_id",
    "tax_class": "product__tax_class",
    "is_demonstration": "product__is_demonstration",
}
# What lists seldom show: long texts and instants, which take as long to read as all the rest.
REST = {
    "description_vi": "product__description_vi",
    "description_en": "product__description_en",
    "seo_title_vi": "product__seo_title_vi",
    "seo_title_en": "product__seo_title_en",
    "seo_description_vi": "product__seo_description_vi",
    "seo_description_en": "product__seo_description_en",
    "external_reference": "product__external_reference",
    "origin_id": "product__origin_id",
    "origin_today_id": "product__origin_today_id",
    "place_printed": "product__place_printed",
}
SHELVED = ("channel_id", "shelf", "category_id", "price_minor", "price_max_minor", "created_at")

# What a list may be sorted by. RATING sorts by name, as Saleor's does among products nobody has rated.
COLUMNS: dict[str, tuple[str, models.Field[Any, Any]]] = {
    "NAME": ("name_sort", NAME),
    "PRICE": ("price_minor", NUMBER),
    "MINIMAL_PRICE": ("price_minor", NUMBER),
    "RATING": ("name_sort", NAME),
    "DATE": ("updated_at", INSTANT),
    "LAST_MODIFIED": ("updated_at", INSTANT),
    "LAST_MODIFIED_AT": ("updated_at", INSTANT),
    "CREATED_AT": ("created_at", INSTANT),
    "PUBLICATION_DATE": ("published_at", INSTANT),
    "PUBLISHED_AT": ("published_at", INSTANT),
    "COLLECTION": ("position", NUMBER),
}
ORDERS = {
    (name, direction): Order((column, "id"), (field, KEY), descending=direction == "DESC")
    for name, (column, field) in COLUMNS.items()
    for direction in ("ASC", "DESC")
}


@dataclass(frozen=True)
class Wanted:
    """Which products of a channel. `rest` is whatever the other fields cannot say, over ShelvedProduct."""

    channel_id: int
    shelf: int = WHOLE_CHANNEL
    price_from: int | None = None
    price_to: int | None = None
    rest: Q | None = None
    # Whether the rows hold REST too.
    whole: bool = True

    @property
    def is_ranged(self) -> bool:
        return self.price_from is not None or self.price_to is not None


def shelved(p: Any, order: Order | None = None, *, by_key: bool = False) -> QuerySet[ShelvedProduct, Any]:
    """Rows of channel `p.channel`, named for the graph, with the columns an order needs; with all if `p.whole`."""
    joined = CARD | REST if p.whole else CARD
    own = [*SHELVED, "updated_at"] if p.whole else list(SHELVED)
    own += [column for column in (order.columns if order else ()) if column not in own and column not in joined]
    # Keys that were found in a channel need no second look at it, which might begin at the wrong index.
    found = ShelvedProduct.objects.filter(Q() if by_key else Q(channel_id=p.channel))
    return found.annotate(**{name: F(path) for name, path in joined.items()}).values_list(*joined, *own, named=True)


class Unindexed(Func):
    """A column that SQLite shall not look up in an index, since the index of the order is to be walked.

    PostgreSQL has statistics to see that for itself, and would lose them.
    """

    template = "+%(expressions)s"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s")


def filtered(queryset: QuerySet[ShelvedProduct, Any], p: Any) -> QuerySet[ShelvedProduct, Any]:
    """Of a shelf's rows, those with prices in the range and of which the rest holds."""
    price = Unindexed("price_minor") if p.walk else F("price_minor")
    if p.price_from is not None:
        queryset = queryset.filter(GreaterThanOrEqual(price, p.price_from))
    if p.price_to is not None:
        queryset = queryset.filter(LessThanOrEqual(price, p.price_to))
    return queryset if p.rest is None else queryset.filter(p.rest)


def _page(p: Any) -> QuerySet[ShelvedProduct, Any]:
    return rows.keyset(filtered(shelved(p, p.order).filter(shelf=p.shelf), p), p)


class FirstOfEach(rows.Condition):
    """`column IN (the keys of several limited queries)`.

    Each walks its index and stops at its limit; a window would number every row of every shelf first.
    """

    def __init__(self, column: str, parts: Sequence[QuerySet[Any, Any]]) -> None:
        super().__init__(column)
        self.parts = parts

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        (column,), params = self.compiled(compiler)
        compiled = [part.query.get_compiler(connection=connection).as_sql() for part in self.parts]
        # Compiled by the ORM, values apart.
        union = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _ in compiled)  # noqa: S608
        return f"{column} IN ({union})", [*params, *(param for _, given in compiled for param in given)]


def _pages(p: Any) -> QuerySet[ShelvedProduct, Any]:
    """The first rows of each shelf of the parameter `shelves`, which are `parts` many."""
    keyed = ShelvedProduct.objects.filter(channel_id=p.channel).annotate(id=F("product_id")).values_list("key")
    parts = [
        rows.keyset(filtered(keyed.filter(shelf=rows.Param("shelves", NUMBER, place=place)), p), p)
        for place in range(p.parts)
    ]
    falling = p.order.descending != p.backward
    order = [F(column).desc() if falling else F(column).asc() for column in p.order.columns]
    return shelved(p, p.order, by_key=True).filter(FirstOfEach("key", parts)).order_by("shelf", *order)


def _count(p: Any) -> QuerySet[ShelvedProduct, Any]:
    matching = filtered(ShelvedProduct.objects.filter(rows.among("shelf", p.shelves), channel_id=p.channel), p)
    return (
        matching.order_by()
        .values("shelf")
        .annotate(products=models.Count("key"))
        .values_list("shelf", "products", named=True)
    )


PARAMETERS: dict[str, Any] = {
    "channel": KEY,
    "shelf": NUMBER,
    "shelves": [NUMBER],
    "price_from": NUMBER,
    "price_to": NUMBER,
}
PAGE = rows.prepared(_page, **PARAMETERS)
PAGES = rows.prepared(_pages, **PARAMETERS)
# A `rest` is part of the shape, so each of its values makes another; kept apart, they push out none of the above.
RARE_PAGE = rows.prepared(_page, **PARAMETERS)
RARE_PAGES = rows.prepared(_pages, **PARAMETERS)
RARE_COUNT = rows.prepared(_count, **PARAMETERS)


# Up to so many rows are sooner sorted than sought along the index of their order.
SORTED = 500


def product_slice(wanted: Wanted, page: Page, order: Order) -> Slice:
    """One page of products in one statement, and its total in one more, when called.

    A range of prices in another order than theirs is counted first: the count says which index to take.
    """

    def total() -> int:
        return counts(wanted, [wanted.shelf]).get(wanted.shelf, 0)

    counted = None
    if wanted.is_ranged and wanted.rest is None and order.columns[0] != "price_minor":
        counted = total()
    return rows.slice_of(
        RARE_PAGE if wanted.rest else PAGE,
        page,
        order,
        total=total if counted is None else counted,
        shelf=wanted.shelf,
        walk=counted is not None and counted > SORTED,
        whole=wanted.whole,
        **parameters(wanted),
    )


def product_slices(wanted: Wanted, shelves: Sequence[int], page: Page, order: Order, *, counted: bool) -> list[Slice]:
    """A page for each shelf, in one statement for all; their totals in one more."""
    distinct = sorted(set(shelves))
    if len(distinct) == 1:
        alone = replace(wanted, shelf=distinct[0])
        return [product_slice(alone, page, order)] * len(shelves)
    slices = rows.slices_of(
        RARE_PAGES if wanted.rest else PAGES,
        distinct,
        page,
        order,
        by="shelf",
        totals=counts(wanted, distinct) if counted else None,
        shelves=distinct,
        parts=len(distinct),
        walk=False,
        whole=wanted.whole,
        **parameters(wanted),
    )
    of_shelf = dict(zip(distinct, slices, strict=True))
    return [of_shelf[shelf] for shelf in shelves]


def parameters(wanted: Wanted) -> dict[str, Any]:
    """What is wanted, as the parameters of the statements that `filtered` is in."""
    return {
        "channel": wanted.channel_id,
        "price_from": wanted.price_from,
        "price_to": wanted.price_to,
        "rest": wanted.rest,
    }


def counts(wanted: Wanted, shelves: Sequence[int]) -> dict[int, int]:
    """How many products each shelf has of those wanted; empty shelves are absent."""
    if wanted.rest is not None:
        return {row.shelf: row.products for row in RARE_COUNT(shelves=shelves, walk=False, **parameters(wanted))}
    bounds: dict[str, Any] = {}
    for shift, side, low, high in buckets(wanted.price_from, wanted.price_to):
        if low <= high:
            bounds |= {f"low_{shift}_{side}": low, f"high_{shift}_{side}": high}
    if not bounds:
        return {}
    given: dict[str, Any] = {"shelf": shelves[0]} if len(shelves) == 1 else {"shelves": shelves}
    return {row.shelf: row.total for row in TALLY(channel=wanted.channel_id, **given, **bounds)}


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
