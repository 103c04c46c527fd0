"""The board of a day: what the records prove of real products of the province, and nothing else."""

from datetime import date

import pytest

from catalog import services
from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from catalog.models.producers import ProducerKind
from catalog.models.sources import Confidence
from programme import facts
from programme.actuals import Absence
from programme.board import Doubt, kpis_on
from programme.measures import Count, Status
from programme.models import Metric, Precision
from stock.models.points import PointLevel
from tests import factories
from tests.stock import shelves

DAY = date(2025, 5, 31)


def only(day=DAY):
    [kpi] = kpis_on(day)
    return kpi


def doubts(kpi):
    return {doubt.code: doubt.number for doubt in kpi.doubts}


def test_where_the_records_hold_nothing_there_is_no_figure_and_no_zero(province):
    province.target(Metric.PRODUCTS)
    province.share(Metric.SUBJECTS)
    province.share(Metric.UPGRADED, "")
    province.target(Metric.SALES_POINTS, "district", 8, None)
    province.target(Metric.TRADE_PROMOTION, "", 1, None, each_year=True)
    board = kpis_on(DAY)
    assert [kpi.actual for kpi in board] == [None] * 5
    assert {kpi.status for kpi in board} == {Status.NO_FIGURE}
    assert [kpi.found.absence for kpi in board] == [
        Absence.NO_CERTIFICATES,
        Absence.NO_CERTIFICATES,
        Absence.NO_BASELINE,
        Absence.NO_SALES_POINTS,
        Absence.NO_FAIRS,
    ]


@pytest.mark.parametrize(
    ("day", "held"), [(date(2022, 3, 1), None), (date(2022, 3, 2), 1), (date(2025, 3, 2), 1), (date(2025, 3, 3), None)]
)
def test_a_product_counts_on_the_days_of_its_certificate(province, day, held):
    province.target()
    province.rated(3, date(2022, 3, 2))
    actual = only(day).actual
    assert (actual and actual.numerator) == held


def test_of_a_day_to_come_nothing_is_known_yet(province, clock):
    clock("2025-05-30T23:59")
    province.target()
    province.rated(3)
    assert only().found.absence is Absence.NOT_YET
    assert only(date(2025, 5, 30)).actual.numerator == 1


def test_stars_that_are_known_and_none_is_a_real_zero(province):
    province.target(Metric.PRODUCTS, "5", 1, 3)
    province.rated(3)
    kpi = only()
    assert kpi.actual.count == Count(0)
    assert kpi.status is Status.BELOW


def test_what_is_made_up_is_elsewhere_or_nowhere_is_not_counted(province):
    province.target()
    counted = province.rated(3)
    moved = province.rated(4, place=None, origin_today=province.today)
    province.rated(3, is_demonstration=True)
    province.rated(3, place="elsewhere")
    nowhere = province.rated(3, place=None)
    made_up = factories.product(origin=province.commune)
    factories.confirmed(
        made_up, 3, date(2024, 3, 2), source=factories.source(confidence=Confidence.CHECK, is_demonstration=True)
    )
    kpi = only()
    assert {row.id for row in kpi.found.rows} == {counted.pk, moved.pk}
    assert doubts(kpi)[Doubt.UNKNOWN_PLACE] == 1
    assert nowhere.pk not in {row.id for row in kpi.found.rows}


def test_what_sources_report_and_nobody_confirmed_is_said_and_not_counted(province):
    province.target()
    factories.certificate(factories.product(origin=province.commune), 4)
    kpi = only()
    assert kpi.actual is None
    assert doubts(kpi)[Doubt.UNCONFIRMED] == 1


def test_a_subject_counts_as_what_it_was_on_the_day_asked_for(province, clock):
    clock("2026-11-24T09:00")
    province.share(minimum=20)
    maker = factories.producer(kind=ProducerKind.HOUSEHOLD)
    province.rated(producer=maker)
    services.change_kind(producer=maker, kind=ProducerKind.ENTERPRISE, since=date(2024, 7, 1), by=factories.OFFICER)
    counts = [only(day).actual.count for day in (date(2024, 6, 30), date(2024, 7, 1))]
    assert counts == [Count(0, 1), Count(1, 1)]


