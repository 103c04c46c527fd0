"""The board: every target beside what the records say and what was published, each with its doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from core import clock
from core.graph import Row
from programme.actuals import Absence, Actual, Records
from programme.measures import Bounds, Count, Status, gap_to_high, gap_to_low, status
from programme.models import Metric, Unit
from programme.selectors import figures_by, goal_of, last_day, latest, targets_on

# What is counted of products that a decision gives stars on the day.
RATED_METRICS = (Metric.PRODUCTS, Metric.SUBJECTS)


class Doubt(Enum):
    """What must be known to read a figure."""

    ADDED_NOT_HELD = "ADDED_NOT_HELD"
    PARTS_DO_NOT_ADD_UP = "PARTS_DO_NOT_ADD_UP"
    UNCONFIRMED = "UNCONFIRMED"
    FEWER_THAN_PUBLISHED = "FEWER_THAN_PUBLISHED"
    UNKNOWN_PLACE = "UNKNOWN_PLACE"
    UNKNOWN_KIND = "UNKNOWN_KIND"
    BASELINE_NOT_PRINTED = "BASELINE_NOT_PRINTED"
    DISTRICTS_ENDED = "DISTRICTS_ENDED"
    READ_AS_ONE = "READ_AS_ONE"


class Doubted(NamedTuple):
    """A doubt and the number its sentence names."""

    code: Doubt
    number: int = 0


@dataclass(frozen=True)
class Measure:
    """An exact figure held against a target."""

    count: Count
    bounds: Bounds
    # First and last day the figure is about.
    day: date
    until: date
    figures: Sequence[Row] = ()
    # Whether it counts what the target counts; if not, its status says only how the two numbers stand.
    comparable: bool = True

    @property
    def numerator(self) -> int:
        return self.count.numerator

    @property
    def denominator(self) -> int:
        return self.count.denominator

    @property
    def status(self) -> Status:
        return status(self.count, self.bounds)

    @property
    def gap_to_low(self) -> int | None:
        return gap_to_low(self.count, self.bounds)

    @property
    def gap_to_high(self) -> int | None:
        return gap_to_high(self.count, self.bounds)


@dataclass(frozen=True)
class Kpi:
    """One goal of the plan on one day."""

    target: Row
    earlier_targets: list[Row]
    day: date
    found: Actual
    published: Measure | None
    doubts: list[Doubted]

    @property
    def actual(self) -> Measure | None:
        count = self.found.count
        return None if count is None else Measure(count, bounds_of(self.target), self.day, self.day)

    @property
    def status(self) -> Status:
        return self.actual.status if self.actual else Status.NO_FIGURE


def bounds_of(target: Row) -> Bounds:
    return Bounds(target.minimum, target.maximum, target.unit == Unit.PERCENT.value)


def kpis_on(day: date) -> list[Kpi]:
    """Every goal whose target stands on a day, in the order of the plan. Of a day to come nothing is known yet."""
    to_come = day > clock.today()
    figures = figures_by(day)
    records: dict[int, Records] = {}
    board = []
    for target, earlier in targets_on(day):
        of_unit = records.setdefault(target.area_id, Records(target.area_id, day))
        found = Actual(absence=Absence.NOT_YET) if to_come else of_unit.actual(target)
        published = _published(target, figures)
        doubts = _doubts(target, found, published, of_unit)
        board.append(Kpi(target, earlier, day, found, published, doubts))
    return board


def _published(target: Row, figures: list[Row]) -> Measure | None:
    """The newest published figure about the goal. Of a share, whole and part are of one source and one time."""
    part = latest(figures, goal_of(target))
    if part is None:
        return None
    all_of_it = part
    if target.unit == Unit.PERCENT.value:
        about = (target.area_id, target.metric, "")
        same = (part.source_id, part.day, part.precision)
        totals = [row for row in figures if goal_of(row) == about and (row.source_id, row.day, row.precision) == same]
        if not totals:
            return None
        all_of_it = totals[0]
    is_share = all_of_it is not part
    return Measure(
        Count(part.value, all_of_it.value) if is_share else Count(part.value),
        bounds_of(target),
        part.day,
        last_day(part),
        (part, all_of_it) if is_share else (part,),
        # What is published counts every product, those rated before the plan began too.
        comparable=target.metric != Metric.PRODUCTS.value,
    )


def _doubts(target: Row, found: Actual, published: Measure | None, records: Records) -> list[Doubted]:
    metric = Metric(target.metric)
    doubts = []
    if metric is Metric.PRODUCTS:
        doubts += [Doubted(Doubt.ADDED_NOT_HELD), Doubted(Doubt.PARTS_DO_NOT_ADD_UP)]
    if metric is Metric.UPGRADED:
        doubts.append(Doubted(Doubt.BASELINE_NOT_PRINTED))
    if metric is Metric.SALES_POINTS and target.dimension == "district":
        doubts.append(Doubted(Doubt.DISTRICTS_ENDED))
    if metric is Metric.TRADE_PROMOTION:
        doubts.append(Doubted(Doubt.READ_AS_ONE))
    if metric in RATED_METRICS and records.unconfirmed:
        doubts.append(Doubted(Doubt.UNCONFIRMED, records.unconfirmed))
    if metric in RATED_METRICS and records.unplaced:
        doubts.append(Doubted(Doubt.UNKNOWN_PLACE, records.unplaced))
    if found.unknown_kind:
        doubts.append(Doubted(Doubt.UNKNOWN_KIND, found.unknown_kind))
    if found.count and published and metric is Metric.PRODUCTS and found.count.numerator < published.numerator:
        doubts.append(Doubted(Doubt.FEWER_THAN_PUBLISHED, published.numerator))
    return doubts
