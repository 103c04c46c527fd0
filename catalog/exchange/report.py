"""What an import would do, or did: a line for every row of the file."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.exchange.faults import Blame

# Longer values are cut where a line is shown; a change is still told from another by its whole value.
SHOWN = 120


class Action(TextChoices):
    CREATE = "create", gettext_lazy("thêm")
    CHANGE = "change", gettext_lazy("sửa")
    SAME = "same", gettext_lazy("giữ nguyên")
    REFUSE = "refuse", gettext_lazy("không nhận")
    EXAMPLE = "example", gettext_lazy("dòng ví dụ, bỏ qua")


class Change(NamedTuple):
    """One value that becomes another, as people read them."""

    column: str
    before: str
    after: str


@dataclass
class Line:
    """One row: what becomes of it, and why not."""

    row: int
    action: Action = Action.SAME
    subject: str = ""
    changes: list[Change] = field(default_factory=list)
    blames: list[Blame] = field(default_factory=list)

    def fingerprint(self) -> str:
        """Short, and another one for another outcome."""
        told = [self.row, self.action.value, self.subject, self.changes, self.blames]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]

    def words(self) -> str:
        """The line for people."""
        parts = [f"{self.row:>6}  {self.action.label}", self.subject]
        parts += [why(blame) for blame in self.blames]
        if self.action == Action.CHANGE:
            parts += [f"{change.column}: {cut(change.before)} → {cut(change.after)}" for change in self.changes]
        return "  ".join(part for part in parts if part)

    def as_data(self) -> dict[str, Any]:
        """The line for programs."""
        return {
            "row": self.row,
            "action": self.action.value,
            "subject": self.subject,
            "changes": [change._asdict() for change in self.changes] if self.action == Action.CHANGE else [],
            "faults": [blame._asdict() for blame in self.blames],
        }


@dataclass(frozen=True)
class Outcome:
    """All lines, and whether they were written."""

    kind: str
    lines: list[Line]
    applied: bool

    def counts(self) -> dict[Action, int]:
        """Rows by what becomes of them, in the order of the actions, none left out."""
        counted = Counter(line.action for line in self.lines)
        return {action: counted[action] for action in Action if counted[action]}

    @property
    def refused(self) -> int:
        """How many rows are not taken."""
        return self.counts().get(Action.REFUSE, 0)

    @property
    def writes(self) -> int:
        """How many rows are new or changed."""
        return sum(line.action in (Action.CREATE, Action.CHANGE) for line in self.lines)

    def fingerprints(self) -> dict[int, str]:
        """A fingerprint for each row."""
        return {line.row: line.fingerprint() for line in self.lines}

    def words(self) -> Iterator[str]:
        """The report for people: a line for every row, then the sum."""
        yield from (line.words() for line in self.lines)
        yield self.sum()

    def sum(self) -> str:
        """How many rows of each action, and whether anything was written."""
        counted = ", ".join(f"{action.label} {count}" for action, count in self.counts().items())
        done = _("Đã ghi.") if self.applied and self.writes else _("Không ghi gì.")
        return f"{counted or _('không có dòng nào')}. {done}"

    def as_data(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "kind": self.kind,
            "applied": self.applied,
            "counts": {action.value: count for action, count in self.counts().items()},
            "rows": [line.as_data() for line in self.lines],
        }


def why(blame: Blame) -> str:
    """A fault in a line of words: the column, the reason, what may have been meant."""
    place = f"{blame.column}: " if blame.column else ""
    return f"{place}{blame.reason} {blame.suggestion}".strip()


def cut(text: str) -> str:
    """A value in a line: on one line, and its beginning only if it is long; empty ones are shown as such."""
    flat = " ".join(text.split())
    return (flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…") or "∅"


def changed_since(before: dict[int, str], lines: Iterable[Line]) -> list[Line]:
    """The lines whose outcome is not the one a preview showed."""
    return [line for line in lines if before.get(line.row) != line.fingerprint()]
