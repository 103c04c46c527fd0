"""Proof that balances are what the ledger says, and their repair."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from stock.models import ReservationLine, ReservationStatus, StockBalance, StockMove
from stock.services.posting import Key, lock_keys


class Difference(NamedTuple):
    """A balance that is not what it should be; `on_hand` and `reserved` are (kept, by the ledger)."""

    key: Key
    on_hand: tuple[int, int]
    reserved: tuple[int, int]


@transaction.atomic
def differences() -> list[Difference]:
    """Every balance that differs from in less out, or from what active reservations hold; none in a sound shop."""
    return list(_differences())


@transaction.atomic
def rebuild() -> list[Difference]:
    """Make every balance what the ledger and the reservations say; what was put right."""
    wrong = list(_differences())
    if not wrong:
        return []
    held = lock_keys({one.key for one in wrong})
    # Read again now that nobody can write to them.
    wrong = [one for one in _differences() if one.key in held]
    for one in wrong:
        StockBalance.objects.filter(pk=held[one.key].pk).update(on_hand=one.on_hand[1], reserved=one.reserved[1])
    return wrong


def _differences() -> Iterator[Difference]:
    moved, promised = _moved(), _promised()
    kept = {
        Key(location, lot, owner): (pk, on_hand, reserved)
        for pk, location, lot, owner, on_hand, reserved in StockBalance.objects.values_list(
            "pk", "location_id", "lot_id", "owner_id", "on_hand", "reserved"
        )
    }
    for key in sorted(kept.keys() | moved.keys(), key=lambda one: (one.location_id, one.lot_id, one.owner_id or 0)):
        pk, on_hand, reserved = kept.get(key, (0, 0, 0))
        if (on_hand, reserved) != (moved[key], promised[pk]):
            yield Difference(key, (on_hand, moved[key]), (reserved, promised[pk]))


def _moved() -> Counter[Key]:
    """In less out, summed by the database."""
    sums: Counter[Key] = Counter()
    for end, sign in (("to_location_id", 1), ("from_location_id", -1)):
        for location, lot, owner, units in StockMove.objects.values_list(end, "lot_id", "owner_id").annotate(
            units=Sum("quantity")
        ):
            sums[Key(location, lot, owner)] += sign * units
    return sums


def _promised() -> Counter[int]:
    lines = ReservationLine.objects.filter(reservation__status=ReservationStatus.ACTIVE)
    return Counter(dict(lines.values_list("balance_id").annotate(units=Sum("quantity"))))
