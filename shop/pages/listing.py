"""Lists of products: all of them, those of a group, those that a search finds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core import clock, formats
from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.found import linked
from shop.found.feeds import path_of
from shop.furniture import Group, furniture
from shop.laying import laid_out, nodes
from shop.listing import STARS, Asked, bands_of, sorts_of
from shop.sight import language, sight

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
    asked = Asked.of(request.GET, channel_of(request), [one.slug for one in below])
    data = _asked(request, asked, group, below)
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
        "facets": _facets(asked, data, below),
        "chips": _chips(asked, below),
        "sorts": [{"value": word, "name": name} for word, (name, _order) in sorts_of(asked.search).items()],
        "query": asked.address(),
        "addresses": group.addresses if group else None,
        "linked": [linked.item_list(request, map(path_of, shown))],
        **laid_out(shown),
    }
    return render(request, "shop/listing.html", context)


def _asked(request: HttpRequest, asked: Asked, group: Group | None, below: list[Group]) -> dict[str, Any]:
    """The page and its counts. Raises Http404 for a cursor that is none of this list's."""
    today = clock.today().isoformat()
    ids = {one.slug: one.id for one in below}
    base = {"categories": [group.id]} if group else {}

    def filtered(**changes: Any) -> dict[str, Any]:
        return base | asked.filter(today, ids, **changes)

    counted = {f"stars{star}": filtered(stars=(star,)) for star in STARS}
    counted |= {f"band{place}": filtered(band=band) for place, band in enumerate(bands_of(asked.channel))}
    try:
        return run(
            request,
            "shop/listing",
            filter=filtered(),
            sortBy=asked.sort_by(),
            groups=list(ids.values()),
            anyGroup=asked.filter(today, ids, without="groups"),
            **counted,
            **asked.window(),
            **sight(request),
        )
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise


def _facets(asked: Asked, data: dict[str, Any], below: list[Group]) -> dict[str, list[dict[str, Any]]]:
    """The choices of each kind with how many products each would show; those of none only where they are chosen."""
    totals = {node["id"]: node["products"]["totalCount"] for node in nodes(data["groups"])}
    groups = [{"value": one.slug, "name": one.name, "total": totals.get(one.id, 0)} for one in below]
    stars = [{"value": star, "name": star, "total": data[f"stars{star}"]["totalCount"]} for star in STARS]
    bands = [
        {"value": band, "name": band_name(asked.channel, band), "total": data[f"band{place}"]["totalCount"]}
        for place, band in enumerate(bands_of(asked.channel))
    ]
    chosen = {"groups": asked.groups, "stars": asked.stars, "bands": (asked.band,)}
    return {
        kind: [
            one | {"chosen": one["value"] in chosen[kind]}
            for one in choices
            if one["total"] or one["value"] in chosen[kind]
        ]
        for kind, choices in {"groups": groups, "stars": stars, "bands": bands}.items()
    }


def _chips(asked: Asked, below: list[Group]) -> list[dict[str, Any]]:
    """What was chosen, each with the address of the list without it."""
    names = {one.slug: one.name for one in below}
    chips: list[dict[str, Any]] = [
        {"name": names[slug], "address": asked.address(nhom=[one for one in asked.groups if one != slug])}
        for slug in asked.groups
    ]
    chips += [
        {"stars": star, "address": asked.address(sao=[one for one in asked.stars if one != star])}
        for star in asked.stars
    ]
    if asked.band:
        chips.append({"name": band_name(asked.channel, asked.band), "address": asked.address(gia="")})
    return chips


def band_name(channel: str, band: str) -> str:
    """A band of prices in words."""
    low, high = bands_of(channel)[band]
    currency = "VND" if channel == "vn" else "USD"
    return formats.band(low, high, currency, language())
