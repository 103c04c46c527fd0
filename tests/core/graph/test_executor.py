"""The executor's own promises; that it answers as graphql-core does is test_judge.py's."""

import pytest
from graphql import execute as judge

from core.graph.documents import Document
from core.graph.executor import Context
from core.graph.run import ROOT, Answer, execute_document
from core.viewer import Viewer
from tests.core.graph import small


def run(source, variables=None, operation=None) -> Answer:
    small.calls.clear()
    document = Document(small.schema(), source).read()
    assert not document.errors, document.errors
    return execute_document(document, operation, variables, Context(Viewer.anonymous()))


def judged(source, variables=None):
    document = Document(small.schema(), source).read()
    answer = judge(
        small.schema(), document.ast, ROOT, context_value=Context(Viewer.anonymous()), variable_values=variables
    )
    return answer.data, answer.errors or []


def same(source, variables=None) -> Answer:
    """The answer, after graphql-core has given the same data and, in some order, the same errors."""
    ours = run(source, variables)
    data, errors = judged(source, variables)
    assert ours.data == data
    assert list(ours.data or {}) == list(data or {})
    assert sorted(map(told, ours.errors)) == sorted(map(told, errors))
    return ours


def told(error):
    return str(error.path), error.message, str(error.locations)


def test_a_loader_is_called_once_for_all_parents_of_its_level():
    run("{ jars { name village { name jars { grams } } } }")
    assert small.calls == [("root", 1), ("village", 5), ("jars", 5)]


def test_fields_come_in_the_order_of_the_document():
    answer = same("{ jar(id: 1) { grams b: name ...F a: grams } } fragment F on Jar { label name }")
    assert list(answer.data["jar"]) == ["grams", "b", "label", "name", "a"]


def test_arguments_take_defaults_literals_and_variables():
    answer = same(
        "query($up: Boolean!) { jar(id: 1) { a: label b: label(upper: true) c: label(upper: $up) } }", {"up": True}
    )
    assert answer.data == {"jar": {"a": "Mắm 1", "b": "MẮM 1", "c": "MẮM 1"}}


def test_merged_fields_and_directives():
    source = """
    query($no: Boolean!) {
      jar(id: 1) { village { id: name } }
      jar(id: 1) { village { name } grams @skip(if: $no) label @include(if: $no) }
    }"""
    assert "label" in same(source, {"no": True}).data["jar"]
    assert "grams" in same(source, {"no": False}).data["jar"]


def test_an_exception_in_one_slot_fails_that_row_alone():
    answer = same("{ jars { broken(on: 2) } }")
    assert [jar["broken"] for jar in answer.data["jars"]] == ["Mắm 1", None, "Mắm 3", "Mắm 4", "Mắm 5"]
    assert [error.path for error in answer.errors] == [["jars", 1, "broken"]]


def test_a_null_spreads_to_the_nearest_nullable_place():
    answer = same("{ jars { name strict(on: 3) } count: failing }")
    assert answer.data == {"jars": None, "count": None}
    assert [error.path for error in answer.errors] == [["jars", 2, "strict"], ["count"]]


def test_one_error_stands_for_each_nulled_position():
    answer = run("{ jars { broken(on: 1) strict(on: 3) other: strict(on: 2) } }")
    assert answer.data == {"jars": None}
    assert [error.path for error in answer.errors] == [["jars", 0, "broken"]]


def test_nulls_and_exceptions_within_a_list():
    answer = same("{ looseJars { name grams } }")
    assert [jar and jar["grams"] for jar in answer.data["looseJars"]] == [100, None, None, 200]


def test_a_failed_loader_is_an_error_at_every_path_it_served():
    answer = same("{ failing again: failing }")
    assert [(error.message, error.path) for error in answer.errors] == [
        ("the whole loader failed", ["failing"]),
        ("the whole loader failed", ["again"]),
    ]


def test_a_loader_of_the_wrong_length_is_named():
    answer = run("{ jars { short } }")
    assert {error.message for error in answer.errors} == {"The loader of Jar.short answered 4 values for 5 rows."}
    assert len(answer.errors) == 5


def test_interfaces_and_unions_answer_type_and_row():
    answer = same(
        "{ named { __typename name ... on Jar { grams village { name } } ... on Village { jars { grams } } } }"
    )
    assert [row and row["__typename"] for row in answer.data["named"]] == ["Jar", "Village", "Jar", None]
    answer = same("{ anything { __typename ... on Jar { grams } } }")
    assert answer.data["anything"] == [{"__typename": "Jar", "grams": 100}, None, None, {"__typename": "Village"}]


def test_an_int_beyond_32_bits_is_an_error():
    assert same("{ count }").data == {"count": None}


def test_mutations_run_one_after_another_and_stop_at_a_nulled_root():
    answer = run("mutation { a: fill(grams: 1) { grams } b: fill(grams: -1) { grams } c: fill(grams: 3) { grams } }")
    assert small.calls == [("fill", 1), ("fill", -1), ("fill", 3)]
    assert answer.data == {"a": {"grams": 1}, "b": None, "c": {"grams": 3}}
    answer = run("mutation { a: fillSurely(grams: -1) { grams } b: fill(grams: 3) { grams } }")
    assert answer.data is None
    assert small.calls == [("fill", -1)]


def test_connections_page_and_count_only_when_asked():
    answer = same("{ shelf(first: 2) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }")
    assert ("counted", 1) not in small.calls
    cursor = answer.data["shelf"]["pageInfo"]["endCursor"]
    answer = same(
        "query($c: String) { shelf(first: 2, after: $c) { totalCount edges { node { grams } } } }", {"c": cursor}
    )
    assert answer.data["shelf"] == {"totalCount": 5, "edges": [{"node": {"grams": 300}}, {"node": {"grams": 400}}]}


@pytest.mark.parametrize(
    "arguments", ["first: -1", "first: 101", "first: 1, last: 1", 'after: "%"', 'after: "WzEsIFtdXQ=="']
)
def test_connections_refuse_what_no_page_is(arguments):
    answer = same(f"{{ shelf({arguments}) {{ totalCount }} }}")
    assert answer.data == {"shelf": None}
    assert answer.errors[0].extensions["code"] == "INVALID_PAGE"


def test_introspection_joins_our_answer_in_the_documents_order():
    answer = same(
        '{ jar(id: 1) { name } __schema { queryType { name } } b: jar(id: 2) { name } t: __type(name: "Jar") { kind } }'
    )
    assert list(answer.data) == ["jar", "__schema", "b", "t"]


def test_a_missing_variable_is_a_request_error():
    answer = run("query($id: Int!) { jar(id: $id) { name } }")
    assert answer.data is None
    assert "was not provided" in answer.errors[0].message
    assert not answer.executed
