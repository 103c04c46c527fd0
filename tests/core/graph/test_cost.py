"""The cost of an operation: what multiplies it, that it bounds the answer, and where it ends a request."""

import pytest
from graphql import (
    OperationDefinitionNode,
    build_schema,
    get_introspection_query,
    graphql_sync,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from core.graph import cost
from core.graph.connections import DEFAULT_PAGE
from core.graph.limits import LimitExceeded
from tests.core.graph import contract

SHOP = build_schema(
    """
    scalar JSONString
    type Query { name: String shelf(first: Int, last: Int): JarCountableConnection! tags(limit: Int): [Tag!]! jar: Jar }
    type JarCountableConnection { edges: [Edge!]! totalCount: Int }
    type Edge { node: Jar! }
    type Jar {
      id: ID! name: String story: JSONString tags: [Tag!]! grid: [[Tag]]
      friends(first: Int): JarCountableConnection
    }
    type Tag { name: String jar: Jar }
    """
)


def priced(source, schema=SHOP, **variables) -> int:
    document = parse(source)
    assert validate(schema, document) == []
    (operation,) = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    coerced = get_variable_values(schema, operation.variable_definitions, variables)
    return cost.check(schema, cost.bill(schema, document, operation), coerced)


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("{ name }", 1),
        ("{ a: name b: name }", 2),
        ("{ jar { id name } }", 3),
        ("{ jar { story } }", 1 + cost.TEXT_COST),
        ("{ jar { tags { name } } }", 2 + cost.LIST_SIZE),
        ("{ jar { grid { name } } }", 2 + cost.LIST_SIZE**2),
        ("{ tags(limit: 7) { name } }", 1 + 7),
        ("{ shelf(first: 10) { edges { node { id } } } }", 1 + 10 * 3),
        ("{ shelf(last: 10) { totalCount } }", 1 + 10),
        ("{ shelf { totalCount } }", 1 + DEFAULT_PAGE),
        ("{ shelf(first: null, last: 30) { totalCount } }", 1 + 30),
        ("{ shelf(first: 0) { totalCount } }", 1 + 1),
        ("{ ...F ...F } fragment F on Query { jar { id } }", 2 * 2),
        ("{ jar { ... { id } ... on Jar { name } } }", 3),
        ("{ shelf(first: 10) { edges { node { friends(first: 5) { totalCount } } } } }", 1 + 10 * (3 + 5)),
    ],
)
def test_a_value_counts_one_as_often_as_it_may_appear(source, values):
    assert priced(source) == values


def test_a_variable_multiplies_as_its_coerced_value():
    source = "query($n: Int = 4) { shelf(first: $n) { totalCount } }"
    assert priced(source) == 1 + 4
    assert priced(source, n=50) == 1 + 50
    assert priced(source, n=None) == 1 + DEFAULT_PAGE
    assert priced("query($n: Int) { shelf(first: $n) { totalCount } }") == 1 + DEFAULT_PAGE


def test_of_two_sizes_the_larger_bounds_the_answer():
    source = "query($a: Int, $b: Int) { shelf(first: $a, last: $b) { totalCount } }"
    assert priced(source, a=1, b=60) == 1 + 60


def test_too_much_is_refused_with_the_limit():
    source = "query($n: Int) { shelf(first: 100) { edges { node { friends(first: $n) { edges { node { id } } } } } } }"
    assert priced(source, n=100) < cost.COST.maximum
    with pytest.raises(LimitExceeded) as refusal:
        priced(source, n=2_000_000_000)
    assert refusal.value.extensions == {"code": "TOO_COSTLY", "limit": cost.COST.maximum}


def test_fragments_that_double_at_every_level_are_refused_at_once():
    levels = "".join(
        f" fragment F{n} on Jar {{ a: tags {{ jar {{ ...F{n + 1} }} }} b: tags {{ jar {{ ...F{n + 1} }} }} }}"
        for n in range(18)
    )
    with pytest.raises(LimitExceeded):
        priced("{ jar { ...F0 } }" + levels + " fragment F18 on Jar { id }")


def test_a_connection_of_no_rows_still_costs_its_fields():
    """Since a plan is compiled for them: doubling documents may not hide behind `first: 0`."""
    levels = "".join(
        f" fragment F{n} on Jar {{ a: friends(first: 0) {{ edges {{ node {{ ...F{n + 1} }} }} }}"
        f" b: friends(first: 0) {{ edges {{ node {{ ...F{n + 1} }} }} }} }}"
        for n in range(18)
    )
    with pytest.raises(LimitExceeded):
        priced("{ jar { ...F0 } }" + levels + " fragment F18 on Jar { id }")


@pytest.mark.parametrize("name", contract.OPERATIONS)
def test_an_operation_of_the_contract_costs_less_than_a_third_of_the_limit(name):
    document = contract.document(name)
    operation = document.definitions[0]
    requested = cost.bill(contract.SCHEMA, document, operation).requested(contract.variables(name))
    assert requested < cost.COST.maximum / 3


def test_introspection_costs_nothing_of_the_answer_and_has_a_limit_of_its_own():
    standard = get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    assert priced(standard, contract.SCHEMA) == 1
    four = " ".join(f"s{n}: __schema {{ ...Schema }}" for n in range(5))
    fields = standard[standard.index("queryType") : standard.index("fragment FullType")].rstrip().rstrip("}").rstrip()
    fragments = standard[standard.index("fragment FullType") :]
    source = f"{{ {four} }} fragment Schema on __Schema {{ {fields.rstrip('}')} }} {fragments}"
    with pytest.raises(LimitExceeded) as refusal:
        priced(source, contract.SCHEMA)
    assert refusal.value.extensions["limit"] == cost.introspection_maximum(contract.SCHEMA)


def test_the_cost_bounds_what_introspection_really_answers():
    """The averages are of the schema at hand, so the standard query's answer is never larger than its figure."""

    def values(answer) -> int:
        if isinstance(answer, dict):
            return sum(1 + values(value) for value in answer.values())
        return sum(map(values, answer)) if isinstance(answer, list) else 0

    answer = graphql_sync(contract.SCHEMA, get_introspection_query()).data
    assert values(answer) <= cost.introspection_maximum(contract.SCHEMA) / cost.INTROSPECTION_SHARE
