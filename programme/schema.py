"""The plan's targets, the figures held against them and what was published, in the graph."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum

import graphene
from django.utils.translation import get_language

from catalog import selectors as catalog
from catalog.schema import Area, Producer, Product, Source
from catalog.schema.chosen import choose, frame_of
from catalog.schema.products import WHOLE
from core import clock, graph
from core.graph.orders import Order
from core.graph.scalars import Date
from programme import models, words
from programme.actuals import Absence, CountedRow
from programme.board import Doubt, Doubted, kpis_on
from programme.board import Kpi as Goal
from programme.measures import Status
from programme.models import Metric, Precision, Unit
from programme.selectors import KEY, figures_by, last_day

DENOMINATOR = "1 where things are merely counted; of a share, all of which the numerator is a part."

MetricEnum = graphene.Enum.from_enum(
    Metric, name="KpiMetricEnum", description=lambda value: str(value.label) if value else "What is counted."
)
UnitEnum = graphene.Enum.from_enum(
    Unit, name="KpiUnitEnum", description=lambda value: str(value.label) if value else "What a bound is measured in."
)
PrecisionEnum = graphene.Enum.from_enum(
    Precision, name="PrecisionEnum", description=lambda value: str(value.label) if value else "How exact a day is."
)
STATUSES = {
    Status.BELOW: "Under the low bound, however little.",
    Status.WITHIN: "In the range, its ends included.",
    Status.REACHED: "At or over a minimum that has no maximum.",
    Status.ABOVE: "Over the high bound.",
    Status.NO_FIGURE: "The records hold nothing to compare.",
}
StatusEnum = graphene.Enum.from_enum(
    Status,
    name="KpiStatusEnum",
    description=lambda value: STATUSES[value] if value else "How the exact figure, never a rounded one, stands.",
)
AbsenceEnum = graphene.Enum.from_enum(
    Absence, name="KpiAbsenceEnum", description=lambda value: None if value else "Why there is no figure."
)
DoubtEnum = graphene.Enum.from_enum(
    Doubt, name="KpiDoubtEnum", description=lambda value: None if value else "What must be known to read a figure."
)


class Target(graph.ModelObject):
    """What one plan asks: a range of which either end may be open. A total and its parts are independent."""

    metric = MetricEnum(required=True)
    unit = UnitEnum(required=True)
    minimum = graphene.Int(description="Least, in `unit`; null where the plan names none.")
    maximum = graphene.Int(description="Most, in `unit`; null where the plan names none.")
    period_from = graphene.Field(Date, required=True, description="First day of the plan's period.")
    period_to = graphene.Field(Date, required=True, description="First day after the plan's period.")
    as_of = graphene.Field(Date, description="Day of the plan; null where its source prints none.")
    area = graphene.Field(Area, required=True, description="The unit of its day whose plan it is.")
    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.Target
        fields = ("dimension", "each_year")

    public = True

    @staticmethod
    def load_area(targets: graph.Rows, info: graph.Info) -> list[graph.Row]:
        areas = catalog.areas_by_id(target.area_id for target in targets)
        return [areas[target.area_id] for target in targets]

    @staticmethod
    def load_source(targets: graph.Rows, info: graph.Info) -> graph.Rows:
        return targets


class PublishedFigure(graph.ModelObject):
    """One number as one source printed it; nothing here is made to agree with anything else."""

    metric = MetricEnum(required=True)
    name = graphene.String(required=True, description="What is counted, in the reader's language.")
    day = graphene.Field(Date, required=True, description="First day of the span that `precision` names.")
    last_day = graphene.Field(Date, required=True, description="Last day of that span.")
    precision = PrecisionEnum(required=True)
    area = graphene.Field(Area, description="The unit of its day; null for the whole country.")
    note = graphene.String(required=True, description="What else to know, in the reader's language; may be empty.")
    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.PublishedFigure
        fields = ("dimension", "value")

    public = True

    @staticmethod
    def load_name(figures: graph.Rows, info: graph.Info) -> list[str]:
        return [words.name_of(figure) for figure in figures]

    @staticmethod
    def load_last_day(figures: graph.Rows, info: graph.Info) -> list[date]:
        return [last_day(figure) for figure in figures]

    @staticmethod
    def load_area(figures: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        areas = catalog.areas_by_id(figure.area_id for figure in figures)
        return [areas.get(figure.area_id) for figure in figures]

    @staticmethod
    def load_note(figures: graph.Rows, info: graph.Info) -> list[str]:
        english = get_language() == "en"
        return [figure.note_en if english else figure.note_vi for figure in figures]

    @staticmethod
    def load_source(figures: graph.Rows, info: graph.Info) -> graph.Rows:
        return figures


class KpiMeasure(graph.Object):
    """An exact figure held against the target."""

    public = True

    numerator = graphene.Int(required=True, description="How many.")
    denominator = graphene.Int(required=True, description=DENOMINATOR)
    status = StatusEnum(required=True, description="Of the exact fraction: 21 of 107 is under 20 %.")
    gap_to_low = graphene.Int(
        description="How many more reach the low bound, with the denominator as it is; negative when past it."
    )
    gap_to_high = graphene.Int(
        description="How many more fit under the high bound, with the denominator as it is; negative when over it."
    )
    comparable = graphene.Boolean(
        required=True, description="Whether it counts what the target counts; else the status compares numbers only."
    )
    day = graphene.Field(Date, required=True, description="First day the figure is about.")
    until = graphene.Field(Date, required=True, description="Last day the figure is about.")
    figures = graphene.List(
        graphene.NonNull(PublishedFigure), required=True, description="What was published; none of our own records."
    )


class KpiDoubt(graph.Object):
    """What must be known to read a figure."""

    public = True

    code = DoubtEnum(required=True)
    message = graphene.String(required=True, description="In the reader's language.")

    @staticmethod
    def load_message(doubts: Sequence[Doubted], info: graph.Info) -> list[str]:
        return [words.doubt_of(doubt.code, doubt.number) for doubt in doubts]


class KpiRow(graph.Object):
    """One row behind a figure: a product, or a producer where subjects are counted."""

    public = True

    name = graphene.String(required=True, description="In the reader's language, where there is a translation.")
    counted = graphene.Boolean(required=True, description="In the numerator; else only in the denominator.")
    stars = graphene.Int(description="3 to 5, of the decision that holds; null of a producer.")
    valid_from = graphene.Field(Date, description="First day of those stars.")
    valid_to = graphene.Field(Date, description="First day without them.")
    product = graphene.Field(Product, description="Null where no channel shows it, and of a producer.")
    producer = graphene.Field(Producer)

    @staticmethod
    def load_name(found: Sequence[CountedRow], info: graph.Info) -> list[str]:
        english = get_language() == "en"
        return [row.name_en or row.name_vi if english else row.name_vi for row in found]

    @staticmethod
    def load_product(found: Sequence[CountedRow], info: graph.Info) -> list[graph.Row | None]:
        chosen = choose(info, None)
        if chosen is None:
            return [None] * len(found)
        keys = [(chosen.channel.id, row.product_id) for row in found if row.product_id is not None]
        shown = catalog.products_by_key(keys, whole=info.reaches(WHOLE))
        products = {key: row for (_, key), row in zip(shown, chosen.carry(list(shown.values())), strict=True)}
        return [products.get(row.product_id or 0) for row in found]

    @staticmethod
    def load_producer(found: Sequence[CountedRow], info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(row.producer_id for row in found)
        return [producers.get(row.producer_id or 0) for row in found]


BY_ID = Order(("id",), (KEY,))


class Kpi(graph.Object):
    """One goal of the plan on one day: what was asked, what the records say, what was published."""

    public = True

    slug = graphene.String(required=True, description="Metric and dimension, as in products-5.")
    name = graphene.String(required=True, description="What is counted, in the reader's language.")
    day = graphene.Field(Date, required=True, description="The day asked about.")
    target = graphene.Field(Target, required=True, description="The one that stands on that day.")
    earlier_targets = graphene.List(
        graphene.NonNull(Target), required=True, description="Those it took the place of, the latest first."
    )
    actual = graphene.Field(KpiMeasure, description="From the shop's own records; null, never 0, where they hold none.")
    absence = graphene.Field(AbsenceEnum, description="Why `actual` is null.")
    absence_message = graphene.String(description="The same in the reader's language.")
    status = StatusEnum(required=True, description="Of `actual`.")
    published = graphene.Field(KpiMeasure, description="The newest figure published by that day, held to this target.")
    doubts = graphene.List(graphene.NonNull(KpiDoubt), required=True)
    sources = graphene.List(graphene.NonNull(Source), required=True, description="Of the target and of `published`.")
    drill_down = graph.connection(
        KpiRow, required=True, description="The rows behind `actual`, by key; none where it is null."
    )

    @staticmethod
    def load_slug(goals: Sequence[Goal], info: graph.Info) -> list[str]:
        parts = [(goal.target.metric, goal.target.dimension) for goal in goals]
        return ["-".join(part.replace("_", "-") for part in pair if part) for pair in parts]

    @staticmethod
    def load_name(goals: Sequence[Goal], info: graph.Info) -> list[str]:
        return [words.name_of(goal.target) for goal in goals]

    @staticmethod
    def load_absence(goals: Sequence[Goal], info: graph.Info) -> list[Absence | None]:
        return [goal.found.absence for goal in goals]

    @staticmethod
    def load_absence_message(goals: Sequence[Goal], info: graph.Info) -> list[str | None]:
        return [str(words.ABSENCE[goal.found.absence]) if goal.found.absence else None for goal in goals]

    @staticmethod
    def load_sources(goals: Sequence[Goal], info: graph.Info) -> list[list[graph.Row]]:
        said = [[goal.target, *(goal.published.figures if goal.published else ())] for goal in goals]
        return [list({row.source_id: row for row in reversed(of_goal)}.values())[::-1] for of_goal in said]

    @staticmethod
    def load_drill_down(goals: Sequence[Goal], info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        after, before = BY_ID.parsed(page.after, "after"), BY_ID.parsed(page.before, "before")
        slices = []
        for goal in goals:
            found = sorted(goal.found.rows, key=lambda row: row.id, reverse=page.backward)
            within = [row for row in found if (not after or row.id > after[0]) and (not before or row.id < before[0])]
            slices.append(graph.cut(within[: page.size + 1], page, BY_ID.keys, len(found)))
        return slices


class Query(graph.Query):
    kpis = graphene.List(
        graphene.NonNull(Kpi),
        as_of=graphene.Argument(Date, description="A day in Vietnam; today without it."),
        description="Every target that stands on a day with its figures, in the order of the plan.",
    )
    published_figures = graphene.List(
        graphene.NonNull(PublishedFigure),
        required=True,
        metric=graphene.Argument(MetricEnum),
        by=graphene.Argument(Date, description="Only figures whose time was over by this day; today without it."),
        description="What was published, in the order of the calendar.",
    )

    @staticmethod
    def load_kpis(_root: graph.Rows, info: graph.Info, as_of: date | None = None) -> list[list[Goal]]:
        return [kpis_on(_day(info, as_of))]

    @staticmethod
    def load_published_figures(
        _root: graph.Rows, info: graph.Info, metric: Enum | None = None, by: date | None = None
    ) -> list[list[graph.Row]]:
        found = figures_by(_day(info, by))
        return [[row for row in found if metric is None or row.metric == metric.value]]


def _day(info: graph.Info, asked: date | None) -> date:
    """The day asked about. An answer about today, or a day to come, may be another after midnight."""
    if asked is None or asked > info.today:
        info.fresh_until(datetime.combine(info.today + timedelta(days=1), time.min, tzinfo=clock.VIETNAM))
    return asked or info.today
