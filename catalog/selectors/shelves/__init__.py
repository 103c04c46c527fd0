"""Lists of products: a walk along an index of a shelf, filtered by the shelf's own columns, counted by its tallies."""

from catalog.selectors.shelves.counting import buckets, counts
from catalog.selectors.shelves.filtering import PARAMETERS, Wanted, filtered, holding_stars, made_by_kind, parameters
from catalog.selectors.shelves.pages import product_slice, product_slices
from catalog.selectors.shelves.rows import INSTANT, KEY, NAME, NUMBER, ORDERS, shelved

__all__ = [
    "INSTANT",
    "KEY",
    "NAME",
    "NUMBER",
    "ORDERS",
    "PARAMETERS",
    "Wanted",
    "buckets",
    "counts",
    "filtered",
    "holding_stars",
    "made_by_kind",
    "parameters",
    "product_slice",
    "product_slices",
    "shelved",
]
