"""The schema kit: what a type must say, what a payload loads, and what is refused while the schema is built."""

from typing import Any

import graphene
import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured

from core.graph import kit
from core.graph.documents import Document
from core.graph.executor import Context, Info
from core.graph.ids import global_id
from core.graph.payloads import root_mutation
from core.viewer import Viewer
from tests.core.graph.kinds import ROWS, Kind, built, loaded
from tests.core.graph.verdict import ran, same

# Default deny.


def test_a_type_that_says_nothing_of_who_may_see_it_is_refused():
    silent = type("Silent", (kit.Object,), {"name": graphene.String()})
    with pytest.raises(ImproperlyConfigured, match="Silent says neither `public = True` nor `visible_to"):
        built(graphene.Field(silent))


def test_the_walk_reaches_types_that_only_another_type_or_a_union_mentions():
    hidden = type("Hidden", (kit.Object,), {"name": graphene.String()})
    shown = type("Shown", (kit.Object,), {"public": True, "name": graphene.String()})
    outer = type("Outer", (kit.Object,), {"public": True, "inner": graphene.List(hidden)})
    either = type("EitherOfThem", (graphene.Union,), {"Meta": type("Meta", (), {"types": (shown, hidden)})})
    for field in (graphene.Field(outer), graphene.List(either)):
        with pytest.raises(ImproperlyConfigured, match="Hidden says neither"):
            built(field)


def test_public_must_be_said_as_true():
    private = type("Private", (kit.Object,), {"public": False, "name": graphene.String()})
    with pytest.raises(ImproperlyConfigured, match="Private says neither"):
        built(graphene.Field(private))


def test_a_type_of_some_rows_is_let_through():
    some = type("Some", (kit.Object,), {"visible_to": staticmethod(lambda viewer: None), "name": graphene.String()})
    assert "Some" in built(graphene.Field(some)).type_map


def test_two_types_of_one_name_are_refused():
    one = type("Twin", (kit.Object,), {"public": True, "name": graphene.String()})
    other = type("Twin", (kit.Object,), {"public": True, "age": graphene.Int()})
    fields = {"one": graphene.List(one), "two": graphene.Field(other, required=True)}
    loaders = {f"load_{name}": staticmethod(lambda rows, info: []) for name in fields}
    pair = type("Pair", (kit.Object,), {"public": True, **fields, **loaders})
    with pytest.raises(ImproperlyConfigured, match="two types are called Twin"):
        built(graphene.Field(pair))


# Fields and loaders.


def test_a_loader_without_a_field_is_refused():
    mistaken = type("Mistaken", (kit.Object,), {"public": True, "name": graphene.String(), "load_nmae": lambda *_: []})
    with pytest.raises(ImproperlyConfigured, match=r"Mistaken\.load_nmae loads no field"):
        built(graphene.Field(mistaken))


def test_a_root_loader_without_a_field_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"Query\.load_that loads no field"):
        built(graphene.String(), load_that=lambda *_: [])


def test_columns_take_type_and_description_from_the_model_and_the_id_is_global():
    schema = built(graphene.Field(Kind), load_it=staticmethod(lambda rows, info: [ROWS[1]]))
    fields = schema.type_map["Kind"].fields
    assert {name: str(field.type) for name, field in fields.items()} == {
        "id": "ID!", "appLabel": "String!", "model": "String!", "shout": "String",
    }  # fmt: skip
    assert same(schema, "{ it { id appLabel model shout } }").data == {
        "it": {"id": global_id("Kind", 1), "appLabel": "core", "model": "kind1", "shout": "KIND1"}
    }


def test_a_relation_is_never_generated():
    with pytest.raises(ImproperlyConfigured, match=r"Rights\.content_type is a relation: write a loader for it"):

        class Rights(kit.ModelObject):
            class Meta:
                model = Permission
                fields = ("name", "content_type")


def test_a_column_the_model_has_not_is_refused():
    with pytest.raises(ImproperlyConfigured, match="Visit: Session has no field named 'session_kye'"):

        class Visit(kit.ModelObject):
            class Meta:
                model = Session
                fields = ("session_kye",)


