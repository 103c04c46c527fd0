"""Filters and orders of product lists. A filter's field turns into what a tally can count, or into a condition."""

from catalog.schema.filters.inputs import CategoryFilterInput, GlobalIDFilterInput, StringFilterInput
from catalog.schema.filters.lists import wanted
from catalog.schema.filters.orders import ProductOrder, is_by_nearness, order_of
from catalog.schema.filters.products import SEARCH, ProductFilterInput, ProductWhereInput

__all__ = [
    "SEARCH",
    "CategoryFilterInput",
    "GlobalIDFilterInput",
    "ProductFilterInput",
    "ProductOrder",
    "ProductWhereInput",
    "StringFilterInput",
    "is_by_nearness",
    "order_of",
    "wanted",
]
