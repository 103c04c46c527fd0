"""Goods that a producer brings."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from catalog.models import Producer
from core import clock
from core.transitions import Actor
from stock.errors import AgreementMissing, LinesRequired, LotInvalid, QuantityInvalid, ReasonRequired, blaming
from stock.models import (
    ConsignmentAgreement,
    DocumentType,
    GoodsReceipt,
    GoodsReceiptLine,
    Location,
    Lot,
    ReceiptStatus,
    SalesPoint,
    StockMove,
    Usage,
)
from stock.services.documents import admit, judge_sellable, judge_texts, only_key, opened, shelf_of, taken, turn
from stock.services.posting import MOST_UNITS, Going, Key, lock_keys, post, reverse


class Brought(NamedTuple):
    """Units of a lot, and where they were put."""

    lot_id: int
    location_id: int
    quantity: int


@transaction.atomic
def draft_receipt(
    *,
    point: SalesPoint,
    producer: Producer,
    brought: Sequence[Brought],
    by: Actor,
    is_consigned: bool = True,
    number: str = "",
    note: str = "",
) -> GoodsReceipt:
    """Write down what a producer brought; nothing is on the shelf yet. A lot told twice at one place is one line.

    Raises NotYourSalesPoint, LinesRequired, QuantityInvalid, LocationInvalid, LotInvalid, LotExpired, LotRecalled,
    TextTooLong, and AgreementMissing for consigned goods without an agreement today.
    """
    admit(by, point.pk)
    judge_texts(number=number, note=note)
    _judge(point, producer, brought, is_consigned)
    receipt = GoodsReceipt.objects.create(
        point=point,
        producer=producer,
        is_consigned=is_consigned,
        number=number,
        note=note,
        is_demonstration=point.is_demonstration,
    )
    _write_lines(receipt, brought)
    opened(receipt, by)
    return receipt


@transaction.atomic
def redraft_receipt(
    *,
    receipt_id: int,
    version: int,
    brought: Sequence[Brought],
    by: Actor,
    is_consigned: bool = True,
    number: str = "",
    note: str = "",
) -> GoodsReceipt:
    """Write a draft anew, of the same producer at the same sales point.

    Raises NotFound, DocumentSettled, StaleVersion and what `draft_receipt` does.
    """
    receipt = taken(GoodsReceipt, receipt_id, version, ReceiptStatus.DRAFT)
    admit(by, receipt.point_id)
    judge_texts(number=number, note=note)
    _judge(receipt.point, receipt.producer, brought, is_consigned)
    receipt.lines.all().delete()
    _write_lines(receipt, brought)
    turn(receipt, ReceiptStatus.DRAFT, by, is_consigned=is_consigned, number=number, note=note)
    return receipt


@transaction.atomic
def cancel_receipt(*, receipt_id: int, version: int, by: Actor) -> GoodsReceipt:
    """Drop a draft that brought nothing. Raises NotYourSalesPoint, NotFound, DocumentSettled, StaleVersion."""
    receipt = taken(GoodsReceipt, receipt_id, version, ReceiptStatus.DRAFT)
    admit(by, receipt.point_id)
    turn(receipt, ReceiptStatus.CANCELLED, by)
    return receipt


@transaction.atomic
def post_receipt(
    *, receipt_id: int, version: int, by: Actor, occurred_at: datetime | None = None, operation: UUID | None = None
) -> GoodsReceipt:
    """Put it on the shelves. Raises NotYourSalesPoint, DocumentSettled, StaleVersion, LotExpired, LotRecalled."""
    receipt = taken(GoodsReceipt, receipt_id, version, ReceiptStatus.DRAFT)
    admit(by, receipt.point_id)
    origin = only_key(Location, point=receipt.point_id, usage=Usage.PRODUCER)
    owner_id = receipt.producer_id if receipt.is_consigned else None
    lines = list(receipt.lines.select_related("lot").order_by("pk"))
    for place, line in enumerate(lines):
        with blaming(place):
            judge_sellable(line.lot)
    post(
        document=DocumentType.RECEIPT,
        going=[Going(one.lot_id, owner_id, origin, one.location_id, one.quantity, one.pk) for one in lines],
        occurred_at=occurred_at or clock.now(),
        by=by,
        operation=operation,
    )
    turn(receipt, ReceiptStatus.POSTED, by)
    return receipt


@transaction.atomic
def reverse_receipt(*, receipt_id: int, version: int, reason: str, by: Actor) -> GoodsReceipt:
    """Take a receipt that was a mistake back whole, while all of it is still there.

    Raises ReasonRequired, NotYourSalesPoint, DocumentSettled, StaleVersion, InsufficientStock.
    """
    receipt = taken(GoodsReceipt, receipt_id, version, ReceiptStatus.POSTED)
    admit(by, receipt.point_id)
    if not reason.strip():
        raise ReasonRequired
    lines = list(receipt.lines.order_by("pk").values_list("pk", flat=True))
    moves = list(StockMove.objects.filter(document_type=DocumentType.RECEIPT, document_line__in=lines))
    lock_keys(
        {Key(place, one.lot_id, one.owner_id) for one in moves for place in (one.from_location_id, one.to_location_id)}
    )
    for one in moves:
        with blaming(lines.index(one.document_line)):
            reverse(move_id=one.pk, reason=reason, by=by)
    turn(receipt, ReceiptStatus.REVERSED, by, reason.strip())
    return receipt


def _write_lines(receipt: GoodsReceipt, brought: Sequence[Brought]) -> None:
    units: Counter[tuple[int, int]] = Counter()
    for one in brought:
        units[one.lot_id, one.location_id] += one.quantity
    GoodsReceiptLine.objects.bulk_create(
        GoodsReceiptLine(receipt=receipt, lot_id=lot, location_id=location, quantity=quantity)
        for (lot, location), quantity in units.items()
    )


def _judge(point: SalesPoint, producer: Producer, brought: Sequence[Brought], is_consigned: bool) -> None:
    if not brought:
        raise LinesRequired
    if is_consigned:
        agreed = ConsignmentAgreement.objects.filter(producer=producer, point=point)
        if not agreed.on(clock.today()).exists():
            raise AgreementMissing
    for place, one in enumerate(brought):
        with blaming(place):
            if not 0 < one.quantity <= MOST_UNITS:
                raise QuantityInvalid
            shelf_of(one.location_id, point.pk)
            lot = Lot.objects.filter(pk=one.lot_id, producer=producer).first()
            if lot is None:
                raise LotInvalid
            judge_sellable(lot)
