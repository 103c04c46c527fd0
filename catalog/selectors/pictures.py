"""Pictures: those of products in their order, and single ones by key."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from catalog.models import Picture, ProductMedia
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

# A picture as a row: its file's name, its pixels, and what is said of it.
PICTURE = ("file", "width", "height", "alt_vi", "alt_en", "credit", "focal_x", "focal_y", "rendered")
MEDIA = ("id", "product_id", "variant_id", "type", "video_url", "position")

PICTURES = rows.prepared(
    lambda p: Picture.objects.filter(rows.among("id", p.ids)).values_list("id", *PICTURE, named=True), ids=[KEY]
)


def _media(p: Any) -> Any:
    found = ProductMedia.objects.all()
    if p.products is not None:
        found = found.filter(rows.among("product_id", p.products))
    if p.variants is not None:
        found = found.filter(rows.among("variant_id", p.variants))
    joined = {name: F(f"picture__{name}") for name in PICTURE}
    return found.annotate(**joined).order_by("product_id", "position").values_list(*MEDIA, *PICTURE, named=True)


PRODUCT_MEDIA = rows.prepared(_media, products=[KEY], variants=[KEY])


def pictures_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Pictures by key; without a key that is not None, without a statement."""
    keys = sorted({key for key in ids if key is not None})
    return {row.id: row for row in PICTURES(ids=keys)} if keys else {}


def media_of_products(ids: Iterable[int]) -> dict[int, list[Row]]:
    """The media of each product, in their order."""
    return _grouped(PRODUCT_MEDIA(products=sorted(set(ids))), "product_id")


def media_of_variants(ids: Iterable[int]) -> dict[int, list[Row]]:
    """The media that show each variant, in the order of its product's."""
    return _grouped(PRODUCT_MEDIA(variants=sorted(set(ids))), "variant_id")


def _grouped(found: Iterable[Row], column: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in found:
        groups.setdefault(getattr(row, column), []).append(row)
    return groups
