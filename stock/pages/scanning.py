"""Looking things up: what a scanned or typed text is, where it stands, and what became of one lot."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import graph
from core.pages import run
from stock.pages.lists import nodes
from stock.pages.places import Desk, at_point, language
from stock.templatetags.desk import key

# A Digital Link with everything it may say; no code of a pack is longer.
LONGEST_TEXT = 300
# Where goods can be touched, as the graph names it.
TOUCHED = ("SHELF", "BACKROOM", "TRANSIT")


def asked_text(request: HttpRequest) -> str:
    """What was scanned or typed into the page's field."""
    return request.GET.get("q", "")[:LONGEST_TEXT].strip()


@require_safe
@at_point
def lookup(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Lots and goods that a text stands for; straight to the lot where it stands for one."""
    context: dict[str, Any] = {"text": asked_text(request)}
    if context["text"]:
        context |= run(request, "stock/desk_found", text=context["text"], language=language())
        if len(context["found"]["lots"]) == 1:
            return redirect("desk_lot", desk.point["slug"], key(context["found"]["lots"][0]["id"]))
    context["lot_link"] = reverse("desk_lot", args=[desk.point["slug"], 0]).removesuffix("0/")
    return desk.show("stock/desk_found.html", context, "desk_lookup")


@require_safe
@at_point
def lot(request: HttpRequest, desk: Desk, lot: int) -> HttpResponse:
    """One lot: where it stands in one's sales points, what is promised of it, and its last moves."""
    found = run(request, "stock/desk_lot", lot=graph.global_id("Lot", lot), language=language())
    if found["lot"] is None:
        raise Http404
    lying = [
        one
        for one in found["lot"]["balances"]
        if one["location"]["usage"] in TOUCHED and (one["onHand"] or one["reserved"])
    ]
    is_here = any(one["salesPoint"]["slug"] == desk.point["slug"] and one["onHand"] > 0 for one in lying)
    context = {"lot": found["lot"], "lying": lying, "moves": nodes(found["moves"]), "is_here": is_here}
    return desk.show("stock/desk_lot.html", context, "desk_lookup")
