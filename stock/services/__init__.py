"""Writes to the shelves. Each owns its transaction; moves and balances are written by posting alone."""

from stock.services.checking import differences, rebuild
from stock.services.lots import put_lot, recall
from stock.services.points import employ, put_point
from stock.services.posting import post, reverse
from stock.services.reservations import consume, expire, release, reserve

__all__ = [
    "consume",
    "differences",
    "employ",
    "expire",
    "post",
    "put_lot",
    "put_point",
    "rebuild",
    "recall",
    "release",
    "reserve",
    "reverse",
]
