"""A small value that changes seldom and is asked for all the time: read again only after something was written.

    @watched
    def revision() -> int: ...      # one statement
    announce()                      # by who changes it, in the same transaction

The backends of core.db tell it by a mark, which is another one after every write that may have changed the value:

* SQLite: whether this connection or any other, of whatever process, has written to the file since. Exact: what is
  committed is seen by the very next read.
* PostgreSQL: what the process's listening connection has heard. What this process wrote is seen at once, by all its
  threads. What another process committed is seen when its notification arrives: usually within a millisecond; when the
  network is cut without a word, once the kernel gives the connection up (listener.KEEPALIVE, about five seconds).
  Without a listening connection the value is read each time.

So a reader may still find the value of a moment ago, as if it had asked a moment earlier. An answer cache may use it
as its revision: newer facts are then kept under an older revision, never older facts under a newer one, because the
value is taken before the facts are read. Inside a transaction it is read each time, and what was read there is
forgotten: it may be rolled back.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import TransactionManagementError

T = TypeVar("T")


def watched(read: Callable[[], T]) -> Callable[[], T]:
    """`read`, called only when this thread does not know better."""
    kept = threading.local()

    @wraps(read)
    def value() -> T:
        database: Any = connections[DEFAULT_DB_ALIAS]
        mark = database.mark()
        if mark is None:
            return read()
        if mark != getattr(kept, "mark", None):
            # The mark is older than the value, so a write between the two makes the value read again.
            kept.value = read()
            kept.mark = mark
        known: T = kept.value
        return known

    return value


def unchanged(holds: Callable[[], bool]) -> Callable[[], bool]:
    """`holds` of things whose writers announce nothing: asked only when this thread cannot know that it is so still.

    SQLite marks every write, announced or not; where only announced ones are marked it is asked each time. What once
    held no more is for its caller to forget.
    """
    kept = threading.local()

    @wraps(holds)
    def holds_still() -> bool:
        database: Any = connections[DEFAULT_DB_ALIAS]
        mark = database.mark() if database.marks_every_write else None
        if mark is not None and mark == getattr(kept, "mark", None):
            return True
        is_so = holds()
        kept.mark = mark if is_so else None
        return is_so

    return holds_still


def announce() -> None:
    """Say that a watched value changes with the transaction under way.

    Raises TransactionManagementError outside of one: if this process ended in between, nobody would hear of the write.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if not database.in_atomic_block:
        raise TransactionManagementError("A watched value is changed inside a transaction.")
    database.announce()
