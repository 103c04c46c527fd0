"""A sketch of old Quảng Bình: the communes of today, within the districts of before July 2025.

It is drawn, not measured: each of the 145 old communes is the ground nearest to its middle, and today's communes and
the old districts are joined of them whole, as they were by law, so who borders whom is told better than where exactly.
The middles are those of vietnamadminunits 1.0.4 (MIT licence); no outside map is asked for anything.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# How a place stands on it: the outermost middles lie MARGIN units inside the picture.
WIDTH, HEIGHT = 540, 486
MARGIN = 24
WEST, NORTH = 105.664714, 18.054461
# Units of the picture in a degree of longitude and of latitude.
ACROSS, DOWN = 382.6, 401.2
DATA = Path(__file__).resolve().parent / "data" / "sketch.csv"


@dataclass(frozen=True)
class Ground:
    """A unit on the sketch: its outline, and a point well inside."""

    level: str
    code: str
    # Of a district of old; communes are too many to be written on it.
    label: str
    x: int
    y: int
    path: str


@cache
def grounds() -> dict[tuple[str, str], Ground]:
    """Every unit that is drawn, by level and code; communes are today's, districts of old."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [
            Ground(row["level"], row["code"], row["label"], int(row["x"]), int(row["y"]), row["path"])
            for row in csv.DictReader(file)
        ]
    return {(ground.level, ground.code): ground for ground in rows}


def of_level(level: str) -> list[Ground]:
    return [ground for ground in grounds().values() if ground.level == level]


def found(*areas: Mapping[str, Any] | None) -> Ground | None:
    """The first of these Areas of the graph that is drawn; a code names a district only while there were any."""
    for area in areas:
        if area is None:
            continue
        level = area["level"].lower()
        if level == "province" or (level == "commune" and area["validTo"]):
            continue
        ground = grounds().get((level, area["code"]))
        if ground:
            return ground
    return None


def spot(latitude: float, longitude: float) -> tuple[int, int]:
    """Where a place stands on the sketch, which may be outside the picture."""
    return round(MARGIN + (longitude - WEST) * ACROSS), round(MARGIN + (NORTH - latitude) * DOWN)


def middle_of(ground: Ground) -> tuple[float, float]:
    """About where the inside of a unit is, in degrees north and east."""
    return NORTH - (ground.y - MARGIN) / DOWN, WEST + (ground.x - MARGIN) / ACROSS
