"""What a browser may load on our pages: django-csp sends these, with the request's nonce.

A template writes an inline script or style as `<script nonce="{{ csp_nonce }}">`; without the nonce it does not run.
Django 6.0 has the same under the same template name, and then this module and the dependency go.
"""

from typing import Any

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE, Nonce
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

DIRECTIVES: dict[str, list[str | Nonce]] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}

# GraphiQL's own, in place of the same directives: its dialogs write style elements, its style sheet holds its fonts.
GRAPHIQL: dict[str, list[str]] = {
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "font-src": [SELF, "data:"],
}

# What the officers' desk may do beside the rest: Alpine, which unfold's pages are written in, makes functions of text.
ADMIN: dict[str, list[str]] = {"script-src": [UNSAFE_EVAL]}

# What is no page loads nothing, wherever it is shown.
NOTHING = "default-src 'none'; frame-ancestors 'none'"


def with_pictures_of(origins: list[str]) -> dict[str, list[str | Nonce]]:
    """The policy of a shop whose pictures stand elsewhere, in a bucket or behind a CDN."""
    return DIRECTIVES | {"img-src": [*DIRECTIVES["img-src"], *origins]}


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, spared where there is no page: writing a policy costs as much as a tenth of an empty answer."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, NOTHING)
        return response


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csp_nonce`, made when a template first asks for it; the header names it only then."""
    return {"csp_nonce": request.csp_nonce}  # type: ignore[attr-defined]
