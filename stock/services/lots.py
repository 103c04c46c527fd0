"""Lots made known, and the codes they are known by."""

import secrets
from datetime import date

from django.db import transaction

from catalog.models import Producer, ProductVariant
from core import history
from stock.errors import BarcodeInvalid, BarcodeTaken
from stock.gs1 import is_ean13
from stock.models import Barcode, Lot
from stock.models.lots import Symbology

# Letters and digits that a printed code is not misread in: no O, no I, no 0, no 1.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TRACE_CODE_LENGTH = 10
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
    if is_new:
        history.created(code)
    return code, is_new


@transaction.atomic
def drop_barcode(*, barcode: Barcode) -> None:
    """Let a code stand for nothing any more, as when it was put on the wrong goods."""
    history.removed(barcode)
    barcode.delete()
