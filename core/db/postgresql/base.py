"""The backend named by ENGINE = "core.db.postgresql": Django's own, with each statement bounded by core.db.deadline,
a pool that tests its connections seldom, and a mark of what was written for core.db.watched."""

import time
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base, operations
from psycopg_pool import ConnectionPool

from core.db import deadline, statements
from core.db.postgresql import listener

# A connection of the pool that was tested so lately is handed out as it is.
TESTED_FOR_S = 1.0


def check_connection(connection: Any) -> None:
    """Ask the server for a sign of life, a round trip, unless it gave one just now. Raises OperationalError."""
    now = time.monotonic()
    if now - getattr(connection, "tested_at", -TESTED_FOR_S) >= TESTED_FOR_S:
        ConnectionPool.check_connection(connection)
        connection.tested_at = now


class DatabaseOperations(operations.DatabaseOperations):
    """PostgreSQL's, with a flush that tells who watches."""

    def execute_sql_flush(self, sql_list: Any) -> None:
        super().execute_sql_flush([*sql_list, listener.NOTIFY])
        listener.turn(self.connection.alias)


class DatabaseWrapper(base.DatabaseWrapper):
    """The session's statement_timeout (settings) holds for every statement. Once a deadline is nearer than half of it,
    each statement is given the time that is left: an ordinary request pays no extra round trip, and none outlasts its
    limit by more than half the statement timeout."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.announced = False
        self.shortened = False
        self.execute_wrappers += [self._bounded, self._noted]

    @property
    def pool(self) -> Any:
        pool = super().pool
        if pool is not None and pool._check is ConnectionPool.check_connection:
            pool._check = check_connection  # Django names its own where the pool is made
        return pool

    def close_pool(self) -> None:
        """Close whatever the process keeps open between requests."""
        super().close_pool()
        listener.stop(self.alias)

    def mark(self) -> int | None:
        """What core.db.watched compares; None inside a transaction, and while notifications cannot be heard."""
        if self.in_atomic_block or not (self.connection is None or self.autocommit):
            return None
        return listener.mark(self.alias, self.get_connection_params)

    def announce(self) -> None:
        """Notify the other processes when the transaction is committed, and this one's threads at once."""
        with self.cursor() as cursor:
            cursor.execute(listener.NOTIFY)
        self.announced = True

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            # Before anything that runs on commit; also when nobody knows whether the server has committed.
            if self.announced:
                self.announced = False
                listener.turn(self.alias)

    def _bounded(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        limit = deadline.current()
        if limit is None and not self.shortened:
            return execute(sql, params, many, context)
        if isinstance(sql, str) and statements.controls(sql):
            return execute(sql, params, many, context)
        if limit is None:
            self._restore()
            return execute(sql, params, many, context)
        deadline.check()
        self._shorten(limit)
        try:
            return execute(sql, params, many, context)
        except OperationalError:
            deadline.check()
            raise

    def _noted(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """This process knows of its own writes before their notification comes, announced or told by a trigger."""
        answer = execute(sql, params, many, context)
        if isinstance(sql, str) and statements.writes(sql):
            if self.in_atomic_block:
                self.announced = True
            else:
                listener.turn(self.alias)
        return answer

    def _shorten(self, limit: deadline.Limit) -> None:
        left_ms = int(limit.remaining_s * 1000) + 1  # rounded up, or the server would stop it before the limit is over
        session_ms = self.settings_dict["STATEMENT_TIMEOUT_MS"]
        if session_ms == 0 or left_ms * 2 < session_ms:
            self.shortened = True
            self._say(f"SET statement_timeout = {left_ms}")

    def _restore(self) -> None:
        self._say("RESET statement_timeout")
        # Within a transaction it would come back if that is rolled back.
        self.shortened = self.in_atomic_block

    def _say(self, sql: str) -> None:
        with self.wrap_database_errors:
            self.connection.execute(sql)

    def _close(self) -> None:
        if self.shortened and self.connection is not None:
            self.connection.close()  # a pool throws a closed connection away, and with it the short timeout
            self.shortened = False
        super()._close()  # type: ignore[misc]  # Django's own, left out of its stubs
