"""The queue hands each task to one worker, and takes the word of nobody else about it."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core import clock as core_clock
from core.models import Task, TaskState
from core.work import queue
from tests.core.work import jobs

LEASE = timedelta(seconds=60)


def test_a_task_is_written_in_the_transaction_that_asks_for_it(transactional_db):
    def order():
        jobs.say.enqueue("notes", "never")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        order()
    assert not Task.objects.exists()
    with transaction.atomic():
        jobs.say.enqueue("notes", text="once")
    assert [(row.name, row.arguments) for row in Task.objects.all()] == [
        ("tests.core.work.jobs.say", {"args": ["notes"], "kwargs": {"text": "once"}})
    ]


def test_arguments_are_plain_json(db):
    with pytest.raises(TypeError):
        jobs.say.enqueue("notes", object())
    assert not Task.objects.exists()


def test_what_has_been_due_longest_goes_first(db, clock):
    now = clock("2026-03-01T09:00")
    jobs.say.using(run_after=now - timedelta(hours=1)).enqueue("p", "second")
    jobs.say.using(run_after=now - timedelta(hours=2)).enqueue("p", "first")
    jobs.say.enqueue("p", "third")
    jobs.say.using(run_after=now + timedelta(seconds=1)).enqueue("p", "later")
    order = [row.arguments["args"][1] for row in iter(lambda: queue.claim("w", LEASE), None)]
    assert order == ["first", "second", "third"]
    assert queue.next_due() == now + timedelta(seconds=1)


@pytest.mark.parametrize(("tasks", "claims"), [(1, 2), (4, 4), (4, 16)])
def test_no_two_workers_claim_one_task(at_once, tasks, claims):
    for number in range(tasks):
        jobs.say.enqueue("p", str(number))
    claimed = at_once(*[lambda n=n: queue.claim(f"w{n}", LEASE) for n in range(claims)])
    keys = [row.pk for row in claimed if row is not None]
    assert sorted(keys) == sorted(Task.objects.values_list("pk", flat=True))


def test_without_the_condition_two_workers_claim_one_task(at_once):
    """The negative control of the race: pick a row, then take it, as a runner without a guard does."""
    jobs.say.enqueue("p", "1")
    everybody = threading.Barrier(4)

    def naive():
        row = Task.objects.filter(state=TaskState.READY).first()
        everybody.wait()
        return Task.objects.filter(pk=row.pk).update(worker="me")

    assert at_once(*[naive] * 4) == [1, 1, 1, 1]


def test_a_lost_workers_task_goes_to_another_and_only_once_its_lease_is_over(db, clock):
    clock("2026-03-01T09:00")
    jobs.say.enqueue("p", "1")
    lost = queue.claim("lost", LEASE)
    clock("2026-03-01T09:00:59")
    assert queue.claim("other", LEASE) is None
    clock("2026-03-01T09:01")
    found = queue.claim("other", LEASE)
    assert (found.pk, found.worker, found.attempts) == (lost.pk, "other", 2)


@pytest.mark.parametrize(
    "word", [queue.succeed, lambda row: queue.fail(row, "x"), lambda row: queue.extend(row, LEASE)]
)
def test_a_worker_thought_lost_has_no_say_any_more(db, clock, word):
    clock("2026-03-01T09:00")
    jobs.say.enqueue("p", "1")
    lost = queue.claim("w", LEASE)
    clock("2026-03-01T09:02")
    kept = queue.claim("w", LEASE)
    before = Task.objects.values().get()
    assert word(lost) is False
    assert Task.objects.values().get() == before
    assert word(kept) is True


def test_a_lease_can_be_extended(db, clock):
    clock("2026-03-01T09:00")
    jobs.say.enqueue("p", "1")
    row = queue.claim("w", LEASE)
    clock("2026-03-01T09:00:50")
    assert queue.extend(row, LEASE)
    clock("2026-03-01T09:01:30")
    assert queue.claim("other", LEASE) is None


@pytest.mark.parametrize(
    ("attempts", "least", "most"), [(1, 10, 15), (2, 20, 30), (5, 160, 240), (10, 3600, 5400), (100, 3600, 5400)]
)
def test_pauses_double_to_an_hour_and_are_not_all_alike(attempts, least, most):
    pauses = {queue.pause_after(attempts).total_seconds() for _ in range(50)}
    assert least <= min(pauses) < max(pauses) <= most


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "running"}, "core_task_lease_only_while_running"),
        ({"lease_until": core_clock.now()}, "core_task_lease_only_while_running"),
        ({"attempts": 9}, "core_task_attempts_within_allowed"),
    ],
)
def test_the_database_refuses_a_row_that_cannot_be(db, change, constraint):
    jobs.say.enqueue("p", "1")
    with pytest.raises(IntegrityError, match=constraint):
        Task.objects.update(**change)
