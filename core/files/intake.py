"""How much a form may send: an upload is written to a temporary file before any view can look at it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

# A picture or a paper (15 MiB), what is said of it, and some more, so that a service can say which file is too large.
LARGEST_FORM_BYTES = 24 * 1024 * 1024
# A browser shows an answer only once it has sent what it began to; up to so much is read and thrown away.
THROWN_AWAY_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


class FormLimit:
    """Middleware: a form with files that is too large is answered by a page that says so, and nothing of it is kept.

    A body without a Content-Length is none (Django reads no chunks), so the header is what will be read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _length(request)
        if request.content_type != "multipart/form-data" or length <= LARGEST_FORM_BYTES:
            return self.get_response(request)
        if length <= THROWN_AWAY_BYTES:
            while request.read(CHUNK_BYTES):
                pass
        return render(request, "413.html", status=413)


def _length(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or ""
    return int(stated) if stated.isascii() and stated.isdecimal() else 0
