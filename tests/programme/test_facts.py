"""The plan and the published figures as they are loaded: word for word, and never made to agree."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from programme import facts
from programme.models import Metric, PublishedFigure, Target


def ranges(metric, dimension):
    found = Target.objects.filter(metric=metric, dimension=dimension).order_by("id")
    return [(target.minimum, target.maximum) for target in found]


@pytest.fixture
def loaded(db):
    load_areas(Report())
    facts.load(Report())


def test_the_plans_total_and_its_parts_are_independent_and_do_not_add_up(loaded):
    assert ranges(Metric.PRODUCTS, "") == [(65, 70)]
    stars = {star: ranges(Metric.PRODUCTS, star)[0] for star in "543"}
    assert stars == {"5": (1, 3), "4": (3, 5), "3": (45, 50)}
    assert tuple(map(sum, zip(*stars.values(), strict=True))) == (49, 58)


def test_a_later_plan_raised_the_four_star_goal_beside_the_first(loaded):
    assert ranges(Metric.PRODUCTS, "4") == [(3, 5), (20, 25)]
    first, later = Target.objects.filter(metric=Metric.PRODUCTS, dimension="4").order_by("id")
    assert first.as_of is None
    assert later.as_of == later.source.published_on == date(2023, 3, 23)
    assert "493/KH-UBND" in later.source.document


def test_published_totals_and_parts_of_different_sources_are_kept_apart(loaded):
    october = PublishedFigure.objects.filter(metric=Metric.PRODUCTS, area__code="44", day=date(2023, 10, 1))
    whole = october.get(dimension="")
    parts = october.exclude(dimension="")
    assert whole.value == 145
    assert sum(part.value for part in parts) == 142
    assert whole.source_id not in {part.source_id for part in parts}


def test_every_target_and_figure_has_a_real_source(loaded):
    assert Target.objects.count() == 11
    assert not Target.objects.filter(source__is_demonstration=True).exists()
    assert PublishedFigure.objects.count() == 42
    assert not PublishedFigure.objects.filter(source__is_demonstration=True).exists()


def test_the_province_is_loaded_with_its_plan(db):
    call_command("load_province", "--facts-only", stdout=StringIO())
    assert (Target.objects.count(), PublishedFigure.objects.count()) == (11, 42)


def test_a_second_load_writes_nothing(loaded):
    report = Report()
    facts.load(report)
    assert report.written() == 0
