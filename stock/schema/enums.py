"""States and kinds in the graph, each value with its Vietnamese word."""

from typing import Any

import graphene

from stock import errors, models
from stock.models.points import PointLevel
from stock.selectors.worth import Band


def _enum(choices: Any, name: str, what: str) -> Any:
    return graphene.Enum.from_enum(choices, name=name, description=lambda value: str(value.label) if value else what)


PointLevelEnum = _enum(PointLevel, "SalesPointLevelEnum", "Who keeps a sales point.")
UsageEnum = _enum(models.Usage, "LocationUsageEnum", "What lying at a location means.")
DocumentTypeEnum = _enum(models.DocumentType, "StockDocumentTypeEnum", "What a move was made for.")
AlertKindEnum = _enum(models.AlertKind, "StockAlertKindEnum", "What should be seen to.")
ReceiptStatusEnum = _enum(models.ReceiptStatus, "GoodsReceiptStatusEnum", "How far a goods receipt is.")
TransferStatusEnum = _enum(models.TransferStatus, "TransferStatusEnum", "How far a transfer is.")
CountStatusEnum = _enum(models.CountStatus, "StockCountStatusEnum", "How far a stock count is.")
ShortReasonEnum = _enum(models.ShortReason, "ShortReasonEnum", "Why fewer units arrived than were sent.")
WriteOffReasonEnum = _enum(models.WriteOffReason, "WriteOffReasonEnum", "Why units will not be sold.")
ExpiryBandEnum = _enum(Band, "ExpiryBandEnum", "How near a lot's last day is.")
OperationStatusEnum = _enum(models.OperationStatus, "StockOperationStatusEnum", "What became of an operation.")
StockErrorCodeEnum = graphene.Enum.from_enum(
    errors.StockErrorCode,
    name="StockErrorCode",
    description=lambda value: None if value else "Why the shelves refused something.",
)
