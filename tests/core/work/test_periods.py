"""Periodic work: one row for each period, however many look."""

import threading
from datetime import timedelta

import pytest

from core import tasks
from core.models import Task
from core.work import periodic, periods
from core.work.periods import Periods
from tests.core.work import jobs

HOUR = timedelta(hours=1)


@pytest.fixture
def hourly():
    return periodic(every=HOUR)(jobs.say)


def slots():
    return [row.slot_at for row in Task.objects.order_by("slot_at")]


def test_each_period_has_one_row_and_the_next_beginning_is_known(db, clock, hourly):
    worker = Periods()
    half_past = clock("2026-03-01T09:30")
    assert worker.enqueue_due() == half_past + timedelta(minutes=30)
    worker.enqueue_due()
    ten = clock("2026-03-01T10:00")
    worker.enqueue_due()
    clock("2026-03-01T10:59:59")
    worker.enqueue_due()
    assert slots() == [ten - HOUR, ten]


def test_a_second_worker_and_one_started_anew_add_nothing(db, clock, hourly):
    clock("2026-03-01T09:30")
    for worker in (Periods(), Periods()):
        worker.enqueue_due()
    assert len(slots()) == 1


def test_periods_without_a_worker_are_left_out(db, clock, hourly):
    worker = Periods()
    clock("2026-03-01T09:30")
    worker.enqueue_due()
    clock("2026-03-03T09:30")
    worker.enqueue_due()
    assert len(slots()) == 2


@pytest.mark.parametrize("workers", [2, 8])
def test_of_many_workers_at_once_one_row_is_written(at_once, hourly, workers, monkeypatch):
    everybody = threading.Barrier(workers)
    monkeypatch.setattr(periods.Task.objects, "filter", lambda **_: Absent(everybody))
    at_once(*[lambda: Periods().enqueue_due()] * workers)
    monkeypatch.undo()
    assert Task.objects.count() == 1


class Absent:
    """Nobody finds the row, and all write together: what is left is the constraint's work."""

    def __init__(self, everybody):
        self.everybody = everybody

    def exists(self):
        self.everybody.wait()
        return False


def test_a_daily_task_comes_at_midnight_in_vietnam(db, clock):
    periodic(every=timedelta(days=1))(jobs.say)
    midnight = clock("2026-03-01T00:00")
    clock("2026-03-01T23:59")
    assert Periods().enqueue_due() == midnight + timedelta(days=1)
    assert slots() == [midnight]


@pytest.mark.parametrize("every", [timedelta(0), timedelta(milliseconds=1), timedelta(days=2), -HOUR])
def test_a_period_lasts_from_a_second_to_a_day(every):
    with pytest.raises(ValueError, match="period"):
        periodic(every=every)


def test_core_forgets_old_keys_and_done_tasks_by_itself(db):
    tasks.forget_old_keys.call()
    tasks.forget_done_tasks.call()
