"""From a table to what services are asked to do: rows read, gathered by what they are about, compared with the catalog.

A kind subclasses Planner. It never decides what is valid: it turns cells into a service's arguments, leaves out what is
as the catalog has it, and hands on what a service refuses, blamed on a column.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.exchange.columns import Sheet
from catalog.exchange.faults import Blame, Fault
from catalog.exchange.reading import Row, Table
from catalog.exchange.report import Action, Change, Line
from catalog.services.gathering import gathering
from core.errors import DomainError
from core.transitions import Actor

Seen = Callable[[int, int], None]


@dataclass
class Entry:
    """One row, read: the values of the columns the file has, and the line that will tell of it."""

    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(self.number)


@dataclass(frozen=True)
class Wishes:
    """What whoever imports asks for beside the file."""

    by: Actor
    # The document that says so wherever a row names none; empty: every row must.
    source: str = ""
    keep_going: bool = False
    # The file's name, for the history.
    file: str = ""


class Planner:
    """What one kind of sheet means. One of them plans one table once."""

    name: ClassVar[str]
    # Whether its services may be gathered; else each subject is written in its turn.
    gathers: ClassVar[bool] = True
    # Whether several rows may be about one subject.
    shares: ClassVar[bool] = False

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        self.sheet = sheet
        self.wishes = wishes

    @classmethod
    def columns(cls) -> Sheet:
        """Its sheet, whose columns may depend on the channels there are."""
        raise NotImplementedError

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        """Everything there is as values by column, in an order that is always the same, for export."""
        raise NotImplementedError

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        """What a row is about: a key that rows of one subject share, and its name in the report. Raises Fault."""
        raise NotImplementedError

    @classmethod
    def order(cls, groups: Iterable[list[Entry]]) -> list[list[Entry]]:
        """The subjects in an order in which they can be written."""
        return list(groups)

    def learn(self, entries: Sequence[Entry]) -> None:
        """Look up, in batches, what the rows name."""
        raise NotImplementedError

    def put(self, group: list[Entry]) -> None:
        """Ask the services for one subject, noting what changes. Raises Fault, DomainError."""
        raise NotImplementedError

    def settle(self, group: list[Entry]) -> None:
        """What can be asked only once every subject of the file has been. Raises Fault, DomainError."""

    def note(self, entry: Entry, name: str, before: Any, after: Any) -> None:
        """Tell of one value that changes."""
        column = self.sheet[name]
        entry.line.changes.append(Change(str(column.title), column.value.shown(before), column.value.shown(after)))
        if entry.line.action == Action.SAME:
            entry.line.action = Action.CHANGE

    def differing(self, entry: Entry, held: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """What of the given values is not as held; noted."""
        found = {
            name: value
            for name, value in given.items()
            if name in held and not self.sheet[name].value.same(held[name], value)
        }
        for name, value in found.items():
            self.note(entry, name, held[name], value)
        return found


@contextmanager
def blamed(entry: Entry, column: str = "", columns: dict[str, str] | None = None) -> Iterator[None]:
    """What is refused inside is blamed on this row, and on a column: the one of the field a service blames.

    `columns` says which column a service's field is where it is not named the same. So is what the database refuses of
    what is gathered here. Raises Fault.
    """
    if pile := gathering():
        pile.mark = (pile.mark[0], entry.number)
    try:
        yield
    except Fault as fault:
        raise fault.at(entry.number, column) from None
    except DomainError as error:
        named = (columns or {}).get(error.field or "", error.field or "")
        raise Fault(error.message, named or column, row=entry.number) from error


class Plan:
    """A table as its kind sees it: its lines, and the subjects that are refused."""

    def __init__(self, kind: type[Planner], table: Table, wishes: Wishes) -> None:
        self.kind = kind
        self.table = table
        self.wishes = wishes
        self.entries = [_read(row, table.sheet) for row in table.rows]
        self.groups = kind.order(self._grouped())
        # Subjects by their place among the groups.
        self.refused: dict[int, Fault] = {}

    @property
    def lines(self) -> list[Line]:
        """A line for every row, in their order."""
        return [entry.line for entry in self.entries]

    def make(self, seen: Seen) -> bool:
        """Ask the services for every subject that is not refused; whether none of them was refused on the way.

        If one was and writes are gathered, what was gathered of it is there: gather anew. `seen` is told how many of
        how many rows are done.
        """
        planner = self.kind(self.table.sheet, self.wishes)
        planner.learn([entry for group in self.groups if _is_sound(group) for entry in group])
        refused_before, done = len(self.refused), 0
        for number, group in enumerate(self.groups):
            for entry in group:
                entry.line = Line(entry.number, subject=entry.line.subject)
            self._judge(planner.put, number, group)
            done += len(group)
            seen(done, len(self.entries))
        for number, group in enumerate(self.groups):
            self._judge(planner.settle, number, group)
        return len(self.refused) == refused_before

    def _judge(self, ask: Callable[[list[Entry]], None], number: int, group: list[Entry]) -> None:
        if not _is_sound(group):
            self._tell(group, [fault.at(entry.number) for entry in group for fault in entry.faults])
            return
        if number not in self.refused:
            try:
                self._ask(ask, number, group)
            except Fault as fault:
                self.refused[number] = fault.at(group[0].number)
        if number in self.refused:
            self._tell(group, [self.refused[number]])

    def _ask(self, ask: Callable[[list[Entry]], None], number: int, group: list[Entry]) -> None:
        if pile := gathering():
            pile.mark = (number, group[0].number)
        with blamed(group[0]):
            if self.kind.gathers:
                ask(group)
            else:
                with transaction.atomic():
                    ask(group)

    def _tell(self, group: list[Entry], faults: list[Fault]) -> None:
        """Refuse all rows of a subject: it is taken whole or not at all."""
        rows = {fault.row for fault in faults}
        for entry in group:
            entry.line = Line(entry.number, Action.REFUSE, entry.line.subject)
            own = [fault for fault in faults if fault.row == entry.number]
            entry.line.blames = [self._blame(fault) for fault in own] or [
                Blame(entry.number, "", _("Dòng %d của cùng mục này không nhận được.") % min(rows), "")
            ]

    def _blame(self, fault: Fault) -> Blame:
        column = self.table.sheet.by_name.get(fault.column)
        return Blame(fault.row, str(column.title) if column else "", fault.reason, fault.suggestion)

    def _grouped(self) -> list[list[Entry]]:
        groups: dict[Any, list[Entry]] = {}
        for entry in self.entries:
            if _is_example(entry, self.table.sheet):
                entry.line.action = Action.EXAMPLE
                continue
            key: Any = ("row", entry.number)
            try:
                key, entry.line.subject = self.kind.subject(entry.values)
            except Fault as fault:
                entry.faults.append(fault)
            except KeyError:
                # What tells it is what could not be read, which is blamed already.
                pass
            group = groups.setdefault(key, [])
            if group and not self.kind.shares:
                entry.faults.append(Fault(_("Trùng với dòng %d.") % group[0].number, suggestion=_("Xóa một dòng.")))
            group.append(entry)
        return list(groups.values())


def _is_sound(group: list[Entry]) -> bool:
    return not any(entry.faults for entry in group)


def _read(row: Row, sheet: Sheet) -> Entry:
    """The row's values; a cell that cannot be read is a fault and no value."""
    entry = Entry(row.number, {})
    for name, cell in row.cells.items():
        column = sheet[name]
        try:
            value = column.value.read(cell)
        except Fault as fault:
            entry.faults.append(fault.at(row.number, name))
            continue
        if column.required and value == column.value.empty:
            entry.faults.append(Fault(_("Không được để trống."), name, row=row.number))
            continue
        entry.values[name] = value
    return entry


def _is_example(entry: Entry, sheet: Sheet) -> bool:
    """Whether it is the row of the empty sheet that shows how to fill one in."""
    told = {column.name: column.example for column in sheet.columns if column.required}
    return not entry.faults and all(
        sheet[name].value.same(entry.values.get(name), _example(sheet, name)) for name in told
    )


def _example(sheet: Sheet, name: str) -> Any:
    return sheet[name].value.read(sheet[name].example)
