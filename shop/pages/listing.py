"""Lists of products: all of them, those of a group, those that a search finds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core import clock
from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.choices import Choices
from shop.found import linked
from shop.found.feeds import path_of
from shop.furniture import Group, furniture
from shop.laying import laid_out, nodes
from shop.listing import Asked, edges_of, sorts_of
from shop.places import LAST_DAY
from shop.sight import language, sight
from shop.stocked import counters, stocked

# Offered where a search finds nothing.
NEAR = 8


@require_safe
@kept(by=channel_of)
def products(request: HttpRequest) -> HttpResponse:
    """All products, or those a search finds, PAGE_SIZE to a page."""
    return _listed(request, None)


@require_safe
@kept(by=channel_of)
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Those of one group or sub-group. The other language's slug leads to this language's address."""
    group = furniture(request).group(slug)
    if group is None:
        raise Http404
    if slug != group.slugs[language()]:
        return redirect(group.address, permanent=True)
    return _listed(request, group)


def _listed(request: HttpRequest, group: Group | None) -> HttpResponse:
    known = furniture(request)
    below = known.under(group)
    choices = Choices(below, known.districts, counters(request))
    groups = [one.slug for one in below]
    asked = Asked.of(request.GET, channel_of(request), groups, list(choices.places), list(choices.counters))
    data = _asked(request, asked, group, choices)
    page = data["products"]
    if "before" in asked.cursor and not page["pageInfo"]["hasPreviousPage"]:
        # Walking back ends on the first page, which has one address and is full.
        return redirect(
            f"{request.path}{asked.address().removesuffix('?')}" if asked.address() != "?" else request.path
        )
    shown = nodes(page)
    found_nothing = asked.search and not page["totalCount"]
    if found_nothing:
        near = run(request, "shop/nearest", search=asked.search, first=NEAR, **sight(request))
        shown = near["nearestProducts"]
    context = {
        "group": group,
        "parent": known.parent_of(group) if group else None,
        "asked": asked,
        "searched": asked.search,
        "total": page["totalCount"],
        "info": page["pageInfo"],
        "found_nothing": found_nothing,
        "facets": choices.counted(asked, data["productFacets"]),
        "shops": choices.shops(asked),
        "chips": choices.chips(asked),
        "sorts": [{"value": word, "name": name} for word, (name, _order) in sorts_of(asked.search).items()],
        "query": asked.address(),
        "addresses": group.addresses if group else None,
        "linked": [linked.item_list(request, map(path_of, shown))],
        **stocked(request, shown),
        **laid_out(shown),
    }
    return render(request, "shop/listing.html", context)


def _asked(request: HttpRequest, asked: Asked, group: Group | None, choices: Choices) -> dict[str, Any]:
    """The page and its counts. Raises Http404 for a cursor that is none of this list's."""
    base = {"categories": [group.id]} if group else {}
    try:
        return run(
            request,
            "shop/listing",
            filter=base | asked.filter(clock.today().isoformat(), choices.ids),
            sortBy=asked.sort_by(),
            edges=edges_of(asked.channel),
            lastDay=LAST_DAY.isoformat(),
            **asked.window(),
            **sight(request),
        )
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise
