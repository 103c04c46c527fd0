"""The pictures are honest: bars begin at zero, time is true to the calendar, a gap is a gap."""

from datetime import date

import pytest

from programme import drawing

PUBLISHED = [
    (date(2020, 1, 1), date(2020, 1, 31), 24),
    (date(2023, 1, 1), date(2023, 3, 31), 94),
    (date(2023, 10, 1), date(2023, 10, 31), 145),
    (date(2024, 1, 1), date(2024, 12, 31), 168),
    (date(2025, 5, 1), date(2025, 5, 31), 186),
]


def test_a_bars_length_is_proportional_from_zero():
    full, half = drawing.band([(10, 20)], (20, 1), None), drawing.band([(10, 20)], (10, 1), None)
    assert full.published - drawing.LEFT == pytest.approx(2 * (half.published - drawing.LEFT), abs=0.2)
    assert full.published == full.target.end
    assert half.published == half.target.start


def test_a_share_just_under_its_line_is_drawn_under_it():
    picture = drawing.band([(20, None)], (21 * 100, 107), None)
    assert picture.is_line
    assert picture.published < picture.target.start


def test_every_range_and_figure_stays_inside_the_picture():
    picture = drawing.band([(20, 25), (3, 5)], (186, 1), (0, 1))
    assert [span.end < drawing.RIGHT for span in (picture.target, *picture.earlier)] == [True, True]
    assert picture.actual == drawing.LEFT
    assert picture.published < drawing.RIGHT


def test_the_axis_of_time_is_true_to_the_calendar():
    picture = drawing.history(PUBLISHED)
    days = [since + (until - since) / 2 for since, until, _ in PUBLISHED]
    a_day = (picture.points[-1].x - picture.points[0].x) / (days[-1] - days[0]).days
    for day, point in zip(days, picture.points, strict=True):
        assert point.x == pytest.approx(picture.points[0].x + (day - days[0]).days * a_day, abs=0.3)
    assert all(point.start < point.x < point.end for point in picture.points)


def test_a_stretch_without_figures_is_a_gap_that_names_its_years():
    picture = drawing.history(PUBLISHED)
    assert [(gap.first_year, gap.last_year) for gap in picture.gaps] == [(2021, 2022)]
    assert len(picture.lines) == 3


def test_levels_begin_at_zero_and_end_over_the_highest_figure():
    assert [value for _, value in drawing.history(PUBLISHED).levels] == [0, 50, 100, 150, 200]


def test_one_figure_makes_no_line():
    assert drawing.history(PUBLISHED[:1]) is None
