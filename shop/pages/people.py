"""Who makes the goods."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.laying import laid_out, nodes
from shop.listing import window
from shop.sight import sight
from shop.sketch import found as ground_of
from shop.stocked import stocked


@require_safe
@kept(by=channel_of)
def producers(request: HttpRequest) -> HttpResponse:
    """All makers by name, in pages."""
    language = sight(request)["language"]
    try:
        page = run(request, "shop/producers", language=language, **window(request.GET))["producers"]
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise
    if "before" in request.GET and not page["pageInfo"]["hasPreviousPage"]:
        return redirect("producers")
    context = {"producers": nodes(page), "total": page["totalCount"], "info": page["pageInfo"]}
    return render(request, "shop/producers.html", context)


@require_safe
@kept(by=channel_of)
def producer(request: HttpRequest, slug: str) -> HttpResponse:
    """One maker: who they are as far as they may be told, where, and what they make. One slug in every language."""
    found = run(request, "shop/producer", slug=slug, **sight(request))["producer"]
    if found is None:
        raise Http404
    area = found["area"]
    today = area["today"][0] if area and len(area["today"]) == 1 else None
    around = [one for one in (today, area, area and area["parent"]) if one]
    ground = ground_of(*around)
    place = next((one for one in around if ground and one["code"] == ground.code), None)
    shown = nodes(found["products"])
    context = {
        **stocked(request, shown),
        "producer": found,
        "ground": ground,
        "place": (place["translation"] or place)["name"] if place else "",
        "total": found["products"]["totalCount"],
        **laid_out(shown),
    }
    return render(request, "shop/producer.html", context)
