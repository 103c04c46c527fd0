"""The one clock. Nothing else in the shop asks for the time, so that a test can set it and a rule can be dated.

`frozen` sets the time for the thread (or task) that calls it and for nobody else; a thread started inside begins on
the running clock, unless it is given the context.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The country has one zone and no summer time; every day a law or a decision names is a day here.
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in Vietnam."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The day an aware instant falls on in Vietnam; a naive one is refused with ValueError."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(VIETNAM).date()


def midnight_after(day: date) -> datetime:
    """The instant at which the next day begins in Vietnam."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=VIETNAM)


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Stop the clock at an aware instant until the block ends; a naive one is refused with ValueError."""
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield at
    finally:
        _frozen.reset(token)
