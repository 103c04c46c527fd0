"""Done once, however often it is asked and by how many at a time."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction

from core import idempotency
from core.errors import ActorRequired, DomainError
from core.idempotency import KeyInvalid, KeyReused, once
from core.models import Once, Transition


class Work:
    """Writes a row, counts its runs and answers."""

    def __init__(self, answer=None, error=None):
        self.runs, self.answer, self.error = 0, answer, error

    def __call__(self):
        self.runs += 1
        Transition.objects.create(kind="test", object_id=self.runs, to_state="done", actor_role="system")
        if self.error:
            raise self.error
        return self.answer


def ask(run, actor="user:1", operation="orderCreate", key="k", payload=None):
    return once(actor=actor, operation=operation, key=key, payload=payload or {"quantity": 2}, run=run)


def test_the_second_time_gives_the_first_answer_and_does_nothing(db):
    work = Work({"order": 7, "lines": [1, "đũa", None, True]})
    answers = [ask(work), ask(work), ask(work)]
    assert answers == [{"order": 7, "lines": [1, "đũa", None, True]}] * 3
    assert (work.runs, Transition.objects.count()) == (1, 1)


def test_an_answer_of_nothing_is_an_answer(db):
    work = Work(None)
    assert [ask(work), ask(work)] == [None, None]
    assert work.runs == 1


def test_the_answer_has_one_shape_the_first_time_and_later(db):
    work = Work({"pair": (1, 2), 5: timedelta(hours=1)})
    assert ask(work) == ask(work) == {"pair": [1, 2], "5": "P0DT01H00M00S"}


def test_the_order_of_the_payloads_fields_does_not_matter(db):
    work = Work(1)
    ask(work, payload={"a": 1, "b": {"c": 2, "d": 3}})
    ask(work, payload={"b": {"d": 3, "c": 2}, "a": 1})
    assert work.runs == 1


def test_the_key_for_something_else_is_refused_and_changes_nothing(db):
    work = Work(1)
    ask(work)
    with pytest.raises(KeyReused):
        ask(work, payload={"quantity": 3})
    assert work.runs == 1


@pytest.mark.parametrize("other", [{"actor": "user:2"}, {"operation": "orderCancel"}, {"key": "K"}])
def test_keys_are_the_actors_and_the_operations_own(db, other):
    work = Work(1)
    ask(work)
    ask(work, **other)
    assert work.runs == 2


@pytest.mark.parametrize("error", [DomainError("Hết hàng."), ZeroDivisionError()])
def test_what_fails_leaves_neither_work_nor_claim_and_may_be_tried_again(db, error):
    with pytest.raises(type(error)):
        ask(Work(error=error))
    assert (Once.objects.count(), Transition.objects.count()) == (0, 0)
    assert ask(Work(5)) == 5


def test_a_transaction_rolled_back_around_it_takes_the_claim_along(transactional_db):
    def order():
        ask(Work(1))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        order()
    second = Work(2)
    assert ask(second) == 2


@pytest.mark.parametrize("key", ["", "k" * 201, "a\x00b"])
def test_a_key_that_is_none_is_refused(db, key):
    with pytest.raises(KeyInvalid):
        ask(Work(1), key=key)


def test_nobody_is_refused(db):
    with pytest.raises(ActorRequired):
        ask(Work(1), actor="")


def test_the_request_itself_is_not_kept(db):
    ask(Work(1), payload={"phone": "0912345678"})
    assert "0912345678" not in str(Once.objects.values().get())


@pytest.mark.parametrize("askers", [2, 8])
def test_of_many_at_once_one_does_it_and_all_get_its_answer(at_once, askers):
    count, lock = [], threading.Lock()

    def run():
        with lock:
            count.append(1)
        work = Work({"by": threading.get_ident()})
        return work()

    answers = at_once(*[lambda: ask(run)] * askers)
    assert len(count) == 1
    assert all(answer == answers[0] for answer in answers)
    assert Transition.objects.count() == 1


def test_of_two_at_once_with_other_payloads_one_is_refused(at_once):
    answers = at_once(*[lambda n=n: ask(Work(n), payload={"n": n}) for n in (1, 2)])
    assert [type(answer) for answer in answers].count(KeyReused) == 1
    assert Transition.objects.count() == 1


def test_when_the_first_of_two_fails_the_second_does_it(at_once):
    fails = iter([ZeroDivisionError(), None])

    def run():
        return Work(1, error=next(fails))()

    answers = at_once(*[lambda: ask(run)] * 2)
    assert sorted(str(answer) for answer in answers) == ["", "1"]
    assert Transition.objects.count() == 1


def test_without_the_ledger_all_of_them_do_it(at_once):
    """The negative control of the race: look for the row, then write, as one would without a claim."""
    everybody = threading.Barrier(4)

    def naive():
        found = Once.objects.filter(key="k").exists()
        everybody.wait()
        if not found:
            Work(1)()

    at_once(*[naive] * 4)
    assert Transition.objects.count() == 4


def test_old_keys_are_forgotten_and_young_ones_kept(db, clock):
    clock("2026-01-01T00:00")
    ask(Work(1), key="old")
    clock("2026-01-20T00:00")
    ask(Work(1), key="young")
    clock("2026-01-31T00:01")
    assert idempotency.forget_old() == 1
    assert [row.key for row in Once.objects.all()] == ["young"]
