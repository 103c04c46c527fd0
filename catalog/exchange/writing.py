"""From values to files whose bytes depend on nothing but the facts: CSV that Excel opens, and XLSX.

CSV is UTF-8 with a mark (without it Excel reads the letters wrongly), commas and Windows line ends. A text that a sheet
would run as a formula stands behind an apostrophe there; in XLSX text is text, and is marked so.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from catalog.exchange.cells import LONGEST_CELL, Cell
from catalog.exchange.columns import Column, Sheet
from catalog.exchange.faults import FileRefused
from catalog.exchange.texts import FORMULA, guarded
from catalog.exchange.workbooks import escaped

# The first day a ZIP can name: what is packed is always of that day.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MADE_AT = datetime(1980, 1, 1)  # noqa: DTZ001  (a workbook's clock has no zone)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
COMPRESSION = 6
WIDEST = 60
NARROWEST = 12
# Rows of a piece of a text file.
PIECE = 500

Rows = Iterable[dict[str, Any]]


def csv_bytes(sheet: Sheet, rows: Rows) -> bytes:
    """The rows' values, by column, as CSV."""
    return b"".join(csv_pieces(sheet, rows))


def csv_pieces(sheet: Sheet, rows: Rows) -> Iterator[bytes]:
    """The same as it is made, a piece for every so many rows, so that a long table is never held whole."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_heading(column) for column in sheet.columns])
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, start=1):
        writer.writerow([_text(column.value.write(row.get(column.name))) for column in sheet.columns])
        if number % PIECE == 0:
            yield _taken(file)
    yield _taken(file)


def _taken(file: io.StringIO) -> bytes:
    """What was written since, which the file then forgets."""
    text = file.getvalue()
    file.seek(0)
    file.truncate()
    return text.encode()


def xlsx_bytes(sheet: Sheet, rows: Rows, notes: Sequence[Sequence[str]] = ()) -> bytes:
    """The rows' values, by column, as a workbook; with notes on a second sheet.

    Raises FileRefused for a text longer than a cell of Excel holds: it would be cut without a word.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(str(sheet.title)[:31])
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        width = min(WIDEST, max(NARROWEST, len(_heading(column)) + 2))
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([_bold(page, _heading(column)) for column in sheet.columns])
    for row in rows:
        page.append([_cell(page, column, column.value.write(row.get(column.name))) for column in sheet.columns])
    if notes:
        _note(book.create_sheet(_("Hướng dẫn")), notes)
    return _packed(book)


def template_bytes(sheet: Sheet, suffix: str) -> bytes:
    """The empty sheet with its headings and a row of an example, which an import leaves out; ".csv" or ".xlsx"."""
    example = [{column.name: column.value.read(column.example) for column in sheet.columns}]
    if suffix == ".csv":
        return csv_bytes(sheet, example)
    return xlsx_bytes(sheet, example, [[_("Cột"), _("Ý nghĩa"), _("Ví dụ")], *guide(sheet)])


def guide(sheet: Sheet) -> list[list[str]]:
    """What each column means: its heading, what to write, an example."""
    return [
        [
            str(one.title),
            " ".join(part for part in (_("Bắt buộc.") if one.required else "", str(one.help)) if part),
            one.example,
        ]
        for one in sheet.columns
    ]


def _heading(column: Column) -> str:
    return str(column.title)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(str(cell))


def _cell(page: Any, column: Column, value: Cell) -> Any:
    if isinstance(value, str):
        return _words(page, value, column)
    cell = WriteOnlyCell(page, value)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal):
        cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "#,##0"
    return cell


def _words(page: Any, text: str, column: Column) -> Any:
    if not text:
        return None
    if len(text) > LONGEST_CELL:
        reason = _("Một ô của cột “%(column)s” dài %(length)d chữ, ô Excel chỉ chứa %(most)d.")
        raise FileRefused.because(
            reason % {"column": column.title, "length": len(text), "most": LONGEST_CELL}, _("Xuất ra tệp .csv.")
        )
    cell = WriteOnlyCell(page)
    # Set past openpyxl's own look at the text, which takes "=1+1" for a formula and "#N/A" for an error.
    cell._value, cell.data_type = escaped(text), "s"
    if column.value.is_text:
        cell.number_format = "@"
    if text[0] in FORMULA:
        # Typed again in Excel, it stays text.
        cell.quotePrefix = True
    return cell


def _bold(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell


def _note(page: Any, notes: Sequence[Sequence[str]]) -> None:
    for letter, width in zip("ABC", (30, 70, 40), strict=True):
        page.column_dimensions[letter].width = width
    page.append([_bold(page, text) for text in notes[0]])
    for row in notes[1:]:
        cells = [WriteOnlyCell(page) for _text_of in row]
        for cell, text in zip(cells, row, strict=True):
            cell._value, cell.data_type = escaped(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.append(cells)


def _packed(book: Workbook) -> bytes:
    """The workbook, packed again without the time at which that was done."""
    book.properties.creator = "Chợ Phiên"
    book.properties.created = MADE_AT
    made = io.BytesIO()
    book.save(made)
    # Saving sets the time of the change, whatever it was set to.
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>%b\g<2>" % MADE_AT.isoformat().encode(), content)
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, content, compresslevel=COMPRESSION)
    return packed.getvalue()
