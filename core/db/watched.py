"""A small value that changes seldom and is asked for all the time: read again only after something was written.

    @watched
    def revision() -> int: ...      # one statement
    announce()                      # by who changes it, in the same transaction

The backends of core.db tell it by a mark, which is another one after every write that may have changed the value:

* SQLite: whether this connection or any other, of whatever process, has written to the file since. Exact: what is
  committed is seen by the very next read.
* PostgreSQL: what the process's listening connection has heard. Whatever this process wrote is seen at once, by all
  its threads. What another process announced, or wrote to a table that tells (`tell_writes`), is seen when the
  notification of its commit arrives: usually within a millisecond; when the network is cut without a word, once the
  kernel gives the connection up (listener.KEEPALIVE, about five seconds). Without a listening connection the value is
  read each time.

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
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from core.db import triggers

T = TypeVar("T")
TOLD = "told"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION core_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY core_watched;
    RETURN NULL;
END $$
"""


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


def tell_writes(*models: type[Model]) -> None:
    """Let every write to these tables be announced, whoever makes it and how.

    On PostgreSQL by triggers, once a statement, heard when its transaction is committed; SQLite tells by itself.
    """
    for model in models:
        triggers.register(model, TOLD, _statements)


def told() -> list[type[Model]]:
    """The models whose writes are announced so."""
    return triggers.models_with(TOLD)


def _statements(model: type[Model], connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor != "postgresql":
        return []
    table = model._meta.db_table
    when = f'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT'
    return [POSTGRESQL_FUNCTION, f'CREATE OR REPLACE TRIGGER "{table}_told" {when} EXECUTE FUNCTION core_told()']


def unchanged(holds: Callable[[], bool]) -> Callable[[], bool]:
    """`holds` of tables that tell their writes (`tell_writes`): asked only when this thread cannot know that it is so
    still. What once held no more is for its caller to forget.
    """
    kept = threading.local()

    @wraps(holds)
    def holds_still() -> bool:
        database: Any = connections[DEFAULT_DB_ALIAS]
        mark = database.mark()
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
