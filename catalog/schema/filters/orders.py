"""Orders of product lists."""

from typing import Any

import graphene
from graphql import GraphQLError

from catalog import selectors
from core import graph
from core.graph.orders import Order
from core.graph.types import OrderDirection

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
