"""What the shop's own records say on a day, row by row. Where they hold nothing there is no figure, and no zero.

Counted is what a decision proves (`certificates_on`) of real products of a unit; what is made up to show the shop
never is, nor is a product whose place nobody knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, Q

from catalog.models import Certificate
from catalog.models.certificates import PROVEN, CertificateEvent, CertificateStatus
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from catalog.selectors.certificates import certificates_on
from catalog.selectors.people import kinds_on
from catalog.selectors.within import area_map
from core.graph import Row, rows
from programme.measures import Count
from programme.models import Metric
from programme.selectors import DAY
from stock.models.points import PointLevel
from stock.selectors.coverage import coverage

OF_PRODUCT = {
    "star_from": "period__valid_from",
    "star_until": "period__valid_to",
    "name_vi": "product__name_vi",
    "name_en": "product__name_en",
    "producer_id": "product__producer_id",
    "producer_vi": "product__producer__name_vi",
    "producer_en": "product__producer__name_en",
    "origin_id": "product__origin_id",
    "origin_today_id": "product__origin_today_id",
}
REAL = Q(
    product__programme=Programme.OCOP.value,
    product__is_demonstration=False,
    source__is_demonstration=False,
)
RATED = rows.prepared(
    lambda p: (
        certificates_on(p.day)
        .filter(REAL)
        .order_by("product_id")
        .annotate(**{name: F(path) for name, path in OF_PRODUCT.items()})
        .values_list("product_id", "stars", *OF_PRODUCT, named=True)
    ),
    day=DAY,
)
IMPROVED = rows.prepared(
    lambda p: (
        Certificate.objects.filter(
            issued_on__gte=p.since,
            issued_on__lte=p.until,
            status__in=[status.value for status in PROVEN],
            event__in=[CertificateEvent.RE_RATED.value, CertificateEvent.UPGRADED.value],
        )
        .filter(REAL)
        .order_by("product_id")
        .values_list("product_id", named=True)
        .distinct()
    ),
    since=DAY,
    until=DAY,
)
# What sources report and nobody has confirmed: never counted, but said.
REPORTED = rows.prepared(
    lambda p: (
        Certificate.objects.filter(
            REAL, status__in=[CertificateStatus.REPORTED.value, CertificateStatus.POTENTIAL_5.value]
        )
        .annotate(origin_id=F("product__origin_id"), origin_today_id=F("product__origin_today_id"))
        .order_by("product_id")
        .values_list("product_id", "stars", "origin_id", "origin_today_id", named=True)
    )
)


class Absence(Enum):
    """Why there is no figure."""

    NOT_YET = "NOT_YET"
    NO_CERTIFICATES = "NO_CERTIFICATES"
    NO_BASELINE = "NO_BASELINE"
    NO_SALES_POINTS = "NO_SALES_POINTS"
    NO_FAIRS = "NO_FAIRS"


class CountedRow(NamedTuple):
    """One row behind a figure: a product, or a producer where `product_id` is None."""

    id: int
    name_vi: str
    name_en: str | None
    product_id: int | None
    producer_id: int | None
    stars: int | None
    valid_from: date | None
    valid_to: date | None
    counted: bool


@dataclass(frozen=True)
class Actual:
    """A figure with its rows, or the reason why there is none."""

    count: Count | None = None
    absence: Absence | None = None
    rows: list[CountedRow] = field(default_factory=list)
    # Subjects whose legal form no source names: in the denominator, never in a numerator.
    unknown_kind: int = 0


@dataclass
class Records:
    """What the records of one unit hold for one day; each question is asked of the database at most once."""

    area_id: int
    day: date
    _rated: dict[date, list[Row]] = field(default_factory=dict)

    @cached_property
    def places(self) -> frozenset[int]:
        """The unit, what lay in it, and the communes of today that those became."""
        return area_map().within(self.area_id)

    def here(self, found: Iterable[Any]) -> list[Any]:
        """Those whose place is known to lie in the unit."""
        return [row for row in found if (row.origin_id or row.origin_today_id) in self.places]

    def rated_on(self, day: date) -> list[Row]:
        """Products of the unit that a decision gives stars on a day."""
        if day not in self._rated:
            self._rated[day] = RATED(day=day)
        return self.here(self._rated[day])

    @cached_property
    def kinds(self) -> dict[int, ProducerKind]:
        """The legal form that each subject had on the day, where one is known."""
        return kinds_on({row.producer_id for row in self.rated_on(self.day) if row.producer_id}, self.day).of

    @cached_property
    def unplaced(self) -> int:
        """Products with stars on the day that no source gives a place, so that no unit counts them."""
        self.rated_on(self.day)
        return sum(not (row.origin_id or row.origin_today_id) for row in self._rated[self.day])

    @cached_property
    def unconfirmed(self) -> int:
        """Products that some source gives stars and whose decision nobody has confirmed."""
        proven = {row.product_id for row in self.rated_on(self.day)}
        return len({row.product_id for row in self.here(REPORTED())} - proven)

    def actual(self, target: Row) -> Actual:
        """The figure a target is held against."""
        match Metric(target.metric):
            case Metric.PRODUCTS:
                return self._products(target.dimension)
            case Metric.SUBJECTS:
                return self._subjects(target.dimension)
            case Metric.UPGRADED:
                return self._upgraded(target.period_from, min(self.day, target.period_to - timedelta(days=1)))
            case Metric.SALES_POINTS:
                return self._sales_points(target.dimension)
            case _:
                return Actual(absence=Absence.NO_FAIRS)

    def _products(self, stars: str) -> Actual:
        rated = self.rated_on(self.day)
        if not rated:
            return Actual(absence=Absence.NO_CERTIFICATES)
        counted = [_product(row, counted=True) for row in rated if not stars or row.stars == int(stars)]
        return Actual(Count(len(counted)), rows=counted)

    def _subjects(self, kind: str) -> Actual:
        makers = {row.producer_id: row for row in self.rated_on(self.day) if row.producer_id}
        if not makers:
            return Actual(absence=Absence.NO_CERTIFICATES)
        listed = [_producer(makers[key], counted=self.kinds.get(key) == kind) for key in sorted(makers)]
        unknown = len(makers.keys() - self.kinds.keys())
        return Actual(Count(sum(row.counted for row in listed), len(listed)), rows=listed, unknown_kind=unknown)

    def _upgraded(self, since: date, until: date) -> Actual:
        baseline = self.rated_on(since)
        if not baseline:
            return Actual(absence=Absence.NO_BASELINE)
        improved = {row.product_id for row in IMPROVED(since=since, until=until)}
        listed = [_product(row, counted=row.product_id in improved) for row in baseline]
        return Actual(Count(sum(row.counted for row in listed), len(listed)), rows=listed)

    def _sales_points(self, level: str) -> Actual:
        """The province's own points, or the districts of then that have one; none that is real is no figure."""
        found = coverage(day=self.day, area_id=self.area_id)
        real = sum(not one.is_demonstration for one in found.of_province)
        if not real and not found.covered:
            return Actual(absence=Absence.NO_SALES_POINTS)
        return Actual(Count(real if level == PointLevel.PROVINCE else found.covered))


def _product(row: Row, *, counted: bool) -> CountedRow:
    return CountedRow(
        row.product_id,
        row.name_vi,
        row.name_en,
        row.product_id,
        row.producer_id,
        row.stars,
        row.star_from,
        row.star_until,
        counted,
    )


def _producer(row: Row, *, counted: bool) -> CountedRow:
    return CountedRow(
        row.producer_id, row.producer_vi, row.producer_en, None, row.producer_id, None, None, None, counted
    )
