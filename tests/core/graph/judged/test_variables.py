"""What loaders are given: literals, variables, defaults and nulls, coerced as the specification says."""

from enum import Enum
from typing import Any

import graphene
import pytest
from graphql import GraphQLError

from core.graph import kit, registry
from core.graph.documents import Document
from tests.core.graph.verdict import ran, same


class Strict(graphene.Scalar):
    """Takes "in", gives "IN"; anything else is refused."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value

    @staticmethod
    def parse_value(value: Any) -> str:
        if value != "in":
            raise GraphQLError("only in")
        return "IN"

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> str:
        return cls.parse_value(node.value)


class Grade(Enum):
    THREE = 3
    FIVE = None
    OTHER = "other"


GradeEnum = graphene.Enum.from_enum(Grade)


class Nest(kit.Input):
    na = graphene.InputField(lambda: Basket, required=True)
    nb = graphene.String(required=True)


class Basket(kit.Input):
    a = graphene.String()
    b = graphene.List(graphene.String)
    c = graphene.String(required=True)
    d = graphene.InputField(Strict)
    many_words = graphene.Int(default_value=3)


def echo(_root: kit.Rows, info: Any, **given: Any) -> list[str]:
    return [repr({name: plain(value) for name, value in given.items()})]


def plain(value: Any) -> Any:
    return {name: plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def spoil(_root: kit.Rows, info: Any, it: list[str], wish: dict[str, Any]) -> list[str]:
    it.append("b")
    wish["many_words"] += 1
    return [repr((it, dict(wish)))]


TEXT = graphene.String
WAYS = {
    "basket": Basket(),
    "nest": Nest(),
    "nullable": TEXT(),
    "firm": TEXT(required=True),
    "default": TEXT(default_value="xin chào"),
    "firm_default": TEXT(required=True, default_value="xin chào"),
    "null_default": TEXT(default_value=None),
    "many": graphene.List(TEXT),
    "firm_many": graphene.List(TEXT, required=True),
    "many_firm": graphene.List(graphene.NonNull(TEXT)),
    "firm_many_firm": graphene.List(graphene.NonNull(TEXT), required=True),
    "grade": GradeEnum(),
    "firm_grade": GradeEnum(required=True),
    "strict": graphene.Argument(Strict),
    "number": graphene.Int(),
}
Query = type(
    "Query",
    (kit.Query,),
    {name: graphene.String(it=graphene.Argument(way) if isinstance(way, type) else way) for name, way in WAYS.items()}
    | {f"load_{name}": staticmethod(echo) for name in WAYS}
    | {"spoil": graphene.String(it=graphene.List(TEXT), wish=Basket()), "load_spoil": staticmethod(spoil)},
)
SCHEMA = registry.build([Query], [])


def given(source: str, variables: dict[str, Any] | None = None) -> Any:
    """What the one field's loader was given."""
    verdict = same(SCHEMA, source, variables)
    assert verdict.errors == []
    (answer,) = verdict.data.values()
    return answer


def refused(source: str, variables: dict[str, Any] | None = None) -> list[str]:
    """The messages that refused the request, which then ran nothing."""
    verdict = same(SCHEMA, source, variables)
    assert not verdict.ours.executed
    assert all(path is None for path, _ in verdict.errors)
    return [message for _, message in verdict.errors]


def is_given(value: Any) -> str:
    return repr({"it": value})


NOTHING = "{}"


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ('{a: "x", b: ["y"], c: "z"}', {"a": "x", "b": ["y"], "c": "z", "many_words": 3}),
        ('{b: "y", c: "z"}', {"b": ["y"], "c": "z", "many_words": 3}),
        ('{a: null, b: null, c: "z", manyWords: null}', {"a": None, "b": None, "c": "z", "many_words": None}),
        ('{b: ["y", null, "w"], c: "z"}', {"b": ["y", None, "w"], "c": "z", "many_words": 3}),
        ('{c: "z", d: "in"}', {"c": "z", "d": "IN", "many_words": 3}),
    ],
)
def test_literal_objects(literal, value):
    assert given(f"{{ basket(it: {literal}) }}") == is_given(value)


