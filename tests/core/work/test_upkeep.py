"""Tasks that have ended: the dead are tried again by a person, the done are forgotten."""

import pytest

from core.models import Task, TaskState, Transition
from core.work import upkeep
from core.work.upkeep import TaskNotDead
from tests.core.work import jobs


@pytest.fixture
def dead(db, drain, path):
    jobs.fail.enqueue(path)
    Task.objects.update(max_attempts=1)
    drain()
    return Task.objects.get()


def test_a_dead_task_gets_its_runs_anew_and_it_is_written_who_said_so(dead, drain, path):
    upkeep.try_again(task_id=dead.pk, actor_id=4, actor_role="officer")
    revived = Task.objects.get()
    assert (revived.state, revived.attempts, revived.finished_at) == (TaskState.READY, 0, None)
    assert [(row.object_id, row.from_state, row.to_state, row.actor_id) for row in Transition.objects.all()] == [
        (dead.pk, "dead", "ready", 4)
    ]
    assert drain() == 1
    assert jobs.notes(path) == ["tried", "tried"]


@pytest.mark.parametrize("state", [TaskState.READY, TaskState.DONE])
def test_a_task_that_is_not_dead_is_refused_and_left_alone(dead, state):
    Task.objects.update(state=state)
    with pytest.raises(TaskNotDead):
        upkeep.try_again(task_id=dead.pk, actor_id=4, actor_role="officer")
    assert Task.objects.get().state == state
    assert not Transition.objects.exists()


def test_of_two_officers_at_once_one_revives_it(at_once, path):
    row = Task.objects.create(name="x", state=TaskState.DEAD, due_at="2026-01-01T00:00Z", max_attempts=1)
    answers = at_once(*[lambda: upkeep.try_again(task_id=row.pk, actor_id=4, actor_role="officer")] * 4)
    assert [isinstance(answer, TaskNotDead) for answer in answers].count(True) == 3
    assert Transition.objects.count() == 1


def test_done_tasks_are_forgotten_after_a_week_and_dead_ones_are_not(dead, drain, path, clock):
    jobs.say.enqueue(path, "done")
    drain()
    finished = Task.objects.get(state=TaskState.DONE).finished_at
    clock((finished + upkeep.DONE_KEPT_FOR).isoformat())
    assert upkeep.forget_done() == 0
    clock("2030-01-01T00:00")
    assert upkeep.forget_done() == 1
    assert [row.state for row in Task.objects.all()] == [TaskState.DEAD]
