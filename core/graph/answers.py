"""Answers to anonymous queries, kept in memory until the facts behind them change.

An answer is kept only if every field of its plan is cacheable and it holds no error. Its key is the request's own
bytes, which hold the document, the operation and the variables, with the language and whatever else a package declares
an answer to depend on (`key_source`); the schema is fixed for the life of the process. It stands for one revision of
the facts, read before the first loader ran (`revision_source`), so an answer made of newer facts is at worst kept under
an older revision, where nobody finds it. `fresh_until` ends it at the next boundary in time that a loader named.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from threading import Event, Lock
from typing import Any, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils.translation import get_language

from core import clock

# In one process. A list of 24 products is about 12 KB.
KEPT_BYTES = 32 * 1024 * 1024
# A larger answer would push out too many others.
ANSWER_BYTES = 512 * 1024
# Python's own objects around one entry, measured with tracemalloc.
ENTRY_BYTES = 700

Revision = tuple[Hashable, ...]
Key = tuple[Hashable, ...]
RevisionSource = TypeVar("RevisionSource", bound=Callable[[], Hashable])
KeySource = TypeVar("KeySource", bound=Callable[[HttpRequest], Hashable])

_revision_sources: list[Callable[[], Hashable]] = []
_key_sources: list[Callable[[HttpRequest], Hashable]] = []


def revision_source(function: RevisionSource) -> RevisionSource:
    """Declare a package's revision: a value that changes, in the same transaction, with every fact it answers from.

    It is read on each anonymous request, kept answers included, so it is one small prepared statement, kept by
    core.db.watched while nobody writes.
    """
    _revision_sources.append(function)
    return function


def key_source(function: KeySource) -> KeySource:
    """Declare something of an anonymous request that changes answers."""
    _key_sources.append(function)
    return function


@key_source
def language(_request: HttpRequest) -> Hashable:
    """Names and refusals are translated."""
    return get_language()


def revision(shared: dict[Any, Any]) -> Revision | None:
    """The revision of all facts now; None while no package declares one, when nothing may be kept.

    Each source's number is left in `shared`, which is the execution's: a loader that asks `info.once(source, source)`
    gets it without a statement.
    """
    numbers = {source: source() for source in _revision_sources}
    shared |= numbers
    return tuple(numbers.values()) or None


def key_of(request: HttpRequest, raw: bytes) -> Key:
    """`raw` is the body of a POST, the query string of a GET."""
    return (request.method == "POST", raw, *(source(request) for source in _key_sources))


class Kept(NamedTuple):
    """One answer, ready to send."""

    body: bytes
    revision: Revision
    fresh_until: datetime | None
    # What whoever sends it asks first: it is over when one of them is no longer so.
    still: tuple[Callable[[], bool], ...] = ()


def etag_of(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


class Answers:
    """The answers last used, at most `limit` bytes of them."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._flights: dict[Key, Event] = {}
        self._lock = Lock()

    def get(self, key: Key, revision: Revision) -> Kept | None:
        """The answer kept under this key, if it still holds."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            if kept.revision != revision or (kept.fresh_until is not None and kept.fresh_until <= clock.now()):
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return kept

    def keep(self, key: Key, kept: Kept) -> None:
        weight = _weight(key, kept)
        if weight > ANSWER_BYTES:
            return
        with self._lock:
            if key in self._kept:
                self._drop(key)
            self._kept[key] = kept
            self.size += weight
            while self.size > self.limit:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        self.size -= _weight(key, self._kept.pop(key))

    @contextmanager
    def flight(self, key: Key, wait_s: float) -> Iterator[bool]:
        """Whether the caller is the first to make this answer; whoever comes meanwhile waits for it to be made."""
        with self._lock:
            landed = self._flights.get(key)
            first = landed is None
            if landed is None:
                landed = self._flights[key] = Event()
        if not first:
            landed.wait(wait_s)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._flights[key]
            landed.set()

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0


def _weight(key: Key, kept: Kept) -> int:
    """Bytes of an entry; of a key, the raw request is all that can be large."""
    return ENTRY_BYTES + len(kept.body) + sum(len(part) for part in key if isinstance(part, bytes))
