"""Pages of a shelf, or of several at once."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db.models import F, QuerySet

from catalog.models import ShelvedProduct
from catalog.selectors.shelves.counting import counted_by, counts
from catalog.selectors.shelves.filtering import PARAMETERS, Unindexed, Wanted, filtered, parameters
from catalog.selectors.shelves.rows import NUMBER, shelved
from catalog.selectors.shelves.ways import smallest, way_to
from core.graph import Page, Slice, rows
from core.graph.orders import Order


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


def _page(p: Any) -> QuerySet[ShelvedProduct, Any]:
    """One page: along the index of its order, or the rows that an index of a filter leads to, sorted."""
    if p.seek in (None, p.order.columns[0]):
        return rows.keyset(filtered(shelved(p, p.order).filter(shelf=p.shelf), p), p)
    # SQLite would rather walk than sort, so the order is hidden from it; only a page's rows are then looked at whole.
    hidden = {f"by_{place}": Unindexed(column) for place, column in enumerate(p.order.columns[:-1])}
    order = replace(p.order, columns=(*hidden, "id"))
    found = filtered(_keyed(p, **hidden).filter(shelf=p.shelf), p)
    return _these(p, [rows.keyset(found, SimpleNamespace(**{**vars(p), "order": order}))])


def _pages(p: Any) -> QuerySet[ShelvedProduct, Any]:
    """The first rows of each shelf of the parameter `shelves`, which are `parts` many."""
    parts = [
        rows.keyset(filtered(_keyed(p).filter(shelf=rows.Param("shelves", NUMBER, place=place)), p), p)
        for place in range(p.parts)
    ]
    return _these(p, parts)


def _keyed(p: Any, **columns: Any) -> QuerySet[ShelvedProduct, Any]:
    """Keys of the channel's rows, with the columns of an order."""
    rows_of = ShelvedProduct.objects.filter(channel_id=p.channel)
    return rows_of.annotate(id=F("product_id"), **columns).values_list("key")


def _these(p: Any, parts: Sequence[QuerySet[Any, Any]]) -> QuerySet[ShelvedProduct, Any]:
    """The rows whose keys the parts found, shelf after shelf."""
    falling = p.order.descending != p.backward
    order = [F(column).desc() if falling else F(column).asc() for column in p.order.columns]
    return shelved(p, p.order, by_key=True).filter(FirstOfEach("key", parts)).order_by("shelf", *order)


PAGE = rows.prepared(_page, **PARAMETERS)
PAGES = rows.prepared(_pages, **PARAMETERS)
# A `rest` is part of the shape, so each of its values makes another; kept apart, they push out none of the above.
RARE_PAGE = rows.prepared(_page, **PARAMETERS)
RARE_PAGES = rows.prepared(_pages, **PARAMETERS)


def product_slice(wanted: Wanted, page: Page, order: Order) -> Slice:
    """One page of products in one statement, and its total in one more, when called and not known yet.

    A filtered list is looked up in the tallies first: they say which index to take, and often the total.
    """
    way = way_to(wanted, order, page.size)

    def total() -> int:
        if wanted.narrowed:
            return counted_by(wanted, smallest(wanted))
        return counts(wanted, [wanted.shelf]).get(wanted.shelf, 0)

    return rows.slice_of(
        RARE_PAGE if wanted.rest else PAGE,
        page,
        order,
        total=total if way.total is None else way.total,
        shelf=wanted.shelf,
        seek=way.seek,
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
        seek=None,
        whole=wanted.whole,
        **parameters(wanted),
    )
    of_shelf = dict(zip(distinct, slices, strict=True))
    return [of_shelf[shelf] for shelf in shelves]
