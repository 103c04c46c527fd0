"""One worker at its work, in this process."""

import logging

import pytest
from django.db import OperationalError

from core.models import Once, Task, TaskState
from core.work import queue
from core.work.worker import Worker
from tests.core.work import jobs


def test_what_is_due_is_run_and_noted(db, drain, path):
    jobs.say.enqueue(path, "one")
    jobs.say.enqueue(path, text="two")
    assert drain() == 2
    assert jobs.notes(path) == ["one", "two"]
    assert {(row.state, row.attempts, row.lease_until) for row in Task.objects.all()} == {(TaskState.DONE, 1, None)}


def test_a_failing_task_backs_off_and_is_given_up_after_its_last_run(db, drain, path, clock):
    now = clock("2026-03-01T09:00")
    jobs.fail.enqueue(path)
    dues = []
    for _ in range(3):
        assert drain() == 1
        assert drain() == 0  # not before its pause is over
        row = Task.objects.get()
        dues.append((row.due_at - now).total_seconds())
        now = clock(row.due_at.isoformat())
    assert 10 <= dues[0] <= 15
    assert 20 <= dues[1] <= 30
    assert (row.state, row.attempts, row.lease_until) == (TaskState.DEAD, 3, None)
    assert "ValueError: no luck" in row.last_error
    assert jobs.notes(path) == ["tried"] * 3
    clock("2027-01-01T00:00")
    assert drain() == 0


def test_an_error_of_any_length_and_letters_is_kept(db, drain):
    jobs.fail_at_length.enqueue()
    drain()
    error = Task.objects.get().last_error
    assert len(error) == queue.ERROR_LENGTH
    assert "đũa" in error


@pytest.mark.parametrize("name", ["tests.core.work.jobs.no_task", "tests.core.work.jobs.gone", "os.system", "nowhere"])
def test_only_a_task_is_ever_called(db, drain, path, name):
    jobs.fail.enqueue(path)
    Task.objects.update(name=name, max_attempts=1)
    drain()
    assert Task.objects.get().state == TaskState.DEAD
    assert jobs.notes(path) == []


def test_a_task_may_enqueue_another(db, drain):
    jobs.write_row.enqueue("row")
    drain()
    assert Once.objects.get().key == "row"


def test_an_idle_look_reads_two_small_things_and_takes_no_lock(db, drain, django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        drain()
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_a_worker_told_to_stop_takes_no_further_task(db, path):
    jobs.say.enqueue(path, "one")
    worker = Worker()
    worker.stop()
    worker.run()
    assert Task.objects.get().state == TaskState.READY


def test_a_worker_sleeps_no_longer_than_until_the_next_task_is_due(db, clock):
    now = clock("2026-03-01T09:00")
    worker = Worker()
    assert worker._pause() == 1.0
    jobs.say.using(run_after=now.replace(microsecond=250_000)).enqueue("p", "soon")
    assert worker._pause() == 0.25


def test_a_database_that_is_away_is_asked_again(transactional_db, monkeypatch, caplog):
    worker, asked = Worker(), []

    def away(heart):
        asked.append(1)
        if len(asked) == 2:
            worker.stop()
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(worker, "run_one", away)
    monkeypatch.setattr(worker.stopping, "wait", lambda pause: None)
    with caplog.at_level(logging.CRITICAL, "core.work"):
        worker.run()
    assert len(asked) == 2
