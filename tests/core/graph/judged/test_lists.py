"""Lists: what counts as one, and where a null or an error among their items stands."""

from typing import Any

import graphene
import pytest

from core.graph import kit, registry
from tests.core.graph.verdict import same

answer: Any = None


def load(_root: kit.Rows, info: Any) -> list[Any]:
    return [answer]


INT = graphene.Int
SURE = graphene.NonNull(graphene.Int)


class Query(kit.Query):
    loose = graphene.List(INT)
    firm = graphene.NonNull(graphene.List(INT))
    of_sure = graphene.List(SURE)
    firm_of_sure = graphene.NonNull(graphene.List(SURE))
    nested = graphene.List(graphene.NonNull(graphene.List(SURE)))
    texts = graphene.List(graphene.String)

    load_loose = load_firm = load_of_sure = load_firm_of_sure = load_nested = load_texts = staticmethod(load)


SCHEMA = registry.build([Query], [])
KINDS = ("loose", "firm", "ofSure", "firmOfSure")


def ask(field: str, value: Any, monkeypatch):
    monkeypatch.setattr(f"{__name__}.answer", value)
    return same(SCHEMA, f"{{ {field} }}")


class Countable:
    def __init__(self, *items: Any) -> None:
        self.items = items

    def __iter__(self):
        return iter(self.items)


class Snapping:
    def __iter__(self):
        yield 1
        raise ValueError("snapped")


@pytest.mark.parametrize("value", [(1, 2), {1: 0, 2: 0}.keys(), Countable(1, 2), range(1, 3), [1, 2]])
def test_any_iterable_is_a_list(value, monkeypatch):
    assert ask("loose", value, monkeypatch).data == {"loose": [1, 2]}


def test_a_set_is_a_list(monkeypatch):
    assert ask("texts", {"only"}, monkeypatch).data == {"texts": ["only"]}


@pytest.mark.parametrize("value", ["text", b"bytes", {"a": 1}, 7, 1.5, object()])
def test_texts_mappings_and_single_values_are_no_lists(value, monkeypatch):
    verdict = ask("texts", value, monkeypatch)
    assert verdict.data == {"texts": None}
    message = "Expected Iterable, but did not find one for field 'Query.texts'."
    assert verdict.errors == [(["texts"], message)]


def test_an_iterable_that_fails_on_its_way_fails_its_list(monkeypatch):
    verdict = ask("loose", Snapping(), monkeypatch)
    assert verdict.data == {"loose": None}
    assert verdict.errors == [(["loose"], "snapped")]


def null(field: str) -> str:
    return f"Cannot return null for non-nullable field Query.{field}."


@pytest.mark.parametrize(
    ("field", "value", "data", "errors"),
    [
        *[(field, [1, 2], {field: [1, 2]}, []) for field in KINDS],
        *[(field, [], {field: []}, []) for field in KINDS],
        ("loose", [1, None, 2], {"loose": [1, None, 2]}, []),
        ("firm", [1, None, 2], {"firm": [1, None, 2]}, []),
        ("ofSure", [1, None, 2], {"ofSure": None}, [(["ofSure", 1], null("ofSure"))]),
        ("firmOfSure", [1, None, 2], None, [(["firmOfSure", 1], null("firmOfSure"))]),
        ("loose", None, {"loose": None}, []),
        ("firm", None, None, [(["firm"], null("firm"))]),
        ("ofSure", None, {"ofSure": None}, []),
        ("firmOfSure", None, None, [(["firmOfSure"], null("firmOfSure"))]),
        ("loose", [1, ValueError("bad"), 2], {"loose": [1, None, 2]}, [(["loose", 1], "bad")]),
        ("firm", [1, ValueError("bad"), 2], {"firm": [1, None, 2]}, [(["firm", 1], "bad")]),
        ("ofSure", [1, ValueError("bad"), 2], {"ofSure": None}, [(["ofSure", 1], "bad")]),
        ("firmOfSure", [1, ValueError("bad"), 2], None, [(["firmOfSure", 1], "bad")]),
        ("loose", ValueError("bad"), {"loose": None}, [(["loose"], "bad")]),
        ("firm", ValueError("bad"), None, [(["firm"], "bad")]),
        ("ofSure", ValueError("bad"), {"ofSure": None}, [(["ofSure"], "bad")]),
        ("firmOfSure", ValueError("bad"), None, [(["firmOfSure"], "bad")]),
    ],
)
def test_nulls_and_errors_among_items(field, value, data, errors, monkeypatch):
    verdict = ask(field, value, monkeypatch)
    assert verdict.data == data
    assert verdict.errors == errors


def test_an_item_that_does_not_serialise_is_an_error_of_the_item(monkeypatch):
    verdict = ask("loose", [1, "two", 3], monkeypatch)
    assert verdict.data == {"loose": [1, None, 3]}
    assert [path for path, _ in verdict.errors] == [["loose", 1]]


def test_lists_of_lists_lose_the_list_that_may_be_null(monkeypatch):
    verdict = ask("nested", [[1], [], [2, 3]], monkeypatch)
    assert verdict.data == {"nested": [[1], [], [2, 3]]}
    verdict = ask("nested", [[1], [], [2, None]], monkeypatch)
    assert verdict.data == {"nested": None}
    assert verdict.errors == [(["nested", 2, 1], null("nested"))]
    verdict = ask("nested", [[1], 5, [None]], monkeypatch)
    assert verdict.data == {"nested": None}
    assert verdict.errors == [(["nested", 1], "Expected Iterable, but did not find one for field 'Query.nested'.")]


def test_the_loaders_own_list_is_not_changed(monkeypatch):
    value = [1, "two", None]
    ask("loose", value, monkeypatch)
    assert value == [1, "two", None]
