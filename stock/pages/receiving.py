"""Receiving from a producer: whom from, what came, and every receipt there was."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.pages import run
from stock.pages.bringing import (
    CONSIGNED,
    OWN,
    BroughtForm,
    BroughtRow,
    input_of,
    row_maker,
    rows_of,
    scanned,
    values_of,
)
from stock.pages.lists import id_of, named, nodes, paged
from stock.pages.operating import operate, say
from stock.pages.papers import ReasonForm, Step, seen_as, take
from stock.pages.places import Desk, at_point, language
from stock.pages.rows import DROP, Rows, Values, typed, with_row
from stock.templatetags.desk import key

TAB = "desk_receipts"
# What is pressed to send the form; anything else only changes its rows.
SENDING = ("ghi", "nhap")
LONGEST_SEARCH = 200
STEPS = (
    Step("ghi", "receipt_post", _("Đã ghi vào sổ. Hàng đã lên kệ.")),
    Step("bo", "receipt_cancel", _("Đã bỏ phiếu nháp.")),
    Step("dao", "receipt_reverse", _("Đã ghi đảo. Hàng của phiếu này đã ra khỏi sổ."), ReasonForm),
)

Found = dict[str, Any]


@require_safe
@at_point
def receipts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is on its way here, the way to receive from a producer, and past receipts in pages."""
    found = paged(request, "stock/desk_receipts", point=desk.point["id"], language=language())
    past, coming = found["receipts"], found["coming"]
    context = {"receipts": nodes(past), "info": past["pageInfo"], "coming": nodes(coming)}
    return desk.show("stock/desk_receipts.html", context, TAB)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def receive(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Goods of one producer as they are brought; without one (`nguoi-lam`, `hang` or `tu`), whose they are."""
    source = named(request, "tu", "GoodsReceipt")
    copied = _receipt(request, desk, source) if source else None
    supplier = _supplier(request, desk, copied)
    if supplier is None:
        return _choose(request, desk)
    if request.method == "POST":
        return _write(request, desk, supplier)
    paper: Values = {"owning": CONSIGNED if supplier["hasAgreement"] else OWN}
    if copied is not None:
        paper, lines = values_of(copied)
        return _show(request, desk, supplier, BroughtForm(initial=paper), rows_of(desk, supplier, None, lines))
    first = {"location": desk.locations("SHELF")[0]["id"]}
    if (variant := named(request, "hang", "ProductVariant")) is not None:
        first["variant"] = key(variant)
    if request.GET.get("ma"):
        first |= scanned(_lookup(request, request.GET["ma"]), supplier) or {}
    return _show(request, desk, supplier, BroughtForm(initial=paper), rows_of(desk, supplier, None, [first]))


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def redraft(request: HttpRequest, desk: Desk, receipt: int) -> HttpResponse:
    """A draft, to be written anew; a receipt that is none any more is only shown."""
    found = _receipt(request, desk, id_of("GoodsReceipt", receipt))
    if found["status"] != "DRAFT":
        return redirect("desk_receipt", desk.point["slug"], receipt)
    supplier = _suppliers(request, desk, producer=found["producer"]["id"])[0]
    if request.method == "POST":
        return _write(request, desk, supplier, found)
    paper, lines = values_of(found)
    return _show(request, desk, supplier, BroughtForm(initial=paper), rows_of(desk, supplier, None, lines), found)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def receipt(request: HttpRequest, desk: Desk, receipt: int) -> HttpResponse:
    """One receipt: a draft is put on the shelf, written anew or dropped; a mistake is taken back with its reason."""
    paper = id_of("GoodsReceipt", receipt)
    made, done = take(request, STEPS, "receipt", paper)
    if done:
        return redirect("desk_receipt", desk.point["slug"], receipt)
    found = _receipt(request, desk, paper)
    context = {"receipt": found, "steps": seen_as(made, found["version"]), "units": _units(found["lines"])}
    return desk.show("stock/desk_receipt.html", context, TAB)


def _write(request: HttpRequest, desk: Desk, supplier: Found, draft: Found | None = None) -> HttpResponse:
    """Whatever was pressed: another row, a draft kept, or the goods put on the shelf."""
    do = request.POST.get("do", "")
    if do not in SENDING:
        return _rewrite(request, desk, supplier, draft)
    form, rows = BroughtForm(request.POST), rows_of(desk, supplier, request.POST)
    fits = form.is_valid()
    if rows.is_valid() and fits:
        answer = _send(request, desk, supplier, form, rows, draft)
        if answer is not None:
            is_kept = do == "nhap" or draft is not None
            say(request, answer, _("Đã lưu phiếu nháp.") if is_kept else _("Đã nhận. Hàng đã lên kệ."))
            return redirect("desk_receipt", desk.point["slug"], key(answer["receipt"]["id"]))
    return _show(request, desk, supplier, form, rows, draft)


def _send(
    request: HttpRequest, desk: Desk, supplier: Found, form: BroughtForm, rows: Rows, draft: Found | None
) -> Found | None:
    filled = [one for one in rows.filled if isinstance(one, BroughtRow)]
    given = input_of(desk, supplier, form, filled)
    if draft is not None:
        seen = {"receipt": draft["id"], "version": form.cleaned_data["version"]}
        return operate(request, form, "receipt_draft", given | seen, filled)
    kind = "receipt_draft" if request.POST.get("do") == "nhap" else "receive"
    return operate(request, form, kind, given, filled)


def _rewrite(request: HttpRequest, desk: Desk, supplier: Found, draft: Found | None) -> HttpResponse:
    """The same form with a row more, a row fewer, or a row for what was scanned; nothing was sent."""
    make = row_maker(desk, supplier)
    lines = typed(make, request.POST)
    new: Values = {"location": desk.locations("SHELF")[0]["id"]}
    text, not_found = request.POST.get("ma", "").strip()[:LONGEST_SEARCH], ""
    if not request.POST.get("do", "").startswith(DROP) and text:
        read = scanned(_lookup(request, text), supplier)
        not_found = "" if read else text
        lines = with_row(lines, BroughtRow.told_by, new | read) if read else lines
    elif not request.POST.get("do", "").startswith(DROP) or not lines:
        lines = [*lines, new]
    paper = {name: request.POST.get(name, "") for name in BroughtForm.base_fields}
    rows = rows_of(desk, supplier, None, lines)
    return _show(request, desk, supplier, BroughtForm(initial=paper), rows, draft, not_found)


def _show(
    request: HttpRequest,
    desk: Desk,
    supplier: Found,
    form: BroughtForm,
    rows: Rows,
    draft: Found | None = None,
    not_found: str = "",
) -> HttpResponse:
    context = {"supplier": supplier, "form": form, "rows": rows, "draft": draft, "not_found": not_found}
    return desk.show("stock/desk_receive.html", context, TAB)


def _choose(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Whose goods: those with an agreement here, those one looks for, or straight to what a scanner read."""
    asked = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = _suppliers(request, desk, search=asked)
    if asked:
        read = _lookup(request, asked)
        variants = {one["variant"]["id"] for one in read["lots"]} | {one["id"] for one in read["variants"]}
        if len(variants) == 1 and (read["gtin"] or read["lots"]):
            way = urlencode({"hang": key(variants.pop()), "ma": asked})
            return redirect(f"{reverse('desk_receive', args=[desk.point['slug']])}?{way}")
    return desk.show("stock/desk_suppliers.html", {"suppliers": found, "asked": asked}, TAB)


def _supplier(request: HttpRequest, desk: Desk, copied: Found | None) -> Found | None:
    """The producer that the address names, one way or another; None where it names none that there is."""
    if copied is not None:
        return _suppliers(request, desk, producer=copied["producer"]["id"])[0]
    for name, argument, kind in (("nguoi-lam", "producer", "Producer"), ("hang", "variant", "ProductVariant")):
        if (asked := named(request, name, kind)) is not None:
            found = _suppliers(request, desk, **{argument: asked})
            return found[0] if found else None
    return None


def _suppliers(request: HttpRequest, desk: Desk, **asked: str) -> list[Found]:
    found: list[Found] = run(request, "stock/desk_suppliers", point=desk.point["id"], **asked)["suppliers"]
    return found


def _lookup(request: HttpRequest, text: str) -> Found:
    found: Found = run(request, "stock/desk_lookup", text=text)["lookup"]
    return found


def _receipt(request: HttpRequest, desk: Desk, paper: str) -> Found:
    """A receipt of this sales point. Raises Http404 for another's."""
    found = run(request, "stock/desk_receipt", id=paper)["receipt"]
    if found is None or found["salesPoint"]["id"] != desk.point["id"]:
        raise Http404
    return dict(found)


def _units(lines: Sequence[Found]) -> int:
    return sum(one["quantity"] for one in lines)
