"""The one connection of a process that hears of what other processes write.

It is none of the pool's, and stays open. PgBouncer in transaction mode does not carry notifications: DATABASE_URL names
the server itself, or a pooler in session mode.
"""

import logging
import os
import select
import threading
from collections.abc import Callable
from itertools import count
from typing import Any

import psycopg

logger = logging.getLogger(__name__)

CHANNEL = "core_watched"
NOTIFY = f"NOTIFY {CHANNEL}"
# A server or network that is gone without a word is noticed after about five seconds, and not in two hours.
KEEPALIVE = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 3, "tcp_user_timeout": 5000}
CONNECT_WITHIN_S = 5
RETRY_AFTER_MS = 1000

# Never the same number twice in a process, whichever listener takes it; next() is atomic.
_marks = count(1)


class Listener:
    """Connects in a thread of its own, again whenever the connection is lost, and ends with the process."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.params = {**params, **KEEPALIVE, "connect_timeout": CONNECT_WITHIN_S}
        self.listening = False
        self.latest = next(_marks)
        self.stopped = False
        self.bell = os.eventfd(0)
        self.thread = threading.Thread(target=self._run, name="database-listener", daemon=True)
        self.thread.start()

    @property
    def mark(self) -> int | None:
        """Another number after each write that was heard of; None while nothing can be heard."""
        return self.latest if self.listening else None

    def turn(self) -> None:
        """Something was written. May be called by any thread: a number that was overtaken was nobody's mark before."""
        self.latest = next(_marks)

    def stop(self) -> None:
        """Close the connection and end the thread."""
        self.stopped = True
        os.eventfd_write(self.bell, 1)
        self.thread.join()
        os.close(self.bell)

    def _run(self) -> None:
        while not self.stopped:
            try:
                with psycopg.connect(**self.params, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._listen(connection)
            except psycopg.Error as error:
                logger.warning("The database's notifications cannot be heard: %s", error)
                self._poll(RETRY_AFTER_MS)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        """Returns once stopped. Raises OperationalError when the connection is lost."""
        server = connection.pgconn
        # In this order: what was read before LISTEN is nobody's knowledge any more.
        self.turn()
        self.listening = True
        try:
            while not self.stopped:
                self._poll(None, server.socket)
                server.consume_input()
                while server.notifies():
                    self.turn()
        finally:
            self.listening = False

    def _poll(self, timeout_ms: int | None, *files: int) -> None:
        """Wait for one of the files, or to be stopped."""
        events = select.poll()
        for file in (self.bell, *files):
            events.register(file, select.POLLIN)
        events.poll(timeout_ms)


_listeners: dict[str, Listener] = {}
_starting = threading.Lock()


def _after_fork() -> None:
    """A child has neither the thread nor a right to the connection; its first question starts its own."""
    global _starting  # noqa: PLW0603 - the parent may have held it
    _listeners.clear()
    _starting = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)


def mark(alias: str, params: Callable[[], dict[str, Any]]) -> int | None:
    """The mark of this process's listener to a database, which is started by the first question."""
    listener = _listeners.get(alias)
    if listener is None:
        with _starting:
            listener = _listeners.get(alias)
            if listener is None:
                listener = _listeners[alias] = Listener(params())
    return listener.mark


def turn(alias: str) -> None:
    """This process has written; does nothing if it never asked for a mark."""
    if listener := _listeners.get(alias):
        listener.turn()


def stop(alias: str) -> None:
    """Until somebody asks again."""
    if listener := _listeners.pop(alias, None):
        listener.stop()
