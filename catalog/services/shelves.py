"""Shelves and their tallies: what is visible where, kept ready to be listed and counted.

Facts are ProductListing, VariantPrice and a product's papers. A product stands on the shelves of a channel while it is
published there, a variant of it has a price there, and its papers are in order; PapersTerm says until which day.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from catalog import selectors
from catalog.models import (
    CollectionProduct,
    PapersTerm,
    Product,
    ProductListing,
    ShelfTally,
    ShelvedProduct,
    VariantPrice,
)
from catalog.models.shelves import SHIFTS, WHOLE_CHANNEL, collection_shelf
from catalog.services.finding import renew_texts
from catalog.services.gathering import gathering, whole
from catalog.services.revision import turn_revision
from core import clock, history

# Rows of one statement: SQLite takes 32,766 parameters, and a shelved product has thirteen.
BATCH = 1000

COLUMNS = (
    "channel_id",
    "shelf",
    "position",
    "product_id",
    "category_id",
    "group_id",
    "price_minor",
    "price_max_minor",
    "name_sort",
    "created_at",
    "updated_at",
    "published_at",
)
_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)

Shelved = tuple[Any, ...]
Bucket = tuple[int, int, int, int]


@contextmanager
def renewed_once() -> Iterator[None]:
    """Collect what the services inside want renewed and recorded, and do it once at the end; for loads of many."""
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        with transaction.atomic(), history.gathered():
            yield
            _waiting.set(None)
            if waiting:
                renew_shelves(waiting)
    finally:
        _waiting.reset(token)


@whole
def renew_shelves(product_ids: Collection[int | None]) -> None:
    """Make shelves, tallies and the words they are found by say what the facts say of these products."""
    # A gathered product that has no key yet is added when it is written.
    keys = {key for key in product_ids if key is not None}
    if pile := gathering():
        pile.stale |= keys
        return
    waiting = _waiting.get()
    if waiting is not None:
        waiting |= keys
        return
    ids = sorted(keys)
    turn_revision()  # first: it is the row that writers of tallies queue on
    renew_texts(ids)
    deltas: Counter[Bucket] = Counter()
    for start in range(0, len(ids), BATCH):
        _renew(ids[start : start + BATCH], deltas)
    changed = sorted(bucket for bucket, delta in deltas.items() if delta)
    for start in range(0, len(changed), BATCH):
        _tally({bucket: deltas[bucket] for bucket in changed[start : start + BATCH]})


@transaction.atomic
def rebuild_shelves() -> None:
    """Make all of them anew from the facts; for a bulk load that wrote facts past the services."""
    turn_revision()
    ShelvedProduct.objects.all().delete()
    ShelfTally.objects.all().delete()
    renew_shelves(list(Product.objects.values_list("pk", flat=True)))


def _renew(ids: list[int], deltas: Counter[Bucket]) -> None:
    """Make the shelved rows of these products what they should be, noting what that does to the tallies."""
    old = {row[1:]: row[0] for row in ShelvedProduct.objects.filter(product_id__in=ids).values_list("key", *COLUMNS)}
    new = set(_shelved(_in_order(ids)))
    gone = [row for row in old if row not in new]
    come = sorted(row for row in new if row not in old)
    ShelvedProduct.objects.filter(key__in=[old[row] for row in gone]).delete()
    ShelvedProduct.objects.bulk_create(
        (ShelvedProduct(**dict(zip(COLUMNS, row, strict=True))) for row in come), batch_size=BATCH
    )
    for row in come:
        deltas.update(_buckets(row))
    for row in gone:
        deltas.subtract(_buckets(row))


def _in_order(ids: list[int]) -> list[int]:
    """Those of them whose papers are in order today; until when the papers of what is published are is noted."""
    today = clock.today()
    ends = {key: papers.until(today) for key, papers in selectors.papers_of(ids).items()}
    published = ProductListing.objects.filter(product_id__in=ids, published=True).values_list("product_id", flat=True)
    terms = {key: end for key in published if (end := ends.get(key)) is not None and end > today}
    held = dict(PapersTerm.objects.filter(product_id__in=ids).values_list("product_id", "until"))
    PapersTerm.objects.filter(product_id__in=[key for key in held if held[key] != terms.get(key)]).delete()
    PapersTerm.objects.bulk_create(
        (PapersTerm(product_id=key, until=end) for key, end in sorted(terms.items()) if held.get(key) != end),
        batch_size=BATCH,
    )
    return [key for key in ids if ends.get(key) != today]


def _shelved(ids: list[int]) -> Iterator[Shelved]:
    """The rows these products should have.

    Two plain questions and not one join of both: without statistics a planner may begin it at the wrong end.
    """
    prices = VariantPrice.objects.filter(variant__product_id__in=ids).values_list("channel_id", "variant__product_id")
    spans = {
        (channel, product): (low, high)
        for channel, product, low, high in prices.annotate(low=Min("price_minor"), high=Max("price_minor")).order_by()
    }
    places: dict[int, dict[int, int]] = {}
    placed = CollectionProduct.objects.filter(product_id__in=ids)
    for collection, product, position in placed.values_list("collection_id", "product_id", "position"):
        places.setdefault(product, {})[collection_shelf(collection)] = position
    facts = ProductListing.objects.filter(product_id__in=ids, published=True).values_list(
        "channel_id",
        "product_id",
        "product__category_id",
        "product__category__parent_id",
        "product__name_sort",
        "product__created_at",
        "product__updated_at",
        "published_at",
    )
    for channel, product, category, parent, *rest in facts:
        if (channel, product) in spans:
            group = parent or category
            shelves = dict.fromkeys((WHOLE_CHANNEL, group, category), 0) | places.get(product, {})
            for shelf, position in shelves.items():
                yield channel, shelf, position, product, category, group, *spans[channel, product], *rest


def _buckets(row: Shelved) -> list[Bucket]:
    channel, shelf, price = row[0], row[1], row[COLUMNS.index("price_minor")]
    return [(channel, shelf, shift, price >> shift) for shift in SHIFTS]


def _tally(deltas: dict[Bucket, int]) -> None:
    """Add to the counts; the caller holds the revision's row, so no other writer reads them meanwhile."""
    counts = Counter(deltas)
    for shelf in sorted({bucket[:2] for bucket in deltas}):
        buckets = sorted({bucket[3] for bucket in deltas if bucket[:2] == shelf})
        for start in range(0, len(buckets), BATCH):
            _take(shelf, buckets[start : start + BATCH], deltas, counts)
    ShelfTally.objects.bulk_create(
        (
            ShelfTally(channel_id=bucket[0], shelf=bucket[1], shift=bucket[2], bucket=bucket[3], products=count)
            for bucket, count in sorted(counts.items())
            if count
        ),
        batch_size=BATCH,
    )


def _take(shelf: tuple[int, int], buckets: list[int], deltas: dict[Bucket, int], counts: Counter[Bucket]) -> None:
    """Take what was counted before out of the table and into `counts`."""
    there = ShelfTally.objects.filter(channel_id=shelf[0], shelf=shelf[1], bucket__in=buckets)
    taken = []
    for pk, shift, place, products in there.values_list("pk", "shift", "bucket", "products"):
        bucket = (*shelf, shift, place)
        if bucket in deltas:
            taken.append(pk)
            counts[bucket] += products
    for start in range(0, len(taken), BATCH):
        ShelfTally.objects.filter(pk__in=taken[start : start + BATCH]).delete()
