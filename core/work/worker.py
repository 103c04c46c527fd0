"""The worker: one task at a time, its lease kept by a second thread, its end asked for by SIGTERM."""

import logging
import os
import secrets
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string
from django_tasks.base import Task as Function

from core import clock
from core.models import Task
from core.work import queue
from core.work.periods import Periods

logger = logging.getLogger("core.work")

LEASE = timedelta(seconds=60)
# Between two looks at an empty queue; a task that falls due sooner is taken when it does.
IDLE_S = 1.0


class Worker:
    """Runs what is due until told to stop. `lease` is how long a killed worker's task waits for another."""

    def __init__(self, lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self.stopping = threading.Event()
        self.periods = Periods()

    def stop(self) -> None:
        """Take no further task; the one under way is finished."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped. A database that is away is asked again; its tasks wait in it."""
        with Heart(self.lease) as heart:
            while not self.stopping.is_set():
                try:
                    pause = 0.0 if self.run_one(heart) else self._pause()
                except DatabaseError:
                    logger.exception("The database did not answer.")
                    pause = IDLE_S
                close_old_connections()
                self.stopping.wait(pause)

    def drain(self) -> int:
        """Run everything due, in this thread and on its connection; how many runs."""
        runs = 0
        while self.run_one(Heart(self.lease)):
            runs += 1
        return runs

    def run_one(self, heart: "Heart") -> bool:
        """Run one task that is due, periodic work included; False if there is none."""
        self.periods.enqueue_due()
        due_at = queue.next_due()
        if due_at is None or due_at > clock.now():
            return False
        row = queue.claim(self.name, self.lease)
        if row is not None:
            with heart.beating_for(row):
                self._run(row)
        return row is not None

    def _run(self, row: Task) -> None:
        try:
            function = import_string(row.name)
            if not isinstance(function, Function):
                raise TypeError(f"{row.name} is not a task.")
            function.call(*row.arguments["args"], **row.arguments["kwargs"])
        except Exception as error:  # noqa: BLE001  whatever a task raises is the task's, and the worker lives on
            logger.warning("Task %s failed, run %d of %d: %r", row, row.attempts, row.max_attempts, error)
            kept = queue.fail(row, traceback.format_exc())
        else:
            kept = queue.succeed(row)
        if not kept:
            logger.warning("Task %s ended after its lease was given to another worker.", row)

    def _pause(self) -> float:
        wanted = [at for at in (queue.next_due(), self.periods.enqueue_due()) if at is not None]
        left = [(at - clock.now()).total_seconds() for at in wanted]
        return max(0.0, min([IDLE_S, *left]))


class Heart:
    """Extends the lease of the task under way, three times in each; opens a connection only for a long task."""

    def __init__(self, lease: timedelta) -> None:
        self.lease = lease
        self._row: Task | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._ended.set()
        self._thread.join()

    @contextmanager
    def beating_for(self, row: Task) -> Iterator[None]:
        """Keep the row's lease until the block ends."""
        self._row = row
        try:
            yield
        finally:
            self._row = None

    def _beat(self) -> None:
        while not self._ended.wait(self.lease.total_seconds() / 3):
            row = self._row
            if row is None:
                continue
            try:
                queue.extend(row, self.lease)
            except DatabaseError:
                logger.exception("The lease of %s could not be extended.", row)
            finally:
                connections.close_all()
