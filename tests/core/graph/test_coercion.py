"""Compiled coercion answers what graphql-core answers, for plain values and for every other."""

from functools import partial
from itertools import product

import pytest
from graphql import GraphQLError, OperationDefinitionNode, Undefined, build_schema, parse
from graphql.execution.values import get_argument_values, get_variable_values

from core.graph.coercion import arguments_coercer, variables_coercer
from core.graph.scalars import DateTime

SCHEMA = build_schema("""
enum Colour { RED GREEN }
scalar Anything
input Range { gte: Float, lte: Float = 9.5 }
input Where { AND: [Where!], colour: Colour, range: Range, ids: [ID!], must: Int! }
type Query {
  things(
    first: Int, after: String = "start", colour: Colour, where: Where, ids: [ID!]!, open: Boolean, any: Anything
  ): String
}
""")
MISSING = Undefined
VALUES = {
    "Int": [MISSING, None, 0, -3, 2**31 - 1, 2**31, 1.0, 1.5, "1", True, [1], {}],
    "Int!": [MISSING, None, 7, "7"],
    "Float": [MISSING, None, 1, 1.5, float("inf"), "1", False],
    "String": [MISSING, None, "", "text", 1, ["text"]],
    "ID": [MISSING, None, "a", 1, 1.5, True],
    "Boolean": [MISSING, None, True, False, 0, "true"],
    "Colour": [MISSING, None, "RED", "BLUE", 1],
    "Anything": [MISSING, None, 1, {"a": [1]}, "x"],
    "[ID!]": [MISSING, None, [], ["a", "b"], ["a", None], "a", ["a", 1], [["a"]]],
    "[[Int]]": [MISSING, None, [[1], None], [1], 1],
    "Where": [
        MISSING,
        None,
        {"must": 1},
        {},
        {"must": None},
        {"must": 1, "colour": "GREEN", "ids": ["x"], "range": {"gte": 1.5, "lte": 2.5}},
        {"must": 1, "range": {"gte": 1}},
        {"must": 1, "range": {}},
        {"AND": [{"must": 1}, {"must": 2, "AND": []}], "must": 3},
        {"AND": {"must": 1}, "must": 3},
        {"must": 1, "unknown": 2},
        [{"must": 1}],
        "text",
    ],
}


def operation_of(source: str) -> OperationDefinitionNode:
    (operation,) = parse(source).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation


def outcome(coerce, variables):
    try:
        return coerce(variables)
    except GraphQLError as error:
        return error.formatted


def told(coerced):
    return [error.formatted for error in coerced] if isinstance(coerced, list) else coerced


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in VALUES.items() for value in values], ids=repr
)
@pytest.mark.parametrize("default", ["", " = null"])
def test_variables_are_coerced_as_graphql_core_does(kind, value, default):
    if kind.endswith("!") and default:
        default = " = 5"
    operation = operation_of(f"query ($v: {kind}{default}) {{ things(ids: []) }}")
    raw = {} if value is MISSING else {"v": value}
    expected = get_variable_values(SCHEMA, operation.variable_definitions, raw, max_errors=5)
    coerced = variables_coercer(SCHEMA, operation)(raw, 5)
    assert told(coerced) == told(expected)
    assert isinstance(coerced, list) or [type(one) for one in coerced.values()] == [
        type(one) for one in expected.values()
    ]


def test_a_variable_nobody_declared_is_ignored():
    operation = operation_of("query ($v: Int) { things(ids: []) }")
    assert variables_coercer(SCHEMA, operation)({"v": 1, "w": 2}, 5) == {"v": 1}


ARGUMENTS = [
    "ids: $ids",
    "ids: $ids, first: $first, after: $after, colour: $colour",
    "ids: $ids, first: 3, colour: RED, open: true",
    'ids: ["a", $id]',
    "ids: $ids, where: {must: $first}",
    "ids: $ids, where: {must: 2, colour: $colour}",
    "ids: $ids, where: {must: 2, range: {gte: 1}}",
    "ids: $ids, first: null, after: null",
    "first: $first",
    "ids: null",
]
GIVEN = [("ids", ["a"], None), ("first", 5, None), ("after", "x", None), ("colour", "RED", None), ("id", "b", None)]


@pytest.mark.parametrize("written", ARGUMENTS)
def test_arguments_are_coerced_as_graphql_core_does(written):
    node = operation_of(f"{{ things({written}) }}").selection_set.selections[0]
    definition = SCHEMA.query_type.fields["things"]
    coerce = arguments_coercer(definition, node)
    for chosen in product(*[(MISSING, *values) for _, *values in GIVEN]):
        names = [name for name, *_ in GIVEN]
        variables = {name: value for name, value in zip(names, chosen, strict=True) if value is not MISSING}
        assert outcome(coerce, variables) == outcome(partial(get_argument_values, definition, node), variables)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_instant_beyond_the_calendar_is_refused(text):
    with pytest.raises(GraphQLError, match="years 1 to 9999"):
        DateTime.parse_value(text)
