"""A watched value is read again whenever it may be another, and only then; on both databases."""

import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from core.db.deadline import deadline
from core.db.watched import announce, unchanged, watched
from core.models import Once


def in_a_thread(call):
    found = []

    def run():
        found.append(call())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_what_nobody_writes_is_not_read_again(rows):
    reads = rows.reads
    assert [rows() for _ in range(10)] == [0] * 10
    assert rows.reads == reads


def test_a_write_of_ones_own_is_seen_by_the_next_read(rows):
    for number in range(1, 4):
        rows.add()
        assert rows() == number


def test_it_is_known_again_after_a_write(rows):
    rows.add()
    assert rows.becomes(1)


def test_a_commit_of_another_thread_is_seen_by_the_next_read(rows):
    for number in range(1, 4):
        in_a_thread(rows.add)
        assert rows() == number


def test_what_another_thread_knew_is_forgotten_too(rows):
    """It reads before and after a write of this thread's, on the connection it holds all the while."""
    asked, written = threading.Event(), threading.Event()

    def ask():
        assert rows.becomes(0)
        asked.set()
        assert written.wait(10)
        return rows()

    def write():
        assert asked.wait(10)
        rows.add()
        written.set()

    writer = threading.Thread(target=lambda: (write(), connection.close()))
    writer.start()
    assert in_a_thread(ask) == 1
    writer.join()


def test_a_commit_of_another_process_is_seen(rows):
    """By the very next read of the file; when the notification arrives from a server."""
    for number in range(1, 4):
        rows.added_by_another_process()
        assert rows.becomes(number) if connection.vendor == "postgresql" else rows() == number


def test_inside_a_transaction_its_own_write_is_seen_and_forgotten_when_undone(rows):
    with transaction.atomic():
        rows.add()
        assert rows() == 1
        rows.add()
        assert rows() == 2
        transaction.set_rollback(True)
    assert rows() == 0
    assert rows.becomes(0)


def test_a_savepoint_undone_is_forgotten_too(rows):
    with transaction.atomic():
        rows.add()
        with transaction.atomic():
            rows.add()
            assert rows() == 2
            transaction.set_rollback(True)
        assert rows() == 1
    assert rows() == 1
    assert rows.becomes(1)


def test_what_runs_on_commit_sees_the_write_even_if_it_was_asked_for_first(rows):
    seen = []
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(rows()))
        rows.add()
    assert seen == [1]


def test_a_write_between_the_mark_and_the_reading_makes_it_read_again(rows):
    """The value is newer than its mark, never older."""
    found = []

    def read():
        number = Once.objects.count()
        if not found:
            in_a_thread(rows.add)
        found.append(number)
        return number

    value = watched(read)
    assert [value(), value()] == [0, 1]


def test_another_connection_starts_from_nothing(rows):
    rows.add()
    assert rows.becomes(1)
    connection.close()
    in_a_thread(rows.add)
    assert rows() == 2


def test_the_last_requests_deadline_stops_nobody_who_asks_later(rows):
    """SQLite counts steps over many statements before it asks whether the time is up."""
    with deadline(0.05):
        assert Once.objects.count() == 0
    time.sleep(0.06)
    assert [rows() for _ in range(5000)] == [0] * 5000


def test_a_flush_is_seen(rows):
    rows.add()
    assert rows.becomes(1)
    call_command("flush", interactive=False, verbosity=0)
    assert rows() == 0


def test_what_held_is_asked_again_after_a_write_though_nobody_announced_it(rows):
    asked = []
    holds = unchanged(lambda: asked.append(Once.objects.count()) is None)
    assert [holds(), holds()] == [True, True]
    assert asked == [0]
    Once.objects.create(actor="a", operation="own", key="1", payload_sha256="")
    assert [holds(), holds()] == [True, True]
    with transaction.atomic():
        Once.objects.create(actor="a", operation="own", key="2", payload_sha256="")
    assert [holds(), holds()] == [True, True]
    assert asked == [0, 1, 2]


def test_what_held_no_more_is_asked_until_it_holds(rows):
    answers = [False, False, True]
    holds = unchanged(lambda: answers.pop(0))
    assert [holds(), holds(), holds()] == [False, False, True]


def test_another_thread_asks_for_itself(rows):
    asked = []
    holds = unchanged(lambda: asked.append(1) is None)
    assert holds()
    assert in_a_thread(holds)
    assert len(asked) == 2


def test_a_change_is_announced_inside_a_transaction_only(rows):
    with pytest.raises(TransactionManagementError):
        announce()


def test_readers_never_find_less_than_was_committed_before_they_asked(rows, at_once):
    """Two threads write and four read, all at their own pace on connections of their own."""
    committed = [0]
    counting = threading.Lock()

    def write():
        for _ in range(25):
            rows.add()
            with counting:
                committed[0] += 1
            time.sleep(0.002)

    def read():
        late = 0
        while committed[0] < 50:
            before = committed[0]
            late += rows() < before
        return late

    assert at_once(write, write, read, read, read, read) == [None, None, 0, 0, 0, 0]
    assert rows() == 50
