"""Lists of the desk: their rows, and which page of them an address asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from graphql import GraphQLError

from core import graph
from core.pages import run

PAGE_SIZE = 20
# Of a key that an address may name.
LONGEST_KEY = 18


def nodes(connection: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The nodes of a connection, in order."""
    return [edge["node"] for edge in connection["edges"]]


def paged(request: HttpRequest, name: str, **variables: Any) -> dict[str, Any]:
    """A page document run for the `before` or `after` of the address. Raises Http404 for one that is no page."""
    if "before" in request.GET:
        window: dict[str, Any] = {"last": PAGE_SIZE, "before": request.GET["before"]}
    else:
        window = {"first": PAGE_SIZE, "after": request.GET.get("after")}
    try:
        return run(request, name, **window, **variables)
    except GraphQLError as error:
        if (error.extensions or {}).get("code") == "INVALID_PAGE":
            raise Http404 from error
        raise


def named(request: HttpRequest, name: str, kind: str) -> str | None:
    """The graph's id of a row of a kind whose key the address names (`?nguoi-lam=12`); None where it names none."""
    key = request.GET.get(name, "")
    return graph.global_id(kind, key) if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY else None


def id_of(kind: str, number: int) -> str:
    """The graph's id of a row whose key is in an address. Raises Http404 for a number that is nobody's."""
    if len(str(number)) > LONGEST_KEY:
        raise Http404
    return graph.global_id(kind, number)
