"""Products found by words: `search` of the product list, and what is near when it finds none."""

from typing import Any

from graphql import GraphQLError

from catalog import selectors
from catalog.finding import finder
from catalog.schema.chosen import Chosen
from catalog.schema.filters import is_by_nearness, order_of
from core import graph

MOST_NEAR = 24


def text_of(search: str | None, filter: dict[str, Any] | None) -> tuple[str, dict[str, Any] | None]:
    """The words a list is searched by, and the rest of its filter. Raises GraphQLError for two texts."""
    rest = dict(filter or {})
    filtered = rest.pop("search", None)
    if search and filtered:
        raise GraphQLError("Argument 'search' cannot be combined with 'filter.search'.")
    return search or filtered or "", rest if filter else filter


def found_slice(
    text: str, where: selectors.Wanted, chosen: Chosen, page: graph.Page, sort_by: dict[str, Any] | None
) -> graph.Slice:
    """One page of the products that a text names, the nearest first unless another order is given."""
    found = finder().find(text, where, None if is_by_nearness(sort_by) else order_of(sort_by), page)
    shown = shown_in(chosen, found.ids, whole=where.whole)
    keys = dict(zip(found.ids, found.keys, strict=True))
    return graph.Slice(
        shown, found.has_next, found.has_previous, keys=lambda product: keys[product.id], total=found.total
    )


def shown_in(chosen: Chosen, ids: Any, *, whole: bool) -> list[graph.Row]:
    """Rows of the products in this order; one that was withdrawn since it was found is left out."""
    known = selectors.products_by_key([(chosen.channel.id, key) for key in ids], whole=whole)
    return chosen.carry([row for key in ids if (row := known.get((chosen.channel.id, key)))])


def nearest(text: str, chosen: Chosen, first: int, *, whole: bool) -> list[graph.Row]:
    """At most `first` products a little like a text, the likest first. Raises GraphQLError for too many."""
    if not 0 < first <= MOST_NEAR:
        raise GraphQLError(f"first must be from 1 to {MOST_NEAR}.", extensions={"code": "INVALID"})
    return shown_in(chosen, finder().near(text, selectors.Wanted(chosen.channel.id), first), whole=whole)
