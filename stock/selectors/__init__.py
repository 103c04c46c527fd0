"""Reads of sales points, shelves and papers, as rows."""

from stock.selectors.access import Sight, producers_of, sight_of
from stock.selectors.alerts import alerts, alerts_by_id
from stock.selectors.ledger import (
    balances,
    balances_of_lots,
    balances_of_variants,
    lots,
    lots_by_id,
    lots_of,
    moves,
    moves_of_lots,
)
from stock.selectors.papers import counts, receipts, transfers, write_offs
from stock.selectors.points import (
    Hours,
    closes_at,
    hours_of,
    is_open,
    locations_by_id,
    locations_of,
    metres_between,
    opens_at,
    points,
    points_by_id,
)
from stock.selectors.shelves import (
    Free,
    Gone,
    StockedOn,
    free_at_points,
    free_of_products,
    free_of_variants,
    gone_from,
)

__all__ = [
    "Free",
    "Gone",
    "Hours",
    "Sight",
    "StockedOn",
    "alerts",
    "alerts_by_id",
    "balances",
    "balances_of_lots",
    "balances_of_variants",
    "closes_at",
    "counts",
    "free_at_points",
    "free_of_products",
    "free_of_variants",
    "gone_from",
    "hours_of",
    "is_open",
    "locations_by_id",
    "locations_of",
    "lots",
    "lots_by_id",
    "lots_of",
    "metres_between",
    "moves",
    "moves_of_lots",
    "opens_at",
    "points",
    "points_by_id",
    "producers_of",
    "receipts",
    "sight_of",
    "transfers",
    "write_offs",
]
