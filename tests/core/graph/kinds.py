"""A model's type and its rows, for tests of the kit."""

from typing import Any, NamedTuple

import graphene
from django.contrib.contenttypes.models import ContentType
from graphql import GraphQLSchema

from core.graph import kit, registry


def built(field: Any, mutations: tuple[type, ...] = (), **members: Any) -> GraphQLSchema:
    """A schema whose Query has one field, `it`."""
    query = type("Query", (kit.Query,), {"it": field, "load_it": staticmethod(lambda rows, info: [None]), **members})
    return registry.build([query], list(mutations))


class KindRow(NamedTuple):
    id: int
    app_label: str
    model: str


ROWS = {n: KindRow(n, "core", f"kind{n}") for n in range(1, 4)}
loaded: list[list[Any]] = []


class Kind(kit.ModelObject):
    """A kind of row."""

    public = True
    shout = graphene.String()

    class Meta:
        model = ContentType
        fields = ("app_label", "model")

    @staticmethod
    def load_shout(rows: kit.Rows, info: Any) -> list[str]:
        return [row.model.upper() for row in rows]

    @staticmethod
    def load_rows(keys: list[Any], info: Any) -> list[Any]:
        loaded.append(keys)
        return [ROWS.get(key) for key in keys]
