"""Periodic work on the catalog."""

from datetime import timedelta

from catalog import services
from core.work import periodic, task


@periodic(every=timedelta(days=1))
@task()
def lapse_certificates() -> None:
    """Those whose last day was yesterday."""
    services.lapse_certificates()
