"""Which way to a page is shorter: along the index of its order, or by seeking what is wanted and sorting it."""

from typing import NamedTuple

from catalog.models.shelves import Facet
from catalog.selectors.shelves.counting import FACETS, facet_sizes, priced_size, span_sizes
from catalog.selectors.shelves.filtering import DEMONSTRATION, KIND, PRICE, SEVERAL, STARRED, Wanted
from core.graph.orders import Order

# Up to so many rows of a range of prices are sooner sorted than sought along the index of their order.
SORTED = 500
# What a row costs that is sought and sorted, of one that is walked past.
SOUGHT_COST = 1
# The column that a facet counts.
COLUMNS = {facet.value: SEVERAL[name] for name, facet in FACETS.items()}
# Those with an index; of what is not made up there is none, since it is nearly everything.
SEEKABLE = frozenset({PRICE, STARRED, KIND, *COLUMNS.values()})


class Way(NamedTuple):
    """`seek` is the column to be sought (filtering.filtered); `total` how many are wanted, where that came out."""

    seek: str | None
    total: int | None = None


def way_to(wanted: Wanted, order: Order, page_size: int) -> Way:
    """The shorter way to a page, by what the tallies say in at most three statements; none for an unfiltered list.

    Taking the filters for independent of each other, a page is filled after so many rows of its order; the smallest of
    the filters has so many rows to sort.
    """
    is_sorted_by_price = order.columns[0] == PRICE
    is_ranged = wanted.is_ranged and not is_sorted_by_price
    if not wanted.narrowed:
        # A range alone is counted by its tally, which says which way to go.
        return _by_price(wanted, order) if is_ranged and wanted.rest is None else Way(None)
    whole, sizes = _sizes(wanted)
    total = None
    if len(sizes) == 1 and not wanted.is_ranged and wanted.rest is None:
        (total,) = sizes.values()
    if is_ranged:
        sizes[PRICE] = priced_size(wanted)
    smallest = min(sizes, key=lambda column: sizes[column])
    matching = float(whole)
    for size in sizes.values():
        matching *= size / whole if whole else 0
    walked = min(whole, page_size * whole / matching) if matching else whole
    return Way(
        smallest if smallest in SEEKABLE and sizes[smallest] * SOUGHT_COST <= walked else order.columns[0], total
    )


def smallest(wanted: Wanted) -> str | None:
    """The column to be sought by whoever needs all that is wanted: that of the smallest filter; None to leave it open.

    A filter without an index, or none at all, leaves it to the database.
    """
    if not wanted.narrowed:
        return None
    _, sizes = _sizes(wanted)
    if wanted.is_ranged:
        sizes[PRICE] = priced_size(wanted)
    column = min(sizes, key=lambda name: sizes[name])
    return column if column in SEEKABLE else None


def _by_price(wanted: Wanted, order: Order) -> Way:
    total = priced_size(wanted)
    return Way(PRICE if total <= SORTED else order.columns[0], total)


def _sizes(wanted: Wanted) -> tuple[int, dict[str, int]]:
    """How many the shelf has in all, and by each column that is narrowed."""
    shelf = wanted.shelf
    found = facet_sizes(wanted, [shelf])
    sizes = {column: found.get((shelf, facet), 0) for facet, column in COLUMNS.items() if column in wanted.narrowed}
    if wanted.is_demonstration is not None:
        sizes[DEMONSTRATION] = found.get((shelf, Facet.DEMONSTRATION.value), 0)
    spans = span_sizes(wanted, [shelf])
    for column in {STARRED, KIND} & set(wanted.narrowed):
        sizes[column] = spans.get((shelf, column), 0)
    return found.get((shelf, Facet.ALL.value), 0), sizes
