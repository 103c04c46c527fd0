"""A producer's own pages: its products, a draft of what shall be changed, and what officers said to it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import graph
from core.pages import run, show_refusals
from shop.sheets import input_of, sheet_form

MOVES = {"submit": "shop/producer_submit", "withdraw": "shop/producer_withdraw"}


@require_safe
@never_cache
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Everything of the producers one acts for."""
    return render(request, "shop/producer_desk.html", run(request, "shop/producer_desk"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def product_sheet(request: HttpRequest, producer: int, product: int) -> HttpResponse:
    """What shall be changed of one product, with what stands there beside it."""
    names = {"producer": graph.global_id("Producer", producer), "product": graph.global_id("Product", product)}
    return _sheet(request, "shop/producer_save", names, _("Sửa %(name)s"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new_sheet(request: HttpRequest, producer: int, draft: int | None = None) -> HttpResponse:
    """A product that is not there yet; with `draft` one that was begun."""
    names = {"producer": graph.global_id("Producer", producer)}
    if draft is not None:
        names["draft"] = graph.global_id("ProductDraft", draft)
    return _sheet(request, "shop/producer_save", names, _("Đề nghị thêm sản phẩm"), is_new=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def own_sheet(request: HttpRequest, producer: int) -> HttpResponse:
    """The producer's story and contacts."""
    names = {"producer": graph.global_id("Producer", producer)}
    return _sheet(request, "shop/producer_save_itself", names, _("Câu chuyện và liên hệ"), itself=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """One draft: sent to the officers or taken back here, and what they said to each field."""
    key = graph.global_id("ProductDraft", draft)
    refusals: list[dict[str, Any]] = []
    if request.method == "POST" and request.POST.get("do") in MOVES:
        refusals = run(request, MOVES[request.POST["do"]], id=key)["moved"]["errors"]
        if not refusals:
            return redirect("producer_draft", draft)
    found = run(request, "shop/producer_draft", id=key)["productDraft"]
    if found is None:
        raise Http404
    context = {"draft": found, "refusals": refusals, "sheet_address": _address_of_sheet(found)}
    return render(request, "shop/producer_draft.html", context)


def _sheet(
    request: HttpRequest,
    mutation: str,
    names: dict[str, str],
    heading: str,
    *,
    is_new: bool = False,
    itself: bool = False,
) -> HttpResponse:
    data = run(request, "shop/producer_sheet", isNew=is_new, itself=itself, **names)
    sheet = data["draftSheet"]
    if sheet is None:
        raise Http404
    groups = [edge["node"] for edge in data.get("categories", {}).get("edges", [])]
    form = sheet_form(sheet["fields"], groups, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        saved = run(request, mutation, input=input_of(form), **names)["saved"]
        if not saved["errors"]:
            return redirect("producer_draft", _key(saved["draft"]["id"]))
        show_refusals(form, saved["errors"])
    rows = list(zip(form, [field["now"] for field in sheet["fields"]], strict=True))
    context = {"sheet": sheet, "form": form, "rows": rows, "heading": heading % {"name": sheet["name"]}}
    return render(request, "shop/producer_sheet.html", context)


def _address_of_sheet(found: dict[str, Any]) -> str:
    producer = _key(found["producer"]["id"])
    if found["subject"] == "PRODUCER":
        return reverse("producer_itself", args=[producer])
    if found["subject"] == "NEW_PRODUCT":
        return reverse("producer_new_draft", args=[producer, _key(found["id"])])
    return reverse("producer_product", args=[producer, _key(found["productId"])])


def _key(global_id: str) -> int:
    """The key behind an id that the graph itself gave."""
    return int((graph.parse_global_id(global_id) or ("", "0"))[1])
