"""The SQLite backend: how each connection is set up, and whose turn it is to write."""

import sqlite3
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from django.core.management.color import no_style
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.utils import ConnectionHandler

from core.db.configure import sqlite

KILLED_WRITER = """
import sqlite3, sys, time
import shop
from django.conf import settings
from pathlib import Path
from core.db.configure import sqlite
settings.configure(DATABASES={"default": sqlite(Path(sys.argv[1]))}, USE_TZ=True)
import django
django.setup()
from django.db import connection, transaction
with transaction.atomic():
    connection.cursor().execute("INSERT INTO t VALUES (99)")
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def open_connection(tmp_path, django_db_blocker):
    """Connections of their own, whatever database the suite runs on, to one file of the test's own, with one table."""
    path = tmp_path / "deeper" / "own.sqlite3"
    made = []

    def make(**options):
        settings = sqlite(path)
        settings["OPTIONS"] |= options
        made.append(ConnectionHandler({"default": settings})["default"])
        made[-1].inc_thread_sharing()
        return made[-1]

    make.path = path
    with django_db_blocker.unblock():
        with make().cursor() as cursor:
            cursor.execute("CREATE TABLE t (n INTEGER CHECK (n < 1000))")
        yield make
        for each in made:
            each.close()


@pytest.fixture
def own(open_connection, monkeypatch):
    """One such connection that transaction.atomic can find by its alias."""
    each = open_connection()
    each.alias = "own"
    monkeypatch.setattr(connections, "_connections", SimpleNamespace(own=each))
    return each


def count(each):
    with each.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM t").fetchone()[0]


def insert(each, number=1):
    with each.cursor() as cursor:
        cursor.execute("INSERT INTO t VALUES (%s)", [number])


def begin(each):
    each.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 20_000), ("temp_store", 2)],
)
def test_each_connection_is_tuned(open_connection, pragma, value):
    with open_connection().cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_the_wheel_stands_in_for_the_systems_library():
    assert sqlite3.__name__ == "pysqlite3"
    assert sqlite3.sqlite_version_info > (3, 51, 2)


def test_a_database_in_memory_has_no_queue(django_db_blocker):
    settings = sqlite(":memory:")
    each = ConnectionHandler({"default": settings})["default"]
    with django_db_blocker.unblock(), each.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n INTEGER)")
        cursor.execute("INSERT INTO t VALUES (1)")
        assert cursor.execute("SELECT n FROM t").fetchall() == [(1,)]
    assert each.turns is None


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_transaction_holds_its_turn_until_its_end(open_connection, end):
    first, second = open_connection(), open_connection(timeout=0.05)
    begin(first)
    insert(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    getattr(first, end)()
    begin(second)
    insert(second)
    second.commit()
    assert count(second) == (2 if end == "commit" else 1)


def test_a_transaction_that_only_reads_takes_a_turn_and_gives_it_back(open_connection):
    first, second = open_connection(), open_connection(timeout=0.05)
    begin(first)
    assert count(first) == 0
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    first.commit()
    begin(second)
    second.commit()


def test_reading_outside_a_transaction_waits_for_nobody(open_connection):
    first, second = open_connection(), open_connection(timeout=0.05)
    begin(first)
    insert(first)
    assert count(second) == 0


def test_a_single_write_outside_a_transaction_takes_a_turn_too(open_connection):
    first, second = open_connection(), open_connection(timeout=0.05)
    begin(first)
    with pytest.raises(OperationalError, match="before this one"):
        insert(second)
    with pytest.raises(OperationalError, match="before this one"), second.cursor() as cursor:
        cursor.executemany("INSERT INTO t VALUES (%s)", [[1], [2]])
    first.commit()
    insert(second)
    insert(first)
    assert count(first) == 2


def test_a_refused_write_gives_its_turn_back(open_connection):
    first, second = open_connection(), open_connection(timeout=0.05)
    with pytest.raises(IntegrityError):
        insert(first, 1000)
    insert(second)


def test_a_savepoint_neither_takes_nor_gives_back_the_turn(own):
    with transaction.atomic("own"):
        insert(own, 1)
        with pytest.raises(IntegrityError), transaction.atomic("own"), own.cursor() as cursor:
            cursor.executemany("INSERT INTO t VALUES (%s)", [[2], [1000]])
        assert own.turns.ticket is not None
        insert(own, 3)
    assert own.turns.ticket is None
    with own.cursor() as cursor:
        assert cursor.execute("SELECT n FROM t").fetchall() == [(1,), (3,)]


def test_a_failed_commit_keeps_the_turn_until_the_rollback(open_connection):
    first = open_connection()
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)")
        cursor.execute("CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED)")
    begin(first)
    with first.cursor() as cursor:
        cursor.execute("INSERT INTO c VALUES (5)")
    with pytest.raises(IntegrityError):
        first.commit()
    assert first.turns.ticket is not None
    first.rollback()
    assert first.turns.ticket is None


def test_a_killed_writer_frees_the_lock_and_leaves_nothing(open_connection):
    mine = open_connection()
    command = [sys.executable, "-c", KILLED_WRITER, str(open_connection.path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline() == "held\n"
        writer.kill()
        began = time.monotonic()
        insert(mine)
        assert time.monotonic() - began < 5
        assert count(mine) == 1
    finally:
        writer.kill()
        writer.communicate()


def test_a_waiting_writer_gives_way_to_none_that_came_later(open_connection):
    """Of 24 writers that come one after another while the first holds on, each gets its turn in the order it came."""
    first = open_connection()
    begin(first)
    threads = []

    def write(number, mine):
        insert(mine, number)
        mine.close()

    for number in range(24):
        threads.append(threading.Thread(target=write, args=[number, open_connection()]))
        threads[-1].start()
        time.sleep(0.02)
    first.commit()
    for thread in threads:
        thread.join()
    with first.cursor() as cursor:
        rows = cursor.execute("SELECT n FROM t ORDER BY rowid").fetchall()
    assert [number for (number,) in rows] == list(range(24))


def test_a_flush_empties_ledgers_and_leaves_their_triggers(open_connection):
    each = open_connection()
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    insert(each)
    with each.cursor() as cursor:
        cursor.execute("CREATE TRIGGER no_delete BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'append-only'); END")
        before = cursor.execute(triggers).fetchall()
        with pytest.raises(IntegrityError, match="append-only"):
            cursor.execute("DELETE FROM t")
        for statement in each.ops.sql_flush(no_style(), ["t"]):
            cursor.execute(statement)
        assert cursor.execute(triggers).fetchall() == before
    assert count(each) == 0
