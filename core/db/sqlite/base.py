"""The backend of ENGINE = "core.db.sqlite": Django's own, tuned, with a queue of writers before BEGIN IMMEDIATE."""

from functools import lru_cache
from itertools import count
from pathlib import Path
from sqlite3 import dbapi2
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base, creation, operations

from core.db import deadline, statements
from core.db.sqlite.turns import Turns, TurnTimeoutError

# For each connection. The cache is in KiB when negative; the map is bytes of the file read without copying.
PRAGMAS = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -16384",
    "PRAGMA mmap_size = 268435456",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
    # Without it a REPLACE pushes a row out past the triggers that keep it, those of ledgers too.
    "PRAGMA recursive_triggers = ON",
)
# SQLite asks whether to go on after this many steps of its virtual machine: about a tenth of a millisecond.
STEPS_BETWEEN_ASKING = 10_000

# Tells this process's connections apart.
_opened = count(1)


class DatabaseCreation(creation.DatabaseCreation):
    """Removes a test database with the files beside it."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]  # Django's own, left out of its stubs
        for suffix in ("-queue", "-wal", "-shm"):
            Path(f"{test_database_name}{suffix}").unlink(missing_ok=True)


class DatabaseOperations(operations.DatabaseOperations):
    """SQLite's, with a flush that knows ledgers."""

    def sql_flush(self, style: Any, tables: Any, **options: Any) -> list[str]:
        """Empties ledgers too: their triggers are put aside for it, as TRUNCATE passes them by on PostgreSQL."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables]
        return [
            *(f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers),
            *super().sql_flush(style, tables, **options),
            *(sql for _, sql in triggers),
        ]


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL mode; every transaction is IMMEDIATE, so it never fails for having read before it wrote."""

    creation_class = DatabaseCreation
    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turns: Turns | None = None
        self.armed: deadline.Limit | None = None
        self.lock_wait_s = 0.0
        self.opened = 0

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.transaction_mode = "IMMEDIATE"
        self.lock_wait_s = float(params.get("timeout", 5))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> dbapi2.Connection:
        self.armed = None
        self.opened = next(_opened)
        if self.is_in_memory_db():
            in_memory: dbapi2.Connection = super().get_new_connection(conn_params)
            return in_memory
        path = Path(conn_params["database"]).resolve()  # one queue for one file, by whatever name it is opened
        path.parent.mkdir(parents=True, exist_ok=True)
        self.turns = Turns(f"{path}-queue")
        connection: dbapi2.Connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            # Two processes that open a new file together would refuse each other here.
            with self.turns.held(self.lock_wait_s):
                connection.execute("PRAGMA journal_mode = WAL")
        return connection

    def mark(self) -> tuple[int, int, int] | None:
        """What core.db.watched compares: another connection's commit changes the second number, own rows written (also
        those undone) the third. None inside a transaction, where neither tells of a rollback that is to come."""
        if self.connection is None:
            self.ensure_connection()
        if self.connection.in_transaction:
            return None
        self._arm()  # or the last request's time, long over, would stop this one
        try:
            with self.wrap_database_errors:
                ((version,),) = self.connection.execute("PRAGMA data_version")
        except OperationalError:
            deadline.check()
            raise
        return self.opened, version, self.connection.total_changes

    def announce(self) -> None:
        """Nothing: the file itself tells."""

    def create_cursor(self, name: str | None = None) -> Any:
        self._arm()
        return self.connection.cursor(factory=lambda connection: QueuedCursor(connection, self))

    def take_turn(self) -> None:
        """Join the queue of writers for as long as SQLite itself would wait, or as the request has left."""
        if self.turns is None:
            return
        limit = deadline.current()
        try:
            self.turns.take(self.lock_wait_s if limit is None else min(limit.remaining_s, self.lock_wait_s))
        except TurnTimeoutError as error:
            deadline.check()
            raise OperationalError("database is locked: the writers before this one did not finish") from error

    def leave_turn(self) -> None:
        """Let the next writer begin, once the transaction is over."""
        if self.turns is not None and (self.connection is None or not self.connection.in_transaction):
            self.turns.leave()

    def _arm(self) -> None:
        """Let SQLite ask, every so many steps, whether the request's time is up; outside a deadline, not ask."""
        limit = deadline.current()
        if limit is self.armed:
            return
        if limit is None:
            self.connection.set_progress_handler(None, 0)
        else:
            self.connection.set_progress_handler(lambda: limit.expired, STEPS_BETWEEN_ASKING)
        self.armed = limit

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.leave_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self.leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.turns is not None:
                self.turns.close()


# Statements whose question marks are kept, and the longest of them: one with thousands of parameters comes once.
MARKED_KEPT = 1024
MARKED_LENGTH = 4096


@lru_cache(maxsize=MARKED_KEPT)
def marked(query: str) -> str:
    """Django's %s as SQLite's question marks; finding them takes longer than SQLite takes to find a row by its key."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class QueuedCursor(base.SQLiteCursorWrapper):
    """A statement that writes outside a transaction takes a turn of its own; one stopped by a deadline says so."""

    def __init__(self, connection: dbapi2.Connection, wrapper: DatabaseWrapper) -> None:
        super().__init__(connection)
        self.wrapper = wrapper

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None and len(query) <= MARKED_LENGTH:
            return marked(query)
        return str(super().convert_query(query, param_names=param_names))

    def execute(self, query: str, params: Any = None) -> Any:
        return self._run(super().execute, query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._run(super().executemany, query, param_list)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except dbapi2.OperationalError:
            deadline.check()
            raise

    def fetchmany(self, size: int | None = 1) -> Any:
        try:
            return super().fetchmany(size)
        except dbapi2.OperationalError:
            deadline.check()
            raise

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except dbapi2.OperationalError:
            deadline.check()
            raise

    def _run(self, execute: Any, query: str, params: Any) -> Any:
        if self.wrapper.armed is not None and not statements.controls(query):
            deadline.check()
        alone = not self.connection.in_transaction and statements.writes(query)
        if alone:
            self.wrapper.take_turn()
        try:
            return execute(query, params)
        except dbapi2.OperationalError:
            if self.wrapper.in_atomic_block and not self.connection.in_transaction:
                # SQLite undid the whole transaction with the write it stopped; nothing may follow as if it had not.
                self.wrapper.needs_rollback = True
            deadline.check()
            raise
        finally:
            # With RETURNING such a statement ends when its row is fetched; SQLite's own lock covers that moment.
            if alone and self.wrapper.turns is not None:
                self.wrapper.turns.leave()
