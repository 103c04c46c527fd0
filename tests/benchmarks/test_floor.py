"""The floor answers what the graph answers, so that times may be compared; statements do not grow with products."""

from types import SimpleNamespace

import pytest
from django.db import connection

from benchmarks import seed
from benchmarks.cases import CASES, EMPTY, GRAPH
from benchmarks.load import VARYING
from benchmarks.measure import Differs, Stand
from benchmarks.statements import ANSWERED, counted

# In a transaction, as a test is, the revision is one of them; for an area it is looked up again.
STATEMENTS = {"list of 24": 2, "detail": 3, "filter, sort, count": 3, "cached list of 24": 1}
STATEMENTS |= {"filter by star": 4, "filter by group": 3, "filter by area": 5}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("benchmarks.urls")]


@pytest.fixture
def stand(client, settings):
    """As benchmarks.measure.stands gives it, with Django's test client in the place of a server."""
    settings.MIDDLEWARE = ["benchmarks.statements.counted", *settings.MIDDLEWARE]

    def stand_of(size):
        seed.fill(size)
        with connection.cursor() as cursor:
            # As seed itself ends: PostgreSQL plans by what it knows of new rows, and then a case takes its whole time.
            cursor.execute("ANALYZE")
        database = SimpleNamespace(size=size)

        def ask(path, body, **headers):
            response = client.post(path, body, content_type="application/json", headers=headers)
            assert response.status_code == 200
            return response.content, response.headers

        return Stand(database, SimpleNamespace(database=database, ask=ask), driver=None, clients=1)

    return stand_of


def test_the_floor_answers_the_very_bytes_of_the_graph(stand):
    stood = stand(60)
    for case in CASES:
        stood.check(case)


def test_another_answer_stops_the_measurement(stand, monkeypatch):
    stood = stand(30)
    ask = stood.server.ask

    def altered(path, body, **headers):
        answer, found = ask(path, body, **headers)
        return (answer if path == GRAPH else answer.replace(b"VND", b"USD")), found

    monkeypatch.setattr(stood.server, "ask", altered)
    with pytest.raises(Differs):
        stood.check(CASES[0])


@pytest.mark.parametrize("size", [800, 1600])
def test_statements_do_not_grow_with_products(stand, size):
    stood = stand(size)
    assert {case.name: stood.statements(case, GRAPH) for case in CASES} == STATEMENTS


def test_uncached_requests_are_all_different_and_cached_ones_the_same(stand):
    stood = stand(30)
    for case in CASES:
        assert all((VARYING in body) is not case.cached for body in stood.bodies[case.name])


def test_an_empty_view_asks_the_database_nothing(stand):
    stood = stand(30)
    assert stood.statements(CASES[-1], EMPTY) == 0


def test_statements_are_counted_only_where_a_request_asks(rf):
    response = counted(lambda request: {})(rf.get("/"))
    assert ANSWERED not in response
