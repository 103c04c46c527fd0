"""The board as tables that a spreadsheet opens: headings in both languages, days as ISO, fractions as two columns."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from core.graph import Row
from programme import words
from programme.board import Kpi, Measure

# Excel takes a file without it for another encoding than UTF-8.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# A cell that begins so would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

MEASURED = (
    ("tử số", "numerator"),
    ("mẫu số", "denominator"),
    ("trạng thái", "status"),
    ("thiếu đến mức thấp", "gap to low"),
    ("thiếu đến mức cao", "gap to high"),
)
KPI_HEADINGS = [
    "Chỉ tiêu / Target",
    "Mã / Code",
    "Ngày tính / As of",
    "Mức thấp / Low",
    "Mức cao / High",
    "Đơn vị / Unit",
    "Ngày kế hoạch / Day of the plan",
    *(f"Theo sổ: {vi} / Records: {en}" for vi, en in MEASURED),
    "Vì sao không có số / Why there is none",
    *(f"Đã công bố: {vi} / Published: {en}" for vi, en in MEASURED),
    "Công bố cho thời gian từ / Published for time from",
    "đến / to",
    "So được với mục tiêu / Comparable with the target",
    "Điều cần biết / What to know",
    "Nguồn / Sources",
]
FIGURE_HEADINGS = [
    "Số liệu / Figure",
    "Mã / Code",
    "Nơi / Area",
    "Số / Value",
    "Từ ngày / From day",
    "Đến ngày / To day",
    "Độ chính xác / Precision",
    "Ghi chú / Note",
    "Nguồn / Source",
    "Độ tin cậy / Confidence",
]

Cell = str | int | date | None


def kpi_rows(board: Iterable[Kpi]) -> Iterable[list[Cell]]:
    """One row a goal, under KPI_HEADINGS."""
    for kpi in board:
        target, published = kpi.target, kpi.published
        sources = {row.document: None for row in (target, *(published.figures if published else ()))}
        yield [
            words.name_of(target),
            f"{target.metric}:{target.dimension}",
            kpi.day,
            target.minimum,
            target.maximum,
            target.unit,
            target.as_of,
            *_measured(kpi.actual),
            str(words.ABSENCE[kpi.found.absence]) if kpi.found.absence else None,
            *_measured(published),
            published.day if published else None,
            published.until if published else None,
            published.comparable if published else None,
            " ".join(words.doubt_of(doubt.code, doubt.number) for doubt in kpi.doubts),
            "; ".join(sources),
        ]


def _measured(measure: Measure | None) -> list[Cell]:
    if measure is None:
        return [None] * len(MEASURED)
    return [measure.numerator, measure.denominator, measure.status.value, measure.gap_to_low, measure.gap_to_high]


def figure_rows(figures: Iterable[tuple[Row, str, date, str]]) -> Iterable[list[Cell]]:
    """One row for each published figure with its area's name, last day and note, under FIGURE_HEADINGS."""
    for row, area, until, note in figures:
        yield [
            words.name_of(row),
            f"{row.metric}:{row.dimension}",
            area,
            row.value,
            row.day,
            until,
            row.precision,
            note,
            row.document,
            row.confidence,
        ]


def written(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The file's text."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
