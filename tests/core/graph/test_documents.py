"""Documents are parsed, validated and compiled once, and kept within a bound of bytes."""

import gc
import threading
import tracemalloc

import pytest
from graphql import GraphQLError

from core.graph import documents
from core.graph.documents import Document, Documents
from tests.core.graph import small
from tests.core.graph.verdict import ran


def read(source: str) -> Document:
    return Document(small.schema(), source).read()


def jar(n: int) -> str:
    return f"{{ jar(id: {n}) {{ name }} }}"


# The bound.


def test_a_document_is_read_once():
    kept, asked = Documents(), []
    first = kept.get(jar(1), lambda source: asked.append(source) or read(source))
    assert kept.get(jar(1), lambda source: asked.append(source) or read(source)) is first
    assert asked == [jar(1)]


ONE = read(jar(1)).weight


def test_the_least_recently_used_goes_when_the_bytes_are_too_many():
    kept = Documents(limit=3 * ONE)
    for n in (1, 2, 3):
        kept.get(jar(n), read)
    again = kept.get(jar(1), read)
    kept.get(jar(4), read)
    assert kept.size == 3 * ONE
    for n in (3, 4):
        kept.get(jar(n), None)
    assert kept.get(jar(1), read) is again
    asked = []
    kept.get(jar(2), lambda source: asked.append(source) or read(source))
    assert asked == [jar(2)]


def test_a_document_larger_than_the_bound_is_read_and_not_kept():
    kept = Documents(limit=100)
    assert not kept.get(jar(1), read).errors
    assert kept.size == 0


def test_a_document_with_errors_is_kept_too_so_that_asking_again_costs_nothing():
    kept = Documents()
    wrong = kept.get("{ nobody }", read)
    assert wrong.errors
    assert wrong.ast is None
    assert kept.get("{ nobody }", None) is wrong


def test_clear_forgets_everything():
    kept = Documents()
    kept.get(jar(1), read)
    kept.clear()
    assert kept.size == 0
    again = read(jar(1))
    assert kept.get(jar(1), lambda source: again) is again


JARS = " ".join(
    f"j{n}: jar(id: {n}) {{ name @include(if: $yes) grams village {{ name jars {{ grams label }} }} }}"
    for n in range(20)
)
LARGE = f"""query Large($yes: Boolean!) {{
  shelf(first: 24) {{
    totalCount
    edges {{ cursor node {{ name grams label village {{ name jars {{ name grams village {{ name }} }} }} }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
  {JARS}
}}"""


def test_the_estimate_of_a_documents_bytes_is_above_what_it_takes():
    document = read(LARGE)  # once beforehand, for what the schema and the parser keep of their own
    document.plan(document.operation(None), {"yes": True})
    gc.collect()
    tracemalloc.start()
    kept = [read(LARGE) for _ in range(5)]
    for one in kept:
        one.plan(one.operation(None), {"yes": True})
        one.plan(one.operation(None), {"yes": False})
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept[0].weight / 2 <= taken / len(kept) <= kept[0].weight


def test_plans_compiled_later_count_too():
    kept = Documents(limit=3 * ONE + 7_000)
    for n in (1, 2, 3):
        kept.get(jar(n), read)
    before = kept.size
    document = kept.get(jar(3), None)
    document.plan(document.operation(None), {})
    kept.get(jar(3), None)
    assert kept.size == before + document.weight - ONE > before
    document = kept.get(jar(2), None)
    document.plan(document.operation(None), {})
    kept.get(jar(3), None)
    assert kept.size <= kept.limit
    again = read(jar(1))
    assert kept.get(jar(1), lambda source: again) is again


def test_fragments_spread_again_and_again_are_compiled_once():
    """Twenty levels that each spread the next one twice would be a million selections, written out."""
    twice = "a: jars {{ village {{ ...F{0} }} }} b: jars {{ village {{ ...F{0} }} }}"
    levels = [f"fragment F{n} on Village {{ {twice.format(n + 1)} }}" for n in range(20)]
    source = "{ jar(id: 9) { village { ...F0 } } } fragment F20 on Village { name } " + " ".join(levels)
    assert ran(read(source)).data == {"jar": None}


# Plans.


