"""Lots: made known, stopped, let go again."""

import secrets
from datetime import date

from django.db import transaction

from catalog.models import Producer, ProductVariant
from core import clock, transitions
from core.transitions import OFFICER_ROLE, SYSTEM_ROLE, Actor
from stock.errors import BarcodeInvalid, BarcodeTaken, NotFound, OfficersOnly, ReasonRequired
from stock.gs1 import is_ean13
from stock.models import Barcode, Lot, Reservation, ReservationLine, ReservationStatus, StockBalance
from stock.models.lots import Symbology
from stock.services.posting import locked
from stock.services.reservations import end_promises

# Letters and digits that a printed code is not misread in: no O, no I, no 0, no 1.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TRACE_CODE_LENGTH = 10
# Who may stop a lot everywhere.
STOPPING = (OFFICER_ROLE, SYSTEM_ROLE)
# GS1's longest batch number (application identifier 10).
LOT_CODE_LENGTH = 20


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
def put_barcode(
    *, symbology: Symbology, value: str, variant: ProductVariant, lot: Lot | None = None
) -> tuple[Barcode, bool]:
    """Let a scanner's code stand for a variant, or for one lot of it; whether that is new.

    Raises BarcodeInvalid for an EAN-13 whose check digit is wrong, BarcodeTaken for one that stands for another.
    """
    value = value.strip()
    if not value or (symbology == Symbology.EAN_13 and not is_ean13(value)):
        raise BarcodeInvalid
    code, is_new = Barcode.objects.get_or_create(
        symbology=symbology.value, value=value, defaults={"variant": variant, "lot": lot}
    )
    if (code.variant_id, code.lot_id) != (variant.pk, lot.pk if lot else None):
        raise BarcodeTaken
    return code, is_new


def recall(*, lot_id: int, reason: str, by: Actor) -> Lot:
    """Stop a lot everywhere at once: nothing of it is offered, promised or sold from this instant.

    Promises that hold units of it end, whole, so that their orders are planned anew; they are looked for once nobody
    can make another, so this is two transactions, and not to be called inside one. A second recall keeps the first
    one's words and ends what the first was kept from. Raises OfficersOnly, ReasonRequired,
    NotFound, ActorRequired.
    """
    by.required()
    if by.role not in STOPPING:
        raise OfficersOnly
    if not reason.strip():
        raise ReasonRequired
    lot = _stop(lot_id, reason.strip(), by)
    holding = ReservationLine.objects.filter(balance__lot=lot_id, reservation__status=ReservationStatus.ACTIVE)
    end_promises(Reservation.objects.filter(pk__in=holding.values("reservation_id")))
    return lot


@transaction.atomic
def _stop(lot_id: int, reason: str, by: Actor) -> Lot:
    """Whoever promises units locks their balances before they look at the lot, so these are locked before it stops."""
    locked(StockBalance.objects.filter(lot=lot_id))
    lot = Lot.objects.select_for_update().filter(pk=lot_id).first()
    if lot is None:
        raise NotFound("lot")
    if lot.recalled_at is None:
        lot.recalled_at, lot.recall_reason = clock.now(), reason
        lot.save(update_fields=["recalled_at", "recall_reason"])
        transitions.record(lot, before="", after="recalled", actor_id=by.id, actor_role=by.role, reason=reason)
    return lot
