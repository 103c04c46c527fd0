"""The lines of a paper as rows of a form: as many as there are, the blank ones passed over.

Rows are numbered from 0 (`d0-quantity`, `d1-quantity` ...) up to the number in `rows`; a number that is missing was
taken away on the device. A button whose `do` is `quet` or `bo-<number>` asks for one more row (for what was scanned
into `ma`) or one fewer, and makes no operation: whatever was typed stays.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

MOST_ROWS = 50
DROP, LOOK = "bo-", "quet"

Values = dict[str, Any]


class Row(forms.Form):
    """One line; `told_by` are the fields that make it more than a blank one."""

    told_by: tuple[str, ...] = ()
    called: Mapping[str, str] = {}

    @property
    def is_blank(self) -> bool:
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in self.told_by)


class Rows:
    """The rows of one form; `make(data, prefix=, initial=)` makes one. A blank one is asked for nothing."""

    def __init__(self, make: Callable[..., Row], data: QueryDict | None, initial: Sequence[Values] = ()) -> None:
        self.make = make
        if data is None:
            self.forms = [make(None, prefix=f"d{place}", initial=one) for place, one in enumerate(initial)]
        else:
            self.forms = [_row(make, data, place) for place in _places(data)]

    @property
    def empty(self) -> Row:
        """What the device makes another row of."""
        return self.make(None, prefix="d__n__")

    @property
    def next_place(self) -> int:
        """The number of the next row."""
        return 1 + max((int(one.prefix[1:]) for one in self.forms if one.prefix), default=-1)

    @property
    def filled(self) -> list[Row]:
        return [one for one in self.forms if one.is_bound]

    def is_valid(self) -> bool:
        """Whether every row that is not blank is."""
        wrong = [one for one in self.filled if not one.is_valid()]
        return not wrong


def typed(make: Callable[..., Row], data: QueryDict) -> list[Values]:
    """What stands in each row as it was typed, without the one that shall be dropped."""
    dropped = data.get("do", "")
    return [_values(make, data, place) for place in _places(data) if f"{DROP}{place}" != dropped]


def with_row(rows: list[Values], told_by: Sequence[str], new: Values) -> list[Values]:
    """The rows with one more, in the place of the first blank one if there is one."""
    for place, one in enumerate(rows):
        if not any(str(one.get(name) or "").strip() for name in told_by):
            return [*rows[:place], {**one, **new}, *rows[place + 1 :]]
    return [*rows, new][:MOST_ROWS]


def _row(make: Callable[..., Row], data: QueryDict, place: int) -> Row:
    row = make(data, prefix=f"d{place}")
    return make(None, prefix=f"d{place}", initial=_values(make, data, place)) if row.is_blank else row


def _values(make: Callable[..., Row], data: QueryDict, place: int) -> Values:
    return {name: data.get(f"d{place}-{name}", "") for name in make(None, prefix="d").fields}


def _places(data: QueryDict) -> list[int]:
    count = data.get("rows", "")
    asked = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 6 else 0
    return [place for place in range(asked) if any(key.startswith(f"d{place}-") for key in data)]
