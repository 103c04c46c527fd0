"""Interfaces and unions whose values name their type: what a name must be, and whose error it is when it is not."""

from typing import Any, NamedTuple

import graphene
import pytest

from core.graph import kit, registry
from tests.core.graph.verdict import same


class Fish(NamedTuple):
    name: str
    fins: int


class Crab(NamedTuple):
    name: str
    legs: int


ANH = Fish("Cá ánh", 4)
RAM = Crab("Cua ram", 10)
answer: list[Any] = []


class Catch(graphene.Interface):
    name = graphene.String()


class FishType(kit.Object):
    public = True
    fins = graphene.Int()
    scales = graphene.Int(required=True)

    class Meta:
        name = "Fish"
        interfaces = (Catch,)

    @staticmethod
    def load_scales(rows: kit.Rows, info: Any) -> list[int | None]:
        return [row.fins * 100 or None for row in rows]


class CrabType(kit.Object):
    public = True
    legs = graphene.Int()

    class Meta:
        name = "Crab"
        interfaces = (Catch,)


class Stone(kit.Object):
    public = True
    weight = graphene.Int()


class Netted(graphene.Union):
    class Meta:
        types = (FishType, CrabType)


class Query(kit.Query):
    catch = graphene.List(Catch)
    net = graphene.List(Netted)
    sure = graphene.List(graphene.NonNull(Netted))
    stone = graphene.Field(Stone)

    @staticmethod
    def load_catch(_root: kit.Rows, info: Any) -> list[Any]:
        return [answer]

    load_net = load_sure = load_catch

    @staticmethod
    def load_stone(_root: kit.Rows, info: Any) -> list[Any]:
        return [None]


SCHEMA = registry.build([Query], [])
ALL = "__typename ... on Catch { name } ... on Fish { fins } ... on Crab { legs }"


def ask(field: str, values: list[Any], monkeypatch, selections: str = ALL):
    monkeypatch.setattr(f"{__name__}.answer", values)
    return same(SCHEMA, f"{{ {field} {{ {selections} }} }}")


@pytest.mark.parametrize("field", ["catch", "net"])
def test_each_value_has_the_fields_of_its_type(field, monkeypatch):
    verdict = ask(field, [("Crab", RAM), (FishType, ANH), None, ("Crab", RAM)], monkeypatch)
    crab = {"__typename": "Crab", "name": "Cua ram", "legs": 10}
    assert verdict.data == {field: [crab, {"__typename": "Fish", "name": "Cá ánh", "fins": 4}, None, crab]}
    assert verdict.errors == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Whale", "was resolved to a type 'Whale' that does not exist inside the schema."),
        ("String", "was resolved to a non-object type 'String'."),
        ("Catch", "was resolved to a non-object type 'Catch'."),
        ("Stone", "Runtime Object type 'Stone' is not a possible type for"),
        ("__Schema", "Runtime Object type '__Schema' is not a possible type for"),
    ],
)
@pytest.mark.parametrize("field", ["catch", "net"])
def test_a_name_that_is_no_possible_type_is_an_error_of_its_value(field, name, message, monkeypatch):
    verdict = ask(field, [(FishType, ANH), (name, ANH)], monkeypatch)
    assert verdict.data[field][1] is None
    assert verdict.data[field][0]["name"] == "Cá ánh"
    ((path, told),) = verdict.errors
    assert path == [field, 1]
    assert message in told


@pytest.mark.parametrize("value", [ANH, ("Fish",), ("Fish", ANH, 1), "Fish", 5, [FishType, ANH]])
def test_a_value_without_its_type_is_an_error_of_its_own(value, monkeypatch):
    verdict = ask("catch", [value, (CrabType, RAM)], monkeypatch, "name")
    assert verdict.data == {"catch": [None, {"name": "Cua ram"}]}
    ((path, told),) = verdict.errors
    assert path == ["catch", 0]
    assert told.startswith("A value of an interface or a union is (Type, row), not ")


def test_an_exception_among_them_is_an_error_of_its_own(monkeypatch):
    verdict = ask("net", [(FishType, ANH), ValueError("slipped")], monkeypatch)
    assert verdict.data["net"][1] is None
    assert verdict.errors == [(["net", 1], "slipped")]


def test_a_wrong_type_in_a_list_of_sure_items_nulls_the_list(monkeypatch):
    verdict = ask("sure", [(FishType, ANH), ("Stone", ())], monkeypatch)
    assert verdict.data == {"sure": None}
    assert [path for path, _ in verdict.errors] == [["sure", 1]]


def test_a_value_nulled_by_its_own_field_nulls_the_list_with_that_fields_error(monkeypatch):
    verdict = ask("sure", [(CrabType, RAM), (FishType, Fish("Lươn", 0))], monkeypatch, "... on Fish { scales }")
    assert verdict.data == {"sure": None}
    assert verdict.errors == [(["sure", 1, "scales"], "Cannot return null for non-nullable field Fish.scales.")]
    verdict = ask("net", [(CrabType, RAM), (FishType, Fish("Lươn", 0))], monkeypatch, "... on Fish { scales }")
    assert verdict.data == {"net": [{}, None]}


def test_a_column_missing_from_one_row_is_an_error_of_that_row(monkeypatch):
    verdict = ask("net", [(FishType, ANH), (FishType, RAM)], monkeypatch, "... on Fish { fins }")
    assert verdict.data == {"net": [{"fins": 4}, {"fins": None}]}
    assert [path for path, _ in verdict.errors] == [["net", 1, "fins"]]
