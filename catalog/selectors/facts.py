"""What a product's own page tells of it: texts and figures that lists have no use for."""

from collections.abc import Iterable

from catalog.models import Product
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

TEXTS = ("story", "ingredients", "storage", "warnings")
FACTS = (
    *("id", "shelf_life_days", "alcohol_bp", "fulfilment", "voucher_days", "former_category_id"),
    *(f"{text}_{language}" for text in TEXTS for language in ("vi", "en")),
)
OF_PRODUCTS = rows.prepared(
    lambda p: Product.objects.filter(rows.among("id", p.ids)).values_list(*FACTS, named=True), ids=[KEY]
)


def facts_of(product_ids: Iterable[int]) -> dict[int, Row]:
    """The facts of each product, by its key."""
    return {row.id: row for row in OF_PRODUCTS(ids=sorted(set(product_ids)))}
