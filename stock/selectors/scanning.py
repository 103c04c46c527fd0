"""What a scanned or typed text stands for: a lot, a size of a product, or some of either."""

import re
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from catalog.models import ProductVariant
from core.graph import Row
from core.text import fold
from stock.codes import alike, bare
from stock.models import Barcode, Lot
from stock.scanned import Read, read
from stock.selectors.access import Sight
from stock.selectors.ledger import LOT, visible_lots
from stock.selectors.trace import forms_of, lots_meant

# Who sees more than so many types another letter.
MOST = 20
# The address a label without a GTIN leads to, or the code in it by itself.
TRACE = re.compile(r"(?:\S*/t/)?(?P<code>[A-HJ-NP-Z2-9]{10})/?(?:[?#].*)?")
LEAST_LETTERS = 2


class Known(NamedTuple):
    """What a text stands for; `read` is what the code itself says, if it is one of GS1's."""

    read: Read | None
    variants: list[int]
    lots: list[Row]


NOTHING = Known(None, [], [])


def known_by(text: str, sight: Sight, today: date) -> Known:
    """What a text stands for, for those who work at a sales point; others are told nothing.

    A code names one thing exactly, wherever it lies; words name what lies, or has lain, where the viewer works. A lot's
    code is printed on its packs, and may be found on a shelf that nobody knows of: those of the viewer's own shelves
    come first, and of others only where none of theirs bears it.
    """
    text = text.strip()
    if not text or "\0" in text or not (sight.everything or sight.points):
        return NOTHING
    said = read(text, today)
    found = _by_item(said) if said else _by_code(text)
    return found if said or found.variants or found.lots else _by_words(text, sight)


def _by_item(said: Read) -> Known:
    """A trade item by its GTIN, and the lots of it that have the code its label says."""
    codes = Barcode.objects.filter(value__in=forms_of(said.gtin))
    variants = sorted(set(codes.values_list("variant_id", flat=True)))
    return Known(said, variants, lots_meant(said.lot, said.gtin) if said.lot else _lots(Q(barcodes__in=codes)))


def _by_code(text: str) -> Known:
    """Our own codes: of a lot's trace page, and whatever was stuck on by hand."""
    traced = TRACE.fullmatch(text.upper() if "/" not in text else text)
    if traced and (lots := _lots(Q(trace_code=traced["code"]))):
        return Known(None, [], lots)
    stuck = Barcode.objects.filter(value=text)
    variants = stuck.filter(lot=None).values_list("variant_id", flat=True)
    return Known(None, sorted(set(variants)), _lots(Q(barcodes__in=stuck)))


def _by_words(text: str, sight: Sight) -> Known:
    """Lots by their code, sizes by their SKU or by words of the product's name, of what the viewer has to do with."""
    near = visible_lots(sight)
    coded = near.filter(code_alike=alike(text)).order_by("-id").values_list(*LOT, named=True)[:MOST]
    wanted = Q(sku__iexact=text)
    words = fold(text).split()
    if len("".join(words)) >= LEAST_LETTERS:
        wanted |= Q(*(Q(product__name_folded__contains=word) for word in words))
    there = ProductVariant.objects.filter(wanted, pk__in=near.values("variant_id"))
    sizes = list(there.order_by("product__name_folded", "position", "pk").values_list("pk", flat=True)[:MOST])
    lots = list(coded) if bare(text) else []
    return Known(None, sizes, lots or ([] if sizes else lots_meant(text)))


def _lots(wanted: Q) -> list[Row]:
    return list(Lot.objects.filter(wanted).order_by("-id").values_list(*LOT, named=True).distinct()[:MOST])
