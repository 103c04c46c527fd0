"""`manage.py work` in processes of its own: killed, stopped, and two at a time."""

import signal

import pytest
from django.core.management import CommandError, call_command

from core.models import Task, TaskState
from tests.core.work import jobs
from tests.core.work.conftest import until


def states():
    return list(Task.objects.filter(slot_at=None).order_by("pk").values_list("state", "attempts"))


def test_a_task_whose_worker_is_killed_is_run_once_more(workers, path, until_noted):
    jobs.take_long.enqueue(path, 1)
    victim = workers(lease=1)
    until_noted("long began")
    victim.send_signal(signal.SIGKILL)
    workers(lease=1)
    until_noted("long ended")
    until(lambda: states() == [(TaskState.DONE, 2)])
    assert jobs.notes(path) == ["long began", "long began", "long ended"]


def test_a_task_that_outlasts_its_lease_is_kept_by_its_worker(workers, path, until_noted):
    jobs.take_long.enqueue(path, 4)
    workers(lease=1)
    until_noted("long began")
    workers(lease=1)
    until(lambda: states() == [(TaskState.DONE, 1)])
    assert jobs.notes(path) == ["long began", "long ended"]


def test_a_task_that_kills_every_worker_is_given_up(workers, path):
    jobs.kill_the_worker.enqueue(path)
    for _ in range(2):
        assert workers(lease=0.5).wait(20) == -signal.SIGKILL
    workers(lease=0.5)
    until(lambda: states() == [(TaskState.DEAD, 2)])
    assert jobs.notes(path) == ["tried", "tried"]
    assert "lost" in Task.objects.get(slot_at=None).last_error


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_finishes_its_task_and_takes_no_other(workers, path, until_noted, number):
    jobs.take_long.enqueue(path, 1)
    jobs.say.enqueue(path, "not yet")
    worker = workers()
    until_noted("long began")
    worker.send_signal(number)
    assert worker.wait(20) == 0
    assert jobs.notes(path) == ["long began", "long ended"]
    assert states() == [(TaskState.DONE, 1), (TaskState.READY, 0)]


@pytest.mark.parametrize("lease", ["0", "-1", "nan", "1e9"])
def test_a_lease_that_is_none_is_refused(lease):
    with pytest.raises(CommandError, match="lease"):
        call_command("work", f"--lease={lease}")


def test_an_idle_worker_stops_at_once(workers):
    worker = workers()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(3) == 0


def test_two_workers_run_each_task_once(workers, path):
    for number in range(60):
        jobs.take_long.enqueue(path, 0.1, str(number))
    workers()
    workers()
    until(lambda: set(states()) == {(TaskState.DONE, 1)})
    began = [line.split()[0] for line in jobs.notes(path) if line.endswith("began")]
    assert sorted(began, key=int) == [str(number) for number in range(60)]
    assert len(set(Task.objects.filter(slot_at=None).values_list("worker", flat=True))) == 2


def test_two_workers_make_one_row_for_each_period(workers):
    workers()
    workers()
    until(lambda: Task.objects.exclude(slot_at=None).filter(state=TaskState.DONE).count() >= 2)
    rows = list(Task.objects.exclude(slot_at=None).values_list("name", "slot_at"))
    assert len(rows) == len(set(rows))
    assert {name for name, _ in rows} >= {"core.tasks.forget_old_keys", "core.tasks.forget_done_tasks"}
