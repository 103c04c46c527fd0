"""@skip and @include, on fields and fragments, by literal and by variable."""

from typing import Any

import graphene
import pytest

from core.graph import kit, registry
from core.graph.documents import Document
from tests.core.graph.verdict import same


class Pair(kit.Object):
    public = True
    a = graphene.String()
    b = graphene.String()
    pair = graphene.Field(lambda: Pair)
    none = graphene.Field(lambda: Pair)

    @staticmethod
    def load_a(rows: kit.Rows, info: Any) -> list[str]:
        return ["a"] * len(rows)

    @staticmethod
    def load_b(rows: kit.Rows, info: Any) -> list[str]:
        return ["b"] * len(rows)

    @staticmethod
    def load_pair(rows: kit.Rows, info: Any) -> list[Any]:
        return [object() for _ in rows]

    @staticmethod
    def load_none(rows: kit.Rows, info: Any) -> list[None]:
        return [None] * len(rows)


class Query(kit.Query):
    a = graphene.String()
    b = graphene.String()
    pair = graphene.Field(Pair)
    pairs = graphene.List(Pair)
    none = graphene.Field(Pair)

    load_a = staticmethod(Pair.load_a)
    load_b = staticmethod(Pair.load_b)
    load_pair = staticmethod(Pair.load_pair)
    load_none = staticmethod(Pair.load_none)

    @staticmethod
    def load_pairs(_root: kit.Rows, info: Any) -> list[Any]:
        return [[object(), object()]]


SCHEMA = registry.build([Query], [])
PLACES = ["{ a b %s }", "{ a ... B %s } fragment B on Query { b }", "{ a ... on Query %s { b } }", "{ a ... %s { b } }"]


def asked(source: str, variables: dict[str, Any] | None = None) -> Any:
    verdict = same(SCHEMA, source, variables)
    assert verdict.errors == []
    return verdict.data


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("directives", "there"),
    [
        ("", True),
        ("@include(if: true)", True),
        ("@include(if: false)", False),
        ("@skip(if: false)", True),
        ("@skip(if: true)", False),
        ("@include(if: true) @skip(if: false)", True),
        ("@include(if: true) @skip(if: true)", False),
        ("@include(if: false) @skip(if: true)", False),
        ("@include(if: false) @skip(if: false)", False),
    ],
)
def test_literals(place, directives, there):
    assert asked(place % directives) == ({"a": "a", "b": "b"} if there else {"a": "a"})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("yes", [True, False])
def test_variables(place, yes):
    source = "query($yes: Boolean!) " + place
    assert ("b" in asked(source % "@include(if: $yes)", {"yes": yes})) is yes
    assert ("b" in asked(source % "@skip(if: $yes)", {"yes": yes})) is not yes


def test_one_document_answers_each_value_of_its_variables():
    document = Document(SCHEMA, "query($yes: Boolean!) { a b @include(if: $yes) }").read()
    operation = document.operation(None)
    plans = [document.plan(operation, {"yes": yes}) for yes in (True, False, True)]
    assert plans[0] is plans[2]
    assert [plan.keys for plan in plans] == [("a", "b"), ("a",), ("a", "b")]


def test_a_field_left_out_here_and_kept_there_is_there():
    source = (
        "query($no: Boolean!) { pair { a } pair @include(if: $no) { b } ... on Query { pair @skip(if: $no) { c: b } } }"
    )
    assert asked(source, {"no": False}) == {"pair": {"a": "a", "c": "b"}}
    assert asked(source, {"no": True}) == {"pair": {"a": "a", "b": "b"}}


def test_a_selection_whose_every_field_is_left_out_is_an_empty_object():
    assert asked("{ pair { a @skip(if: true) } a @include(if: false) }") == {"pair": {}}
    assert asked("{ a @skip(if: true) }") == {}


def test_a_null_condition_of_a_root_field_refuses_the_request():
    verdict = same(SCHEMA, "query($it: Boolean = true) { a b @include(if: $it) }", {"it": None})
    assert verdict.data is None
    assert verdict.errors == [(None, "Argument 'if' of non-null type 'Boolean!' must not be null.")]


def test_a_null_condition_further_down_is_an_error_at_each_value_it_was_to_choose_for():
    source = """
    query($it: Boolean = true) { a pairs { a ...B } none { b @skip(if: $it) } }
    fragment B on Pair { b @skip(if: $it) }
    """
    verdict = same(SCHEMA, source, {"it": None})
    assert verdict.data == {"a": "a", "pairs": [None, None], "none": None}
    assert [path for path, _ in verdict.errors] == [["pairs", 0], ["pairs", 1]]
    assert "b" in same(SCHEMA, source, {"it": False}).data["pairs"][0]
