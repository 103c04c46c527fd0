"""Where the goods come from: the map, and each commune of today and district of old."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core import clock
from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.laying import laid_out, nodes
from shop.listing import window
from shop.places import LAST_DAY, address_of, slug_of
from shop.sight import sight
from shop.sketch import found as ground_of
from shop.stocked import counters, stocked

# `xa-phong-nha-19138`, `huyen-bo-trach-455`: a commune of today has five digits, a district of old three.
SLUG = re.compile(r"(?:[a-z0-9-]+-)?(\d{3}|\d{5})")


@require_safe
@kept(by=channel_of)
def areas(request: HttpRequest) -> HttpResponse:
    """The map, and all communes under the districts they were once in."""
    data = run(request, "shop/areas", lastDay=LAST_DAY.isoformat(), **sight(request))
    communes = nodes(data["areas"])
    districts = [
        {"area": district, "communes": [one for one in communes if district["code"] in _districts_of(one)]}
        for district in nodes(data["districts"])
    ]
    drawn = [{"ground": ground_of(one), "area": one, "address": address_of(one)} for one in communes]
    context = {
        "districts": [one for one in districts if one["communes"]],
        "drawn": [one for one in drawn if one["ground"]],
        "total": data["areas"]["totalCount"],
    }
    return render(request, "shop/areas.html", context)


def _districts_of(commune: Mapping[str, Any]) -> set[str]:
    """Codes of the districts that what a commune was made of lay in."""
    return {one["parent"]["code"] for one in commune["predecessors"] if one["parent"]}


@require_safe
@kept(by=channel_of)
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One commune of today or district of old, and what is made there."""
    match = SLUG.fullmatch(slug)
    if match is None:
        raise Http404
    is_district = len(match[1]) == len("455")
    asked = {
        "code": match[1],
        "level": "DISTRICT" if is_district else "COMMUNE",
        "on": (LAST_DAY if is_district else clock.today()).isoformat(),
    }
    try:
        data = run(request, "shop/area", **asked, **window(request.GET), **sight(request))
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise
    found, page = data["area"], data["products"]
    if found is None:
        raise Http404
    if slug != slug_of(found):
        return redirect(address_of(found), permanent=True)
    if "before" in request.GET and not page["pageInfo"]["hasPreviousPage"]:
        return redirect(address_of(found))
    shown = nodes(page)
    context = {
        **stocked(request, shown),
        "counters": [one for one in counters(request) if _is_in(one, found)],
        "area": found,
        "is_district": is_district,
        "place": (found["translation"] or found)["name"],
        "ground": ground_of(found),
        "total": page["totalCount"],
        "info": page["pageInfo"],
        **laid_out(shown),
    }
    return render(request, "shop/area.html", context)


def _is_in(point: Mapping[str, Any], area: Mapping[str, Any]) -> bool:
    """Whether a sales point stands in a commune of today, or was opened for a district of old."""
    stands = point["area"] if area["level"] == "COMMUNE" else point["areaThen"]
    return stands is not None and (stands["level"], stands["code"]) == (area["level"], area["code"])
