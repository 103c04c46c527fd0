"""What is no GraphQL request, and in which media type the others are answered."""

import pytest

from core.graph import transport
from tests.core.graph.answered import code_of

# An answer may be kept, and what it is kept by is in the database.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, transport.JSON),
        ("*/*", transport.JSON),
        ("application/*", transport.JSON),
        (transport.JSON, transport.JSON),
        (transport.GRAPHQL, transport.GRAPHQL),
        (f"{transport.GRAPHQL}, {transport.JSON}", transport.GRAPHQL),
        (f"{transport.GRAPHQL}, {transport.JSON};q=0.9", transport.GRAPHQL),
        (f"{transport.JSON}, {transport.GRAPHQL};q=0.9", transport.JSON),
        ("text/html, */*;q=0.1", transport.JSON),
    ],
)
def test_the_answer_is_in_the_media_type_that_the_client_prefers(api, accept, media):
    answer = api.post("{ __typename }", {"Accept": accept} if accept else {})
    assert (answer.status_code, answer["Content-Type"]) == (200, f"{media}; charset=utf-8")


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/xml", "application/json;q=0"])
def test_a_client_that_reads_neither_media_type_gets_406(api, accept):
    answer = api.post("{ __typename }", {"Accept": accept})
    assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("accept", ["*/*; a*=nowhere''b%41", "*/*; a*=b; a*0=c", "application/json; a*=undefined''%41"])
def test_a_wish_beyond_python_s_parser_is_a_wish_for_nothing_we_have(api, accept):
    answer = api.post("{ __typename }", {"Accept": accept})
    assert (answer.status_code, code_of(answer)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_another_method_is_405_with_those_allowed(api, method):
    answer = api.client.generic(method, api.url)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "nonsense",
    ],
)
def test_a_body_that_is_not_json_in_utf8_is_415(api, content_type):
    answer = api.send(b'{"query": "{ __typename }"}', content_type)
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", 'application/json; charset="UTF-8"'])
def test_utf8_may_be_said(api, content_type):
    assert api.send(b'{"query": "{ __typename }"}', content_type).status_code == 200


def test_a_compressed_body_is_415(api):
    assert api.send(b"\x1f\x8b", **{"Content-Encoding": "gzip"}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"1",
        b'"{ __typename }"',
        b"{",
        b"\xff\xfe",
        b'{"query": NaN}',
        b'{"query": "\\ud800"}',
        b"{}",
        b'{"query": 1}',
        b'{"query": null}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": "{ __typename }", "operationName": 5}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "extensions": 1}',
        b"[" * 100_000,
        b'{"variables":' * 15_000,
    ],
)
def test_a_body_that_is_no_request_is_400(api, body):
    answer = api.send(body)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


def test_a_missing_body_is_400(api):
    answer = api.client.post(api.url, CONTENT_TYPE="application/json")
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


def test_a_batch_is_refused_with_a_reason(api):
    answer = api.send(b'[{"query": "{ __typename }"}]')
    assert (answer.status_code, code_of(answer)) == (400, "BATCHING_UNSUPPORTED")
    assert "one request at a time" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "parameters", [{}, {"query": "{ count }", "variables": "{"}, {"query": "{ count }", "variables": "[]"}]
)
def test_an_address_that_is_no_request_is_400(api, parameters):
    answer = api.client.get(api.url, parameters)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


def test_an_address_with_thousands_of_parameters_is_400(api):
    assert api.client.get(f"{api.url}?" + "a=1&" * 2_000).status_code == 400


def test_a_large_body_is_413_before_it_is_read(api, monkeypatch):
    def unread(self):
        raise AssertionError("read")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.body", property(unread))
    answer = api.send(b" " * (transport.BODY_BYTES + 1))
    assert (answer.status_code, code_of(answer)) == (413, "BODY_TOO_LARGE")


def test_a_long_address_is_414(api):
    answer = api.client.get(api.url, QUERY_STRING="query=" + "a" * transport.BODY_BYTES)
    assert (answer.status_code, code_of(answer)) == (414, "URL_TOO_LONG")


def test_a_body_in_chunks_is_asked_for_its_length(api):
    answer = api.client.generic(
        "POST",
        api.url,
        b'{"query": "{ __typename }"}',
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        CONTENT_LENGTH="",
    )
    assert (answer.status_code, code_of(answer)) == (411, "LENGTH_REQUIRED")


@pytest.mark.parametrize(
    "body",
    [
        r'{"query": "query($a: String) { __typename }", "variables": {"a": "x\u0000"}}',
        r'{"query": "{ __type(name: \"\\u0000\") { name } }"}',
        r'{"query": "{ __type(name: \"\\u{0}\") { name } }"}',
        r'{"query": "{ __type(name: \"\\u{000000}\") { name } }"}',
    ],
)
def test_a_text_that_postgresql_cannot_keep_is_a_bad_request(api, body):
    answer = api.send(body)
    assert "U+0000" in answer.json()["errors"][0]["message"]
    assert "data" not in answer.json()
