"""Days as far as a source prints them: 14/11/2023, 11/2023, 2023, or by one of these."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.exchange import cells
from catalog.exchange.cells import Cell
from catalog.exchange.faults import Fault
from catalog.exchange.values import Value
from catalog.models.certificates import DayPrecision
from catalog.services.certificates import PrintedDay
from core.text import fold

YEAR = re.compile(r"(\d{4})")
MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
BY = re.compile(r"(?:den|truoc|by|<=|≤)\s*(.+)")
FIRST_YEAR, LAST_YEAR = 2018, 2100


class PrintedDayCell(Value):
    """A cell with such a day; empty is none."""

    empty = None

    def parse(self, cell: Cell) -> PrintedDay:
        text = fold(cells.as_text(cell))
        if found := BY.fullmatch(text):
            printed = self._printed(found[1])
            return PrintedDay(_last(printed), DayPrecision.BY)
        return self._printed(cell)

    def _printed(self, cell: Cell) -> PrintedDay:
        text = cells.as_text(cell)
        if found := YEAR.fullmatch(text):
            return PrintedDay(_day(int(found[1]), 1), DayPrecision.YEAR)
        if found := MONTH.fullmatch(text):
            return PrintedDay(_day(int(found[2]), int(found[1])), DayPrecision.MONTH)
        return PrintedDay(cells.day(cell), DayPrecision.DAY)

    def write(self, value: Any) -> Cell:
        if value is None:
            return ""
        day, precision = value
        if precision == DayPrecision.YEAR:
            return f"{day:%Y}"
        if precision == DayPrecision.MONTH:
            return f"{day:%m/%Y}"
        return f"{_('đến')} {day:%d/%m/%Y}" if precision == DayPrecision.BY else f"{day:%d/%m/%Y}"


def _day(year: int, month: int) -> date:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Fault(_("Không có ngày %(text)s.") % {"text": f"{month}/{year}"})
    return date(year, month, 1)


def _last(printed: PrintedDay) -> date:
    """The last day of what is printed."""
    day, precision = printed
    if precision == DayPrecision.YEAR:
        return date(day.year, 12, 31)
    if precision == DayPrecision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
