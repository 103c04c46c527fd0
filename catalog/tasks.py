"""Periodic work on the catalog."""

from datetime import timedelta

from catalog import services
from catalog.exchange.previews import forget_previews
from core import clock
from core.work import periodic, task


@periodic(every=timedelta(days=1))
@task()
def lapse_certificates() -> None:
    """Those whose last day was yesterday."""
    services.lapse_certificates()


@periodic(every=timedelta(hours=1))
@task()
def render_waiting_pictures() -> None:
    """Those whose copies were never made, or in a way that is no longer ours."""
    services.render_waiting()


@periodic(every=timedelta(days=1))
@task()
def forget_unshown_pictures() -> None:
    """Those that nothing points at, as of products that were deleted."""
    services.forget_pictures()


@periodic(every=timedelta(days=1))
@task()
def settle_papers() -> None:
    """Permits whose last day was yesterday, and the listings that hung on them or on a requirement that changed."""
    services.lapse_permits()
    services.hide_lapsed(on=clock.today())
    services.show_again()


@periodic(every=timedelta(days=1))
@task()
def notice_expiry() -> None:
    """Certificates, permits, marks and licences that have come within 90, 60 or 30 days of their end."""
    services.notice_expiry()


@periodic(every=timedelta(days=1))
@task()
def forget_unwritten_sheets() -> None:
    """Files that officers previewed and never wrote."""
    forget_previews()
