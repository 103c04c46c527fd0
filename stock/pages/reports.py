"""Reports for officers, and for staff of their own sales points: each a page of the graph, a table and a picture.

What a page asks stands in its address, and the same address ends in .csv or .xlsx for the whole of it as a file.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.pages import run
from core.viewer import Viewer
from stock import selectors
from stock.pages import pictures
from stock.pages.lists import nodes, paged
from stock.pages.places import Found, Tab, language
from stock.pages.report_forms import CoverageForm, MovesForm, PeriodForm, ShrinkageForm, SlowForm, ValueForm

P = ParamSpec("P")
TABS = (
    Tab("report_coverage", _("Độ phủ")),
    Tab("report_value", _("Giá trị hàng")),
    Tab("report_moves", _("Xuất nhập")),
    Tab("report_shrinkage", _("Hao hụt")),
    Tab("report_slow", _("Bán chậm")),
)
FOR_OFFICERS = (Tab("recalls", _("Thu hồi")),)


class Reports(NamedTuple):
    """The frame of one request: who asks, and of which sales points, makers and goods they may."""

    request: HttpRequest
    found: Found
    is_officer: bool

    def show(self, template: str, context: Mapping[str, Any], tab: str, status: int = 200) -> HttpResponse:
        """A page under the tab of that address name; 400 for a form that cannot be answered as it was asked."""
        form = context.get("form")
        if isinstance(form, forms.Form) and form.is_bound and not form.is_valid():
            status = 400
        tabs = (*TABS, *FOR_OFFICERS) if self.is_officer else TABS
        query = self.request.GET.copy()
        for cursor in ("after", "before"):
            query.pop(cursor, None)
        shown = {
            **context,
            "me": self.found["me"],
            "invented": any(point["isDemonstration"] for point in self.found["points"]),
            "tabs": tabs,
            "tab": tab,
            "asked": query.urlencode(),
        }
        return render(self.request, template, shown, status=status)


def for_reports(
    page: Callable[Concatenate[Reports, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for officers and staff, never kept; for anybody else a kind 403."""

    @require_safe
    @never_cache
    @login_required
    @wraps(page)
    def at(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = run(request, "stock/report_frame", language=language())
        sight = selectors.sight_of(Viewer.of(request))
        if not (sight.everything or sight.points):
            return render(request, "stock/report_refused.html", found, status=403)
        return page(Reports(request, found, sight.everything), *args, **kwargs)

    return at


@for_reports
def coverage(reports: Reports) -> HttpResponse:
    """Where sales points stand, beside what plans ask for."""
    form = CoverageForm(reports.request.GET or None)
    found = run(reports.request, "stock/report_coverage", on=form.day().isoformat(), language=language())
    context = {"form": form, "picture": pictures.coverage(found["coverage"]), "found": found, **found}
    return reports.show("stock/report_coverage.html", context, "report_coverage")


@for_reports
def value(reports: Reports) -> HttpResponse:
    """What lies on shelves at the end of a day, at list price."""
    form = ValueForm(reports.request.GET or None, reports.found)
    found = paged(
        reports.request,
        "stock/report_value",
        on=form.day().isoformat(),
        by=form.group(),
        expiry=[band.name for band in form.bands()] or None,
        language=language(),
        **form.variables(),
    )["report"]
    picture = pictures.value(found["groups"])
    context = {"form": form, "report": found, "lines": nodes(found["lines"]), "picture": picture}
    return reports.show("stock/report_value.html", context, "report_value")


@for_reports
def moves(reports: Reports) -> HttpResponse:
    """The ledger of some days, the last that happened first."""
    form = MovesForm(reports.request.GET or None, reports.found)
    since, until = form.days()
    kinds = form.kinds()
    found = paged(
        reports.request,
        "stock/report_moves",
        sinceDay=since.isoformat(),
        untilDay=until.isoformat(),
        since=clock.midnight_after(since - timedelta(days=1)).isoformat(),
        until=clock.midnight_after(until).isoformat(),
        kinds=None if kinds is None else [kind.upper() for kind in kinds],
        language=language(),
        **form.variables(),
    )
    total = found["report"]["total"]
    context = {
        **_days(form),
        "moves": nodes(found["moves"]),
        "page": found["moves"]["pageInfo"],
        "total": total,
        "picture": pictures.flow(total),
    }
    return reports.show("stock/report_moves.html", context, "report_moves")


@for_reports
def shrinkage(reports: Reports) -> HttpResponse:
    """What was lost of what was there, as an exact part."""
    form = ShrinkageForm(reports.request.GET or None, reports.found)
    since, until = form.days()
    found = paged(
        reports.request,
        "stock/report_shrinkage",
        since=since.isoformat(),
        until=until.isoformat(),
        by=[form.group()],
        language=language(),
        **form.variables(),
    )["report"]
    flows = nodes(found["flows"])
    context = {**_days(form), "report": found, "flows": flows, "picture": pictures.shrinkage(flows)}
    return reports.show("stock/report_shrinkage.html", context, "report_shrinkage")


@for_reports
def slow(reports: Reports) -> HttpResponse:
    """What lies and does not sell."""
    form = SlowForm(reports.request.GET or None, reports.found)
    found = paged(
        reports.request,
        "stock/report_slow",
        days=form.looked_back(),
        slow=form.only_slow(),
        language=language(),
        **form.variables(),
    )["movers"]
    movers = nodes(found)
    context = {
        "form": form,
        "days": form.looked_back(),
        "movers": movers,
        "page": found["pageInfo"],
        "many": found["totalCount"],
        "picture": pictures.slow(movers),
    }
    return reports.show("stock/report_slow.html", context, "report_slow")


def _days(form: PeriodForm) -> dict[str, Any]:
    since, until = form.days()
    return {"form": form, "since": since.isoformat(), "until": until.isoformat()}
