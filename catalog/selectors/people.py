"""Producers and places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q

from catalog.models import Area, Producer, ProducerKindPeriod
from catalog.models.producers import ProducerKind
from catalog.selectors.shelves import KEY
from core import clock
from core.graph import Row, rows

PRODUCER = (
    *("id", "slug", "name_vi", "name_en", "legal_name", "tax_number", "registration_number", "registration_issuer"),
    *("registered_on", "area_id", "address_printed", "story_vi", "story_en", "phone", "email", "website"),
    *("representative", "has_trading_contact", "note", "is_demonstration", "portrait_id", "logo_id"),
)
PRODUCERS = rows.prepared(
    lambda p: Producer.objects.filter(rows.among("id", p.ids)).values_list(*PRODUCER, named=True), ids=[KEY]
)
KIND_PERIODS = rows.prepared(
    lambda p: (
        ProducerKindPeriod.objects.filter(rows.among("producer_id", p.producers))
        .order_by("producer_id", "valid_from")
        .values_list("id", "producer_id", "kind", "valid_from", "valid_to", "is_since_known", "source_id", named=True)
    ),
    producers=[KEY],
)
AREA = ("id", "level", "type", "code", "name_vi", "name_en", "valid_from", "valid_to", "parent_id")
AREAS = rows.prepared(lambda p: Area.objects.filter(rows.among("id", p.ids)).values_list(*AREA, named=True), ids=[KEY])
SUCCESSIONS = rows.prepared(
    lambda p: (
        Area.successors.through._default_manager.filter(rows.among("from_area_id", p.ids))
        .order_by("to_area__code")
        .values_list("from_area_id", "to_area_id", named=True)
    ),
    ids=[KEY],
)


def producers_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Producers by key."""
    return {row.id: row for row in PRODUCERS(ids=sorted({key for key in ids if key is not None}))}


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


def of_kinds(kinds: Iterable[ProducerKind], day: date) -> Q:
    """A condition on producers: of one of these legal forms on a day."""
    periods = ProducerKindPeriod.objects.on(day).filter(kind__in=sorted(kind.value for kind in kinds))
    return Q(pk__in=periods.values("producer_id"))


def areas_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Units by key, of whatever day."""
    return {row.id: row for row in AREAS(ids=sorted({key for key in ids if key is not None}))}


def successors_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """What each unit became."""
    pairs = SUCCESSIONS(ids=sorted(set(ids)))
    areas = areas_by_id(pair.to_area_id for pair in pairs)
    successors: dict[int, list[Row]] = {}
    for pair in pairs:
        successors.setdefault(pair.from_area_id, []).append(areas[pair.to_area_id])
    return successors
