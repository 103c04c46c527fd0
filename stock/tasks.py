"""Periodic work on the shelves."""

from datetime import timedelta

from core.work import periodic, task
from stock import services


@periodic(every=timedelta(minutes=1))
@task()
def expire_reservations() -> None:
    """Those whose time is over."""
    services.expire()


@periodic(every=timedelta(minutes=15))
@task()
def renew_alerts() -> None:
    """What has become too little, too old or wrong since, and what is over."""
    services.renew_alerts()
