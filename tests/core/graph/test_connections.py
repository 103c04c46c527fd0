"""Connections: what a page is, what a cursor holds, and that both executors count only when asked."""

from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import graphene
import pytest
from graphql import GraphQLError

from core.graph import kit, registry
from core.graph.connections import (
    DEFAULT_PAGE,
    MAX_PAGE,
    ConnectionField,
    Page,
    Slice,
    connection,
    connection_type,
    cursor_of,
    cut,
    sliced,
)
from tests.core.graph.verdict import same


class NetRow(NamedTuple):
    id: int
    knots: int


class ShoreRow(NamedTuple):
    id: int


NETS = [NetRow(n, n % 4) for n in range(1, 31)]
SHORES = [ShoreRow(n) for n in range(3)]
seen: list[Any] = []


def keys(net: NetRow) -> tuple[int, int]:
    return net.knots, net.id


def slices(shores: kit.Rows, info: Any, page: Page, knots: int | None = None) -> list[Slice]:
    """One page for each shore, whatever way is asked."""
    seen.append((page, info.asks("totalCount"), info.asks("edges"), info.asks("pageInfo")))
    return [piece(shore.id, info, page, knots) for shore in shores]


def piece(shore: int, info: Any, page: Page, knots: int | None) -> Slice:
    found = sorted((net for net in NETS if net.id % 3 == shore and knots in (None, net.knots)), key=keys)
    total = len(found) if info.asks("totalCount") else None
    found = [net for net in found if page.after is None or keys(net) > page.after]
    found = [net for net in found if page.before is None or keys(net) < page.before]
    if page.backward:
        found.reverse()
    return cut(found[: page.size + 1], page, keys, total)


class Net(kit.Object):
    """A net drying on a shore."""

    public = True
    id = graphene.Int()
    knots = graphene.Int()


class Shore(kit.Object):
    """Where nets dry."""

    public = True
    nets = connection(Net, required=True, description="Its nets.", knots=graphene.Int())
    load_nets = staticmethod(slices)


class Query(kit.Query):
    shores = graphene.List(Shore)
    nets = connection(Net, knots=graphene.Int())

    @staticmethod
    def load_shores(_root: kit.Rows, info: Any) -> list[Any]:
        return [SHORES]

    @staticmethod
    def load_nets(_root: kit.Rows, info: Any, page: Page, knots: int | None = None) -> list[Slice]:
        return slices([ShoreRow(0)], info, page, knots)


SCHEMA = registry.build([Query], [])


@pytest.fixture(autouse=True)
def _unseen():
    seen.clear()


def nets(
    arguments: str,
    ask: str = "edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }",
):
    verdict = same(SCHEMA, f"{{ nets{arguments} {{ {ask} }} }}")
    assert verdict.errors == []
    return verdict.data["nets"]


def numbers(page) -> list[int]:
    return [edge["node"]["id"] for edge in page["edges"]]


EVERY = [net.id for net in sorted((net for net in NETS if net.id % 3 == 0), key=keys)]


@pytest.mark.parametrize("size", [1, 3, 10, 20])
def test_first_and_after_walk_forward(size):
    page = nets(f"(first: {size})")
    found = numbers(page)
    assert page["pageInfo"]["hasPreviousPage"] is False
    while page["pageInfo"]["hasNextPage"]:
        end = page["pageInfo"]["endCursor"]
        page = nets(f'(first: {size}, after: "{end}")')
        assert page["pageInfo"]["hasPreviousPage"] is True
        found += numbers(page)
    assert found == EVERY


@pytest.mark.parametrize("size", [1, 3, 10, 20])
def test_last_and_before_walk_backward(size):
    page = nets(f"(last: {size})")
    found = numbers(page)
    assert page["pageInfo"]["hasNextPage"] is False
    while page["pageInfo"]["hasPreviousPage"]:
        start = page["pageInfo"]["startCursor"]
        page = nets(f'(last: {size}, before: "{start}")')
        assert page["pageInfo"]["hasNextPage"] is True
        found = numbers(page) + found
    assert found == EVERY


def test_a_cursor_is_its_rows_own_wherever_it_is_met():
    forward, backward = nets("(first: 20)"), nets("(last: 20)")
    assert forward["edges"] == backward["edges"]
    assert forward["pageInfo"]["startCursor"] == forward["edges"][0]["cursor"]
    assert forward["pageInfo"]["endCursor"] == forward["edges"][-1]["cursor"]
    assert len({edge["cursor"] for edge in forward["edges"]}) == len(EVERY)


def test_a_page_of_nothing_has_no_cursors():
    page = nets("(first: 0)")
    assert page["edges"] == []
    assert page["pageInfo"] == {
        "hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None,
    }  # fmt: skip
    assert nets("(knots: 9)")["pageInfo"]["hasNextPage"] is False


def test_nothing_given_is_a_first_page_of_the_default_size():
    nets("")
    assert seen[0][0] == Page(size=DEFAULT_PAGE)


@pytest.mark.parametrize(
    ("ask", "asked"),
    [
        ("totalCount", (True, False, False)),
        ("count: totalCount", (True, False, False)),
        ("edges { cursor }", (False, True, False)),
        ("... { totalCount } ...P", (True, False, True)),
        ("edges { cursor } totalCount @skip(if: true)", (False, True, False)),
        ("__typename", (False, False, False)),
    ],
)
def test_a_loader_knows_what_is_asked_of_it_in_both_executors(ask, asked):
    fragment = " fragment P on NetCountableConnection { pageInfo { hasNextPage } }" if "...P" in ask else ""
    same(SCHEMA, f"{{ nets {{ {ask} }} }}{fragment}")
    assert [found[1:] for found in seen] == [asked, asked]


