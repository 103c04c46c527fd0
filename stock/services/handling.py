"""What staff do to goods inside a shop: carry them to another shelf, take them off for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from core import clock, files
from core.transitions import Actor
from stock.errors import LocationInvalid, QuantityInvalid, ReasonRequired
from stock.models import DocumentType, Location, Relocation, SalesPoint, Usage, WriteOff, WriteOffReason
from stock.services.documents import admit, only_key, opened, shelf_of
from stock.services.posting import MOST_UNITS, Going, post

PHOTOS = "write-offs"


@transaction.atomic
def relocate(
    *,
    point: SalesPoint,
    lot_id: int,
    owner_id: int | None,
    from_location_id: int,
    to_location_id: int,
    quantity: int,
    by: Actor,
    occurred_at: datetime | None = None,
    operation: UUID | None = None,
) -> Relocation:
    """Carry units from one shelf of a sales point to another; also back-room to shelf.

    Raises NotYourSalesPoint, QuantityInvalid, LocationInvalid, InsufficientStock.
    """
    admit(by, point.pk)
    if not 0 < quantity <= MOST_UNITS:
        raise QuantityInvalid
    shelf_of(from_location_id, point.pk, "from_location")
    shelf_of(to_location_id, point.pk, "to_location")
    if from_location_id == to_location_id:
        raise LocationInvalid("to_location")
    paper = Relocation.objects.create(
        point=point,
        lot_id=lot_id,
        owner_id=owner_id,
        from_location_id=from_location_id,
        to_location_id=to_location_id,
        quantity=quantity,
    )
    going = Going(lot_id, owner_id, from_location_id, to_location_id, quantity, paper.pk)
    post(
        document=DocumentType.RELOCATION,
        going=[going],
        occurred_at=occurred_at or clock.now(),
        by=by,
        operation=operation,
    )
    opened(paper, by)
    return paper


@transaction.atomic
def write_off(
    *,
    point: SalesPoint,
    lot_id: int,
    owner_id: int | None,
    location_id: int,
    quantity: int,
    reason: WriteOffReason,
    by: Actor,
    note: str = "",
    photo: bytes | None = None,
    occurred_at: datetime | None = None,
    operation: UUID | None = None,
    is_demonstration: bool = False,
) -> WriteOff:
    """Take units off the shelf for good; `photo` is a JPEG that core.files has judged.

    An expired or recalled lot may be written off, whatever else may not be done with it. Raises NotYourSalesPoint,
    QuantityInvalid, LocationInvalid, ReasonRequired for another reason without a note, InsufficientStock.
    """
    admit(by, point.pk)
    if not 0 < quantity <= MOST_UNITS:
        raise QuantityInvalid
    if reason == WriteOffReason.OTHER and not note.strip():
        raise ReasonRequired
    shelf_of(location_id, point.pk)
    paper = WriteOff.objects.create(
        point=point,
        lot_id=lot_id,
        owner_id=owner_id,
        location_id=location_id,
        quantity=quantity,
        reason=reason.value,
        note=note.strip(),
        photo=files.keep_paper(PHOTOS, photo, "jpg") if photo else "",
        is_demonstration=is_demonstration,
    )
    scrap = only_key(Location, point=point, usage=Usage.SCRAP)
    going = Going(lot_id, owner_id, location_id, scrap, quantity, paper.pk)
    post(
        document=DocumentType.WRITE_OFF,
        going=[going],
        occurred_at=occurred_at or clock.now(),
        by=by,
        operation=operation,
    )
    opened(paper, by)
    return paper
