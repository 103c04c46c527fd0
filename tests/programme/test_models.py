"""The rules about targets and figures that the database holds."""

from datetime import date

import pytest
from django.db import IntegrityError

from programme.models import Metric, PublishedFigure, Target, Unit


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("target_asks_something", {"minimum": None, "maximum": None}),
        ("target_range_in_order", {"minimum": 70, "maximum": 65}),
        ("target_percent_at_most_everything", {"minimum": 101, "maximum": None, "unit": Unit.PERCENT}),
        ("target_period_in_order", {"period_to": date(2021, 1, 1)}),
    ],
)
def test_a_range_or_a_period_that_is_none_is_refused_by_name(province, rule, values):
    with pytest.raises(IntegrityError, match=rule):
        province.target(**values)


def test_a_range_may_be_open_at_either_end(province):
    province.target(minimum=1, maximum=None)
    province.target(minimum=None, maximum=3)
    assert Target.objects.count() == 2


def test_a_later_plan_is_another_row_and_the_same_source_the_same(province):
    first = province.target(Metric.PRODUCTS, "4", 3, 5)
    later = province.target(Metric.PRODUCTS, "4", 20, 25, as_of=date(2023, 3, 23))
    first.refresh_from_db()
    assert (first.minimum, first.maximum) == (3, 5)
    assert province.target(Metric.PRODUCTS, "4", 20, 26, source=later.source).pk == later.pk
    assert Target.objects.count() == 2


def test_one_source_prints_one_figure_for_one_time_and_another_may_differ(province):
    printed = province.figure(145)
    province.figure(142, source=province.target().source)
    with pytest.raises(IntegrityError):
        PublishedFigure.objects.create(
            metric=printed.metric,
            dimension="",
            area=printed.area,
            value=146,
            day=printed.day,
            precision=printed.precision,
            source=printed.source,
        )


def test_the_country_too_has_one_figure_of_a_source_and_a_time(province):
    printed = province.figure(16855, area=None)
    printed.pk = None
    with pytest.raises(IntegrityError):
        printed.save(force_insert=True)
