"""Telling of ends that come near."""

from django.db import transaction

from catalog import selectors
from catalog.models import ExpiryNotice
from core import clock


@transaction.atomic
def notice_expiry() -> int:
    """Note every paper that has come within 90, 60 or 30 days of its end since the last time; how many are new.

    A paper is noted once in each band, however often this runs, and anew under another end.
    """
    today, now = clock.today(), clock.now()
    near = {(one.paper.value, one.id, one.last_day, one.band) for one in selectors.expiring(today)}
    columns = ("paper", "object_id", "last_day", "band")
    known = set(ExpiryNotice.objects.filter(last_day__gte=today).values_list(*columns))
    fresh = sorted(near - known)
    ExpiryNotice.objects.bulk_create(
        (ExpiryNotice(**dict(zip(columns, one, strict=True)), noticed_at=now) for one in fresh), ignore_conflicts=True
    )
    return len(fresh)