def test_a_plan_is_kept_for_each_combination_of_what_directives_read():
    source = (
        "query($a: Boolean!, $b: Boolean!, $id: Int!) { jar(id: $id) { name @skip(if: $a) grams @include(if: $b) } }"
    )
    document = read(source)
    operation = document.operation(None)
    plans = {(a, b): document.plan(operation, {"a": a, "b": b, "id": 1}) for a in (True, False) for b in (True, False)}
    assert len({id(plan) for plan in plans.values()}) == 4
    assert document.plan(operation, {"a": True, "b": False, "id": 2}) is plans[True, False]
    assert ran(document, {"a": False, "b": False, "id": 1}).data == {"jar": {"name": "Mắm 1"}}
    assert ran(document, {"a": True, "b": True, "id": 2}).data == {"jar": {"grams": 200}}


def test_operations_of_one_document_have_plans_of_their_own():
    document = read("query A { jar(id: 1) { name } } query B { jar(id: 2) { name } }")
    assert ran(document, operation="A").data == {"jar": {"name": "Mắm 1"}}
    assert ran(document, operation="B").data == {"jar": {"name": "Mắm 2"}}


def test_plans_of_a_document_are_bounded(monkeypatch):
    monkeypatch.setattr(documents, "PLANS_PER_DOCUMENT", 2)
    names = ("a", "b", "c")
    source = "query({}) {{ jar(id: 1) {{ {} }} }}".format(
        ", ".join(f"${name}: Boolean!" for name in names),
        " ".join(f"{name}: name @include(if: ${name})" for name in names),
    )
    document = read(source)
    for bits in range(8):
        given = {name: bool(bits >> n & 1) for n, name in enumerate(names)}
        assert list(ran(document, given).data["jar"]) == [name for name in names if given[name]]
    assert len(document._plans) == 2


# Which operation runs.


@pytest.mark.parametrize(
    ("source", "name", "told"),
    [
        (
            "query A { __typename } query B { __typename }",
            None,
            "Must provide operation name if query contains multiple",
        ),
        ("query A { __typename }", "C", "Unknown operation named 'C'."),
    ],
)
def test_an_operation_is_refused_unless_exactly_one_is_meant(source, name, told):
    document = read(source)
    with pytest.raises(GraphQLError, match=told):
        document.operation(name)
    answer = ran(document, operation=name)
    assert not answer.executed
    assert told in answer.errors[0].message


def test_a_document_of_fragments_alone_has_nothing_to_run():
    document = Document(small.schema(), "fragment F on Jar { name }")
    with pytest.raises(GraphQLError, match="Must provide an operation"):
        document.operation(None)


def test_a_guard_may_refuse_a_document_before_it_is_validated():
    def guard(ast):
        raise GraphQLError("too much")

    refused = Document(small.schema(), "{ nobody }").read(guard)
    assert [error.message for error in refused.errors] == ["too much"]


@pytest.mark.parametrize("source", ["", "{", "{ jar(id: 1) { name }", "query", "\ufeff{", '{ a(b: "\\ud800") }'])
def test_a_text_that_is_no_document_has_errors(source):
    assert read(source).errors


# Threads.


def test_threads_share_documents_and_plans():
    """Many threads meet few documents under a bound that drops them: every answer is right, the size adds up."""
    kept = Documents(limit=5 * ONE)
    wrong = []

    def ask(start: int) -> None:
        for n in range(start, start + 60):
            number = n % 6 + 1
            document = kept.get(jar(number), read)
            expected = {"jar": {"name": f"Mắm {number}"} if number < 6 else None}
            data = ran(document).data
            if data != expected:
                wrong.append((number, data))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    kept.get(jar(1), read)
    assert kept.size <= kept.limit
    assert kept.size == sum(kept._weights.values())
    assert kept._weights.keys() == kept._kept.keys()


def test_threads_compile_plans_of_one_document_together(monkeypatch):
    monkeypatch.setattr(documents, "PLANS_PER_DOCUMENT", 1)
    document = read("query($yes: Boolean!) { jar(id: 1) { name grams @include(if: $yes) } }")
    wrong = []

    def ask(yes: bool) -> None:
        for _ in range(100):
            data = ran(document, {"yes": yes}).data
            if ("grams" in data["jar"]) is not yes:
                wrong.append(data)

    threads = [threading.Thread(target=ask, args=(n % 2 == 0,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
