"""One product."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.kept_pages import kept
from core.pages import run
from shop.found import linked
from shop.found.pictures import picture_path
from shop.laying import Node, described, laid_out, name_of, nodes
from shop.plates import plates
from shop.sight import OTHER_LANGUAGE, addresses_of, language, sight
from shop.sketch import found as ground_of
from shop.stocked import channel_and_place_of, stocked

# How many others of its kind stand below a product.
SIMILAR = 4


@require_safe
@kept(by=channel_and_place_of)
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product. The other language's slug leads to this language's address."""
    asked = {"slug": slug, **sight(request)}
    data = run(request, "shop/product", slugLanguage=language().upper(), **asked)
    if data["product"] is None:
        other = OTHER_LANGUAGE[language()].upper()
        data = run(request, "shop/product", slugLanguage=other, **asked)
        if data["product"] is None:
            raise Http404
        return redirect(_addresses(data["product"])[language()], permanent=True)
    found = data["product"]
    current = found["certificate"] or {"id": None}
    similar = [node for node in nodes(found["category"]["products"]) if node["slug"] != found["slug"]][:SIMILAR]
    laid = laid_out(similar)
    plate = plates([found["name"]])[0]
    stands = stocked(request, [found, *similar], whole=True)
    in_stock = stands["stocked"][found["id"]]["skusInStock"]
    context = {
        **stands,
        "product": found,
        "past": [one for one in found["certificateHistory"] if one["id"] != current["id"]],
        "plate": plate,
        "similar": laid["items"],
        "drawings": [plate.name, *laid["drawings"]],
        "addresses": (addresses := _addresses(found)),
        **_on_sketch(found),
        **_found(request, found, addresses[language()], in_stock),
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


def _found(request: HttpRequest, found: Node, path: str, in_stock: Sequence[str]) -> dict[str, Any]:
    """What the page tells those who find or share it."""
    name, picture, group = name_of(found), picture_path(found), found["category"]
    above = name_of(group), reverse("category", args=[(group["translation"] or {}).get("slug") or group["slug"]])
    crumbs = [("Chợ Phiên", reverse("home")), (_("Tất cả đặc sản"), reverse("products")), above, (name, path)]
    told = described(found), request.build_absolute_uri(picture)
    thing = linked.product(request, found, path, *told, in_stock)
    return {
        "linked": [thing, linked.breadcrumbs(request, crumbs)],
        "shared": {"title": name, "description": described(found), "picture": picture},
    }


def _addresses(found: dict[str, Any]) -> dict[str, str]:
    """The product's page in each language."""
    return addresses_of("product", {"vi": found["slug"], "en": (found["english"] or {}).get("slug") or found["slug"]})
