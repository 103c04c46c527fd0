"""Sales points and what is on their shelves: lots, the ledger of moves, balances, and what is promised to buyers."""

from stock.models.ledger import DocumentType, StockBalance, StockMove
from stock.models.lots import Barcode, Lot
from stock.models.points import Location, OpeningHours, PointCriterion, PointStaff, SalesPoint, Usage
from stock.models.reservations import Reservation, ReservationLine, ReservationStatus, ShelfLifeRule

__all__ = [
    "Barcode",
    "DocumentType",
    "Location",
    "Lot",
    "OpeningHours",
    "PointCriterion",
    "PointStaff",
    "Reservation",
    "ReservationLine",
    "ReservationStatus",
    "SalesPoint",
    "ShelfLifeRule",
    "StockBalance",
    "StockMove",
    "Usage",
]
