"""The endpoint over the small schema of these tests."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.test import Client
from django.urls import get_resolver

from core.graph import answers, http
from tests.core.graph import small


class Api:
    """A client of `/graphql/` and what the loaders behind it did."""

    url = "/graphql/"

    def __init__(self) -> None:
        self.client = Client()
        self.calls = small.calls

    def send(self, body: bytes | str, content_type: str = "application/json", **headers: str) -> Any:
        return self.client.generic("POST", self.url, body, content_type=content_type, headers=headers)

    def post(self, query: Any, headers: dict[str, str] | None = None, **parameters: Any) -> Any:
        return self.send(orjson.dumps({"query": query, **parameters}), **headers or {})

    def get(self, query: str, headers: dict[str, str] | None = None, **parameters: str) -> Any:
        return self.client.get(self.url, {"query": query, **parameters}, headers=headers or {})

    def code(self, query: str, **variables: Any) -> str | None:
        """The code of the first error, nothing having been loaded."""
        self.calls.clear()
        answer = self.post(query, variables=variables).json()
        assert "data" not in answer
        assert self.calls == []
        return answer["errors"][0]["extensions"]["code"]


@pytest.fixture
def api(monkeypatch) -> Iterator[Api]:
    get_resolver().url_patterns  # noqa: B018 - whatever declares a revision does so now, and not among ours
    monkeypatch.setattr(http, "schema", small.schema)
    monkeypatch.setattr(answers, "_revision_sources", [])
    http.documents.clear()
    http.kept_answers.clear()
    small.calls.clear()
    yield Api()
    http.documents.clear()
    http.kept_answers.clear()


@pytest.fixture
def revision(api, monkeypatch) -> Callable[[int], None]:
    """Declare a revision of the facts and set it: `revision(2)`."""
    now = [1]
    monkeypatch.setattr(answers, "_revision_sources", [lambda: now[0]])

    def turn(number: int) -> None:
        now[0] = number

    return turn
