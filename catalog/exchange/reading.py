"""From a file's bytes to a table: what the file is, by its content; where the headings stand; which rows hold."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.exchange import columns
from catalog.exchange.cells import Broken, Cell, as_text
from catalog.exchange.columns import Column, Sheet
from catalog.exchange.faults import FileRefused
from catalog.exchange.texts import text_grids
from catalog.exchange.workbooks import workbook_grids

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
# A sheet may have a title and a few notes above its headings.
HEADINGS_WITHIN = 20

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# How files begin that are no sheets, and what they are called.
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"<", "HTML/XML"),
    (b'{"', "JSON"),
    (b"[{", "JSON"),
    (b"SQLite", "SQLite"),
)


class Grid(NamedTuple):
    """One sheet of a file as it stands: its name, and its rows by Excel's number, read anew whenever asked."""

    name: str
    rows: Callable[[], Iterator[tuple[int, list[Cell]]]]


class Row(NamedTuple):
    """One row of data: Excel's number and its cells by column, an absent column left out."""

    number: int
    cells: dict[str, Cell]


class Table(NamedTuple):
    """What a file holds: the columns it has, and its rows without the empty ones."""

    sheet: Sheet
    columns: list[Column]
    rows: list[Row]


def read(content: bytes, sheet: Sheet) -> Table:
    """The table in a file. Raises FileRefused, with every reason that can be found at once."""
    all_found = [(grid, place) for grid in _grids(content, sheet) if (place := _headings(grid, sheet))]
    # A single heading may be a word among others, as in a sheet of notes.
    found = [one for one in all_found if one[1].known > 1] or all_found
    if not found:
        titles = ", ".join(f"“{column.title}”" for column in sheet.columns if column.required)
        raise FileRefused.because(
            _("Không tìm thấy dòng tiêu đề trong %d dòng đầu.") % HEADINGS_WITHIN,
            _("Cần ít nhất các cột %s.") % titles,
        )
    if len(found) > 1:
        names = ", ".join(f"“{grid.name}”" for grid, _headings_of in found)
        raise FileRefused.because(_("Tệp có nhiều trang tính dữ liệu: %s.") % names, _("Để lại một trang."))
    return _table(*found[0], sheet)


def _grids(content: bytes, sheet: Sheet) -> Sequence[Grid]:
    if len(content) > MOST_BYTES:
        raise FileRefused.because(_("Tệp lớn hơn %d MB.") % (MOST_BYTES // 1024**2), _("Chia tệp thành nhiều phần."))
    if not content.strip():
        raise FileRefused.because(_("Tệp rỗng."))
    if content.startswith(ZIP):
        return [Grid(*grid) for grid in workbook_grids(content)]
    if content.startswith(OLD_OFFICE):
        reason = _("Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu.")
        raise FileRefused.because(reason, _("Trong Excel, chọn Lưu thành: Excel Workbook (.xlsx), không mật khẩu."))
    for begins, name in OTHERS:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(begins):
            reason = _("Đây là tệp %(kind)s, không phải bảng tính.") % {"kind": name}
            raise FileRefused.because(reason, _("Gửi tệp .csv hoặc .xlsx."))
    return [Grid(*grid) for grid in text_grids(content, lambda row: columns.known(sheet, row))]


class _Place(NamedTuple):
    """Where the headings stand."""

    number: int
    texts: list[str]
    # How many of them are headings of the sheet.
    known: int


def _headings(grid: Grid, sheet: Sheet) -> _Place | None:
    """Among the first rows the one with most headings; a single one will do only where one column is all there is."""
    best: _Place | None = None
    for seen, (number, row) in enumerate(grid.rows()):
        if seen >= HEADINGS_WITHIN:
            break
        texts = ["" if isinstance(cell, Broken) else as_text(cell) for cell in row]
        count = columns.known(sheet, texts)
        if count and (best is None or count > best.known):
            best = _Place(number, texts, count)
    required = sum(column.required for column in sheet.columns)
    return best if best and best.known >= min(2, required) else None


def _table(grid: Grid, place: _Place, sheet: Sheet) -> Table:
    data = list(_full_rows(grid, place.number))
    filled = {at for _number, row in data for at, cell in enumerate(row) if _is_full(cell)}
    headings = columns.matched(sheet, place.texts, place.number, filled)
    if headings.faults:
        raise FileRefused(*headings.faults)
    names = {at: column.name for at, column in headings.columns.items()}
    rows = [
        Row(number, {name: row[at] if at < len(row) else None for at, name in names.items()}) for number, row in data
    ]
    return Table(sheet, [column for column in sheet.columns if column.name in set(names.values())], rows)


def _full_rows(grid: Grid, after: int) -> Iterator[tuple[int, list[Cell]]]:
    count = 0
    for number, row in grid.rows():
        if number <= after or not any(map(_is_full, row)):
            continue
        count += 1
        if count > MOST_ROWS:
            raise FileRefused.because(_("Tệp có hơn %d dòng.") % MOST_ROWS, _("Chia tệp thành nhiều phần."))
        yield number, row


def _is_full(cell: Cell) -> bool:
    if isinstance(cell, Broken):
        return not cell.is_empty
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
