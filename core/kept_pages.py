"""Pages for strangers, kept whole until the facts behind them change.

    @kept(by=channel_of)
    def product(request, slug): ...

A page is kept only for a visitor without a session, if every document it ran may be kept (`core.graph.answers` says
which) and it holds nothing of one visitor's own: no cookie, no token, no nonce. Its key is its address with its host,
its language, what `by` says and whatever else packages declare an answer to depend on; it stands for one revision of
the facts, read before anything else, and ends at the next boundary in time that a document named, at midnight in
Vietnam at the latest, since pages know what day it is. What is volatile in it (stock) has a witness (`pages.run_while`)
that is asked before the page is sent again.
"""

from collections.abc import Callable, Hashable
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from core import clock, compression, pages
from core.graph import answers

# In one process: some two thousand pages.
KEPT_BYTES = 24 * 1024 * 1024
# Longer addresses are nobody's favourites.
LONGEST_ADDRESS = 400
FLIGHT_S = 5.0
# A cookie of Django's that holds words for one visitor.
MESSAGES_COOKIE = "messages"

View = Callable[..., HttpResponseBase]
kept_pages = answers.Answers(KEPT_BYTES)


def kept(*, by: Callable[[HttpRequest], Hashable]) -> Callable[[View], View]:
    """A view whose pages are kept; `by` is what of a request they differ by, beside address and language."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            revision = answers.revision({}) if _is_stranger(request) else None
            if revision is None:
                return view(request, *args, **kwargs)
            encoding = compression.encoding_of(request)
            address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}".encode()
            key = (*answers.key_of(request, address), by(request), encoding)
            found = _holding(key, revision)
            if found is not None:
                return _sent(request, found.body, encoding)
            with kept_pages.flight(key, FLIGHT_S) as first:
                found = None if first else _holding(key, revision)
                if found is not None:
                    return _sent(request, found.body, encoding)
                response = view(request, *args, **kwargs)
                body = _body(request, response, encoding)
                if body is None:
                    return response
                facts = pages.facts_of(request)
                kept_pages.keep(key, answers.Kept(body, revision, _fresh_until(facts.fresh_until), facts.still))
            return _sent(request, body, encoding)

        return answered

    return decorate


def _holding(key: answers.Key, revision: answers.Revision) -> answers.Kept | None:
    """The page kept under this key, if it and all that its volatile parts say still hold."""
    found = kept_pages.get(key, revision)
    return found if found is not None and all(is_so() for is_so in found.still) else None


def _is_stranger(request: HttpRequest) -> bool:
    """Whether this visitor sees what any other would."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES_COOKIE not in request.COOKIES
        and "Authorization" not in request.headers
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _body(request: HttpRequest, response: HttpResponseBase, encoding: str) -> bytes | None:
    """The page as it is sent to everybody, or None for one that may not be."""
    own = request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or getattr(request, "_csp_nonce", None) or response.cookies
    if response.status_code != 200 or not isinstance(response, HttpResponse) or own:
        return None
    if not pages.facts_of(request).cacheable or response.get("Content-Type") != "text/html; charset=utf-8":
        return None
    return compression.compressed(response.content, encoding)


def _fresh_until(named: datetime | None) -> datetime:
    """The nearer of a document's boundary and midnight in Vietnam."""
    midnight = datetime.combine(clock.today() + timedelta(days=1), time.min, tzinfo=clock.VIETNAM)
    return min(named, midnight) if named else midnight


def _sent(request: HttpRequest, body: bytes, encoding: str) -> HttpResponseBase:
    response = HttpResponse(body)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    etag = answers.etag_of(body)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return get_conditional_response(request, etag, response=response) or response
