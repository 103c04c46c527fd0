"""The TASKS backend: `enqueue` writes a row of core.models.Task."""

from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task as Function
from django_tasks.base import TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError
from django_tasks.utils import normalize_json

from core import clock
from core.models import Task

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTask(Function[P, T]):
    """django-tasks' task, with how often it may be tried."""

    max_attempts: int = 8
    """Runs before it is given up; eight reach over about twenty minutes."""

    def __post_init__(self) -> None:
        super(WorkTask, self).__post_init__()  # slots make a second class, which a bare super() would miss
        if not 1 <= self.max_attempts <= 100:
            raise InvalidTaskError("max_attempts must be from 1 to 100.")


class TableBackend(BaseTaskBackend):
    """Settings: TASKS = {"default": {"BACKEND": "core.work.backend.TableBackend"}}."""

    task_class = WorkTask
    supports_defer = True

    def enqueue(self, task: Function[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Write the row in the caller's transaction; arguments must be plain JSON."""
        now = clock.now()
        row = Task.objects.create(
            name=task.module_path,
            arguments=normalize_json({"args": list(args), "kwargs": kwargs}),
            due_at=task.run_after or now,
            max_attempts=getattr(task, "max_attempts"),  # noqa: B009  every task here is a WorkTask
            enqueued_at=now,
        )
        return TaskResult(
            task=task,
            id=str(row.pk),
            status=TaskResultStatus.READY,
            enqueued_at=now,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=row.arguments["args"],
            kwargs=row.arguments["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
