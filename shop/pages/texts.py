"""The shop's own texts, and goods picked by hand."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from graphql import GraphQLError

from core.kept_pages import kept
from core.pages import run
from shop.channel import channel_of
from shop.laying import laid_out, nodes
from shop.listing import window
from shop.sight import OTHER_LANGUAGE, addresses_of, language, sight
from shop.stocked import stocked


@require_safe
@kept(by=channel_of)
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the shop's texts. The other language's slug leads to this language's address."""
    found, here = _either(request, "shop/text", "page", slug)
    if not here:
        return redirect(_addresses("text", found)[language()], permanent=True)
    return render(request, "shop/text.html", {"text": found, "addresses": _addresses("text", found)})


@require_safe
@kept(by=channel_of)
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection in the order it was put in. The other language's slug leads to this language's address."""
    found, here = _either(request, "shop/collection", "collection", slug, **window(request.GET))
    addresses = _addresses("collection", found)
    info = found["products"]["pageInfo"]
    if not here or ("before" in request.GET and not info["hasPreviousPage"]):
        return redirect(addresses[language()], permanent=not here)
    shown = nodes(found["products"])
    context = {"collection": found, "info": info, "addresses": addresses, **stocked(request, shown), **laid_out(shown)}
    return render(request, "shop/collection.html", context)


def _either(request: HttpRequest, name: str, field: str, slug: str, **variables: Any) -> tuple[dict[str, Any], bool]:
    """What has this slug, in this language or the other, and whether in this one. Raises Http404 for nothing."""
    for code in (language(), OTHER_LANGUAGE[language()]):
        try:
            found = run(request, name, slug=slug, slugLanguage=code.upper(), **variables, **sight(request))[field]
        except GraphQLError as error:
            if (error.extensions or {}).get("code") == "INVALID_PAGE":
                raise Http404 from error
            raise
        if found is not None:
            return found, code == language()
    raise Http404


def _addresses(view: str, found: dict[str, Any]) -> dict[str, str]:
    return addresses_of(view, {"vi": found["slug"], "en": (found["english"] or {}).get("slug") or found["slug"]})
