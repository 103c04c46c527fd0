"""Whatever a client sends, the answer is a clean 4xx or a GraphQL answer: never a 500, never our insides."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.graph import transport

ROOT = Path(__file__).resolve().parents[3]
INSIDES = re.compile(rb"Traceback|SELECT |sqlite|psycopg|File \"|\.py\b|0x[0-9a-f]{6}|<class|object at", re.IGNORECASE)
# The database is not part of these: the small schema has none.
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def texts(*alphabet, **bounds):
    """Texts without the words looked for: a refusal may repeat what the client sent, and that is no leak."""
    sent = st.text(*alphabet, **bounds)
    return sent.filter(lambda text: not INSIDES.search(text.encode(errors="surrogatepass")))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = (
    *("{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "&", "|", "=", "#", "\n", "\ufeff", "\x00", "é"),
    *("query", "mutation", "subscription", "fragment", "on", "@skip", "@include", "if", "true", "null"),
    *("jars", "jar", "shelf", "name", "id", "first", "$n:", "$n", "Int", "__schema", "__type", "__typename"),
    *("1", "-1", "1e400", "99999999999999999999", '"x"', '"""x"""', '"\\u0000"', '"\\ud800"'),
)
words = st.sampled_from(WORDS)
documents = st.lists(words, max_size=40).map(" ".join) | texts(max_size=200)


def clean(answer, statuses=range(200, 500)):
    assert answer.status_code in statuses, answer.content[:500]
    assert not INSIDES.search(answer.content), answer.content[:500]
    if answer["Content-Type"].startswith("application/") and answer.content:
        body = json.loads(answer.content)
        assert "data" in body or body["errors"]
    return answer


@FUZZ
@given(body=st.binary(max_size=300))
def test_any_bytes(api, body):
    clean(api.send(body))


@FUZZ
@given(body=json_values)
def test_any_json(api, body):
    clean(api.send(json.dumps(body).encode(errors="surrogatepass")))


@FUZZ
@given(query=json_values, variables=json_values, name=json_values, extensions=json_values)
def test_any_parameters(api, query, variables, name, extensions):
    body = {"query": query, "variables": variables, "operationName": name, "extensions": extensions}
    clean(api.send(json.dumps(body).encode(errors="surrogatepass")))


@FUZZ
@given(query=documents, accept=st.sampled_from([transport.JSON, transport.GRAPHQL]))
def test_any_document(api, query, accept):
    clean(api.send(json.dumps({"query": query}).encode(errors="surrogatepass"), Accept=accept))


@FUZZ
@given(value=json_values)
def test_any_variable(api, value):
    for kind in ("Int", "Int!", "[Int!]", "String", "Boolean!"):
        query = f"query($v: {kind}) {{ count jar(id: 1) @include(if: true) {{ name }} __typename }}"
        clean(api.send(json.dumps({"query": query, "variables": {"v": value}}).encode(errors="surrogatepass")))
    used = "query($v: Int) { shelf(first: $v) { edges { node { name } } } }"
    clean(api.send(json.dumps({"query": used, "variables": {"v": value}}).encode(errors="surrogatepass")))


@FUZZ
@given(content_type=texts(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_any_content_type(api, content_type):
    clean(api.client.generic("POST", api.url, b'{"query": "{ __typename }"}', content_type=content_type))


@FUZZ
@given(accept=texts(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_any_accept(api, accept):
    clean(api.post("{ __typename }", {"Accept": accept}))


@FUZZ
@given(address=texts(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=200))
def test_any_address(api, address):
    clean(api.client.get(api.url, QUERY_STRING=address, headers={"Accept": "application/json"}))


@FUZZ
@given(authorization=texts(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_any_authorization(api, authorization):
    clean(api.post("{ __typename }", {"Authorization": authorization}))


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000,
        b'{"query":' * 20_000,
        b'{"query":"{a}","variables":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}",
        b'{"query":"{a}","variables":{"a":' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"query":"' + b"{a" * 40_000 + b'"}',
        b'{"query":"' + b"{ a(b: " + b"[" * 40_000 + b'"}',
        b'{"query":"query($v: ' + b"[" * 40_000 + b'"}',
        b'{"query":"{ jar(id: ' + b"9" * 5_000 + b') { name } }"}',
        b'{"query":"{ jar(id: 1e' + b"9" * 5_000 + b') { name } }"}',
        b'{"query":"query($n: Int!) { jar(id: $n) { name } }","variables":{"n":' + b"9" * 5_000 + b"}}",
        b'{"query":"query($n: Int!) { jar(id: $n) { name } }","variables":{"n":1e999}}',
        b'{"query":"{ jars { name } }","query":7}',
        b'{"query":"{ jars { name } }\x00"}',
        b'{"query":"{ jars { name } }\\u0000"}',
        b'{"query":"{ jars { name } }","operationName":"\\u0000"}',
        b'{"query":"' + b"#" * 200_000 + b'"}',
        b" " * 5_000_000,
        b'{"query":"' + "ế".encode() * 60_000 + b'"}',
        "{}".encode("utf-16"),
        b"\xef\xbb\xbf{}",
    ],
)
def test_known_attacks(api, body):
    clean(api.send(body), range(200, 414))
    assert api.calls == []


def test_a_siege_ends_in_bounded_time_and_memory_with_nothing_loaded():
    """The system's own limits end the process where ours do not: a minute of one core, 1.5 GB of addresses."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.core.graph.siege"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2_000:]
    outcome = json.loads(ran.stdout)
    assert outcome["loaded"] == []
    assert len(outcome["refused"]) == outcome["sent"] >= 15
    assert outcome["grown_mb"] < 150
