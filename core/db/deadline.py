"""A bound on what one request may spend in the database.

    with deadline(10) as limit:
        answer(request)

Inside, a statement still running when the time is up is stopped, and every later one is refused at once; both raise
DeadlineExceeded. Whoever turns errors into answers (the GraphQL executor) asks `limit.expired` afterwards; Python that
runs long without a statement calls `check()`. The two backends of core.db read the limit, here is only its bookkeeping.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext_lazy as _

from core.errors import CoreErrorCode, DomainError


class DeadlineExceeded(DomainError):
    """The request used up its time in the database."""

    code = CoreErrorCode.DEADLINE_EXCEEDED

    def __init__(self) -> None:
        super().__init__(_("Yêu cầu này mất quá nhiều thời gian. Bạn thử lại với ít dữ liệu hơn nhé."))


class Limit:
    """An instant of the monotonic clock."""

    def __init__(self, ends_at: float) -> None:
        self.ends_at = ends_at

    @property
    def remaining_s(self) -> float:
        """Seconds left, zero once over."""
        return max(0.0, self.ends_at - time.monotonic())

    @property
    def expired(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.ends_at


_limit: ContextVar[Limit | None] = ContextVar("deadline", default=None)


def current() -> Limit | None:
    """The limit this thread works under, if any."""
    return _limit.get()


def check() -> None:
    """Raise DeadlineExceeded if the request's time is up."""
    limit = _limit.get()
    if limit is not None and limit.expired:
        raise DeadlineExceeded


@contextmanager
def deadline(seconds: float) -> Iterator[Limit]:
    """Bound every statement of this thread until the block ends; inside another deadline, the earlier one holds."""
    outer = _limit.get()
    ends_at = time.monotonic() + seconds
    limit = Limit(ends_at if outer is None else min(ends_at, outer.ends_at))
    token = _limit.set(limit)
    try:
        yield limit
    finally:
        _limit.reset(token)
