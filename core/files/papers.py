"""Judging a paper by its content: a PDF that only shows, or a photograph of a sheet.

A PDF is kept byte for byte, since an authority's signature over it holds only so. It is therefore refused if it is more
than a document: locked, made to run or fetch something, holding other files, or followed by something else. It is read
by pypdf, which bounds what it unpacks (a PDF of one kilobyte may hold a gigabyte; measured, pikepdf unpacked it).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.base import File
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject

from core.files import pictures, sniffing
from core.files.refusals import (
    PaperActive,
    PaperLocked,
    PaperTooLong,
    UploadDamaged,
    UploadKindRefused,
)

TAKEN = f"PDF, {pictures.TAKEN}"
LARGEST_BYTES = 15 * 1024 * 1024
MOST_PAGES = 100
# Dictionaries, pages, fonts, pictures: a hundred scanned pages have some hundred.
MOST_OBJECTS = 20_000
# A photograph on which a sheet can still be read.
LEAST_SIDE = 600
END, ZIP_END = b"%%EOF", b"PK\x05\x06"

# What a viewer would do, fetch or open of itself.
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)
HOLDERS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/EF"})
KINDS = frozenset({"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Screen", "/3D"})


class Kept(NamedTuple):
    """A paper as it is kept."""

    content: bytes
    extension: str


def judged(upload: File[bytes], *, field: str) -> Kept:
    """What is kept of an upload; `field` is the input to blame.

    Slow: to be called outside a transaction. Raises UploadEmpty, UploadTooLarge, UploadKindRefused, UploadDamaged,
    PaperLocked, PaperActive, PaperTooLong, and of a photograph what core.files.pictures.judged does.
    """
    content = pictures.read(upload, field=field, most=LARGEST_BYTES)
    kind = sniffing.kind_of(content[: sniffing.HEADER_BYTES])
    if kind in pictures.EXTENSIONS:
        kept = pictures.judged(upload, field=field, least_side=LEAST_SIDE)
        return Kept(kept.content, kept.extension)
    if kind != sniffing.PDF:
        raise UploadKindRefused(field, TAKEN)
    if not content.rstrip(b"\0\t\n\f\r ").endswith(END):
        raise UploadDamaged(field)
    if ZIP_END in content[-(1 << 16) :]:
        raise PaperActive(field)
    try:
        _judge(PdfReader(BytesIO(content)), field)
    except (PyPdfError, NotImplementedError, AttributeError, AssertionError, *pictures.BROKEN):
        raise UploadDamaged(field) from None
    return Kept(content, "pdf")


def _judge(document: PdfReader, field: str) -> None:
    if document.is_encrypted:
        raise PaperLocked(field)
    keys = [(number, generation) for generation, places in document.xref.items() for number in places]
    keys += [(number, 0) for number in document.xref_objStm]
    if len(keys) > MOST_OBJECTS or not 1 <= len(document.pages) <= MOST_PAGES:
        raise PaperTooLong(field, MOST_PAGES)
    for thing in _things(document, keys):
        if thing.get("/S") in ACTIONS or {thing.get("/Type"), thing.get("/Subtype")} & KINDS or thing.keys() & HOLDERS:
            raise PaperActive(field)


def _things(document: PdfReader, keys: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """Every dictionary of a document, those within others too; what is referred to is met on its own."""
    waiting: list[Any] = [document.trailer]
    waiting += (document.get_object(IndirectObject(number, generation, document)) for number, generation in keys)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            yield thing
            waiting += [dict.__getitem__(thing, key) for key in thing]
        elif isinstance(thing, list):
            waiting += list(list.__iter__(thing))
