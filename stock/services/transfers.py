"""Goods on their way from one sales point to another."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from core import clock
from core.transitions import Actor
from stock.errors import (
    LinesRequired,
    LocationInvalid,
    LotInvalid,
    MoreThanSent,
    QuantityInvalid,
    ReasonRequired,
    blaming,
)
from stock.models import (
    DocumentType,
    Location,
    SalesPoint,
    ShortReason,
    StockBalance,
    Transfer,
    TransferLine,
    TransferStatus,
    Usage,
)
from stock.services.documents import admit, judge_sellable, judge_texts, only_key, opened, shelf_of, taken, turn
from stock.services.posting import MOST_UNITS, Going, post

ON_THE_ROAD = (TransferStatus.DISPATCHED, TransferStatus.PARTLY_RECEIVED)


class Sent(NamedTuple):
    """Units of a lot, whose, and from which shelf."""

    lot_id: int
    owner_id: int | None
    from_location_id: int
    quantity: int


class Arrived(NamedTuple):
    """What came of a line: units received onto a shelf (0 allowed), and units found missing, with why."""

    received: int
    short: int = 0
    short_reason: ShortReason | None = None
    location_id: int | None = None


@transaction.atomic
def draft_transfer(
    *,
    from_point: SalesPoint,
    to_point: SalesPoint,
    sent: Sequence[Sent],
    by: Actor,
    note: str = "",
) -> Transfer:
    """Write down what shall go; nothing has left the shelf. For staff of the sender, or of whoever asks for it.

    Raises NotYourSalesPoint, LinesRequired, QuantityInvalid, LocationInvalid, TextTooLong, and LotInvalid for a lot
    that this owner never had anywhere.
    """
    admit(by, from_point.pk, to_point.pk)
    judge_texts(note=note)
    if not sent:
        raise LinesRequired
    if from_point.pk == to_point.pk:
        raise LocationInvalid("to_point")
    for place, one in enumerate(sent):
        with blaming(place):
            if not 0 < one.quantity <= MOST_UNITS:
                raise QuantityInvalid
            shelf_of(one.from_location_id, from_point.pk, "from_location")
            if not StockBalance.objects.filter(lot=one.lot_id, owner=one.owner_id).exists():
                raise LotInvalid
    transfer = Transfer.objects.create(
        from_point=from_point,
        to_point=to_point,
        note=note,
        is_demonstration=from_point.is_demonstration and to_point.is_demonstration,
    )
    TransferLine.objects.bulk_create(TransferLine(transfer=transfer, **one._asdict()) for one in sent)
    opened(transfer, by)
    return transfer


@transaction.atomic
def dispatch(
    *, transfer_id: int, version: int, by: Actor, occurred_at: datetime | None = None, operation: UUID | None = None
) -> Transfer:
    """Let it leave.

    Raises NotYourSalesPoint, DocumentSettled, StaleVersion, InsufficientStock, LotExpired, LotRecalled.
    """
    transfer = taken(Transfer, transfer_id, version, TransferStatus.DRAFT)
    admit(by, transfer.from_point_id)
    when = occurred_at or clock.now()
    road = only_key(Location, point=transfer.to_point_id, usage=Usage.TRANSIT)
    lines = list(transfer.lines.select_related("lot").order_by("pk"))
    for place, line in enumerate(lines):
        with blaming(place):
            judge_sellable(line.lot)
    going = [Going(one.lot_id, one.owner_id, one.from_location_id, road, one.quantity, one.pk) for one in lines]
    post(document=DocumentType.TRANSFER, going=going, occurred_at=when, by=by, operation=operation)
    transfer.lines.update(legs=1)
    turn(transfer, TransferStatus.DISPATCHED, by, dispatched_at=when)
    return transfer


@transaction.atomic
def receive_transfer(
    *,
    transfer_id: int,
    version: int,
    arrived: Mapping[int, Arrived],
    by: Actor,
    occurred_at: datetime | None = None,
    operation: UUID | None = None,
) -> Transfer:
    """Put what arrived (by line key) on the receiver's shelf, and note what is missing; as often as parcels arrive.

    When every unit is accounted for it is closed, or RECEIVED while shortages wait to be settled. Raises
    NotYourSalesPoint, DocumentSettled, StaleVersion, LinesRequired, QuantityInvalid, MoreThanSent, ReasonRequired,
    LocationInvalid.
    """
    transfer = taken(Transfer, transfer_id, version, *ON_THE_ROAD)
    admit(by, transfer.to_point_id)
    road = only_key(Location, point=transfer.to_point_id, usage=Usage.TRANSIT)
    shelf = only_key(Location, point=transfer.to_point_id, usage=Usage.SHELF, code="")
    lines = {one.pk: one for one in transfer.lines.filter(pk__in=arrived)}
    if not lines or lines.keys() != arrived.keys():
        raise LinesRequired
    going = []
    for place, (key, one) in enumerate(arrived.items()):
        line = lines[key]
        with blaming(place):
            _judge(line, one)
            if one.location_id is not None:
                shelf_of(one.location_id, transfer.to_point_id)
        if one.received:
            going.append(
                Going(line.lot_id, line.owner_id, road, one.location_id or shelf, one.received, key, line.legs)
            )
        _note(line, one)
    post(
        document=DocumentType.TRANSFER, going=going, occurred_at=occurred_at or clock.now(), by=by, operation=operation
    )
    _settle(transfer, by)
    return transfer


@transaction.atomic
def close_transfer(*, transfer_id: int, version: int, by: Actor, reason: str) -> Transfer:
    """Settle the shortages: what was never sent goes back to its shelf, what was lost or broken is scrapped.

    For the sender's staff, who answer for what they sent, and officers. Raises NotYourSalesPoint, DocumentSettled,
    StaleVersion, ReasonRequired.
    """
    transfer = taken(Transfer, transfer_id, version, TransferStatus.RECEIVED)
    admit(by, transfer.from_point_id)
    if not reason.strip():
        raise ReasonRequired
    road = only_key(Location, point=transfer.to_point_id, usage=Usage.TRANSIT)
    scrap = only_key(Location, point=transfer.to_point_id, usage=Usage.SCRAP)
    going = []
    for line in transfer.lines.filter(short__gt=0).order_by("pk"):
        to = line.from_location_id if line.short_reason == ShortReason.NOT_SENT else scrap
        going.append(Going(line.lot_id, line.owner_id, road, to, line.short, line.pk, line.legs))
    post(document=DocumentType.TRANSFER, going=going, occurred_at=clock.now(), by=by)
    turn(transfer, TransferStatus.CLOSED, by, reason.strip())
    return transfer


@transaction.atomic
def cancel_transfer(*, transfer_id: int, version: int, by: Actor) -> Transfer:
    """Drop one that has not left. Raises NotYourSalesPoint, DocumentSettled, StaleVersion."""
    transfer = taken(Transfer, transfer_id, version, TransferStatus.DRAFT)
    admit(by, transfer.from_point_id, transfer.to_point_id)
    turn(transfer, TransferStatus.CANCELLED, by)
    return transfer


def _judge(line: TransferLine, one: Arrived) -> None:
    if one.received < 0 or one.short < 0 or one.received + one.short == 0:
        raise QuantityInvalid
    left = line.quantity - line.received - line.short
    if one.received + one.short > left:
        raise MoreThanSent(left)
    if one.short and (one.short_reason is None or line.short_reason not in ("", one.short_reason)):
        raise ReasonRequired


def _note(line: TransferLine, one: Arrived) -> None:
    line.received += one.received
    line.short += one.short
    line.legs += 1 if one.received else 0
    if one.short_reason is not None and one.short:
        line.short_reason = one.short_reason.value
    line.save(update_fields=["received", "short", "short_reason", "legs"])


def _settle(transfer: Transfer, by: Actor) -> None:
    lines = list(transfer.lines.values_list("quantity", "received", "short"))
    if any(quantity > received + short for quantity, received, short in lines):
        turn(transfer, TransferStatus.PARTLY_RECEIVED, by)
        return
    turn(transfer, TransferStatus.RECEIVED, by)
    if not any(short for _, _, short in lines):
        turn(transfer, TransferStatus.CLOSED, by)
