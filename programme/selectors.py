"""Reads of the programme: targets as they stand on a day, and what had been published by then."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import F

from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from core.graph import Row, rows
from programme.models import Precision, PublishedFigure, Target

DAY = models.DateField()

TARGET = ("id", "area_id", "metric", "dimension", "minimum", "maximum", "unit", "each_year")
PERIOD = ("period_from", "period_to", "as_of", "source_id")
TARGETS = rows.prepared(
    lambda p: (
        Target.objects.annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("id")
        .values_list(*TARGET, *PERIOD, *SOURCE, named=True)
    )
)
FIGURE = ("id", "metric", "dimension", "area_id", "value", "day", "precision", "note_vi", "note_en", "source_id")
FIGURES = rows.prepared(
    lambda p: (
        PublishedFigure.objects.annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("day", "metric", "dimension", "id")
        .values_list(*FIGURE, *SOURCE, named=True)
    )
)

Goal = tuple[int, str, str]

_FIRST = date.min


def goal_of(row: Row) -> Goal:
    """What a target or a figure is about: unit, metric, dimension."""
    return (row.area_id, row.metric, row.dimension)


def targets_on(day: date) -> list[tuple[Row, list[Row]]]:
    """Of every goal the target that stands on a day, and those it took the place of, the latest first.

    Goals come in the order in which they were put in. A plan whose source prints no day stands from the start; a
    later plan takes its place on its own day.
    """
    goals: dict[Goal, list[Row]] = {}
    for row in TARGETS():
        if row.as_of is None or row.as_of <= day:
            goals.setdefault(goal_of(row), []).append(row)
    standing = (sorted(of, key=lambda row: (row.as_of or _FIRST, row.id), reverse=True) for of in goals.values())
    return [(first, earlier) for first, *earlier in standing]


def figures_by(day: date) -> list[Row]:
    """Every figure whose time was over by the end of a day, in the order of the calendar."""
    return [row for row in FIGURES() if last_day(row) <= day]


def last_day(figure: Row) -> date:
    """The last day of the span a figure's precision names."""
    first: date = figure.day
    months = {Precision.DAY: 0, Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}[
        Precision(figure.precision)
    ]
    if not months:
        return first
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1) - timedelta(days=1)


def latest(figures: Iterable[Row], goal: Goal) -> Row | None:
    """The figure about a goal whose time ended last; of two sources for one time, the first that was put in."""
    found = [row for row in figures if goal_of(row) == goal]
    return max(found, key=lambda row: (last_day(row), -row.id), default=None)


__all__ = ["DAY", "KEY", "Goal", "figures_by", "goal_of", "last_day", "latest", "targets_on"]
