"""Why a row or a file is not taken, in words for whoever keeps the sheet."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.text import fold

Words = str | Promise


class Fault(Exception):
    """One cell or row is not taken: which column (by its name) is to blame, why, and what may have been meant."""

    def __init__(self, reason: Words, column: str = "", suggestion: Words = "", row: int = 0) -> None:
        super().__init__(reason)
        self.reason = str(reason)
        self.column = column
        self.suggestion = str(suggestion)
        self.row = row

    def at(self, row: int, column: str = "") -> "Fault":
        """The same, blamed on a row and a column unless it names them."""
        return Fault(self.reason, self.column or column, self.suggestion, self.row or row)


class Blame(NamedTuple):
    """A fault with its row, as Excel numbers it; row 0 is the file itself."""

    row: int
    column: str
    reason: str
    suggestion: str


class FileRefused(Exception):
    """The file cannot be read as a sheet of its kind at all; nothing of it was planned."""

    def __init__(self, *blames: Blame) -> None:
        super().__init__(blames)
        self.blames = blames

    @classmethod
    def because(cls, reason: Words, suggestion: Words = "") -> "FileRefused":
        """One reason for the whole file."""
        return cls(Blame(0, "", str(reason), str(suggestion)))


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A question that names the nearest of the known words, accents and case aside; empty when none is near."""
    by_fold = {fold(word): word for word in known}
    near = get_close_matches(fold(given), by_fold, n=1, cutoff=0.6)
    return _("Có phải là “%(word)s”?") % {"word": by_fold[near[0]]} if near else ""
