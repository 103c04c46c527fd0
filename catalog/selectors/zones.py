"""Raw-material zones, and which products are made of what they grow."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet

from catalog.models import Product, RawMaterialZone
from catalog.selectors.shelves import KEY, NAME
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

DAY = models.DateField()
ZONE = (
    *("id", "slug", "name_vi", "name_en", "crop_vi", "crop_en", "area_m2", "commune_id", "households"),
    *("planting_code", "planting_code_since", "standard", "standard_number", "standard_from", "standard_to"),
    *("source_id", "is_demonstration"),
)
BY_SLUG = Order(("slug", "id"), (NAME, KEY))


def _zones(p: Any) -> QuerySet[RawMaterialZone, Any]:
    found = RawMaterialZone.objects.all()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.communes is not None:
        found = found.filter(rows.among("commune_id", p.communes))
    if p.planting_code is not None:
        found = found.filter(planting_code=p.planting_code)
    if p.certified_on is not None:
        begun = Q(standard_from=None) | Q(standard_from__lte=p.certified_on)
        found = found.filter(begun, standard_to__gte=p.certified_on)
    return found.values_list(*ZONE, named=True)


PARAMETERS: dict[str, Any] = {"ids": [KEY], "communes": [KEY], "planting_code": NAME, "certified_on": DAY}
ZONES = rows.prepared(_zones, **PARAMETERS)
ZONE_PAGE = rows.prepared(lambda p: rows.keyset(_zones(p), p), **PARAMETERS)
THROUGH = RawMaterialZone.products.through
OF_PRODUCTS = rows.prepared(
    lambda p: (
        THROUGH._default_manager.filter(rows.among("product_id", p.products))
        .order_by("product_id", "rawmaterialzone__slug")
        .values_list("product_id", "rawmaterialzone_id", named=True)
    ),
    products=[KEY],
)
SUPPLIED = rows.prepared(
    lambda p: (
        THROUGH._default_manager.filter(rows.among("rawmaterialzone_id", p.zones))
        .order_by("rawmaterialzone_id", F("product__name_sort"), "product_id")
        .values_list("rawmaterialzone_id", "product_id", named=True)
    ),
    zones=[KEY],
)


def zones_by_id(ids: Iterable[int]) -> dict[int, Row]:
    """Zones by key."""
    return {row.id: row for row in ZONES(ids=sorted(set(ids)))}


def zones_of_products(product_ids: Iterable[int]) -> dict[int, list[Row]]:
    """The zones each product's raw materials come from."""
    pairs = OF_PRODUCTS(products=sorted(set(product_ids)))
    zones = zones_by_id(pair.rawmaterialzone_id for pair in pairs) if pairs else {}
    found: dict[int, list[Row]] = {}
    for pair in pairs:
        found.setdefault(pair.product_id, []).append(zones[pair.rawmaterialzone_id])
    return found


def products_of_zones(zone_ids: Iterable[int]) -> dict[int, list[int]]:
    """Keys of the products each zone supplies, by name."""
    found: dict[int, list[int]] = {}
    for pair in SUPPLIED(zones=sorted(set(zone_ids))):
        found.setdefault(pair.rawmaterialzone_id, []).append(pair.product_id)
    return found


def zone_slice(page: Page, **given: Any) -> Slice:
    """One page of the zones in these `communes`, with this `planting_code`, certified on the day `certified_on`.

    A certificate whose last day nobody recorded counts on no day.
    """
    return rows.slice_of(ZONE_PAGE, page, BY_SLUG, total=lambda: len(ZONES(**given)), **given)


class Coverage(NamedTuple):
    """How many of the products have a raw-material zone; the share is the exact fraction of the two."""

    with_zone: int
    products: int


def zone_coverage() -> Coverage:
    """Of the real products; what is made up to show the shop does not count."""
    real = Product.objects.filter(is_demonstration=False)
    with_zone = real.filter(zones__is_demonstration=False).distinct()
    return Coverage(with_zone.count(), real.count())
