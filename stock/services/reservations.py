"""Promises to buyers: made all or none, kept for a while, ended once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from core import clock
from core.transitions import Actor
from stock.errors import InsufficientStock, LotExpired, LotRecalled, QuantityInvalid, ReservationEnded
from stock.models import (
    DocumentType,
    Location,
    Lot,
    Reservation,
    ReservationLine,
    ReservationStatus,
    ShelfLifeRule,
    StockBalance,
    StockMove,
    Usage,
)
from stock.models.points import SELLABLE
from stock.planning import Shelf, Taking, is_fresh, points_for, take
from stock.services.posting import MOST_UNITS, Going, ends, lock_keys, locked, write

HOLD_FOR = timedelta(minutes=30)
# Reservations ended in one transaction, so that one that ends many does not keep the shelves to itself.
BATCH = 100


@transaction.atomic
def reserve(
    *,
    reference: str,
    wanted: Mapping[int, int],
    channel_id: int | None = None,
    pickup_point_id: int | None = None,
    hold_for: timedelta = HOLD_FOR,
) -> Reservation:
    """Hold units (by variant key) for one order: all of them, or none.

    From the pickup point where there is one; else from the fewest sales points that have it all, and of those the
    ones with the most stock. Lots leave by FEFO; none that has expired, is recalled, or has less shelf life left than
    the channel asks. Raises QuantityInvalid, and InsufficientStock with how many of a variant there are.
    """
    if not wanted or any(not 0 < units <= MOST_UNITS for units in wanted.values()):
        raise QuantityInvalid
    shelves = _open_shelves(wanted, channel_id, pickup_point_id)
    takings = _planned(wanted, shelves)
    for one in sorted(takings, key=lambda taking: taking.shelf.balance_id):
        _promise(one)
    held = Reservation.objects.create(reference=reference, expires_at=clock.now() + hold_for)
    ReservationLine.objects.bulk_create(
        ReservationLine(
            reservation=held, balance_id=one.shelf.balance_id, variant_id=one.shelf.variant_id, quantity=one.quantity
        )
        for one in takings
    )
    return held


@transaction.atomic
def release(*, reservation_id: UUID) -> None:
    """Give everything back to the shelves. Raises ReservationEnded."""
    _give_back([held := _claimed(reservation_id)], ReservationStatus.RELEASED, locked(_promised_by([held])))


@transaction.atomic
def consume(
    *, reservation_id: UUID, lines: Mapping[int, int], by: Actor, occurred_at: datetime | None = None
) -> list[StockMove]:
    """Let what was held leave for its buyer; `lines` names the order line that each variant is sold on.

    Raises ReservationEnded, LotExpired and LotRecalled for what may no longer be sold, ActorRequired.
    """
    held = _claimed(reservation_id)
    going, keeping = _sold(held, lines)
    balances = lock_keys(ends(going))
    _judge_lots({one.lot_id for one in going})
    moves = write(balances, DocumentType.SALE, going, occurred_at or clock.now(), by.required(), held.pk, keeping)
    _end([held], ReservationStatus.CONSUMED)
    return moves


def _sold(held: Reservation, lines: Mapping[int, int]) -> tuple[list[Going], dict[int, int]]:
    """What leaves for the buyer, and the promises that end with it, by balance."""
    promises = list(held.lines.select_related("balance__location").order_by("balance_id"))
    points = {one.balance.location.point_id for one in promises}
    buyers = dict(Location.objects.filter(usage=Usage.CUSTOMER, point__in=points).values_list("point_id", "pk"))
    legs: Counter[int] = Counter()
    going = []
    for one in promises:
        shelf, line = one.balance, lines[one.variant_id]
        to = buyers[shelf.location.point_id]
        going.append(Going(shelf.lot_id, shelf.owner_id, shelf.location_id, to, one.quantity, line, legs[line]))
        legs[line] += 1
    return going, {one.balance_id: one.quantity for one in promises}


@transaction.atomic
def end_promises(reservations: QuerySet[Reservation]) -> None:
    """Release those that are still active."""
    ending = _still_active(reservations)
    _give_back(ending, ReservationStatus.RELEASED, locked(_promised_by(ending)))


def expire() -> int:
    """End every reservation whose time is over; how many. Whoever needs the units does not wait for this."""
    ended = 0
    while batch := list(_overdue().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            due = _still_active(_overdue().filter(pk__in=batch))
            _give_back(due, ReservationStatus.EXPIRED, locked(_promised_by(due)))
        ended += len(due)
    return ended


def _overdue() -> QuerySet[Reservation]:
    return Reservation.objects.filter(status=ReservationStatus.ACTIVE, expires_at__lte=clock.now())


def _open_shelves(wanted: Iterable[int], channel_id: int | None, pickup_point_id: int | None) -> list[Shelf]:
    """What may be promised of these variants, locked; promises that are overdue there are ended first."""
    today = clock.today()
    sellable = StockBalance.objects.filter(
        Q(location__point__closed_on=None) | Q(location__point__closed_on__gt=today),
        location__point__opened_on__lte=today,
        variant__in=list(wanted),
        location__usage__in=SELLABLE,
    )
    if pickup_point_id is not None:
        sellable = sellable.filter(location__point=pickup_point_id)
    keys = set(sellable.values_list("pk", flat=True))
    # Reservations come before balances in the order of locks.
    due = _still_active(Reservation.objects.filter(pk__in=_overdue().filter(lines__balance__in=keys).values("pk")))
    theirs = _promised_by(due).values("pk")
    held = locked(StockBalance.objects.filter(Q(pk__in=keys) | Q(pk__in=theirs)))
    _give_back(due, ReservationStatus.EXPIRED, held)
    return _shelves([one for one in held if one.pk in keys], channel_id)


def _shelves(balances: Sequence[StockBalance], channel_id: int | None) -> list[Shelf]:
    """Those of lots that may be sold today, read after the lock: a recall locks the same balances first."""
    rule = ShelfLifeRule.objects.filter(channel=channel_id).first() if channel_id is not None else None
    today, remaining_bp = clock.today(), rule.remaining_bp if rule else 0
    lots = Lot.objects.in_bulk({one.lot_id for one in balances})
    points = dict(Location.objects.filter(pk__in={one.location_id for one in balances}).values_list("pk", "point_id"))
    return [
        Shelf(one.pk, points[one.location_id], one.variant_id, lot.pk, lot.made_on, lot.expires_on, one.available)
        for one in balances
        if (lot := lots[one.lot_id]).recalled_at is None and is_fresh(lot.made_on, lot.expires_on, today, remaining_bp)
    ]


def _planned(wanted: Mapping[int, int], shelves: Sequence[Shelf]) -> list[Taking]:
    """Which units to promise. Raises InsufficientStock for the first variant there is too little of."""
    free: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for shelf in shelves:
        free[shelf.point_id][shelf.variant_id] += max(0, shelf.free)
    points = points_for(wanted, free)
    if points is None:
        totals = {one: sum(units[one] for units in free.values()) for one in wanted}
        short = next(one for one, units in wanted.items() if totals[one] < units)
        raise InsufficientStock(totals[short], short)
    takings: list[Taking] = []
    for variant_id, units in wanted.items():
        left = units
        for point_id in points:
            there = [one for one in shelves if one.point_id == point_id and one.variant_id == variant_id]
            taken = take(there, left)
            takings += taken
            left -= sum(one.quantity for one in taken)
    return takings


def _promise(one: Taking) -> None:
    """The guard: never more than there is, whoever planned this and however."""
    won = StockBalance.objects.filter(pk=one.shelf.balance_id, on_hand__gte=F("reserved") + one.quantity).update(
        reserved=F("reserved") + one.quantity
    )
    if not won:
        raise InsufficientStock(0, one.shelf.variant_id)


def _claimed(reservation_id: UUID) -> Reservation:
    """The reservation, locked and still active. Raises ReservationEnded."""
    held = Reservation.objects.select_for_update().filter(pk=reservation_id).first()
    if held is None or held.status != ReservationStatus.ACTIVE:
        raise ReservationEnded
    return held


def _still_active(reservations: QuerySet[Reservation]) -> list[Reservation]:
    """These, locked, without any that somebody ended while we waited."""
    found = reservations.select_for_update().order_by("pk")
    return [one for one in found if one.status == ReservationStatus.ACTIVE]


def _promised_by(reservations: Iterable[Reservation]) -> QuerySet[StockBalance]:
    lines = ReservationLine.objects.filter(reservation__in=[one.pk for one in reservations])
    return StockBalance.objects.filter(pk__in=lines.values("balance_id"))


def _give_back(reservations: Sequence[Reservation], status: ReservationStatus, held: Iterable[StockBalance]) -> None:
    """Free what locked reservations promise of locked balances, and end them."""
    lines = ReservationLine.objects.filter(reservation__in=[one.pk for one in reservations])
    promised: Counter[int] = Counter()
    for balance_id, quantity in lines.values_list("balance_id", "quantity"):
        promised[balance_id] += quantity
    for balance in held:
        if units := promised[balance.pk]:
            StockBalance.objects.filter(pk=balance.pk).update(reserved=F("reserved") - units)
            balance.reserved -= units
    _end(reservations, status)


def _end(reservations: Iterable[Reservation], status: ReservationStatus) -> None:
    Reservation.objects.filter(pk__in=[one.pk for one in reservations]).update(status=status)


def _judge_lots(lot_ids: Iterable[int]) -> None:
    today = clock.today()
    for lot in Lot.objects.filter(pk__in=set(lot_ids)).order_by("pk"):
        if lot.recalled_at is not None:
            raise LotRecalled(lot.code)
        if not is_fresh(lot.made_on, lot.expires_on, today):
            raise LotExpired(lot.code)
