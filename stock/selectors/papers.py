"""Papers of the sales points a viewer works at."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from core.graph import Page, Row, Slice
from core.graph.orders import Order
from core.graph.paging import page_of
from stock.models import (
    DocumentType,
    GoodsReceipt,
    GoodsReceiptLine,
    StockCount,
    StockCountLine,
    StockMove,
    Transfer,
    TransferLine,
    WriteOff,
)
from stock.selectors.access import Sight

RECEIPT = ("id", "point_id", "producer_id", "is_consigned", "status", "version", "number", "note", "created_at")
TRANSFER = ("id", "from_point_id", "to_point_id", "status", "version", "note", "created_at", "dispatched_at")
COUNT = ("id", "location_id", "status", "version", "due_on", "created_at", "submitted_by", "approved_by")
RECEIPT_LINE = ("id", "receipt_id", "lot_id", "location_id", "quantity")
TRANSFER_LINE = (
    "id",
    "transfer_id",
    "lot_id",
    "owner_id",
    "from_location_id",
    "quantity",
    "received",
    "short",
    "short_reason",
)
COUNT_LINE = ("id", "count_id", "lot_id", "owner_id", "counted", "counted_at", "counted_by", "book")
WRITE_OFF = ("id", "point_id", "lot_id", "owner_id", "location_id", "quantity", "reason", "note", "photo", "created_at")
NEWEST = Order(("id",), (models.BigAutoField(),), descending=True)


def receipts(sight: Sight, page: Page, **given: Any) -> Slice:
    """Goods receipts, newest first; `point_id`, `status` and `ids` narrow them."""
    found = GoodsReceipt.objects.filter(sight.of_point("point"))
    return page_of(_narrowed(found, "point", given), RECEIPT, page, NEWEST)


def transfers(sight: Sight, page: Page, **given: Any) -> Slice:
    """Transfers from and to the viewer's sales points, newest first; `point_id` is either end, or `incoming` one."""
    found = Transfer.objects.filter(sight.of_point("from_point") | sight.of_point("to_point"))
    if given.get("point_id") is not None:
        ends = {None: ("from_point", "to_point"), True: ("to_point",), False: ("from_point",)}[given.get("incoming")]
        found = found.filter(reduce(or_, (Q(**{end: given["point_id"]}) for end in ends)))
    return page_of(_narrowed(found, None, given), TRANSFER, page, NEWEST)


def counts(sight: Sight, page: Page, **given: Any) -> Slice:
    """Stock counts, newest first."""
    found = StockCount.objects.filter(sight.of_point("location__point"))
    return page_of(_narrowed(found, "location__point", given), COUNT, page, NEWEST)


def write_offs(sight: Sight, page: Page, **given: Any) -> Slice:
    """What was written off, newest first."""
    found = WriteOff.objects.filter(sight.of_point("point"))
    return page_of(_narrowed(found, "point", given), WRITE_OFF, page, NEWEST)


def reversals_of(document: DocumentType, lines: Iterable[int]) -> dict[int, str]:
    """Why the first move of each document line was put right, of those that were."""
    moves = StockMove.objects.filter(document_type=document, document_line__in=sorted(set(lines)))
    return dict(moves.filter(reversal__isnull=False).values_list("document_line", "reversal__reason"))


def lines_of_receipts(ids: Iterable[int]) -> dict[int, list[Row]]:
    return _grouped(GoodsReceiptLine.objects.all(), RECEIPT_LINE, "receipt_id", ids)


def lines_of_transfers(ids: Iterable[int]) -> dict[int, list[Row]]:
    return _grouped(TransferLine.objects.all(), TRANSFER_LINE, "transfer_id", ids)


def lines_of_counts(ids: Iterable[int]) -> dict[int, list[Row]]:
    return _grouped(StockCountLine.objects.all(), COUNT_LINE, "count_id", ids)


def _narrowed(found: QuerySet[Any], point: str | None, given: dict[str, Any]) -> QuerySet[Any]:
    if point is not None and given.get("point_id") is not None:
        found = found.filter(**{point: given["point_id"]})
    if given.get("status") is not None:
        found = found.filter(status__in=given["status"])
    if given.get("ids") is not None:
        found = found.filter(pk__in=given["ids"])
    return found


def _grouped(lines: QuerySet[Any], columns: tuple[str, ...], parent: str, ids: Iterable[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    wanted = lines.filter(**{f"{parent}__in": sorted(set(ids))}).order_by(F("id"))
    for row in wanted.values_list(*columns, named=True):
        found.setdefault(getattr(row, parent), []).append(row)
    return found
