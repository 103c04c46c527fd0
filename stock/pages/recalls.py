"""The recall of a lot: found, looked at, stopped with its code typed, and the road it went, for officers."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import graph
from core.pages import run, show_refusals
from core.viewer import Viewer
from stock import selectors, sheets
from stock.models.points import HELD, Usage
from stock.pages.lists import nodes, paged
from stock.pages.places import Found, language
from stock.pages.recall_forms import LiftForm, StopForm
from stock.pages.report_files import File, sent
from stock.pages.reports import Reports

P = ParamSpec("P")


class Shop(NamedTuple):
    """What of a lot is, or was, at one sales point, in units."""

    point: Found
    shelf: int
    road: int
    promised: int
    sold: int
    lost: int

    @property
    def there(self) -> int:
        """That somebody must put aside, or stop on the road."""
        return self.shelf + self.road


def for_officers(
    page: Callable[Concatenate[Reports, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for officers alone, never kept; for anybody else a kind 403."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @login_required
    @wraps(page)
    def at(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = run(request, "stock/report_frame", language=language())
        if not selectors.sight_of(Viewer.of(request)).everything:
            return render(request, "stock/report_refused.html", found, status=403)
        return page(Reports(request, found, is_officer=True), *args, **kwargs)

    return at


@for_officers
def recalls(reports: Reports) -> HttpResponse:
    """Find a lot by a code, a barcode or words of its product; and every lot that is stopped now."""
    text = reports.request.GET.get("q", "").strip()[:200]
    found = run(reports.request, "stock/recalls", text=text, asks=bool(text), language=language())
    context = {"text": text, "known": found.get("known"), "stopped": nodes(found["stopped"])}
    return reports.show("stock/recalls.html", context, "recalls")


@for_officers
def goods(reports: Reports, variant: int) -> HttpResponse:
    """The lots of one size of a product, the newest first."""
    key = graph.global_id("ProductVariant", variant)
    found = paged(reports.request, "stock/recall_goods", variant=key, language=language())["lots"]
    return reports.show("stock/recall_goods.html", {"lots": nodes(found), "page": found["pageInfo"]}, "recalls")


@for_officers
def recall(reports: Reports, lot: int) -> HttpResponse:
    """What a recall would stop, and the way to it; of a stopped lot the road it went, and the way back."""
    key = graph.global_id("Lot", lot)
    found = paged(reports.request, "stock/recall", lot=key, language=language())
    if found["lot"] is None:
        raise Http404
    stopped = found["lot"]["isRecalled"]
    data = reports.request.POST if reports.request.method == "POST" else None
    form = LiftForm(data) if stopped else StopForm(data, found["lot"]["code"])
    if data is not None and form.is_valid():
        refusals = _lift(reports, key, form) if stopped else _stop(reports, key, form)
        if not refusals:
            said = _("Đã thôi thu hồi lô này.") if stopped else _("Đã dừng bán lô này ở mọi nơi.")
            messages.success(reports.request, str(said))
            return redirect("recall", lot)
        show_refusals(form, refusals)
    shops = shops_of(found["lot"]["balances"])
    context = {
        "lot": found["lot"],
        "form": form,
        "shops": shops,
        "total": _together(shops),
        "moves": nodes(found["moves"]),
        "page": found["moves"]["pageInfo"],
        "many": found["moves"]["totalCount"],
    }
    return reports.show("stock/recall.html", context, "recalls")


@for_officers
def recall_file(reports: Reports, lot: int) -> HttpResponseBase:
    """Every move of a lot, as CSV."""
    found = run(reports.request, "stock/recall", lot=graph.global_id("Lot", lot), first=0, language=language())["lot"]
    if found is None:
        raise Http404
    rows = sheets.move_rows(selectors.sight_of(Viewer.of(reports.request)), lot_id=lot)
    return sent(File(sheets.MOVES_SHEET, rows, f"thu-hoi-{found['traceCode']}"), ".csv")


def shops_of(balances: Iterable[Found]) -> list[Shop]:
    """Balances of a lot by sales point; those that have the most first."""
    units: dict[str, dict[str, int]] = {}
    points: dict[str, Found] = {}
    for one in balances:
        point = one["salesPoint"]
        points[point["id"]] = point
        here = units.setdefault(point["id"], {"promised": 0})
        usage = one["location"]["usage"]
        here[usage] = here.get(usage, 0) + one["onHand"]
        here["promised"] += one["reserved"] if Usage[usage] in HELD else 0
    shops = [
        Shop(
            points[key],
            here.get("SHELF", 0) + here.get("BACKROOM", 0),
            here.get("TRANSIT", 0),
            here["promised"],
            here.get("CUSTOMER", 0),
            here.get("SCRAP", 0),
        )
        for key, here in units.items()
    ]
    return sorted(shops, key=lambda shop: (-shop.there, -shop.sold, shop.point["slug"]))


def _together(shops: Iterable[Shop]) -> dict[str, int]:
    listed = list(shops)
    return {name: sum(getattr(one, name) for one in listed) for name in ("shelf", "road", "promised", "sold", "lost")}


def _stop(reports: Reports, key: str, form: forms.Form) -> list[Mapping[str, Any]]:
    given = form.cleaned_data
    told = {"advice": given["advice"], "phone": given["phone"]}
    told |= {"reasonEn": given["reason_en"], "adviceEn": given["advice_en"]}
    outcome = run(reports.request, "stock/recall_stop", lot=key, reason=given["reason"], input=told)
    errors: list[Mapping[str, Any]] = outcome["outcome"]["errors"]
    return errors


def _lift(reports: Reports, key: str, form: forms.Form) -> list[Mapping[str, Any]]:
    outcome = run(reports.request, "stock/recall_lift", lot=key, reason=form.cleaned_data["reason"])
    errors: list[Mapping[str, Any]] = outcome["outcome"]["errors"]
    return errors
