"""What a variant is called, whether or not it is on sale online: a shelf also has what is not."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from catalog.models import ProductVariant
from core.graph import Row, rows

GOODS = {
    "product_name_vi": "product__name_vi",
    "product_name_en": "product__name_en",
    "product_slug": "product__slug_vi",
    "producer_id": "product__producer_id",
}

VARIANTS = rows.prepared(
    lambda p: (
        ProductVariant.objects.filter(rows.among("id", p.ids))
        .annotate(**{name: F(path) for name, path in GOODS.items()})
        .values_list("id", "product_id", "sku", "name_vi", "name_en", *GOODS, named=True)
    ),
    ids=[models.BigAutoField()],
)


def goods_by_variant(ids: Iterable[int]) -> dict[int, Row]:
    """Name, SKU and product of each variant."""
    return {row.id: row for row in VARIANTS(ids=sorted(set(ids)))}
