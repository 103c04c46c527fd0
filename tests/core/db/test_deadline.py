"""A request's time in the database ends, on both databases, and what comes after it works as before."""

import time
from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from core.db.deadline import DeadlineExceeded, check, current, deadline
from core.models import Once

# Minutes of work, a row at a time or before the first row.
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT "
COUNTING = ENDLESS + "count(*) FROM n"
STREAMING = ENDLESS + "i FROM n WHERE i > 300000000"

WRITING = f"""
INSERT INTO core_once (actor, operation, key, payload_sha256, created_at)
{ENDLESS} 'a', 'o', CAST(count(*) AS varchar(9)), '', CURRENT_TIMESTAMP FROM n
RETURNING id
"""


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def insert(key):
    return Once.objects.create(actor="user:1", operation="o", key=key, payload_sha256="")


@pytest.mark.parametrize("sql", [COUNTING, STREAMING])
def test_a_statement_still_running_is_stopped(transactional_db, sql):
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded), deadline(0.3) as limit:
        run(sql)
    assert 0.2 < time.monotonic() - began < 3
    assert limit.expired


def test_without_a_deadline_nothing_is_stopped_and_inside_one_a_short_statement_is_not(db):
    """The negative control: the same guard, time enough."""
    small = COUNTING.replace("400000000", "40000")
    assert run(small) == [(40000,)]
    with deadline(30) as limit:
        assert run(small) == [(40000,)]
    assert not limit.expired


def test_once_over_every_statement_is_refused_at_once(transactional_db):
    with deadline(0.01):
        time.sleep(0.02)
        for ask in (lambda: run("SELECT 1"), lambda: insert("late"), check):
            with pytest.raises(DeadlineExceeded):
                ask()
    assert not Once.objects.exists()


def test_the_connection_works_on_afterwards(transactional_db):
    with pytest.raises(DeadlineExceeded), deadline(0.2):
        run(COUNTING)
    assert current() is None
    check()
    assert run(COUNTING.replace("400000000", "200000")) == [(200000,)]
    insert("after")
    assert Once.objects.count() == 1


def test_a_transaction_it_stops_is_rolled_back_whole(transactional_db):
    def work():
        insert("outer")
        with transaction.atomic():
            insert("inner")
            run(COUNTING)

    with pytest.raises(DeadlineExceeded), deadline(0.3), transaction.atomic():
        work()
    assert not Once.objects.exists()
    with transaction.atomic():
        insert("after")
    assert Once.objects.count() == 1


def test_a_refusal_inside_a_transaction_leaves_it_usable(transactional_db):
    """SAVEPOINT and ROLLBACK go through when time is up; otherwise the connection would be lost with them."""
    with transaction.atomic():
        insert("kept")
        with deadline(0.01) as limit:
            time.sleep(limit.remaining_s + 0.01)
            with pytest.raises(DeadlineExceeded), transaction.atomic():
                insert("late")
    assert [row.key for row in Once.objects.all()] == ["kept"]


def test_a_write_it_stops_takes_the_whole_transaction_along_whoever_catches_the_refusal(transactional_db):
    """SQLite has undone what came before by then; what comes after must not be kept alone."""

    def work():
        insert("before")
        with suppress(DeadlineExceeded), deadline(0.3):
            run(WRITING)
        insert("after")

    with pytest.raises(DatabaseError), transaction.atomic():
        work()
    assert not Once.objects.exists()


def test_the_earlier_of_two_deadlines_holds(transactional_db):
    with pytest.raises(DeadlineExceeded), deadline(0.2), deadline(60):
        run(COUNTING)
    with deadline(60) as outer:
        with pytest.raises(DeadlineExceeded), deadline(0.2):
            run(COUNTING)
        assert current() is outer
        assert run("SELECT 1") == [(1,)]


def test_a_fault_inside_is_not_mistaken_for_the_deadline(transactional_db):
    with deadline(60), pytest.raises(DatabaseError):
        run("SELECT nothing FROM nowhere")


def test_waiting_for_the_lock_of_a_writer_ends_too(transactional_db, at_once):
    insert("one")

    def hold():
        with transaction.atomic():
            list(Once.objects.select_for_update())
            time.sleep(1.5)

    def wait():
        time.sleep(0.3)
        began = time.monotonic()
        try:
            with deadline(0.3):
                Once.objects.update(result=1)
        except DeadlineExceeded:
            return time.monotonic() - began
        return None

    _held, waited = at_once(hold, wait)
    assert 0.2 < waited < 1.1
