"""Files: pictures that everyone may see, and papers that only some may.

A paper's column names the private storage, and its package says who may read the folder:

    scan = models.FileField(storage=files.private_storage, max_length=files.NAME_LENGTH, blank=True)

    permit.scan = files.keep_paper("permits", content, "pdf")          # in a service, before the row is saved

    @files.readers_of("permits")                                       # found by discovery, as a viewer's scopes are
    def may_read_permit(viewer: Viewer, name: str) -> bool: ...

    files.address_of_paper(permit.scan.name)                           # a link for whoever may read it

A file is named by us for what it holds and by chance, never by whoever sent it, so a name stands for the same bytes
for ever, belongs to one row, and cannot be guessed.
"""

import hashlib
import secrets
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.urls import reverse

from core.viewer import Viewer

NAME_LENGTH = 160
PUBLIC, PRIVATE = "default", "private"
# Of the public storage, where pictures are; what else stands there is named by whoever put it there.
PICTURES = "pictures"

Reader = Callable[[Viewer, str], bool]
_readers: dict[str, Reader] = {}


def public_storage() -> Storage:
    """Where pictures are kept: whoever knows a name may have the file."""
    return storages[PUBLIC]


def private_storage() -> Storage:
    """Where papers are kept: core.files.serving hands them to those whom the folder's reader lets have them."""
    return storages[PRIVATE]


def fresh_name(folder: str, content: bytes, extension: str) -> str:
    """`folder/ab/abcdef….jpg`: the hash of the content, and chance, so that no two rows ever share a file."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    return f"{folder}/{digest[:2]}/{digest}-{secrets.token_hex(8)}.{extension}"


def folder_of(name: str) -> str:
    """The folder, with its slash, of what was made from a file: it goes when the file goes."""
    return f"{name.rpartition('.')[0]}/"


def keep_picture(content: bytes, extension: str) -> str:
    """Store a picture as core.files.pictures made it; the name it is kept under."""
    return public_storage().save(fresh_name(PICTURES, content, extension), ContentFile(content))


def keep_paper(folder: str, content: bytes, extension: str) -> str:
    """Store a paper that has been judged by its content; the name it is kept under."""
    return private_storage().save(fresh_name(folder, content, extension), ContentFile(content))


def readers_of(folder: str) -> Callable[[Reader], Reader]:
    """Let a function say whether a viewer may read the file of that name; a folder without one is read by nobody."""

    def add(reader: Reader) -> Reader:
        _readers[folder] = reader
        return reader

    return add


def may_read(viewer: Viewer, name: str) -> bool:
    """Whether the viewer may have that paper."""
    reader = _readers.get(name.partition("/")[0])
    return reader is not None and reader(viewer, name)


def address_of_paper(name: str) -> str:
    """The path a paper is asked for at; whoever may not read it finds nothing there."""
    return reverse("paper", args=[name])
