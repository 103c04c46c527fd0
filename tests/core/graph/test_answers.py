"""The answer cache: what is kept, for whom, until when, and that it never grows past its bound."""

import threading
from datetime import timedelta

import pytest
from django.utils import translation

from core import clock as core_clock
from core.graph import answers, http
from core.graph.answers import Answers, Kept
from tests.core.graph import small

JARS = "{ jars { name } }"


def loaded() -> int:
    """How often the root of JARS has been loaded."""
    return small.calls.count(("root", 1))


def test_an_answer_is_made_once(api, revision):
    first, second = api.post(JARS), api.post(JARS)
    assert loaded() == 1
    assert first.content == second.content
    assert first.headers == second.headers


def test_nothing_is_kept_while_no_package_declares_a_revision(api):
    api.post(JARS)
    api.post(JARS)
    assert loaded() == 2


def test_a_new_revision_ends_every_answer(api, revision):
    api.post(JARS)
    revision(2)
    api.post(JARS)
    assert loaded() == 2


def test_an_answer_belongs_to_the_revision_read_before_its_first_loader(api, revision, monkeypatch):
    """Facts that change while it is made: nobody may find it under the newer revision."""
    field = small.schema().query_type.fields["jars"]

    def changes(rows, info):
        revision(2)
        return small.Query.load_jars(rows, info)

    with monkeypatch.context() as patch:
        patch.setitem(field.extensions, "loader", changes)
        patch.setattr(http, "documents", http.documents.__class__())
        api.post(JARS)
    api.post(JARS)
    assert loaded() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"query": "{ jars { id: name } }"},
        {"query": JARS, "variables": {"a": 1}},
        {"query": JARS, "operationName": ""},
    ],
)
def test_another_request_has_another_answer(api, revision, other):
    api.post(JARS)
    api.post(**other)
    assert loaded() == 2


def test_languages_do_not_share_answers(api, revision):
    for language in ("vi", "en", "vi"):
        assert api.post(JARS, {"Accept-Language": language})["Content-Language"] == language
    assert loaded() == 2
    assert translation.get_language() == "vi"


def test_what_a_package_declares_divides_answers(api, revision, monkeypatch):
    monkeypatch.setattr(answers, "_key_sources", [lambda request: request.headers.get("X-Age")])
    for age in ("18", "0", "18"):
        api.post(JARS, {"X-Age": age})
    assert loaded() == 2


@pytest.mark.parametrize("headers", [{"Authorization": "Basic dTpw"}, {"Cookie": "sessionid=x"}])
def test_somebody_goes_past_it(api, revision, headers, db):
    api.get(JARS)
    api.get(JARS, headers)
    api.get(JARS, headers)
    assert loaded() == 3
    assert api.get(JARS, headers)["Cache-Control"] == "private, no-cache"


def test_another_cookie_is_still_nobody(api, revision):
    api.post(JARS, {"Cookie": "django_language=vi; csrftoken=x"})
    api.post(JARS)
    assert loaded() == 1


def test_errors_are_never_kept(api, revision):
    source = "{ jars { name broken(on: 2) } }"
    for _ in range(2):
        assert api.post(source).json()["errors"]
    assert loaded() == 2


def test_a_volatile_field_is_never_kept(api, revision, monkeypatch):
    monkeypatch.setitem(small.schema().type_map["Jar"].fields["label"].extensions, "volatile", True)
    for _ in range(2):
        api.post("{ jars { label } }")
    assert loaded() == 2


def test_a_mutation_is_never_kept(api, revision):
    for _ in range(2):
        api.post("mutation { fill(grams: 1) { grams } }")
    assert small.calls == [("fill", 1), ("fill", 1)]


