"""What every refusal of stock is made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from core.errors import DomainError


class StockErrorCode(StrEnum):
    AGREEMENT_DAYS_INVALID = "AGREEMENT_DAYS_INVALID"
    AGREEMENT_MISSING = "AGREEMENT_MISSING"
    BARCODE_INVALID = "BARCODE_INVALID"
    BARCODE_TAKEN = "BARCODE_TAKEN"
    CLOCK_WRONG = "CLOCK_WRONG"
    COMMISSION_INVALID = "COMMISSION_INVALID"
    COUNTED_BY_YOU = "COUNTED_BY_YOU"
    CRITERION_UNKNOWN = "CRITERION_UNKNOWN"
    DOCUMENT_SETTLED = "DOCUMENT_SETTLED"
    HOURS_INVALID = "HOURS_INVALID"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    INVALID = "INVALID"
    LINE_TWICE = "LINE_TWICE"
    LINES_REQUIRED = "LINES_REQUIRED"
    LOCATION_INVALID = "LOCATION_INVALID"
    LOT_EXPIRED = "LOT_EXPIRED"
    LOT_INVALID = "LOT_INVALID"
    LOT_NOT_RECALLED = "LOT_NOT_RECALLED"
    LOT_RECALLED = "LOT_RECALLED"
    MAP_INCOMPLETE = "MAP_INCOMPLETE"
    MORE_THAN_SENT = "MORE_THAN_SENT"
    MOVE_NOT_REVERSIBLE = "MOVE_NOT_REVERSIBLE"
    NOT_FOUND = "NOT_FOUND"
    NOT_YOUR_SALES_POINT = "NOT_YOUR_SALES_POINT"
    OFFICERS_ONLY = "OFFICERS_ONLY"
    OPERATION_REUSED = "OPERATION_REUSED"
    PHOTO_UNKNOWN = "PHOTO_UNKNOWN"
    POINT_CLOSED = "POINT_CLOSED"
    POINT_DAYS_INVALID = "POINT_DAYS_INVALID"
    QUANTITY_INVALID = "QUANTITY_INVALID"
    REASON_REQUIRED = "REASON_REQUIRED"
    REORDER_RULE_INVALID = "REORDER_RULE_INVALID"
    RESERVATION_ENDED = "RESERVATION_ENDED"
    SEQUENCE_REUSED = "SEQUENCE_REUSED"
    STALE_VERSION = "STALE_VERSION"
    STILL_SHORT = "STILL_SHORT"
    TEXT_TOO_LONG = "TEXT_TOO_LONG"
    ZONE_INVALID = "ZONE_INVALID"


class StockError(DomainError):
    """Any of them; `line` is the place, from 0, of the input's line to blame, if one is."""

    line: int | None = None


@contextmanager
def blaming(line: int) -> Iterator[None]:
    """Let a refusal that is raised inside name the line of the input it is about."""
    try:
        yield
    except StockError as refusal:
        refusal.line = line
        raise
