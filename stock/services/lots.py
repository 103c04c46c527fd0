"""Lots made known, and the codes they are known by."""

import secrets
from datetime import date

from django.db import transaction

from catalog.models import Producer, ProductVariant, RawMaterialZone
from core import history
from stock.errors import BarcodeInvalid, BarcodeTaken, ZoneInvalid
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
    zone: RawMaterialZone | None = None,
    trace_code: str = "",
    is_demonstration: bool = False,
) -> tuple[Lot, bool]:
    """The producer's lot of that code, and whether it is new. What is known of a lot stays as it was first told.

    A zone that nobody had told is taken from whoever tells it first. Without a trace code a new lot gets one that
    cannot be guessed. Raises ZoneInvalid for a zone that supplies another product.
    """
    if zone is not None and not zone.products.filter(pk=variant.product_id).exists():
        raise ZoneInvalid
    lot, is_new = Lot.objects.get_or_create(
        variant=variant,
        producer=producer,
        code=code,
        defaults={
            "made_on": made_on,
            "expires_on": expires_on,
            "zone": zone,
            "trace_code": trace_code or "".join(secrets.choice(ALPHABET) for _ in range(TRACE_CODE_LENGTH)),
            "is_demonstration": is_demonstration,
        },
    )
    if zone is not None and lot.zone_id is None:
        lot.zone = zone
        lot.save(update_fields=["zone"])
    return lot, is_new


@transaction.atomic
def put_barcode(
    *,
    symbology: Symbology,
    value: str,
    variant: ProductVariant,
    lot: Lot | None = None,
    is_demonstration: bool = False,
) -> tuple[Barcode, bool]:
    """Let a scanner's code stand for a variant, or for one lot of it; whether that is new.

    Raises BarcodeInvalid for an EAN-13 whose check digit is wrong, BarcodeTaken for one that stands for another.
    """
    value = value.strip()
    if not value or (symbology == Symbology.EAN_13 and not is_ean13(value)):
        raise BarcodeInvalid
    code, is_new = Barcode.objects.get_or_create(
        symbology=symbology.value,
        value=value,
        defaults={"variant": variant, "lot": lot, "is_demonstration": is_demonstration},
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
