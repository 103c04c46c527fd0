"""On what terms producers' goods stand on shelves."""

from datetime import date

from django.db import transaction

from catalog.models import Producer
from core import dated, history
from stock.errors import AgreementDaysInvalid, CommissionInvalid
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
) -> ConsignmentAgreement:
    """Let a producer's goods stand at a sales point from a day on; an agreement without an end ends there.

    `commission_bp` is the shop's share of the price in basis points. For officers. Raises CommissionInvalid,
    DatesOverlap.
    """
    if not 0 <= commission_bp <= WHOLE_BP:
        raise CommissionInvalid
    made = dated.enact(
        ConsignmentAgreement,
        valid_from=valid_from,
        valid_to=valid_to,
        key={"producer": producer, "point": point},
        commission_bp=commission_bp,
        number=number,
        is_demonstration=point.is_demonstration or producer.is_demonstration,
    )
    history.created(made)
    return made


@transaction.atomic
def end_agreement(*, agreement: ConsignmentAgreement, on: date) -> ConsignmentAgreement:
    """Let an agreement hold no longer from a day on; goods that still stand there stay their producer's.

    Its share and its number stay as they were signed: what changes is another agreement. For officers. Raises
    AgreementDaysInvalid for a day on which it does not hold any more, or not yet.
    """
    held = ConsignmentAgreement.objects.select_for_update().get(pk=agreement.pk)
    if on <= held.valid_from or (held.valid_to is not None and on >= held.valid_to):
        raise AgreementDaysInvalid
    old, held.valid_to = held.valid_to, on
    held.save(update_fields=["valid_to"])
    history.changed(held, {"valid_to": (old, on)})
    return held
