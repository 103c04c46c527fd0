"""The endpoint as the GraphQL-over-HTTP specification and the storefront contract have it."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from core.db import deadline
from core.graph import bearer, http, transport
from core.viewer import Viewer
from tests.core.graph import small
from tests.core.graph.answered import code_of

GRAPHQL = {"Accept": transport.GRAPHQL}
JSON = {"Accept": transport.JSON}
FILL = "mutation { fill(grams: 5) { grams } }"


def test_a_post_is_answered_with_its_cost(api):
    answer = api.post("query($n: Int) { shelf(first: $n) { totalCount } }", variables={"n": 3})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    cost = {"requested": 4, "maximum": 100_000}
    assert answer.json() == {"data": {"shelf": {"totalCount": 5}}, "extensions": {"cost": cost}}


def test_a_get_is_answered_with_an_etag_and_then_with_304(api):
    first = api.get("query($n: Int) { shelf(first: $n) { totalCount } }", variables='{"n": 3}')
    assert first.json()["data"] == {"shelf": {"totalCount": 5}}
    assert first["Cache-Control"] == "public, no-cache"
    again = api.get(
        "query($n: Int) { shelf(first: $n) { totalCount } }",
        variables='{"n": 3}',
        headers={"If-None-Match": first["ETag"]},
    )
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = api.get("{ count: __typename }", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_an_answer_varies_by_what_decides_it(api):
    assert api.get("{ __typename }")["Vary"] == "Accept, Accept-Language, Authorization, Cookie"


def test_head_is_a_get_without_its_body(api):
    answer = api.client.head(api.url, {"query": "{ __typename }"})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "document",
    ["{", "{ nothing }", "query($n: Int!) { jar(id: $n) { name } }", "query A { count } query B { count }", ""],
)
def test_a_document_that_is_not_executed_is_200_in_json_and_400_in_graphql(api, document):
    for headers, status in ((JSON, 200), (GRAPHQL, 400)):
        answer = api.post(document, headers)
        assert answer.status_code == status
        assert "data" not in answer.json()
        assert answer.json()["errors"][0]["extensions"]["code"]
        assert answer["Cache-Control"] == "no-store"
    assert small.calls == []


def test_errors_of_fields_are_200_beside_the_data_in_both(api):
    for headers in (JSON, GRAPHQL):
        answer = api.post("{ failing jars { name } }", headers)
        assert answer.status_code == 200
        body = answer.json()
        assert body["data"]["failing"] is None
        assert len(body["data"]["jars"]) == 5
        assert body["errors"][0]["message"] == "Internal error"


def test_the_named_operation_runs(api):
    answer = api.post("query A { a: __typename } query B { b: __typename }", operationName="B")
    assert answer.json()["data"] == {"b": "Query"}


def test_a_mutation_runs_by_post_only(api):
    refused = api.get(FILL)
    assert (refused.status_code, refused["Allow"], small.calls) == (405, "POST", [])
    assert api.post(FILL).json()["data"] == {"fill": {"grams": 5}}
    assert small.calls == [("fill", 5)]


@pytest.mark.parametrize(
    "document", ["subscription { a }", "subscription { __typename }", "subscription { ... { a } }"]
)
def test_an_operation_without_a_root_is_refused(api, document):
    # Validation knows no type to look the fields up in, and lets them pass.
    assert "not configured to execute subscription" in api.post(document).json()["errors"][0]["message"]
    assert api.code(document) == "GRAPHQL_ERROR"


@pytest.mark.parametrize("name", ["TOO_DEEP", "TOO_MANY_TOKENS", "NESTED_TOO_DEEPLY"])
def test_a_limit_is_told_with_its_code_and_nothing_is_loaded(api, name):
    documents = {
        "TOO_DEEP": "{ jars " + "{ village { jars " * 20 + "{ name }" + "} }" * 20 + " }",
        "TOO_MANY_TOKENS": "{ jars {" + " name" * 4_000 + "} }",
        "NESTED_TOO_DEEPLY": "{ jars " + "{ village" * 5_000,
    }
    assert api.code(documents[name]) == name


def test_a_costly_operation_is_refused_by_its_variables(api):
    query = "query($n: Int) { shelf(first: $n) { edges { node { village { jars { village { jars { name } } } } } } } }"
    assert api.post(query, variables={"n": 5}).json()["data"]["shelf"]
    assert api.code(query, n=5_000) == "TOO_COSTLY"


def test_variables_are_limited(api):
    assert api.code("query($n: Int) { jar(id: $n) { name } }".replace("Int)", "Int!)"), n=[1] * 300) == "LIST_TOO_LONG"


def test_any_origin_may_ask_without_credentials(api):
    for answer in (api.post("{ __typename }"), api.send(b"nonsense")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer


def test_a_preflight_is_answered(api):
    answer = api.client.options(
        api.url, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == answer["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]


class TestSession:
    """A session cookie speaks for its user only with the CSRF token."""

    @pytest.fixture
    def signed_in(self, api, db):
        user = get_user_model().objects.create_user(email="lan@example.vn", password="a-long-password")
        api.client = Client(enforce_csrf_checks=True)
        api.client.force_login(user)
        api.user = user
        return api

    def test_a_post_without_the_token_is_403(self, signed_in):
        answer = signed_in.post(FILL)
        assert (answer.status_code, code_of(answer)) == (403, "CSRF_FAILED")
        assert small.calls == []

    def test_a_post_with_the_token_speaks_for_the_user(self, signed_in, monkeypatch):
        seen = watch_viewers(monkeypatch)
        token = "a" * 32
        signed_in.client.cookies["csrftoken"] = token
        answer = signed_in.post(FILL, {"X-CSRFToken": token})
        assert answer.json()["data"] == {"fill": {"grams": 5}}
        assert [viewer.user_id for viewer in seen] == [signed_in.user.pk]

    def test_a_get_speaks_for_the_user_and_is_private(self, signed_in, monkeypatch):
        seen = watch_viewers(monkeypatch)
        answer = signed_in.get("{ __typename }")
        assert answer["Cache-Control"] == "private, no-cache"
        assert [viewer.user_id for viewer in seen] == [signed_in.user.pk]

    def test_a_bearer_token_is_believed_and_the_cookie_is_not_looked_at(self, signed_in, monkeypatch):
        monkeypatch.setattr(bearer, "_readers", [lambda token: Viewer.anonymous()])
        seen = watch_viewers(monkeypatch)
        answer = signed_in.post(FILL, {"Authorization": "Bearer t"})
        assert answer.json()["data"] == {"fill": {"grams": 5}}
        assert [viewer.user_id for viewer in seen] == [None]
        assert not answer.wsgi_request.user.is_authenticated


def test_a_post_without_cookies_needs_no_csrf_token(api):
    api.client = Client(enforce_csrf_checks=True)
    assert api.post(FILL).status_code == 200


@pytest.mark.parametrize(("headers", "status"), [(JSON, 200), (GRAPHQL, 401)])
def test_a_refused_token_is_told_in_both_places_that_clients_read(api, headers, status, monkeypatch):
    def expired(token):
        raise bearer.TokenRefused("Signature has expired", "ExpiredSignatureError")

    monkeypatch.setattr(bearer, "_readers", [expired])
    answer = api.post("{ __typename }", {**headers, "Authorization": "Bearer t"})
    assert answer.status_code == status
    assert answer.headers.get("WWW-Authenticate") == ("Bearer" if status == 401 else None)
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == error["extensions"]["exception"]["code"] == "ExpiredSignatureError"


def test_a_token_that_nobody_reads_is_refused_and_another_scheme_is_nobody(api, monkeypatch):
    monkeypatch.setattr(bearer, "_readers", [])
    refused = api.post("{ __typename }", {"Authorization": "JWT t"}).json()
    assert refused["errors"][0]["extensions"]["code"] == "InvalidTokenError"
    assert api.post("{ __typename }", {"Authorization": "Basic dTpw"}).json()["data"] == {"__typename": "Query"}


def test_the_deadline_ends_a_request_between_loaders_with_a_code(api, monkeypatch):
    """The first loader outlives the deadline; the second is not started."""
    monkeypatch.setattr(http, "DEADLINE_S", 0.05)
    late = small.Query.load_jars(None, None)
    field = small.schema().query_type.fields["jars"]

    def slow(rows, info):
        time.sleep(0.1)
        return late

    monkeypatch.setitem(field.extensions, "loader", slow)
    answer = api.post("{ jars { village { name } } }")
    assert (answer.status_code, code_of(answer)) == (200, "DEADLINE_EXCEEDED")
    assert "data" not in answer.json()
    assert small.calls == [("root", 1)]
    assert deadline.current() is None


def test_a_value_that_json_cannot_hold_is_an_internal_error_and_not_a_500(api, monkeypatch):
    field = small.schema().query_type.fields["jars"]
    monkeypatch.setitem(field.extensions, "loader", lambda rows, info: [[small.JarRow(1, "\ud800", 1, 1)]])
    answer = api.post("{ jars { name } }")
    assert answer.status_code == 200
    assert answer.json()["data"] is None
    assert answer.json()["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"


def watch_viewers(monkeypatch) -> list[Viewer]:
    """Every viewer that an execution is given from now on."""
    seen: list[Viewer] = []
    before = http.execute_plan

    def watched(document, plan, coerced, given, context):
        seen.append(context.viewer)
        return before(document, plan, coerced, given, context)

    monkeypatch.setattr(http, "execute_plan", watched)
    return seen
