"""Kinds of column: how a cell is read into a value, and a value written into a cell that reads as the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Model, TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.exchange import cells
from catalog.exchange.cells import Cell
from catalog.exchange.faults import Fault, did_you_mean
from core.text import fold

# A workbook's numbers have 15 digits; longer ones are kept as text.
EXACT_DIGITS = 15
LARGEST_INTEGER = 2_147_483_647


class Value:
    """How one kind of column is read and written. An empty cell is the kind's empty value."""

    empty: Any = ""
    # Whether a workbook must keep its cells as text: a code's leading zeros are part of it.
    is_text = True

    def read(self, cell: Cell) -> Any:
        """The value. Raises Fault."""
        text = cells.as_text(cell)
        return self.parse(cell) if text else self.empty

    def parse(self, cell: Cell) -> Any:
        """The value of a cell that is not empty. Raises Fault."""
        raise NotImplementedError

    def write(self, value: Any) -> Cell:
        """The cell of a value."""
        return cells.clean(str(value)) if value is not None else ""

    def same(self, held: Any, given: Any) -> bool:
        """Whether a value read is the one held, as a sheet would show it."""
        if held == given:
            return True
        try:
            return bool(self.read(self.write(held)) == given)
        except Fault:
            return False

    def shown(self, value: Any) -> str:
        """The value for people."""
        return cells.as_text(self.write(value))


class Text(Value):
    """Words. Without a field's bound, as long as a cell may be."""

    def __init__(self, longest: int | None = None) -> None:
        self.longest = longest or cells.LONGEST_CELL

    @classmethod
    def of(cls, model: type[Model], name: str) -> "Text":
        """Bounded as the model's field is."""
        return cls(getattr(model._meta.get_field(name), "max_length", None))

    def parse(self, cell: Cell) -> str:
        text = cells.as_text(cell)
        if len(text) > self.longest:
            raise Fault(_("Dài %(given)d chữ, chỉ được %(most)d.") % {"given": len(text), "most": self.longest})
        return text


class Optional(Text):
    """Words, or none at all: an empty cell is null."""

    empty = None


class Code(Text):
    """A code on one line, its inner spaces single."""

    def parse(self, cell: Cell) -> str:
        return " ".join(super().parse(cell).split())

    def write(self, value: Any) -> Cell:
        return " ".join(cells.clean(str(value or "")).split())


class Whole(Value):
    """A whole number up to a bound; empty is null."""

    empty = None
    is_text = False

    def __init__(self, most: int = LARGEST_INTEGER) -> None:
        self.most = most

    def parse(self, cell: Cell) -> int:
        return self._bounded(cells.number(cell, 0))

    def _bounded(self, value: int) -> int:
        if value > self.most:
            raise Fault(_("Số lớn quá, nhiều nhất là %d.") % self.most)
        return value

    def write(self, value: Any) -> Cell:
        return value if value is None or len(str(value)) <= EXACT_DIGITS else str(value)


class Grams(Whole):
    """A weight in grams, also written in kilograms."""

    def parse(self, cell: Cell) -> int:
        return self._bounded(cells.grams(cell))


class Scaled(Whole):
    """A number kept in its smallest part: money in its minor unit, a score in hundredths."""

    def __init__(self, digits: int, most: int = 10**18 - 1) -> None:
        super().__init__(most)
        self.digits = digits

    def parse(self, cell: Cell) -> int:
        return self._bounded(cells.number(cell, self.digits))

    def write(self, value: Any) -> Cell:
        if value is None or self.digits == 0:
            return super().write(value)
        exact = Decimal(value).scaleb(-self.digits)
        return exact if len(str(value)) <= EXACT_DIGITS else str(exact)


class Percent(Scaled):
    """A share kept in basis points, written as a percentage: 1250 is 12.5."""

    def __init__(self) -> None:
        super().__init__(2, 100_00)

    def parse(self, cell: Cell) -> int:
        return super().parse(cells.as_text(cell).removesuffix("%") if isinstance(cell, str) else cell)


class Day(Value):
    """A day; empty is null."""

    empty = None
    is_text = False

    def parse(self, cell: Cell) -> date:
        return cells.day(cell)

    def write(self, value: Any) -> Cell:
        day: date | None = value
        return day

    def shown(self, value: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


class Flag(Value):
    """Yes or no; empty is no."""

    empty = False

    def parse(self, cell: Cell) -> bool:
        return cells.flag(cell)

    def write(self, value: Any) -> Cell:
        return _("có") if value else _("không")


class Choice(Value):
    """One of a few, by its code or its name in either language; an empty cell is no choice."""

    def __init__(self, choices: type[TextChoices], also: Mapping[str, TextChoices] | None = None) -> None:
        self.choices = choices
        # Other words for them.
        self.also = also or {}

    def parse(self, cell: Cell) -> str:
        text = cells.as_text(cell)
        found = self._by_name.get(fold(text))
        if found is None:
            raise Fault(
                _("Không có lựa chọn “%(text)s”.") % {"text": text[:40]},
                suggestion=did_you_mean(text, self.names()) or _("Chọn: %s.") % ", ".join(self.names()),
            )
        return found

    def names(self) -> list[str]:
        """The choices in the language of the reader."""
        return [str(label) for label in self.choices.labels]

    def write(self, value: Any) -> Cell:
        return str(self.choices(value).label) if value else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, _language in settings.LANGUAGES:
            with translation.override(code):
                found |= {fold(str(choice.label)): str(choice.value) for choice in self.choices}
        found |= {fold(word): str(choice.value) for word, choice in self.also.items()}
        return found | {fold(str(choice.value)): str(choice.value) for choice in self.choices}


def joined(parts: Iterable[str]) -> str:
    """Parts of one cell, with bars between them; a bar or backslash inside a part is escaped."""
    escaped = [part.replace("\\", "\\\\").replace("|", "\\|") for part in parts]
    while escaped and not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)


def parted(text: str) -> list[str]:
    """What `joined` was given, without the spaces around."""
    parts, current, escaped = [], "", False
    for character in text:
        if escaped:
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        elif character == "|":
            parts.append(current.strip())
            current = ""
        else:
            current += character
    return [*parts, (current + "\\" * escaped).strip()]
