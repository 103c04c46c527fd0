"""Names beside dots on the sketch, each where it covers no dot and no other name. Arithmetic only."""

from collections.abc import Sequence
from typing import NamedTuple

# Units of the picture. Letters are counted as large as a phone draws them, which keeps their size as the map shrinks.
DOT, LETTER, LINE = 15, 9.0, 20
# Two dots so near that bear one name are named once.
SAME_PLACE = 60


class Label(NamedTuple):
    """Where a name stands from its dot, and how it is aligned (SVG's text-anchor, as a class)."""

    x: int
    y: int
    anchor: str


BESIDE = (Label(0, 29, "middle"), Label(0, -17, "middle"), Label(15, 5, "start"), Label(-15, 5, "end"))
Box = tuple[float, float, float, float]


def placed(spots: Sequence[tuple[int, int] | None], names: Sequence[str], width: int) -> list[Label | None]:
    """A place for each name, in the order of importance; None where there is no dot, or a neighbour bears the name."""
    dots = [_dot(spot) for spot in spots if spot is not None]
    taken: list[Box] = []
    named: list[tuple[str, int, int]] = []
    found: list[Label | None] = []
    for spot, name in zip(spots, names, strict=True):
        if spot is None or any(one == name and _near(spot, (x, y)) for one, x, y in named):
            found.append(None)
            continue
        others = [dot for dot in dots if dot != _dot(spot)] + taken
        costs = {label: _covered(_box(spot, label, name), others, width) for label in BESIDE}
        label = min(BESIDE, key=costs.__getitem__)
        taken.append(_box(spot, label, name))
        named.append((name, *spot))
        found.append(label)
    return found


def _dot(spot: tuple[int, int]) -> Box:
    return (spot[0] - DOT, spot[1] - DOT, spot[0] + DOT, spot[1] + DOT)


def _near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) < SAME_PLACE


def _box(spot: tuple[int, int], label: Label, name: str) -> Box:
    length = len(name) * LETTER
    left = spot[0] + label.x - {"start": 0.0, "middle": length / 2, "end": length}[label.anchor]
    foot = spot[1] + label.y + 5
    return (left, foot - LINE, left + length, foot)


def _covered(box: Box, taken: Sequence[Box], width: int) -> float:
    """How much of what is drawn already a name would cover, and of itself fall out of the picture."""
    left, top, right, bottom = box
    covered = sum(
        max(0.0, min(right, other[2]) - max(left, other[0])) * max(0.0, min(bottom, other[3]) - max(top, other[1]))
        for other in taken
    )
    return covered + LINE * (max(0.0, -left) + max(0.0, right - width))
