"""How to order while the shop does not sell yet: whom to ask for what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages import run
from shop.sight import language, sight


@require_safe
def how_to_order(request: HttpRequest) -> HttpResponse:
    """Where goods can be had today; `?mon=` names the one that is wanted, in this language's slug."""
    slug = request.GET.get("mon", "")
    data = run(request, "shop/how_to_order", slug=slug, slugLanguage=language().upper(), **sight(request))
    return render(request, "shop/how_to_order.html", data)
