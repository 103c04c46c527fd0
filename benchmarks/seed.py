"""`python -m benchmarks.seed SIZE`: fill the empty database of the settings with generated products.

One product in four has three variants, one in four has two; all are sold at home and one in three abroad. Facts are
written in bulk, past the services; shelves and tallies are then made by the service that owns them.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation

from benchmarks.names import KINDS, PLACES, Named
from benchmarks.places import communes
from benchmarks.stars import decide
from catalog.models import (
    Area,
    Category,
    Channel,
    Producer,
    ProducerKindPeriod,
    Product,
    ProductListing,
    ProductVariant,
    Source,
    VariantPrice,
)
from catalog.models.producers import PROGRAMME_BEGAN
from catalog.models.taxes import TaxClass
from catalog.services.classification import put_category, put_channel, put_tax_rate
from catalog.services.shelves import rebuild_shelves
from core.text import fold, slug, sort_key

GROUPS = 6
SUBGROUPS = 5
PRODUCERS = 500
BATCH = 2000
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
DESCRIPTION = (
    "Sản phẩm của {place}, làm theo cách của người trong vùng.\n\n" + "Nguyên liệu được chọn trong ngày. " * 12
)
DESCRIPTION_EN = "Made in {place} the way people there do.\n\n" + "Raw materials are picked the same day. " * 12


def main() -> None:
    size = int(sys.argv[1])
    call_command("migrate", verbosity=0, interactive=False)
    with translation.override("vi"), transaction.atomic():
        fill(size)
    with connection.cursor() as cursor:
        # What PostgreSQL's autovacuum does within a minute of such a load.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")


def fill(size: int) -> None:
    """Everything the benchmarked documents ask for, for products number 1 to `size`."""
    source = Source.objects.create(document="Generated for benchmarks", confidence="check", is_demonstration=True)
    channels = _channels()
    categories = _categories()
    producers = _producers()
    places = communes(source)
    for tax_class, rate_bp in ((TaxClass.STANDARD, 800), (TaxClass.PRODUCE, 500), (TaxClass.EXPORT, 0)):
        put_tax_rate(tax_class=tax_class, valid_from=date(2024, 1, 1), valid_to=None, rate_bp=rate_bp, source=source)
    for numbers in _batches(range(1, size + 1)):
        _products([Named(number) for number in numbers], source, channels, categories, producers, places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rebuild_shelves()


def _batches(items: Iterable[int]) -> Iterator[list[int]]:
    left = iter(items)
    while batch := list(islice(left, BATCH)):
        yield batch


def _channels() -> list[Channel]:
    home, _ = put_channel(
        slug="vn", name_vi="Trong nước", name_en="Viet Nam", currency="VND", position=0, countries=["VN"]
    )
    abroad, _ = put_channel(
        slug="intl", name_vi="Quốc tế", name_en="Abroad", currency="USD", position=1, countries=["US"], is_export=True
    )
    return [home, abroad]


def _categories() -> list[Category]:
    """The sub-groups, which products stand in."""
    below = []
    for group in range(1, GROUPS + 1):
        parent = _category(str(group), None, group * 100)
        below += [_category(f"{group}.{sub}", parent, group * 100 + sub) for sub in range(1, SUBGROUPS + 1)]
    return below


def _category(code: str, parent: Category | None, position: int) -> Category:
    kind = f"Nhóm {code}"
    category, _ = put_category(
        classification_version="benchmarks",
        code=code,
        parent=parent,
        position=position,
        name_vi=kind,
        name_en=f"Group {code}",
    )
    return category


def _producers() -> list[Producer]:
    names = [f"Hợp tác xã {KINDS[n % len(KINDS)]} {PLACES[n % len(PLACES)]} {n}" for n in range(1, PRODUCERS + 1)]
    producers = Producer.objects.bulk_create(
        Producer(
            slug=slug(name), name_vi=name, name_en=f"Cooperative {n}", name_folded=fold(name), name_sort=sort_key(name)
        )
        for n, name in enumerate(names, start=1)
    )
    ProducerKindPeriod.objects.bulk_create(
        ProducerKindPeriod(producer=producer, kind="cooperative", valid_from=PROGRAMME_BEGAN, is_since_known=False)
        for producer in producers
    )
    return producers


def _products(
    named: list[Named],
    source: Source,
    channels: list[Channel],
    categories: list[Category],
    producers: list[Producer],
    places: list[Area],
) -> None:
    products = Product.objects.bulk_create(
        Product(
            **_facts(one),
            category=one.random.choice(categories),
            producer=one.random.choice(producers),
            origin_today=one.random.choice(places),
        )
        for one in named
    )
    decide([(one.number, product) for one, product in zip(named, products, strict=True)], source)
    _offer(list(zip(named, products, strict=True)), source, channels)


def _offer(products: list[tuple[Named, Product]], source: Source, channels: list[Channel]) -> None:
    """Sizes, prices and listings."""
    variants = ProductVariant.objects.bulk_create(
        ProductVariant(
            product=product,
            sku=f"BENCH-{one.number}-{place}",
            name_vi=f"Gói {250 * (place + 1)} g",
            name_en=f"{250 * (place + 1)} g pack",
            net_weight_g=250 * (place + 1),
            position=place,
            source=source,
        )
        for one, product in products
        for place in range((1, 1, 2, 3)[one.number % 4])
    )
    numbers = {product.pk: one.number for one, product in products}
    VariantPrice.objects.bulk_create(
        VariantPrice(variant=variant, channel=channel, price_minor=_price(number, variant, channel), source=source)
        for variant in variants
        for number in (numbers[variant.product_id],)
        for channel in _sold_in(number, channels)
    )
    ProductListing.objects.bulk_create(
        ProductListing(product=product, channel=channel, published=True, published_at=_instant(one.number))
        for one, product in products
        for channel in _sold_in(one.number, channels)
    )


def _sold_in(number: int, channels: list[Channel]) -> list[Channel]:
    return channels if number % 3 == 0 else channels[:1]


def _facts(one: Named) -> dict[str, Any]:
    place = one.random.choice(PLACES)
    return {
        "slug_vi": one.slug_vi,
        "slug_en": one.slug_en,
        "name_vi": one.name_vi,
        "name_en": one.name_en,
        "name_folded": fold(one.name_vi),
        "name_sort": sort_key(one.name_vi),
        "description_vi": DESCRIPTION.format(place=place),
        "description_en": DESCRIPTION_EN.format(place=place),
        "external_reference": f"bench-{one.number}",
        "programme": "ocop",
        "place_printed": place,
        "tax_class": TaxClass.STANDARD if one.number % 4 else TaxClass.PRODUCE,
        "created_at": _instant(one.number),
        "updated_at": _instant(one.number),
    }


def _instant(number: int) -> datetime:
    return FIRST_DAY + timedelta(minutes=number)


def _price(number: int, variant: ProductVariant, channel: Channel) -> int:
    """Thousands of đồng from 20,000 to 2,000,000; abroad, cents."""
    base = 20 + number * 7919 % 1980 + 50 * variant.position
    return base * 1000 if channel.currency == "VND" else base * 4


if __name__ == "__main__":
    main()
