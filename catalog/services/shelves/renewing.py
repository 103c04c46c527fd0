"""Making shelves what they should be, a product at a time or all at once."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from catalog import selectors
from catalog.models import FacetTally, PapersTerm, Product, ProductListing, ShelfTally, ShelvedProduct, SpanTally
from catalog.services.finding import renew_texts
from catalog.services.gathering import gathering, whole
from catalog.services.revision import turn_revision
from catalog.services.shelves.rows import Shelved, shelved
from catalog.services.shelves.tallies import Deltas
from core import clock, history

# Products, and rows, of one statement: SQLite takes 32,766 parameters, and a shelved product has seventeen.
BATCH = 1000

_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


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
    deltas = Deltas()
    for start in range(0, len(ids), BATCH):
        _renew(ids[start : start + BATCH], deltas)
    deltas.add()


@transaction.atomic
def rebuild_shelves() -> None:
    """Make all of them anew from the facts; for a bulk load that wrote facts past the services."""
    turn_revision()
    ShelvedProduct.objects.all().delete()
    for tally in (ShelfTally, FacetTally, SpanTally):
        tally.objects.all().delete()
    renew_shelves(list(Product.objects.values_list("pk", flat=True)))


def _renew(ids: list[int], deltas: Deltas) -> None:
    """Make the shelved rows of these products what they should be, noting what that does to the counts."""
    there = ShelvedProduct.objects.filter(product_id__in=ids).values_list("key", *Shelved._fields)
    old = {Shelved(*row): key for key, *row in there}
    new = set(shelved(_in_order(ids)))
    gone = [row for row in old if row not in new]
    come = sorted(new - old.keys(), key=lambda row: row[:4])
    ShelvedProduct.objects.filter(key__in=[old[row] for row in gone]).delete()
    ShelvedProduct.objects.bulk_create((ShelvedProduct(**row._asdict()) for row in come), batch_size=BATCH)
    deltas.come(come)
    deltas.gone(gone)


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
