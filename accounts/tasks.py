"""Periodic work on accounts."""

from datetime import timedelta

from accounts import throttling
from core.work import periodic, task


@periodic(every=timedelta(hours=6))
@task()
def forget_old_failures() -> None:
    """Wrong passwords of yesterday."""
    throttling.forget_old_failures()
