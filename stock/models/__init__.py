"""Sales points and what is on their shelves: lots, the ledger of moves, balances, promises, papers and alerts."""

from core.db.watched import tell_writes
from stock.models.consignment import ConsignmentAgreement
from stock.models.counts import CountStatus, DiscrepancyCase, StockCount, StockCountLine
from stock.models.documents import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptStatus,
    Relocation,
    ShortReason,
    Transfer,
    TransferLine,
    TransferStatus,
    WriteOff,
    WriteOffReason,
)
from stock.models.ledger import DocumentType, StockBalance, StockMove
from stock.models.lots import Barcode, Lot
from stock.models.operations import DeviceOperation, OperationStatus
from stock.models.points import Location, OpeningHours, PointCriterion, PointStaff, SalesPoint, Usage
from stock.models.reservations import Reservation, ReservationLine, ReservationStatus, ShelfLifeRule
from stock.models.watch import Alert, AlertKind, ReorderRule

__all__ = [
    "Alert",
    "AlertKind",
    "Barcode",
    "ConsignmentAgreement",
    "CountStatus",
    "DeviceOperation",
    "DiscrepancyCase",
    "DocumentType",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "Location",
    "Lot",
    "OpeningHours",
    "OperationStatus",
    "PointCriterion",
    "PointStaff",
    "ReceiptStatus",
    "Relocation",
    "ReorderRule",
    "Reservation",
    "ReservationLine",
    "ReservationStatus",
    "SalesPoint",
    "ShelfLifeRule",
    "ShortReason",
    "StockBalance",
    "StockCount",
    "StockCountLine",
    "StockMove",
    "Transfer",
    "TransferLine",
    "TransferStatus",
    "Usage",
    "WriteOff",
    "WriteOffReason",
]

# What pages that are kept tell of shelves (core.pages.run_while).
tell_writes(SalesPoint, OpeningHours, Location, Lot, StockBalance)
