"""GraphiQL at the endpoint's own address."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from core import graph
from core.graph import cost, graphiql

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VENDORED = Path(settings.BASE_DIR) / "core/static/core/graphiql"


def test_a_browser_gets_the_page_and_a_program_the_answer(client, db):
    page = client.get("/graphql/", headers={"Accept": BROWSER})
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert b"graphiql.min.js" in page.content
    assert client.get("/graphql/", {"query": "{ __typename }"}, headers={"Accept": "*/*"})["Content-Type"].startswith(
        "application/json"
    )


def test_its_policy_is_its_own_and_as_narrow_for_scripts(client, db):
    policy = client.get("/graphql/", headers={"Accept": BROWSER})["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == "'self'"
    assert directives["style-src"] == "'self' 'unsafe-inline'"
    assert directives["default-src"] == "'none'"
    assert "unsafe-inline" not in client.get("/graphql/", {"query": "{ count }"})["Content-Security-Policy"]


def test_whoever_is_signed_in_asks_from_it_as_themselves(db):
    """The page hands its script the CSRF token, without which a session cookie authenticates nobody."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_user(email="lan@example.vn", password="a-long-password"))
    page = client.get("/graphql/", headers={"Accept": BROWSER}).content.decode()
    handed = json.loads(page.partition('id="graphiql-settings" type="application/json">')[2].partition("</script>")[0])
    body = {"query": "{ __typename }"}
    assert client.post("/graphql/", body, "application/json").status_code == 403
    answer = client.post("/graphql/", body, "application/json", headers={"X-CSRFToken": handed["csrfToken"]})
    assert answer.json()["data"] == {"__typename": "Query"}


def test_the_vendored_files_are_the_ones_named_in_their_licence():
    named = [
        line.split()
        for line in (VENDORED / "LICENSES.txt").read_text(encoding="utf-8").splitlines()
        if len(line.split()) == 2 and len(line.split()[0]) == 64
    ]
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in VENDORED.glob("*.min.*")}
    assert {name: digest for digest, name in named} == found


def test_there_are_examples():
    assert len(graphiql.examples()) >= 4


@pytest.mark.parametrize("example", graphiql.examples(), ids=lambda example: example.splitlines()[0])
def test_an_example_is_answered_without_errors_and_within_a_third_of_the_cost(client, db, example):
    answer = client.post("/graphql/", {"query": example}, "application/json").json()
    assert "errors" not in answer
    assert answer["extensions"]["cost"]["requested"] < cost.COST.maximum / 3
    assert graph.document(example).errors == []


def test_it_opens_runs_an_example_and_shows_the_answer(page, live_server):
    """In a real browser, with no console error, no violation of its policy and no request to another server."""
    page.goto("/graphql/")
    expect(page.locator(".graphiql-tab")).to_have_count(len(graphiql.examples()))
    page.locator(".graphiql-execute-button").click()
    expect(page.locator(".graphiql-response")).to_contain_text('"totalCount"')
