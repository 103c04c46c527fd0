"""One page of an ordinary queryset, for lists whose filters differ too much from question to question to be kept."""

from typing import Any

from django.db.models import F, Q, QuerySet

from core.graph.connections import Page, Slice, cut
from core.graph.orders import Order


def page_of(queryset: QuerySet[Any, Any], columns: tuple[str, ...], page: Page, order: Order) -> Slice:
    """The page's rows with these columns, and their number when it is asked for.

    Raises GraphQLError for a cursor that this order did not give.
    """
    after, before = order.parsed(page.after, "after"), order.parsed(page.before, "before")
    found = queryset
    if after is not None:
        found = found.filter(_past(order, after, falling=order.descending))
    if before is not None:
        found = found.filter(_past(order, before, falling=not order.descending))
    falling = order.descending != page.backward
    ordering = [F(column).desc() if falling else F(column).asc() for column in order.columns]
    rows = list(found.order_by(*ordering).values_list(*columns, named=True)[: page.size + 1])
    return cut(rows, page, order.keys, queryset.count)


def _past(order: Order, keys: tuple[Any, ...], *, falling: bool) -> Q:
    """The rows on the far side of a cursor: `(a, b) > (x, y)`, written out column by column."""
    operator = "lt" if falling else "gt"
    condition, equal = Q(), Q()
    for column, key in zip(order.columns, keys, strict=True):
        condition |= equal & Q(**{f"{column}__{operator}": key})
        equal &= Q(**{column: key})
    return condition
