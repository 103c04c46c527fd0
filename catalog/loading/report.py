"""What a load did, one line for each kind of thing."""

from collections import Counter
from typing import TypeVar

T = TypeVar("T")


class Report:
    """Counts what services answered: `report.of("sản phẩm", put_product(...))` hands on the row."""

    def __init__(self) -> None:
        self._all: Counter[str] = Counter()
        self._written: Counter[str] = Counter()
        self._notes: list[str] = []

    def of(self, kind: str, outcome: tuple[T, bool]) -> T:
        """Count one row, and whether it had to be written."""
        row, written = outcome
        self.count(kind, 1, int(written))
        return row

    def count(self, kind: str, seen: int, written: int) -> None:
        """Count several at once."""
        self._all[kind] += seen
        self._written[kind] += written

    def note(self, line: str) -> None:
        """A line of its own, at the end."""
        self._notes.append(line)

    def written(self) -> int:
        """How many rows were written in all."""
        return self._written.total()

    def lines(self) -> list[str]:
        """One line a kind, in the order they were first met, then the notes."""
        return [f"{kind}: {seen} ({self._written[kind]} written)" for kind, seen in self._all.items()] + self._notes
