"""Who says what about a product."""

from collections.abc import Iterable

from django.db.models import F

from catalog.models import Certificate, ProductVariant, Source, StarReport, VariantPrice
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

SOURCE = {
    "document": "source__document",
    "published_on": "source__published_on",
    "confidence": "source__confidence",
    "note": "source__note",
    "is_demonstration": "source__is_demonstration",
}
STAR_REPORTS = rows.prepared(
    lambda p: (
        StarReport.objects.filter(rows.among("product_id", p.products))
        .order_by("product_id", "id")
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .values_list(
            "id",
            "product_id",
            "stars_printed",
            "year_printed",
            "producer_printed",
            "reading_vi",
            "reading_en",
            "source_id",
            *SOURCE,
            named=True,
        )
    ),
    products=[KEY],
)
SIZE_SOURCES = rows.prepared(
    lambda p: (
        ProductVariant.objects.filter(rows.among("product_id", p.products), source__isnull=False)
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("product_id", "source_id")
        .distinct()
        .values_list("product_id", "source_id", *SOURCE, named=True)
    ),
    products=[KEY],
)
CERTIFICATE_SOURCES = rows.prepared(
    lambda p: (
        Certificate.objects.filter(rows.among("product_id", p.products))
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("product_id", "source_id")
        .distinct()
        .values_list("product_id", "source_id", *SOURCE, named=True)
    ),
    products=[KEY],
)
PRICE_SOURCES = rows.prepared(
    lambda p: (
        VariantPrice.objects.filter(rows.among("variant__product_id", p.products))
        .annotate(product_id=F("variant__product_id"), **{name: F(path) for name, path in SOURCE.items()})
        .order_by("product_id", "source_id")
        .distinct()
        .values_list("product_id", "source_id", *SOURCE, named=True)
    ),
    products=[KEY],
)


SOURCES = rows.prepared(
    lambda p: (
        Source.objects.filter(rows.among("id", p.ids))
        .annotate(source_id=F("id"))
        .values_list("source_id", *SOURCE, named=True)
    ),
    ids=[KEY],
)


def sources_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Sources by key."""
    return {row.source_id: row for row in SOURCES(ids=sorted({key for key in ids if key is not None}))}


def star_reports_of_products(ids: Iterable[int]) -> dict[int, list[Row]]:
    """What sources print about the stars of each product; each row carries its source's columns."""
    reports: dict[int, list[Row]] = {}
    for row in STAR_REPORTS(products=sorted(set(ids))):
        reports.setdefault(row.product_id, []).append(row)
    return reports


def sources_of_products(ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every source behind each product once: of its star reports, its certificates, its sizes and its prices."""
    keys = sorted(set(ids))
    sources: dict[int, dict[int, Row]] = {}
    for read in (STAR_REPORTS, CERTIFICATE_SOURCES, SIZE_SOURCES, PRICE_SOURCES):
        for row in read(products=keys):
            sources.setdefault(row.product_id, {}).setdefault(row.source_id, row)
    return {product: list(of_product.values()) for product, of_product in sources.items()}
