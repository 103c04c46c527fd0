"""A package above adds fields to a type below, until the schema is built."""

from typing import Any, NamedTuple

import graphene
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q

from core.graph import kit, registry
from core.graph.documents import Document
from tests.core.graph.kinds import Kind, built
from tests.core.graph.verdict import ran, same


@pytest.fixture(autouse=True)
def _thawed(monkeypatch):
    """The project's schema may have been built by now; these tests extend types of their own."""
    monkeypatch.setattr(kit, "_frozen", [])


def extendable() -> Any:
    return type("Lower", (kit.Object,), {"public": True, "name": graphene.String()})


def test_an_extension_brings_fields_and_their_loaders():
    lower = extendable()

    @lower.extend
    class Higher:
        shout = graphene.String(mark=graphene.String(default_value="!"))

        @staticmethod
        def load_shout(rows: kit.Rows, info: Any, mark: str) -> list[str]:
            return [row.name + mark for row in rows]

    row = NamedTuple("Row", [("name", str)])("mắm")
    schema = built(graphene.Field(lower), load_it=staticmethod(lambda rows, info: [row]))
    assert same(schema, '{ it { name shout loud: shout(mark: "!!") } }').data == {
        "it": {"name": "mắm", "shout": "mắm!", "loud": "mắm!!"}
    }
    assert kit.extended["Lower", "shout"] == __name__.partition(".")[0]


def test_an_extension_may_not_redefine_a_field():
    with pytest.raises(ImproperlyConfigured, match=r"Higher redefines Lower.name"):
        extendable().extend(type("Higher", (), {"name": graphene.Int(), "__module__": __name__}))


def test_an_extension_may_not_replace_a_loader():
    higher = type("Higher", (), {"load_id": staticmethod(lambda rows, info: []), "__module__": __name__})
    with pytest.raises(ImproperlyConfigured, match=r"Higher redefines Kind.load_id"):
        Kind.extend(higher)


def test_an_extension_after_the_schema_was_built_is_refused(monkeypatch):
    lower = extendable()
    monkeypatch.setattr(kit, "_frozen", [True])
    with pytest.raises(ImproperlyConfigured, match="extends Lower after the schema was built"):
        lower.extend(type("Late", (), {"late": graphene.Int(), "__module__": __name__}))
    assert list(lower._meta.fields) == ["name"]


def test_building_the_projects_schema_freezes_it(monkeypatch):
    members = {"it": graphene.String(), "load_it": staticmethod(lambda rows, info: [None])}
    roots = {"Query": [type("Query", (kit.Query,), members)], "Mutation": []}
    monkeypatch.setattr(registry, "discovered", lambda name, base: roots[name])
    assert list(registry._project_schema.__wrapped__().query_type.fields) == ["it"]
    with pytest.raises(ImproperlyConfigured, match="after the schema was built"):
        extendable().extend(type("Late", (), {"late": graphene.Int(), "__module__": __name__}))


def test_an_extended_filter_brings_its_condition():
    class JarFilter(kit.Input):
        slug = graphene.String()

        @staticmethod
        def condition_slug(value: str, **context: Any) -> Q:
            return Q(slug=value)

    @JarFilter.extend
    class JarStockFilter:
        in_stock = graphene.Boolean()

        @staticmethod
        def condition_in_stock(value: bool, point: int = 0, **context: Any) -> Q:
            return Q(stock__gt=0, stock__point=point) if value else Q(stock=0)

    given = {"in_stock": True, "slug": "mam"}
    assert JarFilter.conditions(given, point=3) == [Q(slug="mam"), Q(stock__gt=0, stock__point=3)]
    assert JarFilter.conditions({"slug": None, "in_stock": False}) == [Q(stock=0)]
    assert JarFilter.conditions({}) == []
    with pytest.raises(ImproperlyConfigured, match=r"redefines JarFilter\.slug"):
        JarFilter.extend(type("Again", (), {"slug": graphene.Int(), "__module__": __name__}))

    found = []
    members = {
        "it": graphene.String(where=JarFilter()),
        "load_it": staticmethod(lambda rows, info, where: found.append(where) or [None]),
    }
    schema = registry.build([type("Query", (kit.Query,), members)], [])
    ran(Document(schema, '{ it(where: {slug: "a", inStock: false}) }').read())
    assert JarFilter.conditions(found[0]) == [Q(slug="a"), Q(stock=0)]
