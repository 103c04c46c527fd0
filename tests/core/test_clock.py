"""One clock, and nobody who asks the time elsewhere."""

import re
import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from core import clock
from tests.test_style import WRITTEN, name

OTHER_CLOCKS = re.compile(
    r"\btimezone\.(?:now|localdate|localtime)\b|\bdatetime\.(?:now|utcnow|today)\b|\bdate\.today\b|\btime\.time\b|\bauto_now"
)


def test_now_is_aware_and_runs():
    first = clock.now()
    assert first.utcoffset() == timedelta(0)
    assert timedelta(0) <= clock.now() - first < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 1, 16, 59, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 17, 0, 0, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_the_day_changes_at_midnight_in_vietnam(instant, day):
    with clock.frozen(instant):
        assert clock.today() == day


def test_frozen_nests_and_ends():
    outer, inner = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=clock.VIETNAM)
    with clock.frozen(outer):
        with clock.frozen(inner):
            assert clock.now() == inner
            assert clock.now().tzinfo is UTC
        assert clock.now() == outer
    assert clock.now() > outer


def test_a_frozen_thread_freezes_no_other():
    seen = []
    with clock.frozen(datetime(2000, 1, 1, tzinfo=UTC)):
        other = threading.Thread(target=lambda: seen.append(clock.now().year))
        other.start()
        other.join()
    assert seen[0] > 2000


@pytest.mark.parametrize("ask", [clock.day_of, lambda at: clock.frozen(at).__enter__()])
def test_an_instant_without_a_zone_is_refused(ask):
    with pytest.raises(ValueError, match="time zone"):
        ask(datetime(2026, 1, 1))  # noqa: DTZ001  the very thing refused


def test_nothing_else_in_the_project_asks_for_the_time():
    product = [path for path in WRITTEN if not name(path).startswith(("tests/", "benchmarks/"))]
    askers = {name(path) for path in product if OTHER_CLOCKS.search(path.read_text(encoding="utf-8"))}
    assert askers == {"core/clock.py"}
