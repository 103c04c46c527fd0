"""Work that comes round: one row for each period, however many workers look."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django_tasks.base import Task as Function

from core import clock
from core.models import Task

P = ParamSpec("P")
T = TypeVar("T")

# Periods are counted from a Vietnamese midnight, so a daily task comes at midnight there.
EPOCH = datetime(2000, 1, 1, tzinfo=clock.VIETNAM)
# Done rows are kept longer than this, so a period's row is there for as long as the period lasts.
LONGEST = timedelta(days=1)

_periodic: dict[str, tuple[Function[Any, Any], timedelta]] = {}


def periodic(*, every: timedelta) -> Callable[[Function[P, T]], Function[P, T]]:
    """Enqueue a task without arguments at the beginning of every period, a day at most.

    A period in which no worker lived is left out; one that is under way when a worker starts is not.
    """
    if not timedelta(seconds=1) <= every <= LONGEST:
        raise ValueError("A period lasts from a second to a day; rarer work asks for the day itself.")

    def add(function: Function[P, T]) -> Function[P, T]:
        _periodic[function.module_path] = (function, every)
        return function

    return add


class Periods:
    """What one worker knows of the periods it has already seen to."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def enqueue_due(self) -> datetime | None:
        """Write the rows of the periods that have begun; the instant the next one begins, if there are any."""
        now = clock.now()
        ends = []
        for name, (function, every) in _periodic.items():
            slot_at = EPOCH + (now - EPOCH) // every * every
            ends.append(slot_at + every)
            if self._seen.get(name) != slot_at:
                self._enqueue(name, function, slot_at)
                self._seen[name] = slot_at
        return min(ends, default=None)

    def _enqueue(self, name: str, function: Function[Any, Any], slot_at: datetime) -> None:
        row = Task(
            name=name,
            arguments={"args": [], "kwargs": {}},
            due_at=slot_at,
            slot_at=slot_at,
            max_attempts=getattr(function, "max_attempts"),  # noqa: B009  every task here is a WorkTask
        )
        if not Task.objects.filter(name=name, slot_at=slot_at).exists():
            Task.objects.bulk_create([row], ignore_conflicts=True)
