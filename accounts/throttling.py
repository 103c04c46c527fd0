"""How fast passwords may be guessed: at first freely, then twice as slowly with each wrong one.

Counted by account and address, so that a stranger cannot lock a person out, and by account alone with more room, so
that many addresses cannot share the work. Never by address alone: a storefront's server signs in all of its shoppers
from one. An attempt counts before its password is looked at, so guesses in parallel gain nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.errors import SignInDelayed
from accounts.managers import fold_email
from accounts.models import SignInFailures
from core import clock

FREE_FROM_ADDRESS = 5
FREE_IN_ALL = 50
LONGEST = timedelta(hours=1)
FORGOTTEN = timedelta(days=1)


def _keys(email: str, address: str) -> dict[str, int]:
    """Key of a row -> how many wrong passwords it gives away."""
    account = fold_email(email)
    return {
        salted_hmac("accounts.throttling", f"{account}\n{address}").hexdigest(): FREE_FROM_ADDRESS,
        salted_hmac("accounts.throttling", account).hexdigest(): FREE_IN_ALL,
    }


def _delay(failures: int, free: int) -> timedelta:
    if failures < free:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - free, 20)), LONGEST)


@transaction.atomic
def count_attempt(email: str, address: str) -> None:
    """Count an attempt to sign in as a failure until it succeeds. Raises SignInDelayed."""
    now = clock.now()
    keys = _keys(email, address)
    for key in sorted(keys):
        SignInFailures.objects.get_or_create(key=key, defaults={"failures": 0, "last_at": now})
    rows = list(SignInFailures.objects.select_for_update().filter(key__in=keys).order_by("key"))
    for row in rows:
        if row.last_at + FORGOTTEN <= now:
            row.failures = 0
        wait = row.last_at + _delay(row.failures, keys[row.key]) - now
        if wait > timedelta():
            raise SignInDelayed(seconds=-(-wait // timedelta(seconds=1)))
    for row in rows:
        row.failures += 1
        row.last_at = now
        row.save(update_fields=["failures", "last_at"])


@transaction.atomic
def forgive(email: str, address: str) -> None:
    """The password was right: this address starts afresh, and the account is one attempt better."""
    for key, free in _keys(email, address).items():
        rows = SignInFailures.objects.filter(key=key)
        if free == FREE_FROM_ADDRESS:
            rows.delete()
        else:
            rows.filter(failures__gt=0).update(failures=F("failures") - 1)


def forget_old_failures() -> int:
    """Delete rows that count for nothing any more; how many."""
    deleted, _ = SignInFailures.objects.filter(last_at__lte=clock.now() - FORGOTTEN).delete()
    return deleted
