"""Lots: made known, stopped, let go again."""

import secrets
from datetime import date

from django.db import transaction

from catalog.models import Producer, ProductVariant
from core import clock, transitions
from core.transitions import Actor
from stock.errors import ReasonRequired
from stock.models import Lot, Reservation, ReservationLine, ReservationStatus, StockBalance
from stock.services.reservations import end_promises

# Letters and digits that a printed code is not misread in: no O, no I, no 0, no 1.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TRACE_CODE_LENGTH = 10


@transaction.atomic
def put_lot(
    *,
    variant: ProductVariant,
    producer: Producer,
    code: str,
    made_on: date,
    expires_on: date | None,
    is_demonstration: bool = False,
) -> tuple[Lot, bool]:
    """The producer's lot of that code, and whether it is new. What is known of a lot stays as it was first told."""
    return Lot.objects.get_or_create(
        variant=variant,
        producer=producer,
        code=code,
        defaults={
            "made_on": made_on,
            "expires_on": expires_on,
            "trace_code": "".join(secrets.choice(ALPHABET) for _ in range(TRACE_CODE_LENGTH)),
            "is_demonstration": is_demonstration,
        },
    )


@transaction.atomic
def recall(*, lot_id: int, reason: str, by: Actor) -> Lot:
    """Stop a lot everywhere at once: nothing of it is offered, promised or sold from this instant.

    Promises that hold units of it end, whole, so that their orders are planned anew. A second recall changes nothing.
    Raises ReasonRequired, ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    holding = Reservation.objects.filter(
        pk__in=ReservationLine.objects.filter(balance__lot=lot_id, reservation__status=ReservationStatus.ACTIVE).values(
            "reservation_id"
        )
    )
    end_promises(holding, StockBalance.objects.filter(lot=lot_id))
    lot = Lot.objects.select_for_update().get(pk=lot_id)
    if lot.recalled_at is None:
        lot.recalled_at, lot.recall_reason = clock.now(), reason.strip()
        lot.save(update_fields=["recalled_at", "recall_reason"])
        transitions.record(
            lot, before="", after="recalled", actor_id=by.id, actor_role=by.role, reason=lot.recall_reason
        )
    return lot
