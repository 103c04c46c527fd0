"""The two addresses of files: pictures under MEDIA_URL, for everyone and for good; papers, for those who may read them.

A name is looked up only if it is one that core.files could have made, so no path leads out of a folder.
"""

import re
from collections.abc import Container
from typing import Protocol, cast

from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from core.files import kinds, may_read, private_storage, public_storage
from core.viewer import Viewer

NAME = re.compile(r"[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*\.[a-z0-9]+", re.ASCII)
FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A public file of this machine; a browser keeps it for good, since another file has another name.

    What is no picture is saved and never shown, so that nothing of it acts in our name.
    """
    storage = public_storage()
    if not isinstance(storage, FileSystemStorage) or not _is_ours(name, kinds.CONTENT_TYPES):
        raise Http404
    etag = f'"{name}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == etag and storage.exists(name):
        response = HttpResponseNotModified()
    else:
        try:
            saved = kinds.extension_of(name) not in kinds.PICTURES
            content_type = kinds.content_type_of(name)
            response = FileResponse(storage.open(name), as_attachment=saved, content_type=content_type)
        except FileNotFoundError:
            raise Http404 from None
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Cache-Control"] = FOR_GOOD
    return response


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponseBase:
    """A paper, to whoever may read it; for anybody else it is not there."""
    if not _is_ours(name, kinds.CONTENT_TYPES) or not may_read(Viewer.of(request), name):
        raise Http404
    storage = cast("HandsOut", private_storage())
    try:
        response = storage.handed_out(name)
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class HandsOut(Protocol):
    """What a storage of papers can do beside keeping them."""

    def handed_out(self, name: str) -> HttpResponseBase: ...


def _is_ours(name: str, kept: Container[str]) -> bool:
    return NAME.fullmatch(name) is not None and kinds.extension_of(name) in kept
