"""GraphiQL for whoever opens `/graphql/` in a browser, from our own files, with example documents in tabs.

A package's examples are `<package>/examples/*.graphql`, shown in the order of their names.
"""

from functools import cache
from pathlib import Path

from csp.decorators import csp_replace
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from core.csp import GRAPHIQL


@csp_replace(GRAPHIQL)
def page(request: HttpRequest) -> HttpResponse:
    """Called by the endpoint, for a GET that prefers HTML."""
    settings = {"endpoint": request.path, "csrfToken": get_token(request), "examples": list(examples())}
    response = render(request, "core/graphiql.html", {"settings": settings})
    response["Cache-Control"] = "private, no-store"
    return response


@cache
def examples() -> tuple[str, ...]:
    """The example documents of every installed package; a test runs each."""
    found = [path for config in apps.get_app_configs() for path in Path(config.path).glob("examples/*.graphql")]
    return tuple(path.read_text(encoding="utf-8") for path in sorted(found, key=lambda path: path.name))
