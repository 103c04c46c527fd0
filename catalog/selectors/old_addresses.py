"""An address of before July 2025, as a paper prints it, and the commune of today that it lies in.

A commune's name alone names nothing: Hòa Trạch of Bố Trạch is Hoàn Lão today, and today's Hòa Trạch lies elsewhere. So
the district is part of the question, and what is not exactly one place is no answer.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from django.db import models
from django.db.models import F

from catalog.models.areas import AreaLevel, AreaType
from catalog.places import kind_in_name, readings
from catalog.selectors.areas import AREA, units, units_of_day
from core.graph import Row, rows
from core.text import fold, spelt, words

TEXT = models.CharField()
ABOVE = {
    "district_vi": "parent__name_vi",
    "district_folded": "parent__name_folded",
    "district_type": "parent__type",
    "province_vi": "parent__parent__name_vi",
    "province_type": "parent__parent__type",
}
IN_DISTRICTS = rows.prepared(
    lambda p: (
        units()
        .filter(
            rows.among("name_folded", p.communes),
            rows.among("parent__name_folded", p.districts),
            level=AreaLevel.COMMUNE.value,
            parent__level=AreaLevel.DISTRICT.value,
        )
        .annotate(**{name: F(path) for name, path in ABOVE.items()})
        .order_by("valid_from", "id")
        .values_list(*AREA, *ABOVE, named=True)
    ),
    communes=[TEXT],
    districts=[TEXT],
)


class OldAddressOutcome(Enum):
    """What became of a question for an old address."""

    FOUND = "FOUND"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class OldAddress:
    """The communes of their day that the address may name, and those of today that they lie in."""

    outcome: OldAddressOutcome
    was: list[Row] = field(default_factory=list)
    candidates: list[Row] = field(default_factory=list)

    @property
    def today(self) -> Row | None:
        """The one commune of today; None unless there is exactly one."""
        return self.candidates[0] if self.outcome is OldAddressOutcome.FOUND else None


@dataclass(frozen=True)
class Printed:
    """A unit's name as printed: its bare name, and what the print says that it is, if it says."""

    bare: str
    type: AreaType | None

    @classmethod
    def read(cls, level: AreaLevel, text: str) -> list["Printed"]:
        """What it may say."""
        return [cls(bare, kind) for kind, bare in readings(level, text)]

    def names(self, level: AreaLevel, name: str | None, type: str | None) -> bool:
        """Whether it can be the unit of that name and type: accents count where they were written."""
        if name is None:
            return False
        bare = kind_in_name(level, name)[1]
        if self.type is not None and self.type != type:
            return False
        if fold(self.bare) == self.bare.casefold():
            return fold(bare) == fold(self.bare)
        return _spelling(bare) == _spelling(self.bare)


def _spelling(text: str) -> list[str]:
    """Words in which hoà and hòa are one."""
    return [spelt(word) for word in words(text)]


def old_address(
    *, commune: str, district: str, today: date, province: str | None = None, on: date | None = None
) -> OldAddress:
    """What the commune of an old district, both as printed, is today; `on` is the day of the print, if it is known.

    Only communes that are recorded under a district count, so a commune of today is never taken for an old one of its
    name. Found is what leads to one commune of today; one that was split, or two of one name that went different ways,
    are ambiguous.
    """
    asked = [
        (AreaLevel.COMMUNE, Printed.read(AreaLevel.COMMUNE, commune)),
        (AreaLevel.DISTRICT, Printed.read(AreaLevel.DISTRICT, district)),
    ]
    communes, districts = ([fold(printed.bare) for printed in read] for _, read in asked)
    if province:
        asked.append((AreaLevel.PROVINCE, Printed.read(AreaLevel.PROVINCE, province)))
    found = IN_DISTRICTS(communes=communes, districts=districts)
    was = [row for row in found if _is_meant(row, asked) and (on is None or _holds(row, on))]
    candidates = {area.id: area for areas in units_of_day((row.id for row in was), today).values() for area in areas}
    if not candidates:
        return OldAddress(OldAddressOutcome.UNKNOWN, was)
    outcome = OldAddressOutcome.FOUND if len(candidates) == 1 else OldAddressOutcome.AMBIGUOUS
    return OldAddress(outcome, was, sorted(candidates.values(), key=lambda area: (area.code, area.id)))


def _is_meant(row: Any, asked: list[tuple[AreaLevel, list[Printed]]]) -> bool:
    named = {
        AreaLevel.COMMUNE: (row.name_vi, row.type),
        AreaLevel.DISTRICT: (row.district_vi, row.district_type),
        AreaLevel.PROVINCE: (row.province_vi, row.province_type),
    }
    return all(any(printed.names(level, *named[level]) for printed in read) for level, read in asked)


def _holds(row: Any, day: date) -> bool:
    return bool(row.valid_from <= day and (row.valid_to is None or day < row.valid_to))
