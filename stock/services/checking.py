"""Proof that balances are what the ledger says, and their repair."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core import clock
from stock.models import DiscrepancyCase, ReservationLine, ReservationStatus, StockBalance, StockMove
from stock.services.posting import Key, lock_keys


class Difference(NamedTuple):
    """A balance that is not what it should be; each pair is (kept, by the ledger, the reservations and the cases)."""

    key: Key
    on_hand: tuple[int, int]
    reserved: tuple[int, int]
    excused: tuple[int, int]


@transaction.atomic
def differences() -> list[Difference]:
    """Every balance that differs from in less out, from what active reservations hold or from what open cases excuse.

    None in a sound shop.
    """
    return list(_differences())


@transaction.atomic
def rebuild() -> list[Difference]:
    """Make every balance what the ledger, the reservations and the cases say; what was put right.

    Where the ledger has less than is promised, a discrepancy case opens.
    """
    wrong = list(_differences())
    if not wrong:
        return []
    held = lock_keys({one.key for one in wrong})
    # Read again now that nobody can write to them.
    wrong = [one for one in _differences() if one.key in held]
    for one in wrong:
        _put_right(held[one.key], one)
    return wrong


def _put_right(balance: StockBalance, wrong: Difference) -> None:
    on_hand, reserved, excused = wrong.on_hand[1], wrong.reserved[1], wrong.excused[1]
    missing = reserved - on_hand - excused if balance.is_held else 0
    if missing > 0:
        cause = _("Dựng lại sổ thấy thiếu so với số đã giữ cho khách.")
        DiscrepancyCase.objects.create(balance=balance, quantity=missing, opened_at=clock.now(), cause=cause)
    StockBalance.objects.filter(pk=balance.pk).update(
        on_hand=on_hand, reserved=reserved, excused=excused + max(0, missing)
    )


def _differences() -> Iterator[Difference]:
    moved, promised, explained = _moved(), _promised(), _explained()
    columns = ("pk", "location_id", "lot_id", "owner_id", "on_hand", "reserved", "excused")
    kept = {
        Key(location, lot, owner): (pk, *units)
        for pk, location, lot, owner, *units in StockBalance.objects.values_list(*columns)
    }
    for key in sorted(kept.keys() | moved.keys(), key=lambda one: (one.location_id, one.lot_id, one.owner_id or 0)):
        pk, on_hand, reserved, excused = kept.get(key, (0, 0, 0, 0))
        if (on_hand, reserved, excused) != (moved[key], promised[pk], explained[pk]):
            yield Difference(key, (on_hand, moved[key]), (reserved, promised[pk]), (excused, explained[pk]))


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


def _explained() -> Counter[int]:
    cases = DiscrepancyCase.objects.filter(closed_at=None)
    return Counter(dict(cases.values_list("balance_id").annotate(units=Sum("quantity"))))
