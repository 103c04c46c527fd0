"""Single products and their variants."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import F, QuerySet

from catalog.models import ProductVariant
from catalog.models.shelves import WHOLE_CHANNEL
from catalog.selectors.shelves import KEY, shelved
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
POSITION = models.PositiveSmallIntegerField()

BY_POSITION = Order(("position", "id"), (POSITION, KEY))


def _products(p: Any) -> QuerySet[Any, Any]:
    found = shelved(p).filter(shelf=WHOLE_CHANNEL)
    if p.ids is not None:
        found = found.filter(rows.among("product_id", p.ids))
    for column in ("slug_vi", "slug_en", "external_reference"):
        if getattr(p, column) is not None:
            found = found.filter(**{f"product__{column}": getattr(p, column)})
    return found


PRODUCTS = rows.prepared(_products, channel=KEY, ids=[KEY], slug_vi=TEXT, slug_en=TEXT, external_reference=TEXT)

VARIANT = ("id", "product_id", "sku", "name_vi", "name_en", "net_weight_g", "position")
VARIANT_JOINED = {
    "channel_id": "prices__channel_id",
    "price_minor": "prices__price_minor",
    "tax_class": "product__tax_class",
    "programme": "product__programme",
}
# Whether its facts are made up: who says so is two tables away.
VARIANT_SOURCED = {
    "price_is_demonstration": "prices__source__is_demonstration",
    "weight_is_demonstration": "source__is_demonstration",
}


def _variants(p: Any) -> QuerySet[Any, Any]:
    """Variants with a price in the channel, of products shown there; with who says so if `p.sourced`."""
    found = ProductVariant.objects.filter(prices__channel_id=p.channel)
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.sku is not None:
        found = found.filter(sku=p.sku)
    if p.product is not None:
        found = found.filter(product_id=p.product)
    if p.products is not None:
        found = found.filter(rows.among("product_id", p.products))
    if p.product is None and p.products is None:
        # Whoever names the products has found them shown.
        found = found.filter(product__shelved__channel_id=p.channel, product__shelved__shelf=WHOLE_CHANNEL)
    joined = VARIANT_JOINED | (VARIANT_SOURCED if p.sourced else {})
    return found.annotate(**{name: F(path) for name, path in joined.items()}).values_list(*VARIANT, *joined, named=True)


OF_VARIANTS: dict[str, Any] = {"channel": KEY, "ids": [KEY], "sku": TEXT, "product": KEY, "products": [KEY]}
VARIANTS = rows.prepared(lambda p: _variants(p).order_by("product_id", "position"), **OF_VARIANTS)
# Of one product, rows need not be numbered within theirs.
VARIANT_PAGES = rows.prepared(
    lambda p: rows.keyset(_variants(p), p, per="product_id" if p.product is None else None), **OF_VARIANTS
)
VARIANT_COUNTS = rows.prepared(
    lambda p: (
        ProductVariant.objects.filter(rows.among("product_id", p.products), prices__channel_id=p.channel)
        .values("product_id")
        .annotate(total=models.Count("id"))
        .values_list("product_id", "total", named=True)
    ),
    channel=KEY,
    products=[KEY],
)


def find_product(channel_id: int, **key: Any) -> Row | None:
    """The product shown in a channel that has this id, slug_vi, slug_en or external_reference."""
    if "id" in key:
        key = {"ids": [key["id"]]}
    found = PRODUCTS(channel=channel_id, whole=True, **key)
    return found[0] if found else None


def products_by_key(pairs: Iterable[tuple[int, int]], *, whole: bool) -> dict[tuple[int, int], Row]:
    """Products by (channel, product), of those shown; one statement a channel, of which there are a handful."""
    wanted: dict[int, set[int]] = {}
    for channel_id, product_id in pairs:
        wanted.setdefault(channel_id, set()).add(product_id)
    return {
        (channel_id, row.id): row
        for channel_id, ids in wanted.items()
        for row in PRODUCTS(channel=channel_id, whole=whole, ids=sorted(ids))
    }


def find_variant(channel_id: int, **key: Any) -> Row | None:
    """The variant offered in a channel that has this id or sku."""
    if "id" in key:
        key = {"ids": [key["id"]]}
    found = VARIANTS(channel=channel_id, sourced=True, **key)
    return found[0] if found else None


def variants_by_id(channel_id: int, ids: Iterable[int]) -> dict[int, Row]:
    """Variants offered in a channel."""
    return {row.id: row for row in VARIANTS(channel=channel_id, sourced=True, ids=sorted(set(ids)))}


def variants_of_products(channel_id: int, product_ids: Iterable[int], *, sourced: bool) -> dict[int, list[Row]]:
    """The variants each of these products, shown in the channel, is offered in there, in their order."""
    variants: dict[int, list[Row]] = {}
    for row in VARIANTS(channel=channel_id, sourced=sourced, products=sorted(set(product_ids))):
        variants.setdefault(row.product_id, []).append(row)
    return variants


def variant_pages(
    channel_id: int, product_ids: Sequence[int], page: Page, *, counted: bool, sourced: bool
) -> list[Slice]:
    """A page of variants for each of these products, shown in the channel, in one statement for all."""
    totals = None
    if counted:
        totals = {row.product_id: row.total for row in VARIANT_COUNTS(channel=channel_id, products=product_ids)}
    if len(product_ids) == 1:
        product_id = product_ids[0]
        total = None if totals is None else totals.get(product_id, 0)
        given = {"channel": channel_id, "product": product_id, "sourced": sourced}
        return [rows.slice_of(VARIANT_PAGES, page, BY_POSITION, total=total, **given)]
    return rows.slices_of(
        VARIANT_PAGES,
        product_ids,
        page,
        BY_POSITION,
        by="product_id",
        totals=totals,
        channel=channel_id,
        products=product_ids,
        sourced=sourced,
    )
