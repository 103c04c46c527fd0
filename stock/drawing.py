"""Where the bars of a report's picture lie, in units of its viewBox. Bars start at zero. No database and no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# The longest bar leaves room for its figure.
LONGEST = 330
STEP = 62
# More bars than this are a table's business.
MOST = 12


class Amounts(NamedTuple):
    """What one bar shows: parts by their class in the style sheet, laid end to end, and the figure in words."""

    name: str
    parts: Sequence[tuple[str, int]]
    figure: str


@dataclass(frozen=True)
class Part:
    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A name over its bar, its figure beside it."""

    name: str
    figure: str
    parts: list[Part]
    place: int

    @property
    def name_y(self) -> int:
        return 18 + STEP * self.place

    @property
    def top(self) -> int:
        return 28 + STEP * self.place

    @property
    def figure_x(self) -> float:
        return round(sum(part.width for part in self.parts) + 10, 1)

    @property
    def figure_y(self) -> int:
        return 42 + STEP * self.place


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]
    # The same figures for those who do not see it.
    label: str
    # Bars that are left out.
    more: int

    @property
    def height(self) -> int:
        return STEP * len(self.bars)


def bars(rows: Sequence[Amounts], title: str) -> Picture | None:
    """The first MOST rows as bars, to the scale of the longest of them; None where there is nothing."""
    shown = rows[:MOST]
    longest = max((sum(amount for _, amount in row.parts) for row in shown), default=0)
    if not shown or longest <= 0:
        return None
    drawn = [Bar(row.name, row.figure, _parts(row, longest), place) for place, row in enumerate(shown)]
    said = "; ".join(f"{row.name}: {row.figure}" for row in shown)
    return Picture(drawn, f"{title}: {said}", len(rows) - len(shown))


def _parts(row: Amounts, longest: int) -> list[Part]:
    laid, x = [], 0.0
    for kind, amount in row.parts:
        width = round(LONGEST * max(0, amount) / longest, 1)
        laid.append(Part(kind, round(x, 1), width))
        x += width
    return laid
