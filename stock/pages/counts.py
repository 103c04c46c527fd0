"""Counting a shelf: blind and line by line, handed in, then approved or sent back by somebody else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core import graph
from core.pages import run
from stock.pages.lists import nodes, paged
from stock.pages.operating import OperationForm, UnitsField, operate, say
from stock.pages.places import Desk, at_point
from stock.pages.scanning import asked_text
from stock.templatetags.desk import key, shelf_name

Found = dict[str, Any]
TAB = "desk_counts"
# Where goods are counted, and while a count takes lines, as the graph names them.
COUNTED_AT = ("SHELF", "BACKROOM")
OPEN = ("DRAFT", "COUNTING")
# The graph's Int.
LARGEST_VERSION = 2**31 - 1


class OpenForm(OperationForm):
    """Which place is to be counted."""

    location = forms.ChoiceField(label=gettext_lazy("Đếm ở đâu"))

    def __init__(self, data: Any, places: list[Found]) -> None:
        super().__init__(data)
        self.fields["location"].choices = [(one["id"], shelf_name(one)) for one in places]  # type: ignore[attr-defined]


class CountForm(OperationForm):
    """How many units of a lot lie there; none is a number too."""

    counted = UnitsField(label=gettext_lazy("Đếm được"), least=0)


class TurnForm(OperationForm):
    """A count as last seen, to be handed in or approved."""

    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput, localize=False)


class ReturnForm(TurnForm):
    """Why it has to be counted again."""

    reason = forms.CharField(label=gettext_lazy("Vì sao, đếm lại dòng nào"), max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def counts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open counts, those that are done, and the way to begin one; one that is open at the place is gone on with."""
    form = OpenForm(request.POST if request.method == "POST" else None, desk.locations(*COUNTED_AT))
    if request.method == "POST" and form.is_valid() and (answer := _opened(request, form)):
        return redirect("desk_count", desk.point["slug"], key(answer["count"]["id"]))
    found = paged(request, "stock/desk_counts", point=desk.point["id"])
    context = {"open": nodes(found["open"]), "done": nodes(found["done"]), "info": found["done"]["pageInfo"]}
    return desk.show("stock/desk_counts.html", {**context, "form": form}, TAB)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def count(request: HttpRequest, desk: Desk, count: int) -> HttpResponse:
    """One count, at the line that the address names (`?lo=`, `?cua=`), else at the first that is not counted.

    What is written down names its line, so that no number lands on another when somebody counts beside.
    """
    found = _count(request, desk, "stock/desk_count", count)
    is_open = found["status"] in OPEN
    sheet = found["sheet"]
    text = asked_text(request)
    candidates = _candidates(request, sheet, text) if text and is_open else []
    if len(candidates) == 1:
        return redirect(_address(request, candidates[0]))
    now = _line(request, sheet) if is_open else None
    form = CountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_written(request, form, found, now):
        return redirect("desk_count", desk.point["slug"], count)
    context = {"count": found, "is_open": is_open, "now": now, "form": form, "text": text, "candidates": candidates}
    return desk.show("stock/desk_count.html", context | _progress(found, now), TAB)


@require_POST
@at_point
def submit(request: HttpRequest, desk: Desk, count: int) -> HttpResponse:
    """Hand a count in."""
    found = _count(request, desk, "stock/desk_count", count)
    form = TurnForm(request.POST)
    if form.is_valid():
        given = {"count": found["id"], "version": form.cleaned_data["version"]}
        if answer := operate(request, form, "count_submit", given):
            say(request, answer, _("Đã nộp phiếu. Người khác ở điểm bán sẽ duyệt."))
    _tell(request, form)
    return redirect("desk_count", desk.point["slug"], count)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def review(request: HttpRequest, desk: Desk, count: int) -> HttpResponse:
    """How far a count is off, for whoever may approve it; and its end: approved, or sent back."""
    found = _count(request, desk, "stock/desk_count_review", count)
    seen = {"version": found["version"]}
    approving, returning = TurnForm(initial=seen), ReturnForm(initial=seen)
    if request.method == "POST":
        is_approval = request.POST.get("do") == "approve"
        form = approving = TurnForm(request.POST) if is_approval else approving
        if not is_approval:
            form = returning = ReturnForm(request.POST)
        if form.is_valid() and (answer := _turn(request, form, found, is_approval=is_approval)):
            say(request, answer, _("Đã duyệt, sổ đã sửa theo số đếm.") if is_approval else _("Đã trả lại để đếm lại."))
            return redirect("desk_counts", desk.point["slug"])
        found = _count(request, desk, "stock/desk_count_review", count)
    uncounted = [row for row in found["sheet"] if not row["line"]] if found["mayApprove"] else []
    context = {"count": found, "uncounted": uncounted, "approving": approving, "returning": returning}
    return desk.show("stock/desk_count_review.html", context, TAB)


