"""What a variant is called, whether or not it is on sale online: a shelf also has what is not."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from catalog.models import ProductVariant
from core.graph import Row, rows
from stock.models import Barcode
from stock.models.lots import Symbology

GOODS = {
    "product_name_vi": "product__name_vi",
    "product_name_en": "product__name_en",
    "product_slug": "product__slug_vi",
    "producer_id": "product__producer_id",
    "product_is_demonstration": "product__is_demonstration",
}

VARIANTS = rows.prepared(
    lambda p: (
        ProductVariant.objects.filter(rows.among("id", p.ids))
        .annotate(**{name: F(path) for name, path in GOODS.items()})
        .values_list("id", "product_id", "sku", "name_vi", "name_en", "net_weight_g", *GOODS, named=True)
    ),
    ids=[models.BigAutoField()],
)


GTINS = rows.prepared(
    lambda p: (
        Barcode.objects.filter(rows.among("variant_id", p.variants), symbology=Symbology.EAN_13, lot=None)
        .order_by("variant_id", "id")
        .values_list("variant_id", "value", named=True)
    ),
    variants=[models.BigAutoField()],
)


def gtin_by_variant(ids: Iterable[int]) -> dict[int, str]:
    """The GTIN (13 digits) a variant is sold by, of those that have one; the first that was made known."""
    return {row.variant_id: row.value for row in reversed(GTINS(variants=sorted(set(ids))))}


def goods_by_variant(ids: Iterable[int]) -> dict[int, Row]:
    """Name, SKU and product of each variant."""
    return {row.id: row for row in VARIANTS(ids=sorted(set(ids)))}
