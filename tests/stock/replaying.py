"""The ledger replayed move by move in Python: what every sum over it is held against."""

from collections import Counter
from datetime import date

from core import clock
from stock.models import StockMove
from stock.models.points import HELD


def lying_on(day: date) -> Counter:
    """Units by (sales point, owner, lot) that could be touched when a day had ended."""
    units: Counter = Counter()
    for move in moves_until(day):
        for place, sign in ((move.to_location, 1), (move.from_location, -1)):
            if place.usage in HELD:
                units[place.point_id, move.owner_id, move.lot_id] += sign * move.quantity
    return +units


def moves_until(day: date) -> list[StockMove]:
    moves = StockMove.objects.select_related("from_location", "to_location", "reversal_of")
    return [move for move in moves if clock.day_of(move.occurred_at) <= day]


def gone(day_from: date, day_to: date, usage: str) -> Counter:
    """Units by (sales point, owner, lot) that went to places of a usage in some days, less what came from there."""
    units: Counter = Counter()
    for move in moves_until(day_to):
        if clock.day_of(move.occurred_at) < day_from:
            continue
        if move.to_location.usage == usage:
            units[move.from_location.point_id, move.owner_id, move.lot_id] += move.quantity
        if move.from_location.usage == usage:
            units[move.to_location.point_id, move.owner_id, move.lot_id] -= move.quantity
    return units
