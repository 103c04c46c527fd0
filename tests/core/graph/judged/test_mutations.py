"""Root fields of a mutation run one after another, each to its end, whatever became of the one before."""

from typing import Any

import graphene
import pytest

from core.graph import kit, registry
from core.graph.documents import Document
from tests.core.graph.verdict import judged, ran, same

scales = {"grams": 6}


class Reading(kit.Object):
    """What the scales say when it is read, not when it was asked for."""

    public = True
    grams = graphene.Int()
    again = graphene.Int()

    @staticmethod
    def load_grams(rows: kit.Rows, info: Any) -> list[int]:
        return [info.once("grams", lambda: scales["grams"]) for _ in rows]

    load_again = load_grams


class Weigh(kit.Mutation):
    """Put this much on the scales; 0 breaks them, less is refused."""

    class Arguments:
        grams = graphene.Int(required=True)

    reading = graphene.Field(Reading)
    errors = graphene.List(graphene.NonNull(graphene.String), required=True)

    @staticmethod
    def mutate(info: Any, grams: int) -> kit.Outcome:
        if grams == 0:
            raise ValueError("Cannot weigh nothing")
        if grams < 0:
            return kit.Outcome(errors=["below zero"])
        scales["grams"] = grams
        return kit.Outcome(reading=grams)


class Query(kit.Query):
    grams = graphene.Int()

    @staticmethod
    def load_grams(_root: kit.Rows, info: Any) -> list[int]:
        return [scales["grams"]]


class Mutation(kit.MutationRoot):
    weigh = Weigh.Field()
    weigh_surely = Weigh.Field(required=True)


SCHEMA = registry.build([Query], [Mutation])


@pytest.fixture(autouse=True)
def _six_grams(monkeypatch):
    monkeypatch.setitem(scales, "grams", 6)


def told(grams):
    return {"reading": {"grams": grams}}


def test_each_runs_to_its_end_before_the_next_begins():
    source = "mutation { " + " ".join(f"w{n}: weigh(grams: {n}) {{ reading {{ grams }} }}" for n in (1, 2, 3)) + " }"
    assert same(SCHEMA, source).data == {"w1": told(1), "w2": told(2), "w3": told(3)}


def test_what_a_mutation_shared_is_forgotten_by_the_next():
    source = (
        "mutation { a: weigh(grams: 1) { reading { grams again } } b: weigh(grams: 2) { reading { grams again } } }"
    )
    assert same(SCHEMA, source).data["b"] == {"reading": {"grams": 2, "again": 2}}


def test_a_failed_one_does_not_stop_those_after_it():
    source = """mutation {
      a: weigh(grams: 1) { reading { grams } }
      b: weigh(grams: 0) { reading { grams } }
      c: weigh(grams: -1) { reading { grams } errors }
      d: weigh(grams: 4) { reading { grams } errors }
    }"""
    verdict = same(SCHEMA, source)
    assert verdict.data == {
        "a": told(1),
        "b": None,
        "c": {"reading": None, "errors": ["below zero"]},
        "d": {"reading": {"grams": 4}, "errors": []},
    }
    assert verdict.errors == [(["b"], "Cannot weigh nothing")]


def test_once_the_data_is_null_no_later_one_runs():
    source = """mutation {
      a: weigh(grams: 5) { reading { grams } }
      weighSurely(grams: 0) { errors }
      c: weigh(grams: 9) { errors }
    }"""
    for run in (ran, judged):
        scales["grams"] = 6
        answer = run(Document(SCHEMA, source).read())
        assert answer.data is None
        assert [error.path for error in answer.errors] == [["weighSurely"]]
        assert scales["grams"] == 5


def test_fields_and_fragments_that_merge_run_once():
    source = """
    mutation { weigh(grams: 3) { reading { grams } } ...Again }
    fragment Again on Mutation { weigh(grams: 3) { errors } }
    """
    assert same(SCHEMA, source).data == {"weigh": {"reading": {"grams": 3}, "errors": []}}


def test_an_unknown_root_field_refuses_the_document_before_anything_runs():
    document = Document(SCHEMA, "mutation { weigh(grams: 3) { errors } weightless }").read()
    assert document.errors[0].message.startswith("Cannot query field 'weightless' on type 'Mutation'.")
    assert scales["grams"] == 6


def test_an_operation_the_schema_has_no_root_for_is_refused():
    verdict = same(SCHEMA, "subscription { grams }")
    assert verdict.data is None
    assert verdict.errors == [(None, "Schema is not configured to execute subscription operation.")]
    assert not verdict.ours.executed