def test_a_count_is_of_all_rows_and_null_only_where_it_is_unknown():
    assert nets("(first: 1)", "totalCount") == {"totalCount": len(EVERY)}
    assert nets("(first: 1, knots: 0)", "totalCount") == {"totalCount": 2}


def test_nested_connections_with_arguments_are_loaded_once_for_all_parents():
    source = (
        "{ shores { nets(first: 2, knots: 1) { totalCount edges { node { id knots } } pageInfo { hasNextPage } } } }"
    )
    shores = same(SCHEMA, source).data["shores"]
    assert [numbers(shore["nets"]) for shore in shores] == [[9, 21], [1, 13], [5, 17]]
    assert [shore["nets"]["totalCount"] for shore in shores] == [2, 3, 3]
    assert [shore["nets"]["pageInfo"]["hasNextPage"] for shore in shores] == [False, True, True]
    assert len(seen) == 1 + len(SHORES)  # ours asked once, graphql-core once for each


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (1, 1, "Ask for first or for last, not for both."),
        (-1, None, "first must not be negative."),
        (None, -1, "last must not be negative."),
        (MAX_PAGE + 1, None, f"first must be at most {MAX_PAGE}."),
        (None, MAX_PAGE + 1, f"last must be at most {MAX_PAGE}."),
    ],
)
def test_sizes_that_are_refused(first, last, told):
    with pytest.raises(GraphQLError, match=told) as refusal:
        Page.of(first, None, last, None)
    assert refusal.value.extensions["code"] == "INVALID_PAGE"
    assert Page.of(MAX_PAGE, None, None, None).size == Page.of(None, None, MAX_PAGE, None).size == MAX_PAGE


def encoded(text: str | bytes) -> str:
    return urlsafe_b64encode(text if isinstance(text, bytes) else text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "", "%", "đ", "AAAA", encoded("{}"), encoded("[]"), encoded("5"), encoded("[1.5]"), encoded("[null]"),
        encoded("[[1]]"), encoded('[{"a": 1}]'), encoded('["a\\u0000b"]'), encoded(f"[{2**63}]"), encoded(b"\xff\xfe"),
        encoded("[" * 5000), encoded('["\\ud800"]'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("argument", ["after", "before"])
def test_texts_that_are_no_cursor(cursor, argument):
    with pytest.raises(GraphQLError, match=f"{argument} is not a cursor of this connection."):
        Page.of(1, **{"after": None, "last": None, "before": None, argument: cursor})


def test_cursors_hold_what_rows_are_sorted_by():
    given = [1, 'Mắm "ruốc"', True, datetime(2026, 3, 1, tzinfo=UTC), date(2026, 3, 1), Decimal("1.10"), UUID(int=1)]
    page = Page.of(1, cursor_of(given), None, None)
    assert page.after == (1, 'Mắm "ruốc"', True, "2026-03-01T00:00:00+00:00", "2026-03-01", "1.10", str(UUID(int=1)))


def test_a_cut_page_knows_what_lies_around_it():
    rows = NETS[:3]
    first = cut(rows, Page(size=2), keys)
    assert (first.rows, first.has_next, first.has_previous) == (rows[:2], True, False)
    after = cut(rows, Page(size=3, after=(1,)), keys)
    assert (after.rows, after.has_next, after.has_previous) == (rows, False, True)
    last = cut(rows, Page(size=2, backward=True), keys)
    assert (last.rows, last.has_next, last.has_previous) == ([rows[1], rows[0]], False, True)
    between = cut(rows, Page(size=3, backward=True, before=(9,)), keys)
    assert (between.rows, between.has_next, between.has_previous) == (rows[::-1], True, False)


@pytest.mark.parametrize(
    "page", [Page(2, after=(3,)), Page(2, True, before=(3,)), Page(0), Page(9, after=(2,), before=(5,))]
)
def test_a_connection_at_hand_is_sliced_as_a_database_would(page):
    def by_id(row):
        return (row.id,)

    after, before = page.after or (0,), page.before or (99,)
    between = [row for row in NETS[:6] if after[0] < row.id < before[0]]
    piece = sliced(NETS[:6], page, by_id)
    kept = between[-page.size :] if page.backward else between[: page.size]
    assert (piece.rows, piece.total) == (kept, 6)
    assert (piece.has_previous if page.backward else piece.has_next) == (len(between) > len(kept))


@pytest.mark.parametrize(("page", "argument"), [(Page(after=("x",)), "after"), (Page(before=("x",)), "before")])
def test_a_connection_at_hand_refuses_a_cursor_of_another(page, argument):
    with pytest.raises(GraphQLError, match=f"{argument} is not a cursor"):
        sliced(NETS, page, lambda row: (row.id,))


def test_the_types_are_the_dialects():
    assert connection_type(Net) is connection_type(Net)
    fields = SCHEMA.type_map["NetCountableConnection"].fields
    assert {name: str(field.type) for name, field in fields.items()} == {
        "edges": "[NetCountableEdge!]!",
        "pageInfo": "PageInfo!",
        "totalCount": "Int",
    }
    edge = SCHEMA.type_map["NetCountableEdge"].fields
    assert {name: str(field.type) for name, field in edge.items()} == {"node": "Net!", "cursor": "String!"}
    shore = SCHEMA.type_map["Shore"].fields["nets"]
    assert (str(shore.type), shore.description) == ("NetCountableConnection!", "Its nets.")
    assert {name: str(argument.type) for name, argument in shore.args.items()} == {
        "knots": "Int", "first": "Int", "after": "String", "last": "Int", "before": "String",
    }  # fmt: skip


def test_a_connection_needs_a_loader():
    class Bare(kit.Query):
        nets: ConnectionField = connection(Net)

    with pytest.raises(Exception, match=r"Query\.nets is a connection without a loader"):
        registry.build([Bare], [])
