"""Periodic work on the shelves."""

from datetime import timedelta

from core.work import periodic, task
from stock import services


@periodic(every=timedelta(minutes=1))
@task()
def expire_reservations() -> None:
    """Those whose time is over."""
    services.expire()
