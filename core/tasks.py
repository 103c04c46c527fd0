"""Core's own periodic work."""

from datetime import timedelta

from core import files, idempotency
from core.files import forgetting
from core.work import periodic, task, upkeep


@periodic(every=timedelta(hours=1))
@task()
def forget_old_keys() -> None:
    """Idempotency keys past their time."""
    idempotency.forget_old()


@periodic(every=timedelta(hours=1))
@task()
def forget_done_tasks() -> None:
    """Tasks done long ago."""
    upkeep.forget_done()


@periodic(every=timedelta(days=1))
@task()
def sweep_files() -> None:
    """Files whose transaction was rolled back."""
    forgetting.sweep(files.PUBLIC, f"{files.PICTURES}/")
    forgetting.sweep(files.PRIVATE)
