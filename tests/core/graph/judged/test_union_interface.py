"""Documents over interfaces and unions: fragments choose fields by the type each value turns out to be."""

from typing import Any, NamedTuple

import graphene

from core.graph import kit, registry
from tests.core.graph.verdict import same


class BoatRow(NamedTuple):
    name: str
    oars: int


class PersonRow(NamedTuple):
    name: str
    age: int


class Named(graphene.Interface):
    name = graphene.String()


class Old(graphene.Interface):
    age = graphene.Int()


class Boat(kit.Object):
    """Of one interface."""

    public = True
    oars = graphene.Int()
    owner = graphene.Field(lambda: Person)

    class Meta:
        interfaces = (Named,)

    @staticmethod
    def load_owner(boats: kit.Rows, info: Any) -> list[PersonRow]:
        return [LIEN] * len(boats)


class Person(kit.Object):
    """Of two."""

    public = True
    goods = graphene.List(lambda: Good)
    friends = graphene.List(Named)

    class Meta:
        interfaces = (Named, Old)

    @staticmethod
    def load_goods(people: kit.Rows, info: Any) -> list[list[Any]]:
        return [[(Boat, BOAT), (Person, CUC)] for _ in people]

    @staticmethod
    def load_friends(people: kit.Rows, info: Any) -> list[list[Any]]:
        return [[(Person, CUC), (Boat, BOAT)] for _ in people]


class Good(graphene.Union):
    class Meta:
        types = (Boat, Person)


LIEN, CUC, BOAT = PersonRow("Liên", 40), PersonRow("Cúc", 33), BoatRow("Thuyền nan", 2)


class Query(kit.Query):
    person = graphene.Field(Person)

    @staticmethod
    def load_person(_root: kit.Rows, info: Any) -> list[PersonRow]:
        return [LIEN]


SCHEMA = registry.build([Query], [])


def asked(source: str) -> Any:
    verdict = same(SCHEMA, source)
    assert verdict.errors == []
    return verdict.data["person"]


def test_introspection_tells_their_types():
    source = '{ __type(name: "%s") { kind name possibleTypes { name } interfaces { name } fields { name } } }'
    named = same(SCHEMA, source % "Named").data["__type"]
    assert named["kind"] == "INTERFACE"
    assert {one["name"] for one in named["possibleTypes"]} == {"Boat", "Person"}
    good = same(SCHEMA, source % "Good").data["__type"]
    assert (good["kind"], good["fields"]) == ("UNION", None)


def test_a_union_answers_its_type_names():
    assert asked("{ person { goods { __typename } } }") == {"goods": [{"__typename": "Boat"}, {"__typename": "Person"}]}


def test_inline_fragments_choose_among_a_union():
    goods = asked("{ person { goods { ... on Boat { name oars } ... on Person { name age } } } }")["goods"]
    assert goods == [{"name": "Thuyền nan", "oars": 2}, {"name": "Cúc", "age": 33}]


def test_a_union_none_of_whose_fields_is_asked_is_an_empty_object():
    assert asked("{ person { goods { ... on Person { age } } } }") == {"goods": [{}, {"age": 33}]}


def test_an_interface_answers_its_own_fields():
    friends = asked("{ person { friends { __typename name } } }")["friends"]
    assert friends == [{"__typename": "Person", "name": "Cúc"}, {"__typename": "Boat", "name": "Thuyền nan"}]


def test_inline_and_named_fragments_choose_among_an_interface():
    source = """
    { person { name friends { name ...Sea ... on Person { age } } } }
    fragment Sea on Boat { oars owner { name } }
    """
    assert asked(source)["friends"] == [
        {"name": "Cúc", "age": 33},
        {"name": "Thuyền nan", "oars": 2, "owner": {"name": "Liên"}},
    ]


def test_a_fragment_on_another_abstract_type_applies_where_they_meet():
    source = """
    { person { ...Tell goods { ...Tell ... on Old { age } } friends { ...Aged } } }
    fragment Tell on Named { name }
    fragment Aged on Old { age ... on Good { ... on Named { name } } }
    """
    assert asked(source) == {
        "name": "Liên",
        "goods": [{"name": "Thuyền nan"}, {"name": "Cúc", "age": 33}],
        "friends": [{"age": 33, "name": "Cúc"}, {}],
    }


def test_a_fragments_field_merges_with_other_fields_at_each_place_it_is_spread():
    source = """
    { person { ...Goods } other: person { ...Goods goods { ... on Boat { oars } } } }
    fragment Goods on Person { goods { __typename } }
    """
    verdict = same(SCHEMA, source)
    assert verdict.data["person"]["goods"][0] == {"__typename": "Boat"}
    assert verdict.data["other"]["goods"][0] == {"__typename": "Boat", "oars": 2}


def test_fields_merge_across_fragments_of_one_type():
    source = """
    { person { friends {
      ... on Boat { owner { name } }
      ... on Named { ... on Boat { owner { age goods { __typename } } } }
    } } }
    """
    boat = asked(source)["friends"][1]
    assert boat == {"owner": {"name": "Liên", "age": 40, "goods": [{"__typename": "Boat"}, {"__typename": "Person"}]}}
