"""Pages are measured as strangers get them: kept ones from memory, the others rendered."""

from types import SimpleNamespace

import pytest

from benchmarks import seed
from benchmarks.load import VARYING, Job, Requests
from benchmarks.measure import Differs, Stand
from benchmarks.pages import KINDS, Asked, Kind, statements
from core.kept_pages import kept_pages

# The revision of the facts, and a witness for each part that tells of shelves.
KEPT = {"home": 3, "listing": 3, "product": 2}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("benchmarks.urls")]


@pytest.fixture
def stand(client, settings):
    settings.MIDDLEWARE = ["benchmarks.statements.counted", *settings.MIDDLEWARE]
    kept_pages.clear()

    def ask(path, body, method="POST", **headers):
        response = client.generic(method, path, body, content_type="application/json", headers=headers)
        assert response.status_code == 200
        return response.content, response.headers

    seed.fill(60)
    database = SimpleNamespace(size=60)
    return Stand(database, SimpleNamespace(database=database, ask=ask), driver=None, clients=1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kept_page_asks_for_the_revision_and_its_witnesses_and_a_rendered_one_for_more(stand, kind):
    # In a transaction, as a test is, each of them is a statement.
    kept = statements(stand, Asked(kind, kept=True))
    assert kept == KEPT[kind.name]
    assert statements(stand, Asked(kind, kept=False)) > kept


def test_what_is_no_page_is_not_measured(stand):
    with pytest.raises(Differs):
        statements(stand, Asked(Kind("empty", "/empty/"), kept=True))


def test_an_address_that_is_not_to_be_kept_is_another_every_time():
    asked = Asked(KINDS[0], kept=False)
    requests = Requests(Job(asked.path, [""], {"Host": "shop.example"}, seconds=1, method="GET"), start=0)
    first, second = next(requests), next(requests)
    assert first.startswith(b"GET /?n=00000001 HTTP/1.1\r\n")
    assert first.endswith(b"\r\n\r\n")
    assert first != second
    assert VARYING not in Asked(KINDS[0], kept=True).path
