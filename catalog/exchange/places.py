"""Administrative units in sheets: a code and a day, since a code alone names nothing.

A code has two figures for a province, three for a district, five for a commune. Where a unit's code has another length,
its level stands before it: "district:19096".
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.exchange.faults import Fault
from catalog.exchange.lookups import in_batches
from catalog.models import Area
from catalog.models.areas import AreaLevel

FIGURES = {2: AreaLevel.PROVINCE, 3: AreaLevel.DISTRICT, 5: AreaLevel.COMMUNE}


def written(area: Area | None) -> str:
    """A unit's code, as sheets write it."""
    if area is None:
        return ""
    return area.code if FIGURES.get(len(area.code)) == area.level else f"{area.level}:{area.code}"


def parted(text: str) -> tuple[str | None, str]:
    """The level and the code of what `written` writes; no level where it is not told."""
    level, colon, code = text.rpartition(":")
    if colon:
        return level.strip(), code.strip()
    known = FIGURES.get(len(text))
    return (known.value if known else None), text


def units() -> "QuerySet[Area]":
    """All units, told as what they are: their manager's own type is that of dated facts."""
    return cast("QuerySet[Area]", Area.objects.order_by("valid_from", "pk"))


class Areas:
    """The units that a file's codes may mean."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[Area]] = defaultdict(list)

    def learn(self, codes: Iterable[str]) -> None:
        """Look up every unit, of whatever day, with one of these codes."""
        wanted = {parted(code)[1] for code in codes if code}
        for batch in in_batches(wanted - self._by_code.keys()):
            for area in units().filter(code__in=batch):
                self._by_code[area.code].append(area)

    def add(self, area: Area) -> None:
        """One more, of the file itself."""
        if area not in self._by_code[area.code]:
            self._by_code[area.code].append(area)

    def find(self, text: str, on: date | None, code_column: str, day_column: str) -> Area | None:
        """The unit of a code on a day; None for an empty code. Raises Fault.

        The day may be left out where only one unit ever had the code.
        """
        if not text:
            return None
        level, code = parted(text)
        named = [area for area in self._by_code[code] if level is None or area.level == level]
        if not named:
            advice = _("Mã có 2 (tỉnh), 3 (huyện) hoặc 5 chữ số (xã); để ô ở dạng văn bản để giữ số 0 ở đầu.")
            raise Fault(_("Không có đơn vị hành chính mang mã “%s”.") % text, code_column, advice)
        found = [area for area in named if on is None or _holds(area, on)]
        if len(found) == 1:
            return found[0]
        days = "; ".join(f"{area.name} {_span(area)}" for area in named)
        if on is None:
            raise Fault(_("Mã “%s” từng là của nhiều đơn vị, nên cần ngày.") % text, day_column, days)
        if not found:
            reason = _("Ngày %(day)s không có đơn vị mang mã “%(code)s”.") % {"day": f"{on:%d/%m/%Y}", "code": text}
            raise Fault(reason, day_column, days)
        levels = ", ".join(f"{area.level}:{area.code}" for area in found)
        raise Fault(_("Mã “%s” là của nhiều đơn vị.") % text, code_column, _("Viết cả cấp: %s.") % levels)


def _holds(area: Area, on: date) -> bool:
    return area.valid_from <= on and (area.valid_to is None or on < area.valid_to)


def _span(area: Area) -> str:
    until = f"{area.valid_to:%d/%m/%Y}" if area.valid_to else "…"
    return f"{area.valid_from:%d/%m/%Y} – {until}"
