"""What is asked, and of which address the floor of each lies."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.load import VARYING
from benchmarks.names import ASKED_ON, DISTRICT_CODES, REFORM, Named
from benchmarks.server import Server

DOCUMENTS = Path(__file__).parent / "documents"
GRAPH = "/graphql/"
EMPTY = "/empty/"
CHANNEL = {"channel": "vn", "languageCode": "EN"}
SLUGS = 200


@dataclass(frozen=True)
class Case:
    """One question, asked of the graph and of its base, with the same bodies."""

    name: str
    document: str
    fragments: tuple[str, ...]
    variables: Callable[[Server], list[dict[str, Any]]]
    base: str
    # The most it may cost: so many times its base, or so many milliseconds more.
    times: float | None = None
    more_ms: float | None = None
    # Whether the answer cache may answer: otherwise no two requests are the same.
    cached: bool = False

    def bodies(self, server: Server) -> list[str]:
        parts = [(DOCUMENTS / f"{name}.graphql").read_text() for name in (self.document, *self.fragments)]
        request = {"query": "".join(parts)} | ({} if self.cached else {"extensions": {"request": VARYING}})
        return [json.dumps(request | {"variables": given}) for given in self.variables(server)]


def _list(_server: Server) -> list[dict[str, Any]]:
    return [{"first": 24, **CHANNEL, "sortBy": {"field": "NAME", "direction": "ASC"}}]


def _detail(server: Server) -> list[dict[str, Any]]:
    step = max(1, server.database.size // SLUGS)
    return [
        {"slug": Named(number).slug_en, "slugLanguageCode": "EN", **CHANNEL}
        for number in range(1, server.database.size + 1, step)
    ]


def _filtered(server: Server) -> list[dict[str, Any]]:
    document = json.dumps({"query": "{ categories(first: 100, level: 1) { edges { node { id } } } }"})
    answer, _ = server.ask(GRAPH, document.encode())
    keys = [edge["node"]["id"] for edge in json.loads(answer)["data"]["categories"]["edges"]]
    return [
        {
            "first": 24,
            **CHANNEL,
            "sortBy": {"field": "PRICE", "direction": "DESC"},
            "where": {"category": {"eq": key}, "price": {"range": {"gte": 100_000 + 3_000 * place, "lte": 1_500_000}}},
        }
        for place, key in enumerate(keys)
    ]


BY_NAME = {"field": "NAME", "direction": "ASC"}


def _where(conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"first": 24, **CHANNEL, "sortBy": BY_NAME, "where": where} for where in conditions]


def _starred(_server: Server) -> list[dict[str, Any]]:
    return _where([{"certificate": {"validOn": ASKED_ON.isoformat(), "stars": [stars]}} for stars in (3, 4, 5)])


def _grouped(server: Server) -> list[dict[str, Any]]:
    document = json.dumps({"query": "{ categories(first: 100, level: 0) { edges { node { id } } } }"})
    answer, _ = server.ask(GRAPH, document.encode())
    keys = [edge["node"]["id"] for edge in json.loads(answer)["data"]["categories"]["edges"]]
    return _where([{"category": {"eq": key}} for key in keys])


def _within(_server: Server) -> list[dict[str, Any]]:
    """The districts of old, by their codes on their last day."""
    last = (REFORM - timedelta(days=1)).isoformat()
    return _where([{"area": {"level": "DISTRICT", "code": code, "on": last}} for code in DISTRICT_CODES])


CASES = (
    Case("list of 24", "list", ("_item", "_price"), _list, "/floor/list/", times=1.6),
    Case("detail", "detail", ("_price",), _detail, "/floor/detail/", times=1.6),
    Case("filter, sort, count", "filtered", ("_item", "_price"), _filtered, "/floor/filtered/", times=3.0),
    Case("filter by star", "filtered", ("_item", "_price"), _starred, "/floor/starred/", times=3.0),
    Case("filter by group", "filtered", ("_item", "_price"), _grouped, "/floor/grouped/", times=3.0),
    Case("filter by area", "filtered", ("_item", "_price"), _within, "/floor/within/", times=3.0),
    Case("cached list of 24", "list", ("_item", "_price"), _list, EMPTY, more_ms=0.10, cached=True),
)
