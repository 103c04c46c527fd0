"""The one schema: every installed package's types and root fields, joined once and frozen.

Each package's `schema` module may define `Query` and `Mutation` (mixins of graph.Query and graph.MutationRoot).
Importing the modules applies their extensions of lower types; then the schema is built and a later extension is
refused.
"""

import inspect
import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import graphene
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from graphene.types.unmountedtype import UnmountedType
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, GraphQLUnionType
from graphql.type import get_named_type

from core.graph import kit
from core.graph.connections import ConnectionField, paged_loader
from core.graph.judge import resolve_type, resolver
from core.graph.payloads import payload_loader, root_mutation

_building = threading.Lock()

Owners = dict[tuple[str, str], str]


def schema() -> GraphQLSchema:
    """The project's schema, built at first use."""
    with _building:
        return _project_schema()


@cache
def _project_schema() -> GraphQLSchema:
    queries, mutations = discovered("Query", kit.Query), discovered("Mutation", kit.MutationRoot)
    installed = {config.name for config in apps.get_app_configs()}
    types = [kind for kind in kit.implementing if kind.__module__.partition(".")[0] in installed]
    built = build(queries, mutations, types)
    kit.freeze()
    return built


def discovered(name: str, base: type) -> list[type]:
    """The root mixins called `name` of every installed package's schema module, in the order of INSTALLED_APPS."""
    mixins = []
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.schema") is None:
            continue
        mixin = getattr(import_module(f"{config.name}.schema"), name, None)
        if isinstance(mixin, type) and issubclass(mixin, base):
            mixins.append(mixin)
    return mixins


def build(queries: list[type], mutations: list[type], types: list[Any] | None = None) -> GraphQLSchema:
    """A schema of these root mixins, ready for the executor and for graphql-core alike.

    Raises ImproperlyConfigured for an object type with neither `public = True` nor `visible_to`, for a field with
    neither column nor loader, for a loader without a field, and for two types of one name.
    """
    root: dict[str, Any] = {"query": type("Query", (*queries, graphene.ObjectType), {"public": True})}
    if mutations:
        root["mutation"] = type("Mutation", (*mutations, graphene.ObjectType), {"public": True})
    built = graphene.Schema(**root, types=types)
    brought = root_owners("Query", queries) | root_owners("Mutation", mutations)
    core_schema: GraphQLSchema = built.graphql_schema
    for kind in core_schema.type_map.values():
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = resolve_type
        elif isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            _prepare(kind, brought)
    return core_schema


def owners(of: GraphQLSchema) -> Owners:
    """(type name, field name) -> the package that brought the field, for every field of a schema built here."""
    return {
        (kind.name, name): field.extensions["owner"]
        for kind in of.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, field in kind.fields.items()
        if "owner" in field.extensions
    }


def root_owners(root: str, mixins: list[type]) -> Owners:
    """Which package brings each root field, in a mixin or its bases; raises ImproperlyConfigured for one of two."""
    brought: Owners = {}
    for part in (part for mixin in mixins for part in mixin.__mro__):
        package = part.__module__.partition(".")[0]
        for name, member in vars(part).items():
            if isinstance(member, graphene.Field | UnmountedType):
                owner = brought.setdefault((root, to_camel_case(name)), package)
                if owner != package:
                    raise ImproperlyConfigured(f"{root}.{name} is brought by both {owner} and {package}.")
    return brought


def _prepare(kind: GraphQLObjectType, brought: Owners) -> None:
    """Give every field its loader or column, and graphql-core a resolver made of the same."""
    graphene_type = kind.graphene_type  # type: ignore[attr-defined]
    if not getattr(graphene_type, "public", False) and not hasattr(graphene_type, "visible_to"):
        raise ImproperlyConfigured(f"{kind.name} says neither `public = True` nor `visible_to(viewer)`.")
    kind.is_type_of = None
    for orphan in loaders_without_field(graphene_type):
        raise ImproperlyConfigured(f"{kind.name}.{orphan} loads no field.")
    package = graphene_type.__module__.partition(".")[0]
    for (graphql_name, field), (name, declared) in zip(
        kind.fields.items(), graphene_type._meta.fields.items(), strict=True
    ):
        _judge_name(f"{kind.name}.{graphql_name}", declared, field)
        loader = loader_of(graphene_type, name, declared, field)
        volatile = getattr(graphene_type, "volatile", False) or getattr(loader, "volatile", False)
        owner = brought.get((kind.name, graphql_name)) or kit.extended.get((kind.name, name), package)
        reading = {"loader": loader} if loader else {"column": name}
        field.extensions = {**reading, "volatile": volatile, "owner": owner}
        field.resolve = resolver(field, loader, name)


def _judge_name(field_name: str, declared: Any, field: Any) -> None:
    """graphene hands out the first type of a name for all of that name, without a word."""
    meant = declared.type
    while isinstance(meant, graphene.List | graphene.NonNull):
        meant = meant.of_type
    found = get_named_type(field.type)
    if getattr(found, "graphene_type", meant) is not meant:
        raise ImproperlyConfigured(f"{field_name}: two types are called {found.name}.")


def loaders_without_field(graphene_type: Any) -> list[str]:
    """Names of loaders that no field calls; `load_rows` serves mutation payloads."""
    fields = {f"load_{name}" for name in graphene_type._meta.fields} | {"load_rows"}
    return [name for name, _ in inspect.getmembers(graphene_type) if name.startswith("load_") and name not in fields]


def loader_of(graphene_type: Any, name: str, declared: Any, field: Any) -> Callable[..., Any] | None:
    """The loader of a field, with what the kit adds to it; None for a column."""
    loader: Callable[..., Any] | None = getattr(graphene_type, f"load_{name}", None)
    if isinstance(declared, ConnectionField):
        if loader is None:
            raise ImproperlyConfigured(f"{graphene_type._meta.name}.{name} is a connection without a loader.")
        return paged_loader(loader)
    if loader is not None:
        return loader
    if issubclass(graphene_type, kit.Mutation):
        return payload_loader(name, get_named_type(field.type))
    named = get_named_type(field.type)
    declared_type = getattr(named, "graphene_type", None)
    if isinstance(declared_type, type) and issubclass(declared_type, kit.Mutation):
        return root_mutation(declared_type)
    return None
