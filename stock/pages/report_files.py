"""Reports as files: the whole of what a page shows a part of, asked by the same address."""

from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.exchange.columns import Sheet
from catalog.exchange.faults import FileRefused
from catalog.exchange.report import why
from catalog.exchange.writing import csv_pieces, xlsx_bytes
from core import clock
from core.viewer import Viewer
from stock import selectors, sheets
from stock.pages.report_forms import Asking, CoverageForm, MovesForm, ShrinkageForm, SlowForm, ValueForm
from stock.pages.reports import Reports, for_reports
from stock.schema.flows import Group
from stock.selectors.access import Sight
from stock.selectors.coverage import coverage
from stock.selectors.flows import Narrowed, flows
from stock.selectors.slow import movers
from stock.selectors.worth import lying_on

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Rows of the longest workbook: it is made whole before it is sent.
MOST_ROWS = 50_000


class File(NamedTuple):
    """A table and what its file is called, without the suffix."""

    sheet: Sheet
    rows: sheets.Rows
    name: str


@for_reports
def report_file(reports: Reports, report: str, kind: str) -> HttpResponseBase:
    """A report as CSV, sent while it is made, or as XLSX; 404 for another, 400 for what the page could not answer."""
    suffix = f".{kind}"
    if report not in FILES or suffix not in TYPES:
        raise Http404
    made = FILES[report](reports, selectors.sight_of(Viewer.of(reports.request)))
    if made is None:
        return HttpResponse(status=400)
    try:
        return sent(made, suffix)
    except FileRefused as refused:
        messages.error(reports.request, " ".join(why(blame) for blame in refused.blames))
        return redirect(f"{reverse(PAGES[report])}?{reports.request.GET.urlencode()}")


def sent(file: File, suffix: str) -> HttpResponseBase:
    """The answer that downloads it. Raises FileRefused for a workbook that would be too long."""
    named = {"Content-Disposition": f'attachment; filename="{file.name}{suffix}"'}
    if suffix == ".csv":
        return StreamingHttpResponse(csv_pieces(file.sheet, file.rows), content_type=TYPES[suffix], headers=named)
    content = xlsx_bytes(file.sheet, _few_enough(file.rows))
    return HttpResponse(content, content_type=TYPES[suffix], headers=named)


def _few_enough(rows: sheets.Rows) -> list[dict[str, Any]]:
    """The rows, none of which is written before it is known that there are not too many. Raises FileRefused."""
    held = list(islice(rows, MOST_ROWS + 1))
    if len(held) > MOST_ROWS:
        raise FileRefused.because(
            _("Bảng dài hơn %(most)d dòng, quá dài cho một tệp Excel.") % {"most": MOST_ROWS},
            _("Tải tệp CSV, hoặc chọn ít ngày hơn."),
        )
    return held


def _narrowed(form: Asking) -> Narrowed:
    chosen = form.keys()
    return Narrowed(chosen["point"], chosen["producer"], variant_id=chosen["variant"])


def _coverage(reports: Reports, _sight: Sight) -> File | None:
    form = CoverageForm(reports.request.GET)
    if not form.is_valid():
        return None
    return File(sheets.COVERAGE_SHEET, sheets.coverage_rows(coverage(day=form.day())), f"do-phu-{form.day()}")


def _value(reports: Reports, sight: Sight) -> File | None:
    form = ValueForm(reports.request.GET, reports.found)
    if not form.is_valid():
        return None
    lines = lying_on(sight, day=form.day(), of=_narrowed(form), bands=form.bands())
    return File(sheets.VALUE_SHEET, sheets.value_rows(lines), f"gia-tri-{form.day()}")


def _moves(reports: Reports, sight: Sight) -> File | None:
    form = MovesForm(reports.request.GET, reports.found)
    if not form.is_valid():
        return None
    since, until = form.days()
    chosen = form.keys()
    given = {
        "point_id": chosen["point"],
        "producer_id": chosen["producer"],
        "variant_id": chosen["variant"],
        "kinds": form.kinds(),
        "since": clock.midnight_after(since - timedelta(days=1)),
        "until": clock.midnight_after(until),
    }
    return File(sheets.MOVES_SHEET, sheets.move_rows(sight, **given), f"xuat-nhap-{sheets.days_named(since, until)}")


def _shrinkage(reports: Reports, sight: Sight) -> File | None:
    form = ShrinkageForm(reports.request.GET, reports.found)
    if not form.is_valid():
        return None
    since, until = form.days()
    found = flows(sight, since=since, until=until, by={Group[form.group()].value}, of=_narrowed(form))
    listed = sorted(found.items(), key=lambda pair: (-pair[1].shrinkage, *(key or 0 for key in pair[0])))
    return File(sheets.SHRINKAGE_SHEET, sheets.flow_rows(listed), f"hao-hut-{sheets.days_named(since, until)}")


def _slow(reports: Reports, sight: Sight) -> File | None:
    form = SlowForm(reports.request.GET, reports.found)
    if not form.is_valid():
        return None
    today, slow = clock.today(), form.only_slow()
    found = movers(sight, on=today, days=form.looked_back(), of=_narrowed(form))
    listed = [one for one in found if slow is None or one.is_slow == slow]
    return File(sheets.SLOW_SHEET, sheets.slow_rows(listed), f"ban-cham-{today}")


FILES: dict[str, Callable[[Reports, Sight], File | None]] = {
    "do-phu": _coverage,
    "gia-tri": _value,
    "xuat-nhap": _moves,
    "hao-hut": _shrinkage,
    "ban-cham": _slow,
}
# Where each is shown.
PAGES = {
    "do-phu": "report_coverage",
    "gia-tri": "report_value",
    "xuat-nhap": "report_moves",
    "hao-hut": "report_shrinkage",
    "ban-cham": "report_slow",
}
