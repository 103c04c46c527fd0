"""What stands on the invented shelves: sizes that are real or Làng Mẫu's, in lots, numbers and terms that are not."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from catalog.loading.report import Report
from catalog.models import Producer, ProductVariant
from catalog.models.products import Fulfilment
from stock import gs1, services
from stock.demonstration import places
from stock.models import Barcode, Lot, SalesPoint
from stock.models.lots import Symbology
from stock.services.lots import ALPHABET, TRACE_CODE_LENGTH

MODEL_MAKER = "lang-mau"
# GS1 keeps the prefixes 200 to 299 for numbers that mean something inside one company only ("restricted circulation",
# GS1 General Specifications, GS1 Prefix table), so that no maker's number begins like these.
RESTRICTED = "299"
COMMISSION_BP = 1500
# Who brings their goods to a district's point themselves; everything else comes from the province's.
NEIGHBOURS = {
    places.DONG_HOI: ("linh-hue", "mai-thinh", "long-tam"),
    places.BA_DON: ("quang-thuy", "dau-tu-2-9", MODEL_MAKER),
    places.MINH_HOA: ("hoa-son",),
    places.TUYEN_HOA: ("mien-tay", "htx-19-5"),
    places.QUANG_TRACH: ("quang-phu",),
    places.BO_TRACH: ("tuan-linh", "phong-nha", MODEL_MAKER),
    places.QUANG_NINH: ("vuong-doan",),
    places.LE_THUY: ("van-di", "hien-thuan", "huong-xua", MODEL_MAKER),
    places.LANG_MAU_SHOP: ("phong-nha", MODEL_MAKER),
    places.TRUONG_PHU_SHOP: ("van-di", "hien-thuan"),
}
# What the shop buys and sells as its own, by SKU.
BOUGHT = frozenset({"MH-03-1", "QB-01-1"})
# The classification's fresh food.
FRESH = "1.1"
# Days from NSX to HSD by the first of these that a category's code begins with; handicrafts do not spoil.
SHELF_LIFE = {"1.2": 540, "1.3": 270, "1.4": 720, "1.5": 540, "1.6": 365, "2": 1080, "3": 900}


def stocked(report: Report) -> dict[str, ProductVariant]:
    """The sizes that can stand on a shelf for weeks, by SKU, each with a number that scanners read.

    Of a product whose producer no source names there is no lot to make, since a lot is somebody's.
    """
    found = (
        ProductVariant.objects.filter(product__fulfilment=Fulfilment.GOODS, product__producer__isnull=False)
        .exclude(product__category__code__startswith=FRESH)
        .select_related("product__producer", "product__category")
        .order_by("sku")
    )
    with_number = set(Barcode.objects.filter(symbology=Symbology.EAN_13).values_list("variant_id", flat=True))
    for variant in found:
        is_new = variant.pk not in with_number
        if is_new:
            digits = f"{RESTRICTED}{variant.pk:09}"
            value = digits + gs1.check_digit(digits)
            services.put_barcode(symbology=Symbology.EAN_13, value=value, variant=variant, is_demonstration=True)
        report.count("barcodes (demonstration)", 1, int(is_new))
    return {variant.sku: variant for variant in found}


def life_of(variant: ProductVariant) -> timedelta | None:
    """How long it keeps; None for what does not spoil."""
    if variant.product.shelf_life_days:
        return timedelta(days=variant.product.shelf_life_days)
    code = variant.product.category.code
    days = next((days for begins, days in SHELF_LIFE.items() if code.startswith(begins)), None)
    return timedelta(days=days) if days else None


def make_lot(variant: ProductVariant, made_on: date, letter: str, chance: Random) -> Lot:
    """A lot made on a day, its code as a pack would say it; of Làng Mẫu's where the zone that it grew in is known."""
    life = life_of(variant)
    lot, _ = services.put_lot(
        variant=variant,
        producer=maker_of(variant),
        code=f"{made_on:%y%m%d}{letter}",
        made_on=made_on,
        expires_on=made_on + life if life else None,
        zone=variant.product.zones.first(),
        trace_code="MAU" + "".join(chance.choice(ALPHABET) for _ in range(TRACE_CODE_LENGTH - 3)),
        is_demonstration=True,
    )
    return lot


def agree(pairs: Iterable[tuple[SalesPoint, Producer]], since: date) -> None:
    """Terms between sales points and those whose goods will stand there."""
    for number, (point, producer) in enumerate(pairs, start=1):
        services.agree(
            producer=producer,
            point=point,
            commission_bp=COMMISSION_BP + 100 * (number % 4),
            valid_from=since,
            number=f"KG-MH-{number:03}",
        )


def maker_of(variant: ProductVariant) -> Producer:
    """Who makes it, of whose goods alone there are lots."""
    producer = variant.product.producer
    if producer is None:
        raise ValueError(f"Nobody is known to make {variant.sku}.")
    return producer
