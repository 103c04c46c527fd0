"""When the PostgreSQL backend touches statement_timeout; test_deadline shows the effect on a real server."""

import pytest
from django.db.utils import ConnectionHandler

from core.db.configure import postgresql
from core.db.deadline import DeadlineExceeded, deadline


class Server:
    """In the place of psycopg's connection: what was said to it, and whether it was closed."""

    def __init__(self):
        self.said, self.closed = [], False

    def execute(self, sql):
        self.said.append(sql)

    def close(self):
        self.closed = True


@pytest.fixture
def wrapper(monkeypatch):
    """A backend whose session lets a statement run for 10 seconds."""
    monkeypatch.setenv("SHOP_STATEMENT_TIMEOUT_MS", "10000")
    settings = postgresql("postgresql://u@h/d")
    settings["OPTIONS"].pop("pool")
    made = ConnectionHandler({"default": settings})["default"]
    made.connection = Server()
    return made


def run(wrapper, sql="SELECT 1"):
    wrapper._bounded(lambda *_: wrapper.connection.said.append("ran"), sql, None, False, {})


def test_without_a_deadline_nothing_is_said(wrapper):
    run(wrapper)
    assert wrapper.connection.said == ["ran"]


def test_a_deadline_far_off_costs_no_round_trip(wrapper):
    with deadline(9):
        run(wrapper)
    assert wrapper.connection.said == ["ran"]


def test_a_deadline_that_comes_near_is_given_to_the_statement(wrapper):
    with deadline(2):
        run(wrapper)
    said, ran = wrapper.connection.said
    assert ran == "ran"
    assert 1900 < int(said.removeprefix("SET statement_timeout = ")) <= 2001


def test_a_session_without_a_timeout_is_always_given_one(wrapper):
    wrapper.settings_dict["STATEMENT_TIMEOUT_MS"] = 0
    with deadline(60):
        run(wrapper)
    assert wrapper.connection.said[0].startswith("SET statement_timeout = ")


def test_the_sessions_own_timeout_comes_back_once(wrapper):
    with deadline(1):
        run(wrapper)
    run(wrapper)
    run(wrapper)
    assert wrapper.connection.said[2:] == ["RESET statement_timeout", "ran", "ran"]


def test_inside_a_transaction_it_is_put_back_before_every_statement_since_a_rollback_would_undo_it(wrapper):
    with deadline(1):
        run(wrapper)
    wrapper.in_atomic_block = True
    run(wrapper)
    run(wrapper)
    assert wrapper.connection.said[2:] == ["RESET statement_timeout", "ran"] * 2


@pytest.mark.parametrize("sql", ["SAVEPOINT s1", "ROLLBACK TO SAVEPOINT s1", "RELEASE SAVEPOINT s1"])
def test_a_transaction_is_kept_in_order_even_when_time_is_up(wrapper, sql):
    with deadline(0):
        run(wrapper, sql)
        with pytest.raises(DeadlineExceeded):
            run(wrapper)
    assert wrapper.connection.said == ["ran"]


@pytest.mark.parametrize(("seconds", "closed"), [(1, True), (9, False)])
def test_a_pool_never_gets_a_connection_back_with_a_short_timeout(wrapper, monkeypatch, seconds, closed):
    server, returned = wrapper.connection, []
    monkeypatch.setattr(type(wrapper).__mro__[1], "_close", lambda self: returned.append(server.closed))
    with deadline(seconds):
        run(wrapper)
    wrapper._close()
    assert returned == [closed]
