"""Where goods can be bought over a counter: the map of sales points, and each with what it has now. Never kept."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core import clock
from core.pages import run
from shop import sketch
from shop.found import linked
from shop.furniture import furniture
from shop.hours import turn, week
from shop.laying import Node, laid_out, name_of, nodes
from shop.listing import window
from shop.map_labels import placed
from shop.near import Near, near_of, variable
from shop.sight import addresses_of, language, sight

MOST_POINTS = 100


@require_safe
def sales_points(request: HttpRequest) -> HttpResponse:
    """Those that sell today, on the sketch and in a list, the nearest first for who said where they are.

    `?noi=` a district of old, `?mo=1` open now, `?mon=` a product by its slug in this language.
    """
    near, asked = near_of(request), _asked(request)
    narrowed = {"area": asked["area"], "openNow": asked["open"] or None, "productId": asked["product_id"]}
    data = run(request, "shop/sales_points", first=MOST_POINTS, **narrowed, **variable(near), **sight(request))
    shown = _labelled([_shown(point) for point in nodes(data["salesPoints"])])
    real = [one["point"] for one in shown if not one["point"]["isDemonstration"]]
    communes = [one for one in nodes(data["communes"]) if ("commune", one["code"]) in sketch.grounds()]
    context = {
        **asked,
        "shown": shown,
        "is_demonstration": len(real) < len(shown),
        "districts": furniture(request).districts,
        "communes": communes,
        "near": _near_named(near, communes),
        "linked": [linked.item_list(request, [reverse("sales_point", args=[one["slug"]]) for one in real])],
    }
    return render(request, "shop/sales_points.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address asks for; what it says that we do not know is passed over."""
    district = next((one for one in furniture(request).districts if one["code"] == request.GET.get("noi")), None)
    product = None
    if slug := request.GET.get("mon", ""):
        found = run(request, "shop/sales_points_product", slug=slug, slugLanguage=language().upper(), **sight(request))
        product = found["product"]
    kept = {"noi": district and district["code"], "mo": "1" if request.GET.get("mo") == "1" else None}
    return {
        "district": district,
        "area": district and district["id"],
        "open": request.GET.get("mo") == "1",
        "product": product,
        "product_id": product and product["id"],
        "without_product": f"?{urlencode({name: value for name, value in kept.items() if value})}",
    }


def _near_named(near: Near | None, communes: list[Node]) -> dict[str, Any] | None:
    """Where the visitor said they are, and what that is called if it was chosen by name."""
    if near is None:
        return None
    commune = next((one for one in communes if one["code"] == near.commune), None)
    return {"code": near.commune, "name": commune and name_of(commune)}


def _shown(point: Node) -> dict[str, Any]:
    """A sales point with its place on the sketch and what its hours say now."""
    return {
        "point": point,
        "spot": _spot(point),
        # "Xã Lệ Thủy" is written as Lệ Thủy.
        "label": point["area"]["name"].partition(" ")[2] or point["area"]["name"],
        "turn": turn(point, language()),
    }


def _labelled(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With where each name stands on the sketch, the province's first."""
    ranked = sorted(shown, key=lambda one: one["point"]["level"] != "PROVINCE")
    places = placed([one["spot"] for one in ranked], [one["label"] for one in ranked], sketch.WIDTH)
    for one, place in zip(ranked, places, strict=True):
        one["name_at"] = place
    return shown


def _spot(point: Node) -> tuple[int, int] | None:
    """By its degrees, else in the middle of its commune; None where neither is drawn."""
    ground = sketch.found(point["area"])
    if point["latitude"] is not None:
        across, down = sketch.spot(point["latitude"], point["longitude"])
        if 0 < across < sketch.WIDTH and 0 < down < sketch.HEIGHT:
            return across, down
    return (ground.x, ground.y) if ground else None


@require_safe
def sales_point(request: HttpRequest, slug: str) -> HttpResponse:
    """One sales point and what it has now; planned and closed ones say so."""
    try:
        data = run(request, "shop/sales_point", slug=slug, **window(request.GET), **sight(request))
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise
    point = data["salesPoint"]
    if point is None:
        raise Http404
    goods = nodes(point["goods"])
    laid = laid_out([one["product"] for one in goods])
    today = clock.today()
    path = reverse("sales_point", args=[slug])
    crumbs = [("Chợ Phiên", reverse("home")), (_("Điểm bán"), reverse("sales_points")), (name_of(point), path)]
    (alone,) = _labelled([_shown(point)])
    context = {
        **alone,
        "alone": [alone],
        "week": week(point["hours"], today),
        "is_planned": point["openedOn"] is None or point["openedOn"] > today.isoformat(),
        "is_closed": point["closedOn"] is not None and point["closedOn"] <= today.isoformat(),
        "ground": sketch.found(point["area"]),
        "total": point["goods"]["totalCount"],
        "info": point["goods"]["pageInfo"],
        "goods": [(one, *item) for one, item in zip(goods, laid["items"], strict=True)],
        "drawings": laid["drawings"],
        "demonstration": laid["demonstration"],
        "addresses": addresses_of("sales_point", {"vi": slug, "en": slug}),
        "linked": [linked.store(request, point, path), linked.breadcrumbs(request, crumbs)],
    }
    return render(request, "shop/sales_point.html", context)
