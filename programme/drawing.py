"""Where the lines of the board's pictures lie, in units of their viewBox. No database and no words.

Bars start at zero, the axis of time is true to the calendar, and a stretch without a figure is a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

# A picture of one goal: a baseline from LEFT to RIGHT.
LEFT, RIGHT = 8, 512
# The picture of the published history.
PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM = 46, 640, 24, 250
LINES = 4
# Between figures further apart than this nobody knows what was so.
GAP = timedelta(days=550)
NICE = (1, 2, 5)


@dataclass(frozen=True)
class Span:
    """A stretch of a baseline, and the middle that its label stands under."""

    start: float
    end: float

    @property
    def width(self) -> float:
        return round(self.end - self.start, 1)

    @property
    def middle(self) -> float:
        """Kept far enough from the edges for a label."""
        return round(min(max((self.start + self.end) / 2, 40), 520), 1)


@dataclass(frozen=True)
class Band:
    """A goal's picture: a range or a line for what was meant, ends of bars for what happened."""

    target: Span
    is_line: bool
    earlier: list[Span]
    published: float | None
    actual: float | None


def band(
    ranges: Sequence[tuple[int | None, int | None]], published: tuple[int, int] | None, actual: tuple[int, int] | None
) -> Band:
    """`ranges` holds (low, high) of the standing target and of earlier ones; figures are (numerator, denominator).

    Shares are given in hundredths: (58 * 100, 107) against a range of percents.
    """
    ends = [bound for one in ranges for bound in one if bound is not None]
    values = [pair[0] / pair[1] for pair in (published, actual) if pair]
    top = max([1.0, *(end * 1.25 for end in ends), *(value * 1.08 for value in values)])

    def at(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * value / top, 1)

    def span(low: int | None, high: int | None) -> Span:
        return Span(at(low or 0), at(low or 0 if high is None else high))

    return Band(
        span(*ranges[0]),
        ranges[0][1] is None,
        [span(*one) for one in ranges[1:]],
        at(published[0] / published[1]) if published else None,
        at(actual[0] / actual[1]) if actual else None,
    )


@dataclass(frozen=True)
class Point:
    """A figure at the middle of the time it is about, with the whole of that time beside it."""

    x: float
    y: float
    start: float
    end: float
    value: int
    # Near the right edge a label stands to the left of its point.
    anchor: str

    @property
    def label_x(self) -> float:
        return round(self.x + (10 if self.anchor == "end" else -2), 1)

    @property
    def label_y(self) -> float:
        return round(self.y - 11, 1)


@dataclass(frozen=True)
class Gap:
    """A stretch nobody published a figure for: dotted, and said."""

    path: str
    label_x: float
    label_y: float
    first_year: int
    last_year: int


@dataclass(frozen=True)
class History:
    points: list[Point]
    lines: list[str]
    gaps: list[Gap]
    # (y, value) and (x, year) of the grid.
    levels: list[tuple[float, int]]
    years: list[tuple[float, int]]


def history(figures: Sequence[tuple[date, date, int]]) -> History | None:
    """Published figures (first day, last day, value) in the order of the calendar; None for fewer than two."""
    if len(figures) < 2:
        return None
    first, last = date(figures[0][0].year, 1, 1), date(figures[-1][1].year + 1, 1, 1)
    step = _step(max(value for _, _, value in figures))
    top = step * LINES

    def x(day: date) -> float:
        return round(PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * ((day - first) / (last - first)), 1)

    def y(value: float) -> float:
        return round(PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value / top, 1)

    points = []
    for since, until, value in figures:
        middle = x(since + (until - since) / 2)
        anchor = "start" if middle < PLOT_LEFT + 30 else "end"
        points.append(Point(middle, y(value), x(since), x(until + timedelta(days=1)), value, anchor))
    lines, gaps = [], []
    for (before, after), (start, end) in zip(pairwise(figures), pairwise(points), strict=True):
        path = f"M{start.x} {start.y}L{end.x} {end.y}"
        if after[0] - before[1] <= GAP:
            lines.append(path)
            continue
        middle_x, middle_y = (start.x + end.x) / 2, (start.y + end.y) / 2
        label = (round(middle_x + 12, 1), round(middle_y + 28, 1))
        gaps.append(Gap(path, *label, before[1].year + 1, after[0].year - 1))
    return History(
        points,
        lines,
        gaps,
        [(y(step * place), step * place) for place in range(LINES + 1)],
        [(x(date(year, 1, 1)), year) for year in range(first.year, last.year)],
    )


def _step(highest: int) -> int:
    """The smallest step of 1, 2 or 5 times a power of ten whose LINES reach over the highest value."""
    power = 1
    while True:
        for nice in NICE:
            if nice * power * LINES >= highest:
                return nice * power
        power *= 10
