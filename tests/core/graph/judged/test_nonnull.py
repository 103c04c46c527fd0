"""Where a null or an error stands once a field that may not be null has met it."""

from typing import Any

import graphene
import pytest

from core.graph import kit, registry
from tests.core.graph.verdict import same

ROW = object()
# How the leaves of this schema fail: a null, an exception in the slot, a loader that raises.
how = "null"


def failing(name: str) -> Any:
    def load(rows: kit.Rows, info: Any) -> list[Any]:
        if how == "raised":
            raise ValueError(f"{name} failed")
        return [None if how == "null" else ValueError(f"{name} failed")] * len(rows)

    return staticmethod(load)


def load_tree(rows: kit.Rows, info: Any) -> list[Any]:
    return [ROW] * len(rows)


class Tree(kit.Object):
    public = True

    mild = graphene.Int()
    firm = graphene.Int(required=True)
    fine = graphene.String()
    nest = graphene.Field(lambda: Tree)
    firm_nest = graphene.Field(lambda: Tree, required=True)

    load_mild = failing("mild")
    load_firm = failing("firm")
    load_nest = staticmethod(load_tree)
    load_firm_nest = staticmethod(load_tree)

    @staticmethod
    def load_fine(rows: kit.Rows, info: Any) -> list[str]:
        return ["fine"] * len(rows)


class Query(kit.Query):
    nest = graphene.Field(Tree)
    mild = graphene.Int()
    firm = graphene.Int(required=True)
    needs = graphene.String(it=graphene.String(required=True), other=graphene.Int())

    load_nest = staticmethod(load_tree)
    load_mild = failing("mild")
    load_firm = failing("firm")

    @staticmethod
    def load_needs(_root: kit.Rows, info: Any, it: str, other: int | None = None) -> list[str]:
        return [f"has {it}"]


SCHEMA = registry.build([Query], [])
FIRM_IS_NULL = "Cannot return null for non-nullable field Tree.firm."


@pytest.fixture(params=["null", "slot", "raised"])
def failure(request, monkeypatch) -> str:
    """Each way a leaf may fail; answers the message of a failed `firm`."""
    monkeypatch.setattr(f"{__name__}.how", request.param)
    return FIRM_IS_NULL if request.param == "null" else "firm failed"


def test_a_nullable_field_is_null(failure):
    verdict = same(SCHEMA, "{ mild }")
    assert verdict.data == {"mild": None}
    assert verdict.errors == ([] if how == "null" else [(["mild"], "mild failed")])


def test_the_object_of_a_non_null_field_is_null(failure):
    verdict = same(SCHEMA, "{ nest { fine firm } }")
    assert verdict.data == {"nest": None}
    assert verdict.errors == [(["nest", "firm"], failure)]


def test_a_tree_of_nullable_fields_keeps_its_shape(failure):
    inside = "mild nest { mild fine } firmNest { mild nest { mild } firmNest { fine } }"
    verdict = same(SCHEMA, f"{{ nest {{ {inside} }} }}")
    below = {"mild": None, "nest": {"mild": None}, "firmNest": {"fine": "fine"}}
    assert verdict.data == {"nest": {"mild": None, "nest": {"mild": None, "fine": "fine"}, "firmNest": below}}
    paths = [["mild"], ["nest", "mild"], ["firmNest", "mild"], ["firmNest", "nest", "mild"]]
    assert verdict.errors == ([] if how == "null" else [(["nest", *path], "mild failed") for path in paths])


def test_the_first_nullable_place_above_a_chain_of_non_null_fields_is_null(failure):
    chain = "firmNest { firmNest { firmNest { firm } } }"
    verdict = same(SCHEMA, f"{{ a: nest {{ {chain} }} b: nest {{ fine nest {{ {chain} }} }} c: nest {{ fine }} }}")
    assert verdict.data == {"a": None, "b": {"fine": "fine", "nest": None}, "c": {"fine": "fine"}}
    below = ["firmNest", "firmNest", "firmNest", "firm"]
    assert verdict.errors == [(["a", *below], failure), (["b", "nest", *below], failure)]


def test_the_whole_answer_is_null_under_a_non_null_root_field(failure):
    verdict = same(SCHEMA, "{ nest { fine } firm }")
    assert verdict.data is None
    assert verdict.ours.executed
    assert verdict.errors == [(["firm"], failure.replace("Tree", "Query"))]


def test_of_several_errors_under_one_null_the_first_of_the_document_is_told(failure):
    verdict = same(SCHEMA, "{ nest { firmNest { mild fine firm } second: firm } }")
    assert verdict.data == {"nest": None}
    first = (["nest", "firmNest", "firm"], failure) if how == "null" else (["nest", "firmNest", "mild"], "mild failed")
    assert verdict.errors == [first]


@pytest.mark.parametrize(
    ("source", "variables"),
    [
        ('{ needs(it: "a") }', None),
        ("query($it: String!) { needs(it: $it) }", {"it": "a"}),
        ('query($it: String = "a") { needs(it: $it) }', {}),
    ],
)
def test_a_non_null_argument_is_given(source, variables):
    assert same(SCHEMA, source, variables).data == {"needs": "has a"}


def test_a_null_for_a_non_null_argument_is_an_error_of_the_field():
    verdict = same(SCHEMA, 'query($it: String = "a") { needs(it: $it) mild }', {"it": None})
    assert verdict.data == {"needs": None, "mild": None}
    assert verdict.errors == [(["needs"], "Argument 'it' of non-null type 'String!' must not be null.")]


def test_a_null_for_a_non_null_argument_is_told_at_the_argument():
    error = same(SCHEMA, 'query($it: String = "a") {\n needs(it: $it)\n}', {"it": None}).ours.errors[0]
    assert [(place.line, place.column) for place in error.locations] == [(2, 12)]
