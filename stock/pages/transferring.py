"""Goods on their way between sales points: sent, taken back before they leave, received, shortages settled."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.pages import run
from stock.pages.lists import id_of, named, nodes, paged
from stock.pages.moving import BY_BALANCE, BY_VARIANT, ArrivedForm, ArrivedRow, SentForm, SentRow
from stock.pages.operating import operate, say
from stock.pages.papers import ReasonForm, Step, seen_as, take
from stock.pages.places import Desk, at_point, language
from stock.pages.rows import DROP, Rows, Values, typed, with_row
from stock.templatetags.desk import key, units_coming

TAB = "desk_transfers"
LONGEST_SEARCH = 200
STEPS = (
    Step("gui", "transfer_dispatch", _("Đã gửi đi. Hàng đang trên đường.")),
    Step("bo", "transfer_cancel", _("Đã bỏ phiếu chuyển. Hàng vẫn ở trên kệ.")),
    Step("xong", "transfer_close", _("Đã khép phiếu chuyển."), ReasonForm),
)
ON_THE_ROAD = ("DISPATCHED", "PARTLY_RECEIVED")

Found = dict[str, Any]


@require_safe
@at_point
def transfers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is on its way both ways, the way to send something, and every transfer there was in pages."""
    found = paged(request, "stock/desk_transfers", point=desk.point["id"], language=language())
    past = found["transfers"]
    context = {
        "coming": nodes(found["coming"]),
        "going": nodes(found["going"]),
        "transfers": nodes(past),
        "info": past["pageInfo"],
    }
    return desk.show("stock/desk_transfers.html", context, TAB)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Goods for another sales point (`den`), written down with the lots to take; without one, where to."""
    found = run(request, "stock/desk_send", point=desk.point["id"], language=language())
    others = [one for one in nodes(found["others"]) if one["id"] != desk.point["id"]]
    to = next((one for one in others if one["slug"] == request.GET.get("den")), None)
    if to is None:
        return desk.show("stock/desk_destinations.html", {"others": others, "lot": request.GET.get("lot", "")}, TAB)
    sellable = found["point"]["sellable"]
    make = partial(SentRow, sellable=sellable)
    if request.method != "POST":
        first = next((one for one in sellable if one["lot"]["id"] == named(request, "lot", "Lot")), None)
        values: Values = {"what": f"{BY_BALANCE}:{key(first['id'])}"} if first else {}
        return _form(desk, to, SentForm(), Rows(make, None, [values]))
    if request.POST.get("do") != "lap":
        return _rewrite(request, desk, to, sellable)
    form, rows = SentForm(request.POST), Rows(make, request.POST)
    fits = form.is_valid()
    if rows.is_valid() and fits:
        filled = [one for one in rows.filled if isinstance(one, SentRow)]
        ends = {"fromPoint": desk.point["id"], "toPoint": to["id"], "note": form.cleaned_data["note"]}
        lines = [one.line for one in filled]
        answer = operate(request, form, "transfer_draft", {**ends, "lines": lines}, filled)
        if answer is not None:
            say(request, answer, _("Đã lập phiếu. Lấy đúng các lô dưới đây rồi bấm gửi."))
            return redirect("desk_transfer", desk.point["slug"], key(answer["transfer"]["id"]))
    return _form(desk, to, form, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def transfer(request: HttpRequest, desk: Desk, transfer: int) -> HttpResponse:
    """One transfer: sent or dropped by its sender, received by its receiver, its shortages settled by its sender."""
    paper = id_of("Transfer", transfer)
    made, done = take(request, STEPS, "transfer", paper)
    if done:
        return redirect("desk_transfer", desk.point["slug"], transfer)
    found = run(request, "stock/desk_transfer", id=paper, language=language())["transfer"]
    if found is None or desk.point["id"] not in (found["fromSalesPoint"]["id"], found["toSalesPoint"]["id"]):
        raise Http404
    is_coming = found["toSalesPoint"]["id"] == desk.point["id"]
    context = {
        "transfer": found,
        "is_coming": is_coming,
        "units": sum(one["quantity"] for one in found["lines"]),
        "short": sum(one["short"] for one in found["lines"]),
        "steps": seen_as(made, found["version"]),
    }
    if is_coming and found["status"] in ON_THE_ROAD:
        return _arrive(request, desk, found, context)
    return desk.show("stock/desk_transfer.html", context, TAB)


def _arrive(request: HttpRequest, desk: Desk, found: Found, context: Found) -> HttpResponse:
    """The form of what arrived: all of it, unless one says otherwise."""
    data = request.POST if request.method == "POST" and request.POST.get("do") == "nhan" else None
    places = desk.locations("SHELF", "BACKROOM")
    form = ArrivedForm(data, locations=places, initial={"version": found["version"], "location": places[0]["id"]})
    rows = [ArrivedRow(data, line) for line in found["lines"] if units_coming([line])]
    if data is not None and not [one for one in (form, *rows) if not one.is_valid()]:
        told = [one for one in rows if one.is_told]
        lines = [one.input(form.cleaned_data["location"]) for one in told]
        given = {"transfer": found["id"], "version": form.cleaned_data["version"], "lines": lines}
        answer = operate(request, form, "transfer_receive", given, told)
        if answer is not None:
            say(request, answer, _("Đã nhận. Hàng đã lên kệ."))
            return redirect("desk_transfer", desk.point["slug"], key(found["id"]))
    seen_as({"nhan": form}, found["version"])
    return desk.show("stock/desk_arrive.html", {**context, "form": form, "rows": rows}, TAB)


def _rewrite(request: HttpRequest, desk: Desk, to: Found, sellable: list[Found]) -> HttpResponse:
    """The same form with a row more or fewer, or a row for what was scanned; nothing was sent."""
    make = partial(SentRow, sellable=sellable)
    lines, not_found = typed(make, request.POST), ""
    text = request.POST.get("ma", "").strip()[:LONGEST_SEARCH]
    is_drop = request.POST.get("do", "").startswith(DROP)
    if text and not is_drop:
        what = _scanned(run(request, "stock/desk_lookup", text=text)["lookup"], sellable)
        lines = with_row(lines, SentRow.told_by, {"what": what}) if what else lines
        not_found = "" if what else text
    elif not is_drop or not lines:
        lines = [*lines, {}]
    paper = {name: request.POST.get(name, "") for name in SentForm.base_fields}
    return _form(desk, to, SentForm(initial=paper), Rows(make, None, lines), not_found)


def _scanned(lookup: Found, sellable: list[Found]) -> str:
    """What a row names for a code: the lot that was scanned, or the product, whose lots then leave by FEFO."""
    lots = {one["id"] for one in lookup["lots"]}
    lying = next((one for one in sellable if one["lot"]["id"] in lots), None)
    if lying is not None:
        return f"{BY_BALANCE}:{key(lying['id'])}"
    variants = {one["id"] for one in lookup["variants"]}
    lying = next((one for one in sellable if one["variant"]["id"] in variants), None)
    return f"{BY_VARIANT}:{key(lying['variant']['id'])}" if lying else ""


def _form(desk: Desk, to: Found, form: SentForm, rows: Rows, not_found: str = "") -> HttpResponse:
    return desk.show("stock/desk_send.html", {"to": to, "form": form, "rows": rows, "not_found": not_found}, TAB)
