"""Pages compressed as the browser can read them: by brotli, else by gzip.

Compression tells whoever can watch lengths and choose part of a page something of the rest of it (BREACH). A page of
somebody signed in holds secrets, so its length is blurred by padding of random length, which Django gives gzip; Django
masks CSRF tokens anew in every response, so a stranger's page holds nothing that is the same twice and worth guessing.
"""

import re
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

# Shorter than this a page gains nothing; of these types it does.
WORTH_BYTES = 512
TYPES = ("text/html", "text/xml", "application/xml", "application/rss+xml", "image/svg+xml")
# As good as its best at an eighth of the time, on a page of 100 kB.
BROTLI_QUALITY = 5
PADDING_BYTES = 100

ACCEPTED = re.compile(r"\s*(br|gzip)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?")


def encoding_of(request: HttpRequest) -> str:
    """`br`, `gzip` or nothing: what this browser reads, and may be given."""
    accepted = {
        match[1]
        for part in request.headers.get("Accept-Encoding", "").split(",")
        if (match := ACCEPTED.fullmatch(part)) and match[2] not in ("0", "0.0", "0.00", "0.000")
    }
    if "br" in accepted and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return "br"
    return "gzip" if "gzip" in accepted else ""


def compressed(body: bytes, encoding: str) -> bytes:
    """The body in an encoding of `encoding_of`."""
    if encoding == "br":
        squeezed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
        return squeezed
    return compress_string(body, max_random_bytes=PADDING_BYTES) if encoding else body


def is_worth(response: HttpResponseBase) -> bool:
    """Whether to compress this response."""
    if response.streaming or response.has_header("Content-Encoding"):
        return False
    kind = response.get("Content-Type", "").partition(";")[0]
    return kind in TYPES and len(response.content) >= WORTH_BYTES  # type: ignore[attr-defined]


class CompressionMiddleware:
    """Compresses what no view has compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_worth(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        encoding = encoding_of(request)
        if encoding:
            response.content = compressed(response.content, encoding)  # type: ignore[attr-defined]
            response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
            etag = response.get("ETag")
            if etag and not etag.startswith("W/"):
                response.headers["ETag"] = f"W/{etag}"
        return response
