"""The table of tasks as a queue: claim, keep, finish. Every write says which run of the task it speaks for, so that a
worker that was thought lost cannot finish a run that has since been given to another."""

import random
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, QuerySet

from core import clock
from core.models import Task, TaskState

FIRST_RETRY = timedelta(seconds=10)
LONGEST_RETRY = timedelta(hours=1)
ERROR_LENGTH = 8000
LOST = "The worker was lost in the middle of the last run allowed."


def next_due() -> datetime | None:
    """When something will want a worker; in the past if it does now. Two reads of an index."""
    ready = Task.objects.filter(state=TaskState.READY).aggregate(at=Min("due_at"))["at"]
    lost = Task.objects.filter(state=TaskState.RUNNING).aggregate(at=Min("lease_until"))["at"]
    return min((at for at in (ready, lost) if at is not None), default=None)


def claim(worker: str, lease: timedelta) -> Task | None:
    """Give the worker one task that nobody else runs, until the lease ends; a lost worker's before a new one."""
    while True:
        with transaction.atomic():
            row = _lost() or _ready()
            if row is None:
                return None
            if row.attempts < row.max_attempts:
                if _begin(row, worker, lease):
                    return row
            else:
                _end(row, state=TaskState.DEAD, last_error=LOST, finished_at=clock.now())


def extend(row: Task, lease: timedelta) -> bool:
    """Keep the run for another lease; False if it is another worker's by now."""
    return bool(_run(row).update(lease_until=clock.now() + lease))


def succeed(row: Task) -> bool:
    """Note that the run did its work; False if the run is no longer this worker's."""
    return _end(row, state=TaskState.DONE, finished_at=clock.now(), last_error="")


def fail(row: Task, error: str) -> bool:
    """Note that the run failed: to be tried again later or, its runs used up, dead."""
    error = error[-ERROR_LENGTH:].replace("\x00", "�")
    if row.attempts >= row.max_attempts:
        return _end(row, state=TaskState.DEAD, finished_at=clock.now(), last_error=error)
    return _end(row, state=TaskState.READY, due_at=clock.now() + pause_after(row.attempts), last_error=error)


def pause_after(attempts: int) -> timedelta:
    """Twice as long after each failure, and by chance up to half as long again, so that many do not come at once."""
    doublings: int = 2 ** min(attempts - 1, 20)
    return min(FIRST_RETRY * doublings, LONGEST_RETRY) * random.uniform(1, 1.5)  # noqa: S311  nothing secret


def _lost() -> Task | None:
    lost = Task.objects.filter(state=TaskState.RUNNING, lease_until__lte=clock.now())
    return lost.select_for_update(skip_locked=True).order_by("lease_until").first()


def _ready() -> Task | None:
    ready = Task.objects.filter(state=TaskState.READY, due_at__lte=clock.now())
    return ready.select_for_update(skip_locked=True).order_by("due_at").first()


def _begin(row: Task, worker: str, lease: timedelta) -> bool:
    """The conditional UPDATE is the guard; the lock before it only keeps two workers from picking one row."""
    before = Task.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts, lease_until=row.lease_until)
    row.state, row.worker, row.attempts = TaskState.RUNNING, worker, row.attempts + 1
    row.lease_until = clock.now() + lease
    return bool(before.update(state=row.state, worker=row.worker, attempts=row.attempts, lease_until=row.lease_until))


def _run(row: Task) -> QuerySet[Task]:
    return Task.objects.filter(pk=row.pk, state=TaskState.RUNNING, worker=row.worker, attempts=row.attempts)


def _end(row: Task, **values: object) -> bool:
    return bool(_run(row).update(lease_until=None, **values))
