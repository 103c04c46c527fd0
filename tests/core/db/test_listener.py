"""A process hears of writes while its listening connection stands, and asks the server while it does not."""

import os
import threading
import time

import pytest
from django.db import connection

from core.db.postgresql import base, listener
from core.models import Once

OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
LISTENING = f"{OTHERS} AND query LIKE 'LISTEN%'"


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]


def kill(those):
    return ask(f"SELECT pg_terminate_backend(pid) FROM ({those}) AS those")


def test_one_connection_listens_for_all_threads(rows, at_once):
    at_once(*[rows.known] * 4)
    assert len(ask(LISTENING)) == 1


def test_while_it_is_lost_nothing_is_believed_and_afterwards_all_is_known(rows, monkeypatch):
    heard, again = listener._listeners["default"], threading.Event()
    polling = heard._poll

    def poll(timeout_ms, *files):
        if timeout_ms is not None:  # lost: connect again only when the test has seen that
            assert again.wait(10)
        else:
            polling(timeout_ms, *files)

    monkeypatch.setattr(heard, "_poll", poll)
    rows.added_by_another_process()  # ends the wait under way, so that the next one is the test's
    assert rows.becomes(1)
    kill(LISTENING)
    ends_at = time.monotonic() + 10
    while heard.listening and time.monotonic() < ends_at:
        time.sleep(0.005)
    assert not rows.known()
    rows.added_by_another_process()
    assert rows() == 2
    again.set()
    assert rows.becomes(2)
    rows.added_by_another_process()
    assert rows.becomes(3)


def test_a_server_that_cannot_be_reached_leaves_the_statement(rows):
    connection.close_pool()
    listener._listeners["default"] = nowhere = listener.Listener({"host": "127.0.0.1", "port": 1})
    try:
        assert not any(rows.known() for _ in range(3))
        rows.add()
        assert rows() == 1
        assert nowhere.thread.is_alive()
    finally:
        listener.stop("default")
    assert not nowhere.thread.is_alive()


def test_a_child_of_the_process_listens_for_itself(rows):
    connection.close()
    connection.pool.close()
    connection._connection_pools.clear()
    inherited = listener._listeners["default"]
    child = os.fork()
    if child == 0:
        status = 1
        try:
            rows.add()
            good = rows() == 1 and rows.becomes(1) and listener._listeners["default"] is not inherited
            status = 0 if good else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert rows.becomes(1)
    assert listener._listeners["default"] is inherited


def test_it_never_keeps_the_process(rows):
    assert listener._listeners["default"].thread.daemon


def test_a_pool_whose_backends_were_killed_answers_a_second_later(rows):
    rows.add()
    connection.close()
    kill(OTHERS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = cursor.fetchone()[0]
    connection.close()
    with listener.psycopg.connect(**listener._listeners["default"].params, autocommit=True) as outside:
        outside.execute("SELECT pg_terminate_backend(%s)", [own])
    time.sleep(base.TESTED_FOR_S)
    assert Once.objects.count() == 1


@pytest.mark.parametrize(("waited_s", "tests"), [(0.0, 1), (base.TESTED_FOR_S, 2)])
def test_a_pooled_connection_is_tested_once_a_second(monkeypatch, waited_s, tests):
    tested, now = [], [100.0]
    monkeypatch.setattr(base.ConnectionPool, "check_connection", tested.append)
    monkeypatch.setattr(base.time, "monotonic", lambda: now[0])

    class Pooled:
        pass

    pooled = Pooled()
    base.check_connection(pooled)
    now[0] += waited_s
    base.check_connection(pooled)
    assert tested == [pooled] * tests
