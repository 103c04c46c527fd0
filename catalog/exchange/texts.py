"""Tables in text files, as Excel and its kin write them: what encoding, what separator, which cells.

UTF-8 with or without its mark, and UTF-16 ("Unicode text"), are read. A file in a code page of old Windows is refused:
windows-1252 has lost letters such as ộ for good, and windows-1258 cannot be told from it by its bytes.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from catalog.exchange.cells import Cell
from catalog.exchange.faults import FileRefused

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SEPARATORS = (",", ";", "\t", "|")
# Excel's own first line that names the separator.
NAMED_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
LOOKED_AT = 20

# Signs with which a cell becomes a formula in Excel, LibreOffice or Google Sheets, the wide ones of East Asia too.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
QUOTE = "'"


def text_grids(content: bytes, known: Callable[[list[str]], int]) -> list[tuple[Any, ...]]:
    """The one grid of a text file. `known` counts a row's headings, which tells the separator. Raises FileRefused."""
    text = _decoded(content)
    named = NAMED_SEPARATOR.match(text)
    separator = named[1] if named else max(SEPARATORS, key=lambda one: _headings(text, one, known))

    def rows() -> Iterator[tuple[int, list[Cell]]]:
        for number, row in enumerate(_records(text, separator), start=1):
            if not (named and number == 1):
                yield number, [bare(cell) for cell in row]

    return [("", rows)]


def guarded(text: str) -> str:
    """The text for a cell of a text file: one that a sheet would run as a formula stands behind an apostrophe.

    `bare` takes it off again, so that a cell comes back as it went, whatever it begins with.
    """
    begins = text.lstrip(QUOTE)[:1]
    return QUOTE + text if begins in FORMULA and begins else text


def bare(cell: str) -> str:
    """The text without the apostrophe that `guarded` put before it."""
    begins = cell.lstrip(QUOTE)[:1]
    return cell[1:] if cell.startswith(QUOTE) and begins in FORMULA and begins else cell


def _decoded(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if len(content) > 1 and b"\x00" in content[:2]:
        return _strictly(content, "utf-16-be" if content[0] == 0 else "utf-16-le")
    return _strictly(content, "utf-8")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if b"\x00" in content[:1000] and encoding == "utf-8":
            raise FileRefused.because(_("Đây không phải là bảng tính."), _("Gửi tệp .csv hoặc .xlsx.")) from None
        reason = _("Tệp không ở mã UTF-8 (có thể là windows-1258 hoặc windows-1252), nên chữ Việt không đọc chắc được.")
        advice = _("Trong Excel, chọn Lưu thành: “CSV UTF-8 (Comma delimited)” hoặc .xlsx.")
        raise FileRefused.because(reason, advice) from None
    if "\x00" in text:
        raise FileRefused.because(_("Đây không phải là bảng tính."), _("Gửi tệp .csv hoặc .xlsx."))
    return text


def _headings(text: str, separator: str, known: Callable[[list[str]], int]) -> int:
    """The most headings that one of the first rows has, parted so."""
    counts = [0]
    for place, row in enumerate(_records(text, separator)):
        if place >= LOOKED_AT:
            break
        counts.append(known(row))
    return max(counts)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Every line or quoted span of lines is a record, as Excel numbers them; an empty line is one without cells."""
    # One limit for the whole process, so it is never lowered.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise FileRefused.because(_("Tệp CSV hỏng: %s.") % error) from error