def test_a_maker_of_two_products_is_one_subject_and_one_of_unknown_kind_is_in_the_whole_only(province):
    province.share(Metric.SUBJECTS, "enterprise")
    firm = factories.producer(kind=ProducerKind.ENTERPRISE)
    province.rated(producer=firm)
    province.rated(producer=firm)
    province.rated(kind=ProducerKind.COOPERATIVE)
    province.rated(producer=factories.producer(kind=None))
    kpi = only()
    assert kpi.actual.count == Count(1, 3)
    assert [row.counted for row in kpi.found.rows].count(True) == 1
    assert doubts(kpi)[Doubt.UNKNOWN_KIND] == 1


def test_a_product_rated_at_the_start_and_rated_again_in_the_period_is_upgraded(province):
    province.share(Metric.UPGRADED, "")
    again = province.rated(3, date(2020, 1, 15))
    province.rated(3, date(2020, 1, 15))
    province.rated(3, date(2023, 5, 5))
    factories.confirmed(again, 4, date(2022, 6, 1))
    assert only(date(2022, 5, 31)).actual.count == Count(0, 2)
    assert only(date(2022, 6, 1)).actual.count == Count(1, 2)


def test_a_later_plan_takes_the_place_of_the_first_on_its_own_day(province):
    first = province.target(Metric.PRODUCTS, "4", 3, 5)
    later = province.target(Metric.PRODUCTS, "4", 20, 25, as_of=date(2023, 3, 23))
    before, after = only(date(2023, 3, 22)), only(date(2023, 3, 23))
    assert (before.target.id, before.earlier_targets) == (first.pk, [])
    assert after.target.id == later.pk
    assert [row.id for row in after.earlier_targets] == [first.pk]


def test_the_newest_published_figure_is_one_whose_time_is_over(province):
    province.target()
    province.figure(168, day=date(2024, 1, 1))
    province.figure(186, day=date(2025, 5, 1), precision=Precision.MONTH)
    assert only(date(2025, 5, 30)).published.numerator == 168
    assert only(date(2025, 5, 31)).published.numerator == 186
    assert only(date(2024, 12, 30)).published is None
    assert not only().published.comparable


def test_a_published_share_takes_whole_and_part_of_one_source_and_one_time(province):
    province.share(Metric.SUBJECTS, "enterprise")
    province.figure(21, "enterprise", Metric.SUBJECTS)
    province.figure(100, "", Metric.SUBJECTS, source=factories.source())
    assert only().published is None
    province.figure(107, "", Metric.SUBJECTS)
    published = only().published
    assert published.count == Count(21, 107)
    assert published.status is Status.BELOW
    assert published.gap_to_low == 1
    assert published.comparable


def test_sales_points_count_by_the_districts_of_then_and_never_what_is_made_up(db):
    load_areas(Report())
    facts.load(Report())
    goals = {"province": Count(1), "district": Count(2)}
    ba_don = Area.objects.get(level="commune", valid_to=None, name_vi="Phường Ba Đồn")
    le_thuy = Area.objects.get(level="commune", valid_to=None, name_vi="Xã Lệ Thủy")
    given = {"opened_on": date(2025, 7, 1)}
    shelves.point(level=PointLevel.DISTRICT, area=le_thuy, is_demonstration=True, **given)

    def held() -> dict[str, Count | None]:
        board = [kpi for kpi in kpis_on(date(2025, 7, 2)) if kpi.target.metric == Metric.SALES_POINTS]
        return {kpi.target.dimension: kpi.found.count for kpi in board}

    assert held() == {"province": None, "district": None}
    shelves.point(level=PointLevel.PROVINCE, area=ba_don, **given)
    for place in (ba_don, le_thuy, le_thuy):
        shelves.point(level=PointLevel.DISTRICT, area=place, **given)
    assert held() == goals
    reached = {kpi.target.dimension: kpi.status for kpi in kpis_on(date(2025, 7, 2)) if kpi.found.count == Count(2)}
    assert reached == {"district": Status.BELOW}
