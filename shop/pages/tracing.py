"""What a label leads to: one page for a lot, in both languages at once, never kept.

It stands at the root, without a language: a label is printed once.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.pages import run
from shop.laying import Node
from shop.plates import plates
from shop.sight import sight
from stock.gs1 import Linked, is_gtin, link_path, read_link, read_path

LONGEST_CODE = 200


@require_safe
@never_cache
def find_lot(request: HttpRequest) -> HttpResponse:
    """`/t/?ma=`: a code typed by hand, or a label's whole address; `gtin` says of which trade item."""
    typed = " ".join(request.GET.get("ma", "").split())[:LONGEST_CODE]
    gtin = request.GET.get("gtin", "").strip()
    if not typed:
        return render(request, "shop/find_lot.html", {"gtin": gtin if is_gtin(gtin) else ""})
    named = read_link(typed)
    if named and named.lot:
        return redirect(link_path(named.gtin, named.lot))
    if named or is_gtin(typed):
        # The bars name the goods, and every lot of them bears the same.
        return redirect(f"{reverse('find_lot')}?{urlencode({'gtin': named.gtin if named else typed})}")
    if is_gtin(gtin):
        return redirect(link_path(gtin, typed))
    return redirect(reverse("lot", args=[typed.rsplit("/t/", 1)[-1] or typed]))


@require_safe
@never_cache
def lot(request: HttpRequest, code: str) -> HttpResponse:
    """`/t/<code>`: ours, or as its maker printed it; a code that is not written as ours leads to its lot's address."""
    typed = code.rstrip("/")[:LONGEST_CODE]
    found = _meant(request, typed)
    if len(found) == 1 and found[0]["traceCode"] != typed:
        return redirect(reverse("lot", args=[found[0]["traceCode"]]))
    return _answered(request, found, typed)


@require_safe
@never_cache
def linked_lot(request: HttpRequest, gtin: str, rest: str = "") -> HttpResponse:
    """`/01/<gtin>/10/<lot>`: a GS1 Digital Link, whatever other identifiers stand in it."""
    named = read_path(gtin, rest, request.GET.get("10"))
    if named is None:
        return _unknown(request, gtin, {"wrong_number": not is_gtin(gtin)})
    if named.lot is None:
        return render(request, "shop/find_lot.html", {"gtin": named.gtin})
    return _answered(request, _meant(request, named.lot, named.gtin), named.lot, named)


def _meant(request: HttpRequest, code: str, gtin: str | None = None) -> list[Node]:
    found: list[Node] = run(request, "shop/lot", code=code, gtin=gtin, **sight(request))["lotsOfCode"]
    return found


def _answered(request: HttpRequest, found: list[Node], typed: str, named: Linked | None = None) -> HttpResponse:
    """The page of the one lot, of the choice among several, or a kind 404."""
    if not found:
        return _unknown(request, typed, {"gtin": named.gtin if named else ""})
    if len(found) > 1:
        return render(request, "shop/choose_lot.html", {"lots": found, "typed": typed})
    (one,) = found
    plate = plates([one["variant"]["productName"]])[0]
    context = {"lot": one, "plate": plate, "papers": _papers(request, one)}
    return render(request, "shop/lot.html", context)


def _papers(request: HttpRequest, found: Node) -> Node | None:
    """The papers and marks of its product that counted on the day it was made; None where it is not shown."""
    if found["product"] is None:
        return None
    asked = {"id": found["product"]["id"], "madeOn": found["madeOn"], **sight(request)}
    product: Node | None = run(request, "shop/lot_papers", **asked)["product"]
    if product is None or product["alcoholByVolume"]:
        return product
    # A maker's licence for spirits says nothing of its honey.
    return {**product, "permits": [permit for permit in product["permits"] if permit["kind"] != "ALCOHOL"]}


def _unknown(request: HttpRequest, typed: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, "shop/no_lot.html", {"typed": typed, **context}, status=404)
