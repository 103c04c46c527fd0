"""Counts of what stands on shelves: by price, by what it is, and by what it is on a day.

A writer notes what rows that come and go do to the counts and adds it up once, holding the revision's row meanwhile, so
that no other writer reads the counts it is about to change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from catalog.models import FacetTally, ShelfTally, SpanTally
from catalog.models.shelves import SHIFTS, Facet
from catalog.services.shelves.rows import FOR_EVER, Shelved

# Rows of one statement: SQLite takes 32,766 parameters.
BATCH = 1000

Key = tuple[Any, ...]
Counts = Counter[Key]


@dataclass(frozen=True)
class Table:
    """A table of counts: its key, which begins with channel and shelf, the column it is looked up by, and the count."""

    model: type[models.Model]
    columns: tuple[str, ...]
    sought: str
    count: str

    def add(self, deltas: Counts) -> None:
        """Add to the counts."""
        changed = sorted(key for key, delta in deltas.items() if delta)
        for start in range(0, len(changed), BATCH):
            self._add({key: deltas[key] for key in changed[start : start + BATCH]})

    def _add(self, deltas: dict[Key, int]) -> None:
        counts = Counter(deltas)
        place = self.columns.index(self.sought)
        for shelf in sorted({key[:2] for key in deltas}):
            sought = sorted({key[place] for key in deltas if key[:2] == shelf})
            for start in range(0, len(sought), BATCH):
                self._take(shelf, sought[start : start + BATCH], deltas, counts)
        self.model._default_manager.bulk_create(
            (
                self.model(**dict(zip(self.columns, key, strict=True)), **{self.count: count})
                for key, count in sorted(counts.items())
                if count
            ),
            batch_size=BATCH,
        )

    def _take(self, shelf: Key, sought: list[Any], deltas: dict[Key, int], counts: Counts) -> None:
        """Take what was counted before out of the table and into `counts`."""
        of_shelf = {"channel_id": shelf[0], "shelf": shelf[1], f"{self.sought}__in": sought}
        there = self.model._default_manager.filter(**of_shelf)
        taken = []
        for pk, count, *rest in there.values_list("pk", self.count, *self.columns):
            key = tuple(rest)
            if key in deltas:
                taken.append(pk)
                counts[key] += count
        for start in range(0, len(taken), BATCH):
            self.model._default_manager.filter(pk__in=taken[start : start + BATCH]).delete()


BY_PRICE = Table(ShelfTally, ("channel_id", "shelf", "shift", "bucket"), "bucket", "products")
BY_FACET = Table(FacetTally, ("channel_id", "shelf", "facet", "value"), "value", "products")
BY_SPAN = Table(SpanTally, ("channel_id", "shelf", "facet", "value", "day"), "day", "change")


@dataclass
class Deltas:
    """What rows that come and go do to all counts."""

    prices: Counts = field(default_factory=Counter)
    facets: Counts = field(default_factory=Counter)
    spans: Counts = field(default_factory=Counter)

    def come(self, rows: Iterable[Shelved]) -> None:
        self._note(rows, 1)

    def gone(self, rows: Iterable[Shelved]) -> None:
        self._note(rows, -1)

    def _note(self, rows: Iterable[Shelved], sign: int) -> None:
        for row in rows:
            for shift in SHIFTS:
                self.prices[row.channel_id, row.shelf, shift, row.price_minor >> shift] += sign
            for facet, value in facets_of(row):
                self.facets[row.channel_id, row.shelf, facet, value] += sign
            for facet, value, day, change in changes(row.spans):
                self.spans[row.channel_id, row.shelf, facet, value, day] += sign * change

    def add(self) -> None:
        """Write them all; the caller holds the revision's row."""
        BY_PRICE.add(self.prices)
        BY_FACET.add(self.facets)
        BY_SPAN.add(self.spans)


def facets_of(row: Shelved) -> Iterator[tuple[str, str]]:
    """What a row counts as, once by each facet."""
    yield Facet.ALL.value, ""
    yield Facet.CATEGORY.value, str(row.category_id)
    yield Facet.PLACE.value, str(row.place_id or "")
    yield Facet.PRODUCER.value, str(row.producer_id or "")
    yield Facet.PROGRAMME.value, row.programme
    yield Facet.DEMONSTRATION.value, str(int(row.is_demonstration))


def changes(spans: str) -> Iterator[tuple[str, str, date, int]]:
    """The days on which a product begins or ceases to be something, as (facet, value, day, +1 or -1)."""
    for span in filter(None, spans.split(";")):
        facet, value, begins, ends = span.split()
        yield facet, value, date.fromisoformat(begins), 1
        if ends != FOR_EVER:
            yield facet, value, date.fromisoformat(ends), -1
