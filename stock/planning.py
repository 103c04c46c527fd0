"""From which lots, and from which sales points, units should leave. Arithmetic only: no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from stock.models.reservations import WHOLE_LIFE_BP

# Every combination of points is tried up to this many parcels out of this many points; past that the choice is greedy.
PARCELS_TRIED = 3
POINTS_TRIED = 24


class Shelf(NamedTuple):
    """One balance as it stands under lock."""

    balance_id: int
    point_id: int
    variant_id: int
    lot_id: int
    made_on: date
    expires_on: date | None
    free: int


class Taking(NamedTuple):
    """Units to take from one balance."""

    shelf: Shelf
    quantity: int


def is_fresh(made_on: date, expires_on: date | None, day: date, remaining_bp: int = 0) -> bool:
    """Whether a lot may be sold on a day: through its last day, while so much of its life (basis points) is left."""
    if expires_on is None:
        return True
    left, whole = (expires_on - day).days, (expires_on - made_on).days
    return left >= 0 and left * WHOLE_LIFE_BP >= remaining_bp * whole


def first_expired_first(shelves: Iterable[Shelf]) -> list[Shelf]:
    """FEFO: the lot that ends first leaves first; what does not spoil leaves last, oldest first."""
    return sorted(shelves, key=lambda one: (one.expires_on or date.max, one.made_on, one.lot_id, one.balance_id))


def take(shelves: Iterable[Shelf], quantity: int) -> list[Taking]:
    """So many units by FEFO; fewer when there are fewer."""
    takings = []
    for shelf in first_expired_first(shelves):
        if quantity <= 0:
            break
        if shelf.free > 0:
            takings.append(Taking(shelf, min(shelf.free, quantity)))
            quantity -= takings[-1].quantity
    return takings


def points_for(wanted: Mapping[int, int], free: Mapping[int, Mapping[int, int]]) -> list[int] | None:
    """The sales points an order leaves from, the fullest first: the fewest parcels, and of those the most stock.

    `wanted` is units by variant, `free` units by point and variant. None when all of them together have too little.
    The fewest are found by trying, up to PARCELS_TRIED parcels from POINTS_TRIED points; larger cases are greedy.
    """
    useful = {point: units for point, units in free.items() if any(units.get(one, 0) > 0 for one in wanted)}

    def fullest_first(points: Iterable[int]) -> list[int]:
        return sorted(points, key=lambda point: (-sum(useful[point].get(one, 0) for one in wanted), point))

    def covers(points: Sequence[int]) -> bool:
        return all(sum(useful[point].get(one, 0) for point in points) >= units for one, units in wanted.items())

    candidates = fullest_first(useful)
    if not covers(candidates):
        return None
    for parcels in range(1, PARCELS_TRIED + 1):
        # Combinations come fullest first, but the first to cover is not always the fullest of its size.
        found = [chosen for chosen in combinations(candidates[:POINTS_TRIED], parcels) if covers(chosen)]
        if found:
            return fullest_first(max(found, key=lambda chosen: _stock(chosen, useful, wanted)))
    return _greedy(wanted, useful, candidates)


def _stock(points: Iterable[int], free: Mapping[int, Mapping[int, int]], wanted: Mapping[int, int]) -> int:
    return sum(free[point].get(one, 0) for point in points for one in wanted)


def _greedy(wanted: Mapping[int, int], free: Mapping[int, Mapping[int, int]], candidates: list[int]) -> list[int]:
    """Whoever brings the most of what is still missing, again and again."""
    missing, chosen, left = dict(wanted), [], list(candidates)
    while any(units > 0 for units in missing.values()):
        best = max(left, key=lambda point: sum(min(missing[one], free[point].get(one, 0)) for one in missing))
        left.remove(best)
        chosen.append(best)
        missing = {one: max(0, units - free[best].get(one, 0)) for one, units in missing.items()}
    return chosen