@pytest.mark.parametrize(
    ("variables", "value"),
    [
        ({"it": {"a": "x", "b": ["y"], "c": "z"}}, {"a": "x", "b": ["y"], "c": "z", "many_words": 3}),
        ({"it": {"b": "y", "c": "z", "manyWords": 4}}, {"b": ["y"], "c": "z", "many_words": 4}),
        ({"it": {"c": "z", "d": "in"}}, {"c": "z", "d": "IN", "many_words": 3}),
        ({"it": None}, None),
    ],
)
def test_objects_by_variable(variables, value):
    assert given("query($it: Basket) { basket(it: $it) }", variables) == is_given(value)


def test_variables_inside_a_literal_object():
    source = 'query($a: String, $b: [String] = ["d"], $c: String!) { basket(it: {a: $a, b: $b, c: $c}) }'
    assert given(source, {"c": "z"}) == is_given({"b": ["d"], "c": "z", "many_words": 3})
    assert given(source, {"a": None, "b": "y", "c": "z"}) == is_given(
        {"a": None, "b": ["y"], "c": "z", "many_words": 3}
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": "x", "c": None}, "at 'it.c'; Expected non-nullable type 'String!' not to be None."),
        ({"a": "x"}, "Field 'c' of required type 'String!' was not provided."),
        ("x", "Expected type 'Basket' to be a mapping."),
        ({"c": "z", "extra": 1}, "Field 'extra' is not defined by type 'Basket'."),
        ({"c": "z", "d": "out"}, "only in"),
        ({"c": 5}, "String cannot represent a non string value: 5"),
    ],
)
def test_objects_that_are_refused(value, message):
    (told,) = refused("query($it: Basket) { basket(it: $it) }", {"it": value})
    assert message in told


def test_every_fault_of_a_nested_object_is_told_by_its_path():
    told = refused("query($it: Nest) { nest(it: $it) }", {"it": {"na": {"a": "x"}}})
    assert len(told) == 2
    assert "at 'it.na'; Field 'c' of required type" in told[0]
    assert "Field 'nb' of required type 'String!' was not provided." in told[1]


def test_only_fifty_faults_of_variables_are_told():
    told = refused("query($it: [String!]) { manyFirm(it: $it) }", {"it": [None] * 80})
    assert len(told) == 51
    assert told[-1] == "Too many errors processing variables, error limit reached. Execution aborted."


@pytest.mark.parametrize(
    ("source", "variables", "expected"),
    [
        ("{ nullable }", None, NOTHING),
        ("query($it: String) { nullable(it: $it) }", {}, NOTHING),
        ("query($it: String) { nullable(it: $it) }", {"it": None}, is_given(None)),
        ("query($it: String) { nullable(it: $it) }", {"it": "a"}, is_given("a")),
        ('query($it: String = "d") { nullable(it: $it) }', {}, is_given("d")),
        ('query($it: String = "d") { nullable(it: $it) }', {"it": "a"}, is_given("a")),
        ('query($it: String = "d") { nullable(it: $it) }', {"it": None}, is_given(None)),
        ("query($it: String = null) { nullable(it: $it) }", {}, is_given(None)),
        ('{ nullable(it: "a") }', None, is_given("a")),
        ("{ nullable(it: null) }", None, is_given(None)),
        ('query($it: String! = "d") { firm(it: $it) }', {}, is_given("d")),
        ("query($it: String!) { firm(it: $it) }", {"it": "a"}, is_given("a")),
        ("{ default }", None, is_given("xin chào")),
        ("query($it: String) { default(it: $it) }", {}, is_given("xin chào")),
        ("query($it: String) { default(it: $it) }", {"it": None}, is_given(None)),
        ("{ default(it: null) }", None, is_given(None)),
        ("{ firmDefault }", None, is_given("xin chào")),
        ("query($it: String) { firmDefault(it: $it) }", {}, is_given("xin chào")),
        ("{ nullDefault }", None, is_given(None)),
        ("query($it: String) { nullDefault(it: $it) }", {}, is_given(None)),
    ],
)
def test_left_out_null_and_default(source, variables, expected):
    assert given(source, variables) == expected


