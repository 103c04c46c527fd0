"""One product."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.laying import laid_out, nodes
from shop.plates import plates
from shop.sight import OTHER_LANGUAGE, addresses_of, language, sight
from shop.sketch import found as ground_of

# How many others of its kind stand below a product.
SIMILAR = 4


@require_safe
@kept(by=channel_of)
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product. The other language's slug leads to this language's address."""
    data = run(request, "shop/product", slug=slug, slugLanguage=language().upper(), **sight(request))
    if data["product"] is None:
        other = OTHER_LANGUAGE[language()].upper()
        data = run(request, "shop/product", slug=slug, slugLanguage=other, **sight(request))
        if data["product"] is None:
            raise Http404
        return redirect(_addresses(data["product"])[language()], permanent=True)
    found = data["product"]
    current = found["certificate"] or {"id": None}
    similar = [node for node in nodes(found["category"]["products"]) if node["slug"] != found["slug"]][:SIMILAR]
    laid = laid_out(similar)
    plate = plates([found["name"]])[0]
    context = {
        "product": found,
        "past": [one for one in found["certificateHistory"] if one["id"] != current["id"]],
        "plate": plate,
        "similar": laid["items"],
        "drawings": [plate.name, *laid["drawings"]],
        "addresses": _addresses(found),
        **_on_sketch(found),
    }
    return render(request, "shop/product.html", context)


def _on_sketch(found: dict[str, Any]) -> dict[str, Any]:
    """Where the sketch of the province shows its origin, and what that place is called."""
    then, today = found["origin"], found["originToday"]
    drawn = ground_of(today, then, then and then["parent"])
    if drawn is None:
        return {"ground": None}
    place = next(one for one in (today, then, then and then["parent"]) if one and one["code"] == drawn.code)
    return {"ground": drawn, "place": (place["translation"] or place)["name"]}


def _addresses(found: dict[str, Any]) -> dict[str, str]:
    """The product's page in each language."""
    return addresses_of("product", {"vi": found["slug"], "en": (found["english"] or {}).get("slug") or found["slug"]})
