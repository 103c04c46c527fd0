"""How to order while the shop does not sell yet: whom to ask for what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages import run
from shop.laying import Node
from shop.sight import language, sight
from shop.stocked import counters, stocked


@require_safe
def how_to_order(request: HttpRequest) -> HttpResponse:
    """Where goods can be had today; `?mon=` names the one that is wanted, in this language's slug."""
    slug = request.GET.get("mon", "")
    data = run(request, "shop/how_to_order", slug=slug, slugLanguage=language().upper(), **sight(request))
    return render(request, "shop/how_to_order.html", {**data, "asked_points": _points(request, data["product"])})


def _points(request: HttpRequest, product: Node | None) -> list[dict[str, Any]]:
    """The sales points that have the product today, or all of them where none is named, as Availabilities."""
    if product is not None:
        standing = stocked(request, [product], whole=True)["stocked"][product["id"]]
        return list(standing["availability"])
    return [{"salesPoint": one, "distanceM": one["distanceM"]} for one in counters(request, distances=True)]
