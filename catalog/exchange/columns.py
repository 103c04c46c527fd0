"""What a sheet of a kind looks like: its columns, each declared once, and which column a heading means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalog.exchange.faults import Blame, did_you_mean
from catalog.exchange.values import Value
from core.text import fold

WORD_BREAKS = re.compile(r"[\s_\-:*./()\[\],;]+")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Column:
    """One column: its name in services and headings, its headings for people, what its cells hold."""

    name: str
    title: str | Promise
    value: Value
    help: str | Promise = ""
    # What the empty sheet shows in its row of an example.
    example: str = ""
    # A sheet without it is refused, and so is a row that leaves it empty.
    required: bool = False
    # Other headings it may stand under.
    aliases: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Everything it may be called: its titles, its own name, what else people call it."""
        for code, _language in settings.LANGUAGES:
            with translation.override(code):
                yield str(self.title)
        yield self.name
        yield from self.aliases

    def headings(self) -> set[str]:
        """The same as headings are compared."""
        return {heading(name) for name in self.names()}


@dataclass(frozen=True)
class Sheet:
    """The columns of one kind of sheet."""

    name: str
    title: str | Promise
    columns: Sequence[Column]
    by_name: dict[str, Column] = field(init=False)
    by_heading: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})
        object.__setattr__(self, "by_heading", {word: one for one in self.columns for word in one.headings()})

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    def example(self) -> dict[str, str]:
        """The example's cells by column."""
        return {column.name: column.example for column in self.columns}


@dataclass(frozen=True)
class Headings:
    """Which column each place of a row belongs to, and what is wrong with the row of headings."""

    columns: dict[int, Column]
    faults: list[Blame]


def heading(text: str) -> str:
    """A heading as it is compared: without accents, case, marks and stray spaces."""
    return WORD_BREAKS.sub(" ", fold(text)).strip()


def known(sheet: Sheet, row: Sequence[str]) -> int:
    """How many of a row's cells are headings of the sheet."""
    return sum(heading(text) in sheet.by_heading for text in row if text)


def matched(sheet: Sheet, row: Sequence[str], number: int, filled: set[int]) -> Headings:
    """The columns of a row of headings. `filled` are the places under which anything stands."""
    columns: dict[int, Column] = {}
    faults: list[Blame] = []
    for place, text in enumerate(row):
        column = sheet.by_heading.get(heading(text))
        if column is None:
            faults += _unknown(sheet, text, place, number, filled)
        elif column in columns.values():
            reason = _("Cột “%(column)s” có hai lần.") % {"column": column.title}
            faults.append(Blame(number, text, reason, _("Xóa một cột.")))
        else:
            columns[place] = column
    for place in sorted(place for place in filled if place >= len(row)):
        faults += _unknown(sheet, "", place, number, filled)
    missing = [column for column in sheet.columns if column.required and column not in columns.values()]
    faults += [
        Blame(number, str(column.title), _("Thiếu cột “%(column)s”.") % {"column": column.title}, "")
        for column in missing
    ]
    return Headings(columns, faults)


def _unknown(sheet: Sheet, text: str, place: int, number: int, filled: set[int]) -> list[Blame]:
    if not heading(text):
        if place not in filled:
            return []
        reason = _("Cột %(letters)s có dữ liệu nhưng không có tiêu đề; có thể ô tiêu đề bị gộp.")
        return [Blame(number, letters(place), reason % {"letters": letters(place)}, _("Tách ô và đặt tiêu đề."))]
    names = [name for column in sheet.columns for name in column.names()]
    suggestion = did_you_mean(text, names) or _("Xóa cột này nếu không cần.")
    return [Blame(number, text, _("Không có cột “%(text)s”.") % {"text": text[:60]}, suggestion)]


def letters(place: int) -> str:
    """The letters of a column as Excel shows them: A for 0, AA for 26."""
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = LETTERS[rest] + found
    return found


def shown(column: Column, value: Any) -> str:
    """A value of a column for people."""
    return column.value.shown(value)
