"""What staff do to goods inside a shop: carry them to another shelf, take them off for good."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from core import clock, transitions
from core.transitions import Actor
from stock.errors import LocationInvalid, QuantityInvalid, ReasonRequired
from stock.models import (
    DocumentType,
    Location,
    Relocation,
    SalesPoint,
    StockMove,
    Usage,
    WriteOff,
    WriteOffReason,
)
from stock.services.documents import admit, found, judge_texts, lot_of, only_key, opened, shelf_of
from stock.services.photos import photo_of
from stock.services.posting import MOST_UNITS, Going, post, reverse


class Handled(NamedTuple):
    """Units of a lot, whose, and from which shelf."""

    lot_id: int
    owner_id: int | None
    location_id: int
    quantity: int


@transaction.atomic
def relocate(
    *,
    point: SalesPoint,
    units: Handled,
    to_location_id: int,
    by: Actor,
    occurred_at: datetime | None = None,
    operation: UUID | None = None,
) -> Relocation:
    """Carry units from one shelf of a sales point to another; also back-room to shelf.

    Raises NotYourSalesPoint, QuantityInvalid, LocationInvalid, LotInvalid, InsufficientStock.
    """
    _judge(point, units, by, "from_location")
    shelf_of(to_location_id, point.pk, "to_location")
    if units.location_id == to_location_id:
        raise LocationInvalid("to_location")
    paper = Relocation.objects.create(
        point=point,
        lot_id=units.lot_id,
        owner_id=units.owner_id,
        from_location_id=units.location_id,
        to_location_id=to_location_id,
        quantity=units.quantity,
        is_demonstration=point.is_demonstration,
    )
    _post(DocumentType.RELOCATION, paper.pk, units, to_location_id, by, occurred_at, operation)
    opened(paper, by)
    return paper


@transaction.atomic
def write_off(
    *,
    point: SalesPoint,
    units: Handled,
    reason: WriteOffReason,
    by: Actor,
    note: str = "",
    photo: str = "",
    occurred_at: datetime | None = None,
    operation: UUID | None = None,
) -> WriteOff:
    """Take units off the shelf for good; `photo` is the name of a picture that services.photos kept for the operation.

    An expired or recalled lot may be written off, whatever else may not be done with it. Raises NotYourSalesPoint,
    QuantityInvalid, LocationInvalid, LotInvalid, ReasonRequired for another reason without a note, TextTooLong,
    PhotoUnknown, InsufficientStock.
    """
    _judge(point, units, by, "location")
    judge_texts(note=note.strip())
    if reason == WriteOffReason.OTHER and not note.strip():
        raise ReasonRequired
    paper = WriteOff.objects.create(
        point=point,
        **units._asdict(),
        reason=reason.value,
        note=note.strip(),
        photo=photo_of(photo, operation) if photo else "",
        is_demonstration=point.is_demonstration,
    )
    scrap = only_key(Location, point=point, usage=Usage.SCRAP)
    _post(DocumentType.WRITE_OFF, paper.pk, units, scrap, by, occurred_at, operation)
    opened(paper, by)
    return paper


@transaction.atomic
def reverse_write_off(*, write_off_id: int, reason: str, by: Actor) -> WriteOff:
    """Put units back that were written off by mistake; the paper and its picture stay to be read.

    Raises NotFound, NotYourSalesPoint, ReasonRequired, TextTooLong, MoveNotReversible.
    """
    paper = found(WriteOff, write_off_id, "write_off")
    admit(by, paper.point_id)
    move = StockMove.objects.get(document_type=DocumentType.WRITE_OFF, document_line=paper.pk)
    reverse(move_id=move.pk, reason=reason, by=by)
    transitions.record(
        paper, before="posted", after="reversed", actor_id=by.id, actor_role=by.role, reason=reason.strip()
    )
    return paper


def _judge(point: SalesPoint, units: Handled, by: Actor, field: str) -> None:
    admit(by, point.pk)
    if not 0 < units.quantity <= MOST_UNITS:
        raise QuantityInvalid
    shelf_of(units.location_id, point.pk, field)
    lot_of(units.lot_id, units.owner_id)


def _post(
    document: DocumentType,
    line: int,
    units: Handled,
    to_location_id: int,
    by: Actor,
    occurred_at: datetime | None,
    operation: UUID | None,
) -> None:
    going = Going(units.lot_id, units.owner_id, units.location_id, to_location_id, units.quantity, line)
    post(document=document, going=[going], occurred_at=occurred_at or clock.now(), by=by, operation=operation)
