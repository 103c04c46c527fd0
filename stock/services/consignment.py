"""On what terms producers' goods stand on shelves."""

from datetime import date

from django.db import transaction

from catalog.models import Producer
from core import dated
from stock.errors import CommissionInvalid
from stock.models import ConsignmentAgreement, SalesPoint
from stock.models.consignment import WHOLE_BP


@transaction.atomic
def agree(
    *,
    producer: Producer,
    point: SalesPoint,
    commission_bp: int,
    valid_from: date,
    valid_to: date | None = None,
    number: str = "",
    is_demonstration: bool = False,
) -> ConsignmentAgreement:
    """Let a producer's goods stand at a sales point from a day on; an agreement without an end ends there.

    `commission_bp` is the shop's share of the price in basis points. For officers. Raises CommissionInvalid,
    DatesOverlap.
    """
    if not 0 <= commission_bp <= WHOLE_BP:
        raise CommissionInvalid
    return dated.enact(
        ConsignmentAgreement,
        valid_from=valid_from,
        valid_to=valid_to,
        key={"producer": producer, "point": point},
        commission_bp=commission_bp,
        number=number,
        is_demonstration=is_demonstration,
    )
