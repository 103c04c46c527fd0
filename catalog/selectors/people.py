"""Producers, and what they are by law on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F

from catalog.models import Producer, ProducerKindPeriod
from catalog.models.producers import ProducerKind
from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from core import clock
from core.graph import Row, rows

PRODUCER = (
    *("id", "slug", "name_vi", "name_en", "legal_name", "tax_number", "registration_number", "registration_issuer"),
    *("registered_on", "area_id", "address_printed", "phone", "email", "website", "name_sort"),
    *("representative", "has_trading_contact", "note", "is_demonstration", "portrait_id", "logo_id"),
)
PRODUCERS = rows.prepared(
    lambda p: Producer.objects.filter(rows.among("id", p.ids)).values_list(*PRODUCER, named=True), ids=[KEY]
)
# Long, and seldom shown.
STORIES = rows.prepared(
    lambda p: Producer.objects.filter(rows.among("id", p.ids)).values_list("id", "story_vi", "story_en", named=True),
    ids=[KEY],
)
PERIOD = ("id", "producer_id", "kind", "valid_from", "valid_to", "is_since_known", "source_id")
KIND_PERIODS = rows.prepared(
    lambda p: (
        ProducerKindPeriod.objects.filter(rows.among("producer_id", p.producers))
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("producer_id", "valid_from")
        .values_list(*PERIOD, *SOURCE, named=True)
    ),
    producers=[KEY],
)


def producers_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Producers by key."""
    return {row.id: row for row in PRODUCERS(ids=sorted({key for key in ids if key is not None}))}


def stories_of(ids: Iterable[int]) -> dict[int, Row]:
    """What producers tell of themselves, as rows with story_vi and story_en."""
    return {row.id: row for row in STORIES(ids=sorted(set(ids)))}


@dataclass(frozen=True)
class Kinds:
    """The legal forms of producers on one day; a producer whose form no source names is absent."""

    of: dict[int, ProducerKind]
    # The first instant after which this may be wrong.
    until: datetime | None


def kinds_on(producer_ids: Iterable[int], day: date) -> Kinds:
    """What each producer is on a day in Vietnam, and the midnight at which the first of them changes."""
    found: dict[int, ProducerKind] = {}
    edges: list[date] = []
    for period in KIND_PERIODS(producers=sorted(set(producer_ids))):
        if period.valid_from <= day and (period.valid_to is None or day < period.valid_to):
            found[period.producer_id] = ProducerKind(period.kind)
        edges += [edge for edge in (period.valid_from, period.valid_to) if edge is not None and edge > day]
    return Kinds(found, datetime.combine(min(edges), time.min, tzinfo=clock.VIETNAM) if edges else None)


def kind_periods_of(producer_ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every legal form each producer has had, the first one first."""
    periods: dict[int, list[Row]] = {}
    for row in KIND_PERIODS(producers=sorted(set(producer_ids))):
        periods.setdefault(row.producer_id, []).append(row)
    return periods