def _opened(request: HttpRequest, form: OpenForm) -> Found | None:
    return operate(request, form, "count_open", {"location": form.cleaned_data["location"]})


def _is_written(request: HttpRequest, form: CountForm, found: Found, now: Found | None) -> bool:
    """Write down what was counted of the line that the address names. Raises Http404 when it names none."""
    if now is None or "lo" not in request.GET:
        raise Http404
    given = {"count": found["id"], "lot": now["lot"]["id"]}
    if now["owner"]:
        given["owner"] = now["owner"]["id"]
    return form.is_valid() and bool(
        operate(request, form, "count_line", {**given, "counted": form.cleaned_data["counted"]})
    )


def _progress(found: Found, now: Found | None) -> Found:
    """The sheet with the line that is being counted, and how much of it is done."""
    rows = [{**row, "is_now": _same(row, now)} for row in found["sheet"]]
    done = sum(1 for row in rows if row["line"])
    return {
        "sheet": rows,
        "at": next((place for place, row in enumerate(rows, 1) if row["is_now"]), None),
        "done": done,
        "undone": len(rows) - done,
        "submitting": TurnForm(initial={"version": found["version"]}),
    }


def _turn(request: HttpRequest, form: TurnForm, found: Found, *, is_approval: bool) -> Found | None:
    given = {"count": found["id"], "version": form.cleaned_data["version"]}
    if is_approval:
        return operate(request, form, "count_approve", given)
    return operate(request, form, "count_reopen", {**given, "reason": form.cleaned_data["reason"]})


def _count(request: HttpRequest, desk: Desk, name: str, count: int) -> Found:
    """A count of this sales point. Raises Http404."""
    found: Found | None = run(request, name, count=graph.global_id("StockCount", count))["count"]
    if found is None or found["salesPoint"]["slug"] != desk.point["slug"]:
        raise Http404
    return found


def _line(request: HttpRequest, sheet: list[Found]) -> Found | None:
    """The line that the address names, on the sheet or found beside it; else the first that is not counted."""
    lot, owner = request.GET.get("lo", ""), request.GET.get("cua", "0")
    if not lot:
        return next((row for row in sheet if not row["line"]), None)
    if not all(one.isascii() and one.isdigit() and len(one) < 16 for one in (lot, owner)):
        raise Http404
    for row in sheet:
        if key(row["lot"]["id"]) == lot and _owner_key(row) == owner:
            return row
    found = run(request, "stock/desk_count_lot", lot=graph.global_id("Lot", int(lot)))["lot"]
    if found is None or owner not in ("0", key(found["producer"]["id"])):
        raise Http404
    return {"lot": found, "owner": found["producer"] if owner != "0" else None, "line": None}


def _candidates(request: HttpRequest, sheet: list[Found], text: str) -> list[Found]:
    """Lines that a scanned or typed text may mean: those of the sheet, else lots that should not lie there."""
    told = run(request, "stock/desk_count_found", text=text)["found"]
    lots, sizes = {one["id"] for one in told["lots"]}, {one["id"] for one in told["variants"]}
    meant = [row for row in sheet if row["lot"]["id"] in lots]
    meant = meant or [row for row in sheet if not lots and row["lot"]["variant"]["id"] in sizes]
    if meant:
        return meant
    found = [run(request, "stock/desk_count_lot", lot=one["id"])["lot"] for one in told["lots"][:3]]
    return [{"lot": lot, "owner": owner, "line": None} for lot in found for owner in (lot["producer"], None)]


def _address(request: HttpRequest, row: Found) -> str:
    return f"{request.path}?lo={key(row['lot']['id'])}&cua={_owner_key(row)}"


def _owner_key(row: Found) -> str:
    return key(row["owner"]["id"]) if row["owner"] else "0"


def _same(row: Found, now: Found | None) -> bool:
    return now is not None and row["lot"]["id"] == now["lot"]["id"] and _owner_key(row) == _owner_key(now)


def _tell(request: HttpRequest, form: OperationForm) -> None:
    """What was refused, on the page one is led to."""
    for error in [*form.non_field_errors(), *form.mark_errors]:
        messages.error(request, str(error))