@pytest.mark.parametrize(
    ("kind", "variables", "message"),
    [
        ("String!", {}, "Variable '$it' of required type 'String!' was not provided."),
        ("String!", {"it": None}, "Variable '$it' of non-null type 'String!' must not be null."),
        ("String!", {"it": [1]}, "String cannot represent a non string value: [1]"),
        ("String!", {"it": {}}, "String cannot represent a non string value: {}"),
    ],
)
def test_firm_variables_that_are_refused(kind, variables, message):
    (told,) = refused(f"query($it: {kind}) {{ firm(it: $it) }}", variables)
    assert message in told


def test_a_null_for_a_firm_argument_with_a_default_is_an_error_of_the_field():
    verdict = same(SCHEMA, "query($it: String) { firmDefault(it: $it) nullable }", {"it": None})
    assert verdict.data == {"firmDefault": None, "nullable": NOTHING}
    assert verdict.errors == [(["firmDefault"], "Argument 'it' of non-null type 'String!' must not be null.")]


@pytest.mark.parametrize(
    ("field", "kind", "value", "message"),
    [
        ("many", "[String]", None, None),
        ("many", "[String]", ["a"], None),
        ("many", "[String]", ["a", None], None),
        ("firmMany", "[String]!", None, "must not be null"),
        ("firmMany", "[String]!", ["a"], None),
        ("firmMany", "[String]!", ["a", None], None),
        ("manyFirm", "[String!]", None, None),
        ("manyFirm", "[String!]", ["a"], None),
        ("manyFirm", "[String!]", ["a", None], "at 'it[1]'; Expected non-nullable type 'String!' not to be None."),
        ("firmManyFirm", "[String!]!", None, "must not be null"),
        ("firmManyFirm", "[String!]!", ["a"], None),
        ("firmManyFirm", "[String!]!", ["a", None], "at 'it[1]'; Expected non-nullable type 'String!' not to be None."),
    ],
)
def test_lists(field, kind, value, message):
    source = f"query($it: {kind}) {{ {field}(it: $it) }}"
    if message is None:
        assert given(source, {"it": value}) == is_given(value)
    else:
        (told,) = refused(source, {"it": value})
        assert message in told


def test_one_value_becomes_a_list():
    assert given("query($it: [String]) { many(it: $it) }", {"it": "a"}) == is_given(["a"])
    assert given('query($it: String) { many(it: ["a", $it]) }', {}) == is_given(["a", None])
    assert given('{ many(it: "a") }') == is_given(["a"])


@pytest.mark.parametrize(("name", "value"), [("THREE", "<Grade.THREE: 3>"), ("FIVE", "<Grade.FIVE: None>")])
def test_enums(name, value):
    assert given(f"{{ grade(it: {name}) }}") == f"{{'it': {value}}}"
    assert given("query($it: Grade) { grade(it: $it) }", {"it": name}) == f"{{'it': {value}}}"
    assert given("query($it: Grade!) { firmGrade(it: $it) }", {"it": name}) == f"{{'it': {value}}}"


@pytest.mark.parametrize("value", ["SIX", 3, "three", ["THREE"]])
def test_what_is_no_value_of_an_enum_is_refused(value):
    (told,) = refused("query($it: Grade) { grade(it: $it) }", {"it": value})
    assert "Grade" in told


def test_scalars_coerce_their_literals_and_variables():
    assert given('{ strict(it: "in") }') == is_given("IN")
    assert given("query($it: Strict) { strict(it: $it) }", {"it": "in"}) == is_given("IN")
    (told,) = refused("query($it: Strict) { strict(it: $it) }", {"it": "out"})
    assert "only in" in told


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, 1.5, "1", True])
def test_what_is_no_int_of_32_bits_is_refused(value):
    (told,) = refused("query($it: Int) { number(it: $it) }", {"it": value})
    assert "Int cannot represent" in told


def test_unknown_and_output_types_refuse_the_document():
    for kind in ("Nobody!", "Query!"):
        assert Document(SCHEMA, f"query($it: {kind}) {{ nullable(it: $it) }}").read().errors


def test_a_loader_may_change_what_it_was_given():
    """Arguments are coerced once for a document, but each request has lists and objects of its own."""
    document = Document(SCHEMA, '{ spoil(it: ["a"], wish: {c: "z"}) }').read()
    answers = [ran(document).data["spoil"] for _ in range(2)]
    assert answers == [repr((["a", "b"], {"c": "z", "many_words": 4}))] * 2
