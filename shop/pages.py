"""The storefront: one function per page, a document in and a template out."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from graphql import GraphQLError

from core.pages import run
from shop.channel import COOKIE, COOKIE_AGE_S, channel_of
from shop.forms import ChannelForm
from shop.plates import plates, various

PAGE_SIZE = 24
# Of this many products the first page shows HOME_SIZE that look different.
HOME_CHOICE = 48
HOME_SIZE = 8

OTHER_LANGUAGE = {"vi": "en", "en": "vi"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first thing a visitor sees: where this is, and a few of its products."""
    data = run(request, "shop/home", first=HOME_CHOICE, **_sight(request))
    nodes = _nodes(data["products"])
    shown = [nodes[position] for position in various([node["name"] for node in nodes], HOME_SIZE)]
    return render(request, "shop/home.html", {**data, **_laid_out(shown)})


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """All products by name, PAGE_SIZE to a page; a page's address holds the cursor it stands after or before."""
    try:
        data = run(request, "shop/products", **_window(request), **_sight(request))
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise
    page = data["products"]
    if "before" in request.GET and not page["pageInfo"]["hasPreviousPage"]:
        # Walking back ends on the first page, which has one address and is full.
        return redirect("products")
    return render(request, "shop/products.html", {**data, **_laid_out(_nodes(page))})


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product. The other language's slug leads to this language's address."""
    language = _language()
    data = run(request, "shop/product", slug=slug, slugLanguage=language.upper(), **_sight(request))
    if data["product"] is None:
        other = OTHER_LANGUAGE[language]
        data = run(request, "shop/product", slug=slug, slugLanguage=other.upper(), **_sight(request))
        if data["product"] is None:
            raise Http404
        return redirect(_addresses(data["product"])[language], permanent=True)
    found = data["product"]
    current = found["certificate"] or {"id": None}
    context = {
        "product": found,
        "past": [one for one in found["certificateHistory"] if one["id"] != current["id"]],
        "plate": plates([found["name"]])[0],
        "addresses": _addresses(found),
    }
    return render(request, "shop/product.html", context)


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and the way out."""
    return render(request, "shop/account.html", run(request, "shop/account"))


@require_POST
def choose_channel(request: HttpRequest) -> HttpResponse:
    """Keep the channel in a cookie and go back; 400 for a channel that is none of ours."""
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    back = form.cleaned_data["next"]
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("home")
    response = redirect(back)
    response.set_cookie(
        COOKIE,
        form.cleaned_data["channel"],
        max_age=COOKIE_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 (`handler404`): nothing at this address."""
    return render(request, "shop/404.html", {"addresses": _home_addresses()}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 (`handler500`): our fault. Asks neither database nor session, which may be what failed."""
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string("shop/500.html", {"addresses": _home_addresses()}), status=500)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _sight(request: HttpRequest) -> dict[str, str]:
    """In what channel and language this visitor sees products: variables of every document that shows them."""
    return {"channel": channel_of(request), "language": _language().upper()}


def _window(request: HttpRequest) -> dict[str, Any]:
    if "before" in request.GET:
        return {"last": PAGE_SIZE, "before": request.GET["before"]}
    return {"first": PAGE_SIZE, "after": request.GET.get("after")}


def _nodes(connection: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in connection["edges"]]


def _laid_out(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """Products of a list, each with its plate, the drawings they need, and whether a price is made up."""
    printed = plates(node["name"] for node in nodes)
    return {
        "items": list(zip(nodes, printed, strict=True)),
        "drawings": [plate.name for plate in printed],
        "demonstration": any(node["defaultVariant"]["priceIsDemonstration"] for node in nodes),
    }


def _addresses(found: dict[str, Any]) -> dict[str, str]:
    """The product's page in each language."""
    slugs = {"vi": found["slug"], "en": (found["english"] or {}).get("slug") or found["slug"]}
    addresses = {}
    for language, slug in slugs.items():
        with override(language):
            addresses[language] = reverse("product", args=[slug])
    return addresses


def _home_addresses() -> dict[str, str]:
    addresses = {}
    for language in OTHER_LANGUAGE:
        with override(language):
            addresses[language] = reverse("home")
    return addresses
