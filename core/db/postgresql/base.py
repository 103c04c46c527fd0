"""The backend named by ENGINE = "core.db.postgresql": Django's own, with each statement bounded by core.db.deadline."""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from core.db import deadline, statements


class DatabaseWrapper(base.DatabaseWrapper):
    """The session's statement_timeout (settings) holds for every statement. Once a deadline is nearer than half of it,
    each statement is given the time that is left: an ordinary request pays no extra round trip, and none outlasts its
    limit by more than half the statement timeout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shortened = False
        self.execute_wrappers.append(self._bounded)

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
