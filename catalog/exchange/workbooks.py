"""Tables in XLSX files, read by openpyxl without trusting what is in them.

A file is looked over before it is parsed: how large it unpacks, of how many parts. XML entities are refused by
defusedxml, which openpyxl uses when it is there. Cells that a person would read wrongly are marked broken, with why:
merged ones, whose value stands in one of them only; formulas whose result the file does not hold; Excel's errors.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from catalog.exchange.cells import Broken, Cell
from catalog.exchange.faults import FileRefused

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 500
# A sheet's own XML packs some ten to thirty times; a bomb thousands of times.
MOST_TIMES = 200
SMALL = 1024 * 1024

PIECE = 1024 * 1024
FORMULA_TAG = re.compile(rb"<(?:\w+:)?f[\s>/]")
MERGED_TAG = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
# A character by its number, as Excel writes those that XML cannot hold, and the bar of a text that only looks so.
# openpyxl takes that bar off the texts that cells share, and so a letter by its number is left as it stands.
BY_NUMBER = re.compile(r"_x([0-9A-Fa-f]{4})_")
CONTROL_BY_NUMBER = re.compile(r"_x(005[Ff]|00[01][0-9A-Fa-f])_")
MOST_MERGED = 100_000
LAST_ROW = 1_048_576
MOST_CELLS = 30_000_000

BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    EOFError,
    NotImplementedError,
    struct.error,
    zlib.error,
)

Place = tuple[int, int]


def escaped(text: str) -> str:
    """A text for a workbook, in which _x000D_ would mean a character by its number."""
    return BY_NUMBER.sub(r"_x005F_x\1_", text)


def workbook_grids(content: bytes) -> list[tuple[Any, ...]]:
    """A grid for every visible sheet. Raises FileRefused."""
    _look_over(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [_grid(content, sheet) for sheet in sheets]
    except BROKEN as error:
        raise _damaged() from error


def _damaged() -> FileRefused:
    return FileRefused.because(
        _("Tệp Excel hỏng hoặc không đúng định dạng."), _("Mở bằng Excel và lưu lại thành .xlsx.")
    )


def _look_over(content: bytes) -> None:
    """Refuse what is no workbook, or unpacks to more than one should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except BROKEN as error:
        raise _damaged() from error
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > max(SMALL, min(MOST_UNPACKED, MOST_TIMES * len(content))):
        raise FileRefused.because(_("Tệp nén quá nhiều dữ liệu so với kích thước của nó, nên không mở."))
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused.because(_("Tệp có mật khẩu."), _("Lưu lại không có mật khẩu."))
    if "xl/workbook.xml" not in names:
        kind = "OpenDocument" if "mimetype" in names else "Word" if "word/document.xml" in names else "ZIP"
        reason = _("Đây là tệp %(kind)s, không phải tệp .xlsx.") % {"kind": kind}
        raise FileRefused.because(reason, _("Lưu lại thành .xlsx hoặc .csv."))


def _grid(content: bytes, sheet: Any) -> tuple[Any, ...]:
    # The size a sheet states of itself is not believed: rows would be padded to it.
    sheet.reset_dimensions()
    formulas, merged = _marks(content, sheet)
    marked = dict.fromkeys(merged, _("Ô bị gộp; hãy tách ô và điền đủ từng dòng."))
    if formulas:
        marked |= _without_result(content, sheet)
    broken: dict[int, dict[int, str]] = defaultdict(dict)
    for (number, place), reason in marked.items():
        broken[number][place] = reason

    def rows() -> Iterator[tuple[int, list[Cell]]]:
        try:
            for number, row in _bounded(sheet):
                yield number, _cells(row, broken.get(number, {}))
        except BROKEN as error:
            raise _damaged() from error

    return sheet.title, rows


def _bounded(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of a sheet by number, as far as a sheet can go."""
    seen = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        seen += len(row)
        if number > LAST_ROW or seen > MOST_CELLS:
            raise FileRefused.because(_("Trang tính lớn quá."), _("Xóa những dòng và cột thừa, hoặc chia tệp."))
        yield number, row


def _cells(row: Sequence[Any], broken: dict[int, str]) -> list[Cell]:
    cells = [_cell(cell) for cell in row]
    if broken:
        # A row ends with its last cell that is written; those of a merged area need not be.
        cells += [None] * (max(broken) + 1 - len(cells))
        for place, reason in broken.items():
            cells[place] = Broken(reason, is_empty=cells[place] is None)
    return cells


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Broken(_("Ô báo lỗi %s.") % value)
    if isinstance(value, str):
        return CONTROL_BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        # Shown as 29,5 % and kept as 0.295.
        return (Decimal(repr(value)) * 100).normalize()
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ")
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return str(value)


def _marks(content: bytes, sheet: Any) -> tuple[bool, set[Place]]:
    """Whether any cell is a formula, and the merged cells, from a look at the sheet's XML: reading shows neither."""
    formulas, merged, left = False, set[Place](), b""
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(sheet._worksheet_path.lstrip("/")) as part:
        while piece := part.read(PIECE):
            text = left + piece
            formulas = formulas or bool(FORMULA_TAG.search(text))
            for found in MERGED_TAG.finditer(text):
                merged |= _inside(found[1].decode(), MOST_MERGED - len(merged))
            left = text[text.rfind(b"<") :][:PIECE]
    return formulas, merged


def _inside(area: str, most: int) -> set[Place]:
    """The places of a merged area as (row, place), no more of them than `most`."""
    left, top, right, bottom = range_boundaries(area)
    places: set[Place] = set()
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if len(places) >= most:
                return places
            places.add((row, column - 1))
    return places


def _without_result(content: bytes, sheet: Any) -> dict[Place, str]:
    """Formulas whose result is not in the file: whoever wrote it did not calculate."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    written = book[sheet.title]
    written.reset_dimensions()
    broken = {}
    for (number, formulas), (_number, row) in zip(_bounded(written), _bounded(sheet), strict=False):
        for place, cell in enumerate(formulas):
            if cell.data_type == "f" and (place >= len(row) or row[place].value is None):
                broken[number, place] = _("Công thức chưa có kết quả; mở bằng Excel rồi lưu lại, hoặc dán giá trị.")
    return broken
