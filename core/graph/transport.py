"""GraphQL over HTTP: what a request asks for and in which media type it wants the answer.

https://graphql.github.io/graphql-over-http/draft/. What is wrong with the request itself is a Refused with its status.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"
METHODS = "GET, HEAD, POST, OPTIONS"

# A document at its limit, every character of it escaped, and as much again for variables.
BODY_BYTES = 256 * 1024
# As JSON writes it; also what a document would write, in a text of JSON.
NUL = b"\\u0000"


class Refused(Exception):
    """A request that is no GraphQL request, or one this address does not serve."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Parameters(NamedTuple):
    """A well-formed GraphQL request."""

    query: str
    operation_name: str | None
    variables: dict[str, Any]


def media_type(request: HttpRequest) -> str:
    """JSON, GRAPHQL or, for a browser that opens the address, HTML. Raises Refused 406."""
    # Without a wish of its own a client gets plain JSON, which every one of them reads.
    media = _preferred(request.META.get("HTTP_ACCEPT", "*/*"), request.method != "POST")
    if media is None:
        raise Refused(406, "NOT_ACCEPTABLE", f"Answers are {GRAPHQL} or {JSON}.")
    return media


@lru_cache(maxsize=256)
def _preferred(accept: str, html: bool) -> str | None:
    named = GRAPHQL in accept.lower()
    offers = [GRAPHQL, JSON] if named else [JSON, GRAPHQL]
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accept
    try:
        return request.get_preferred_type([*offers, HTML] if html else offers)
    except (ValueError, TypeError):
        return None  # Python's parser of parameters (RFC 2231) gave up on one of them.


def read(request: HttpRequest) -> bytes:
    """The bytes that hold the request: a GET's query string, a POST's body. Raises Refused with a 4xx."""
    if request.method in ("GET", "HEAD"):
        text: str = request.META.get("QUERY_STRING", "")
        if len(text) > BODY_BYTES:
            raise Refused(414, "URL_TOO_LONG", f"The address may have at most {BODY_BYTES} bytes.")
        return text.encode(errors="replace")
    if request.method != "POST":
        raise Refused(405, "METHOD_NOT_ALLOWED", "Ask with GET or POST.", Allow=METHODS)
    _check_content(request)
    try:
        return request.body
    except RequestDataTooBig:
        raise _too_large() from None
    except UnreadablePostError:
        raise Refused(400, "BAD_REQUEST", "The body ended early.") from None


def _check_content(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8")
    if request.content_type != JSON or charset.strip('"').lower() not in ("utf-8", "utf8"):
        raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", f"A POST's body is {JSON} in UTF-8.")
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", "A POST's body is not compressed.")
    length = request.META.get("CONTENT_LENGTH")
    if not length and "HTTP_TRANSFER_ENCODING" in request.META:
        raise Refused(411, "LENGTH_REQUIRED", "A POST states its Content-Length; Django reads no chunks.")
    # Before the body is read: Django's own bound is ten times as high.
    if int(length or 0) > BODY_BYTES:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(413, "BODY_TOO_LARGE", f"The body may have at most {BODY_BYTES} bytes.")


def parameters(request: HttpRequest, raw: bytes) -> Parameters:
    """The request's parameters, their types checked. Raises Refused 400."""
    given = _of_query_string(request) if request.method != "POST" else _of_body(raw)
    query = given.get("query")
    if not isinstance(query, str):
        raise _bad("`query` must be a string: the GraphQL document.")
    operation_name = given.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise _bad("`operationName` must be a string.")
    for name in ("variables", "extensions"):
        if given.get(name) is not None and not isinstance(given[name], dict):
            raise _bad(f"`{name}` must be an object.")
    return Parameters(query, operation_name, given.get("variables") or {})


def _of_body(raw: bytes) -> dict[str, Any]:
    given = _json(raw, "The body")
    if isinstance(given, list):
        raise Refused(400, "BATCHING_UNSUPPORTED", "Send one request at a time: lists of requests are not answered.")
    if not isinstance(given, dict):
        raise _bad("The body must be a JSON object with a `query`.")
    return given


def _of_query_string(request: HttpRequest) -> dict[str, Any]:
    try:
        fields = request.GET
    except TooManyFieldsSent:
        raise _bad("The address has too many parameters.") from None
    given: dict[str, Any] = {name: fields[name] for name in ("query", "operationName") if name in fields}
    for name in ("variables", "extensions"):
        if fields.get(name):
            given[name] = _json(fields[name].encode(errors="replace"), f"`{name}`")
    return given


def _json(raw: bytes, what: str) -> Any:
    """Strict JSON: UTF-8, no NaN, no lone surrogates, at most 1,024 levels (orjson's own bound), and no U+0000.

    PostgreSQL keeps no text that holds it, so it is refused here, once, whatever it was meant for.
    """
    if NUL in raw:
        raise _bad(f"{what} must not hold U+0000.")
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise _bad(f"{what} must be JSON in UTF-8.") from None


def _bad(message: str) -> Refused:
    return Refused(400, "BAD_REQUEST", message)


def response(body: bytes, media: str, status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type=f"{media}; charset=utf-8", status=status)


def refusal(refused: Refused, media: str) -> HttpResponse:
    """The refusal in the shape of a GraphQL answer."""
    extensions = {"code": refused.code, "exception": {"code": refused.code}}
    body = orjson.dumps({"errors": [{"message": refused.message, "extensions": extensions}]})
    answer = response(body, media, refused.status)
    for name, value in refused.headers.items():
        answer[name] = value
    return answer
