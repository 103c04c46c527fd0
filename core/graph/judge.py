"""The same schema for graphql-core: every field's one-row resolver, derived from its loader or column.

graphql-core is the judge of our executor: tests run generated documents through both. It also answers introspection.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLUnionType,
)
from graphql.execution.collect_fields import collect_sub_fields
from graphql.type import get_named_type

from core.graph.executor import Info, WrongLength, type_name_of


def resolver(field: GraphQLField, loader: Callable[..., Any] | None, column: str) -> Callable[..., Any]:
    """A graphql-core resolver that gives the loader one row."""

    def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        row = source[1] if type(source) is tuple else source  # the (Type, row) of an abstract field above
        if loader is None:
            return getattr(row, column)
        values = loader([row], JudgedInfo(info), **arguments)
        if len(values) != 1:
            title = f"{info.parent_type.name}.{info.field_name}"
            raise WrongLength(f"The loader of {title} answered {len(values)} values for 1 rows.")
        return values[0]

    return resolve


class JudgedInfo(Info):
    """Info under graphql-core: what is asked is found out only when a loader wants to know."""

    __slots__ = ("resolving",)

    def __init__(self, resolving: GraphQLResolveInfo) -> None:
        super().__init__(resolving.context, frozenset(), frozenset())
        self.resolving = resolving

    def asks(self, name: str) -> bool:
        return name in asked(self.resolving)

    def reaches(self, fields: frozenset[str]) -> bool:
        return True


def asked(info: GraphQLResolveInfo) -> set[str]:
    """Names of the fields asked of what this field returns, of every type that may be."""
    named = get_named_type(info.return_type)
    kinds: list[GraphQLObjectType] = []
    if isinstance(named, GraphQLObjectType):
        kinds = [named]
    elif isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
        kinds = list(info.schema.get_possible_types(named))
    names: set[str] = set()
    for kind in kinds:
        try:
            below = collect_sub_fields(info.schema, info.fragments, info.variable_values, kind, info.field_nodes)
        except GraphQLError:  # a null that @skip or @include reads: the error of each value, if there are any
            continue
        names.update(nodes[0].name.value for nodes in below.values())
    return names


def resolve_type(value: Any, _info: GraphQLResolveInfo, _abstract: Any) -> str:
    return type_name_of(value)
