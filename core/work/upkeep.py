"""What is done with tasks that have ended: the dead are tried again by an officer, the done are forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock, transitions
from core.errors import CoreErrorCode, DomainError
from core.models import Task, TaskState

# More than the longest period (core.work.periods), whose row must outlast it.
DONE_KEPT_FOR = timedelta(days=7)


class TaskNotDead(DomainError):
    """Only a task that was given up can be tried again."""

    code = CoreErrorCode.TASK_NOT_DEAD

    def __init__(self) -> None:
        super().__init__(_("Việc này chưa bị bỏ cuộc nên không cần làm lại."))


@transaction.atomic
def try_again(*, task_id: int, actor_id: int | None, actor_role: str) -> None:
    """Give a dead task all its runs anew, from now. Raises TaskNotDead, also for a task that is gone."""
    revived = Task.objects.filter(pk=task_id, state=TaskState.DEAD).update(
        state=TaskState.READY, attempts=0, due_at=clock.now(), finished_at=None
    )
    if not revived:
        raise TaskNotDead
    transitions.record(
        Task(pk=task_id), before=TaskState.DEAD, after=TaskState.READY, actor_id=actor_id, actor_role=actor_role
    )


def forget_done() -> int:
    """Delete tasks done longer than DONE_KEPT_FOR ago; the dead stay until somebody has looked. How many."""
    deleted, _by_model = Task.objects.filter(state=TaskState.DONE, finished_at__lt=clock.now() - DONE_KEPT_FOR).delete()
    return deleted