def test_an_answer_ends_at_the_boundary_that_a_loader_named(api, revision, clock, monkeypatch):
    field = small.schema().query_type.fields["jars"]
    starts = clock("2026-03-01T09:00")

    def until_noon(rows, info):
        info.fresh_until(starts + timedelta(hours=3))
        return small.Query.load_jars(rows, info)

    monkeypatch.setitem(field.extensions, "loader", until_noon)
    api.post(JARS)
    clock("2026-03-01T11:59:59")
    api.post(JARS)
    assert loaded() == 1
    clock("2026-03-01T12:00")
    api.post(JARS)
    assert loaded() == 2


def test_a_get_and_its_304_come_from_it(api, revision):
    first = api.get(JARS)
    again = api.get(JARS, {"If-None-Match": first["ETag"]})
    assert (again.status_code, loaded()) == (304, 1)


def test_the_media_type_is_of_the_request_and_not_of_the_answer_kept(api, revision):
    api.post(JARS)
    other = api.post(JARS, {"Accept": "application/graphql-response+json"})
    assert other["Content-Type"] == "application/graphql-response+json; charset=utf-8"
    assert loaded() == 1


def kept(size: int, number: int = 1) -> Kept:
    return Kept(b"x" * size, (number,), None)


def test_it_holds_at_most_its_bytes_and_drops_what_was_used_longest_ago():
    store = Answers(limit=10_000)
    for name in (b"a", b"b", b"c"):
        store.keep((name,), kept(2_500))
    assert store.get((b"a",), (1,))
    store.keep((b"d",), kept(2_500))
    assert store.size <= store.limit
    assert store.get((b"b",), (1,)) is None
    assert store.get((b"a",), (1,))


def test_the_request_counts_towards_its_bytes():
    store = Answers(limit=10_000)
    for number in range(100):
        store.keep((b"q" * 3_000 + bytes([number]),), kept(1))
    assert 0 < store.size <= store.limit


def test_replacing_and_dropping_keep_the_count_right():
    store = Answers()
    store.keep((b"a",), kept(100))
    store.keep((b"a",), kept(200))
    assert store.size == answers.ENTRY_BYTES + 201
    assert store.get((b"a",), (2,)) is None
    assert store.size == 0


def test_a_very_large_answer_is_not_kept():
    store = Answers()
    store.keep((b"a",), kept(answers.ANSWER_BYTES))
    assert store.get((b"a",), (1,)) is None


def test_a_crowd_is_answered_by_one_execution(api, revision, monkeypatch):
    """The one that executes goes on only when the three others wait for it."""
    waiting, bodies = threading.Semaphore(0), []

    class Counted(threading.Event):
        def wait(self, timeout=None):
            waiting.release()
            return super().wait(timeout)

    def slow(rows, info):
        for _ in range(3):
            assert waiting.acquire(timeout=10)
        return small.Query.load_jars(rows, info)

    monkeypatch.setattr(answers, "Event", Counted)
    monkeypatch.setitem(small.schema().query_type.fields["jars"].extensions, "loader", slow)
    crowd = [threading.Thread(target=lambda: bodies.append(api.post(JARS).content)) for _ in range(4)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert loaded() == 1
    assert len(set(bodies)) == 1
    assert len(bodies) == 4


def test_a_crowd_whose_answer_fails_is_answered_each(api, revision):
    failing = "{ jars { broken(on: 1) } }"
    crowd = [threading.Thread(target=lambda: api.post(failing)) for _ in range(4)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert loaded() == 4
    assert http.kept_answers._flights == {}


def test_whoever_waits_too_long_goes_on_alone():
    store = Answers()
    with store.flight((b"a",), 1), store.flight((b"a",), 0.01) as first:
        assert first is False


def test_a_flight_that_fails_lets_the_next_one_start():
    store = Answers()
    with pytest.raises(ValueError, match="broken"), store.flight((b"a",), 1):
        raise ValueError("broken")
    with store.flight((b"a",), 1) as first:
        assert first is True


def test_the_clock_is_the_one_clock():
    store = Answers()
    now = core_clock.now()
    store.keep((b"a",), Kept(b"", (1,), now + timedelta(hours=1)))
    with core_clock.frozen(now + timedelta(hours=2)):
        assert store.get((b"a",), (1,)) is None