def test_no_column_comes_by_itself():
    bare = type("Bare", (kit.ModelObject,), {"public": True, "Meta": type("Meta", (), {"model": Session})})
    assert list(bare._meta.fields) == ["id"]


# Mutations.


class Rename(kit.Mutation):
    """Rename kinds, or say why not."""

    class Arguments:
        keys = graphene.List(graphene.NonNull(graphene.Int), required=True)

    kind = graphene.Field(Kind)
    kinds = graphene.List(Kind)
    count = graphene.Int()
    errors = graphene.List(graphene.NonNull(graphene.String), required=True)

    @staticmethod
    def mutate(info: Any, keys: list[int]) -> kit.Outcome:
        if not keys:
            return kit.Outcome(errors=["nothing to rename"])
        return kit.Outcome(kind=keys[0], kinds=keys, count=len(keys))


RENAMED = "mutation { rename(keys: %s) { kind { id shout } kinds { model } count errors } }"


def renaming():
    mutation = type("Mutation", (kit.MutationRoot,), {"rename": Rename.Field()})
    return built(graphene.String(), (mutation,))


def test_a_payloads_rows_load_by_the_keys_of_its_outcome():
    schema = renaming()
    assert same(schema, RENAMED % "[2, 9, 1]").data["rename"] == {
        "kind": {"id": global_id("Kind", 2), "shout": "KIND2"},
        "kinds": [{"model": "kind2"}, None, {"model": "kind1"}],
        "count": 3,
        "errors": [],
    }


def test_a_payload_loads_nothing_that_is_not_asked_or_not_there():
    loaded.clear()
    document = Document(renaming(), "mutation { rename(keys: [1]) { count } }").read()
    assert ran(document).data == {"rename": {"count": 1}}
    document = Document(renaming(), RENAMED % "[]").read()
    nothing = {"kind": None, "kinds": None, "count": None, "errors": ["nothing to rename"]}
    assert ran(document).data == {"rename": nothing}
    assert loaded == []


def test_an_outcome_is_without_errors_until_told_otherwise():
    assert kit.Outcome().errors == []
    assert kit.Outcome(errors=["no"]).errors == ["no"]
    assert kit.Outcome(token="t").token == "t"
    assert kit.Outcome(token="t").user is None


# What may be kept.


def cacheable(schema, source: str) -> bool:
    document = Document(schema, source).read()
    return document.plan(document.operation(None), {}).cacheable


def test_a_plan_is_cacheable_unless_a_field_of_it_is_volatile():
    class Shelf(kit.Object):
        public = True
        name = graphene.String()
        left = graphene.Int()

        @staticmethod
        @kit.volatile
        def load_left(rows: kit.Rows, info: Any) -> list[int]:
            return [3] * len(rows)

    class Budget(kit.Object):
        public = True
        volatile = True
        spent = graphene.Int()

    members = {"shelf": graphene.Field(Shelf), "budget": graphene.Field(Budget)}
    loaders = {f"load_{name}": staticmethod(lambda rows, info: [None]) for name in members}
    mutation = type("Mutation", (kit.MutationRoot,), {"rename": Rename.Field()})
    schema = built(graphene.String(), (mutation,), **members, **loaders)
    assert cacheable(schema, "{ it shelf { name } }")
    assert not cacheable(schema, "{ it shelf { name left } }")
    assert not cacheable(schema, "{ it shelf { ...F } } fragment F on Shelf { left }")
    assert cacheable(schema, "{ it shelf { name left @skip(if: true) } }")
    assert not cacheable(schema, "{ budget { spent } }")
    assert not cacheable(schema, "mutation { rename(keys: []) { count } }")


def test_an_outcome_of_fields_the_payload_has_not_is_named():
    class Misspelt(kit.Mutation):
        """Answers what it has not."""

        tokens = graphene.Int()

        @staticmethod
        def mutate(info):
            return kit.Outcome(tokn=1)

    with pytest.raises(TypeError, match="Misspelt has no payload field tokn"):
        root_mutation(Misspelt)([()], Info(Context(Viewer.anonymous()), frozenset(), frozenset()))
