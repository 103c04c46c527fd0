"""Variables and arguments coerced by functions compiled once, where their values are plain.

Whatever is out of the ordinary (a missing value, a wrong type, a list of one written without brackets) is left to
graphql-core, whole, so that its answers and its messages are the only ones there are.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
)
from graphql.execution.values import get_argument_values, get_variable_values
from graphql.language import FieldNode, Visitor, visit
from graphql.utilities import type_from_ast, value_from_ast

Coercer = Callable[[Any], Any]
Coerced = dict[str, Any]
# (raw variables, how many errors are told at most) -> the coerced variables, or the errors
VariablesCoercer = Callable[[Coerced, int], Coerced | list[GraphQLError]]

# Scalars of the specification whose Python values of this very type are the coerced ones.
AS_THEY_ARE: dict[str, type] = {"String": str, "ID": str, "Boolean": bool}


class Unusual(Exception):
    """A value that the compiled function does not know to be right."""


def variables_coercer(schema: GraphQLSchema, operation: OperationDefinitionNode) -> VariablesCoercer:
    """What answers as get_variable_values does for the operation."""
    definitions = operation.variable_definitions
    compiled: list[tuple[str, Coercer]] = []
    given_anyhow: set[str] = set()
    for definition in definitions:
        kind = type_from_ast(schema, definition.type)
        name = definition.variable.name.value
        compiled.append((name, coercer(kind)))
        if isinstance(kind, GraphQLNonNull) or definition.default_value is not None:
            given_anyhow.add(name)

    def coerce(raw: Coerced, max_errors: int) -> Coerced | list[GraphQLError]:
        try:
            if not given_anyhow <= raw.keys():
                raise Unusual
            return {name: convert(raw[name]) for name, convert in compiled if name in raw}
        except Unusual:
            return get_variable_values(schema, definitions, raw, max_errors=max_errors)

    return coerce


def coercer(kind: Any) -> Coercer:
    """A function of a JSON value that answers it coerced, or raises Unusual."""
    if isinstance(kind, GraphQLNonNull):
        return coercer_of_given(kind.of_type)
    convert = coercer_of_given(kind)
    return lambda value: None if value is None else convert(value)


def coercer_of_given(kind: GraphQLInputType) -> Coercer:
    """As coercer, of a value that may not be null."""
    if isinstance(kind, GraphQLList):
        return _list(coercer(kind.of_type))
    if isinstance(kind, GraphQLInputObjectType):
        return _input_object(kind)
    if isinstance(kind, GraphQLScalarType) and kind.name == "Int":
        return _int
    if isinstance(kind, GraphQLScalarType) and kind.name in AS_THEY_ARE:
        return _as_it_is(AS_THEY_ARE[kind.name])
    return _parsed(kind)


def _as_it_is(ready: type) -> Coercer:
    def convert(value: Any) -> Any:
        if type(value) is not ready:
            raise Unusual
        return value

    return convert


def _int(value: Any) -> Any:
    if type(value) is not int or not -(2**31) <= value < 2**31:
        raise Unusual
    return value


def _parsed(kind: GraphQLInputType) -> Coercer:
    if not isinstance(kind, GraphQLScalarType | GraphQLEnumType):
        raise TypeError(f"{kind} is no input type.")
    parse = kind.parse_value

    def convert(value: Any) -> Any:
        if value is None:
            raise Unusual
        try:
            parsed = parse(value)
        except Exception as error:
            raise Unusual from error
        if parsed is Undefined:
            raise Unusual
        return parsed

    return convert


def _list(item: Coercer) -> Coercer:
    def convert(value: Any) -> Any:
        if type(value) is not list:
            raise Unusual
        return [item(one) for one in value]

    return convert


def _input_object(kind: GraphQLInputObjectType) -> Coercer:
    # Compiled when first met: an input may contain itself.
    fields: dict[str, tuple[str, Coercer]] = {}
    given_anyhow: set[str] = set()

    def compile_fields() -> None:
        for name, field in kind.fields.items():
            fields[name] = (field.out_name or name, coercer(field.type))
            if isinstance(field.type, GraphQLNonNull) or field.default_value is not Undefined:
                given_anyhow.add(name)

    def convert(value: Any) -> Any:
        if not fields:
            compile_fields()
        if type(value) is not dict or not (value.keys() <= fields.keys() and given_anyhow <= value.keys()):
            raise Unusual
        # In the order of the type's fields, as graphql-core has them.
        return kind.out_type({out: convert(value[name]) for name, (out, convert) in fields.items() if name in value})

    return convert


class _Variables(Visitor):
    """Names of the variables met."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


def variables_in(nodes: Any) -> frozenset[str]:
    finder = _Variables()
    for node in nodes:
        visit(node, finder)
    return frozenset(finder.names)


class Taken(NamedTuple):
    """An argument that is one variable."""

    out: str
    variable: str
    required: bool
    has_default: bool


def arguments_coercer(definition: GraphQLField, node: FieldNode) -> Callable[[Coerced], Coerced]:
    """What answers as get_argument_values does for the field, from the coerced variables."""
    fixed, taken = _sorted_out(definition, node)
    if Undefined in fixed.values():
        return lambda variables: get_argument_values(definition, node, variables)

    def coerce(variables: Coerced) -> Coerced:
        found = dict(fixed)
        for out, variable, required, has_default in taken:
            if variable in variables:
                value = found[out] = variables[variable]
                if value is None and required:
                    break
            elif required or has_default:
                break
        else:
            return found
        return get_argument_values(definition, node, variables)

    return coerce


def _sorted_out(definition: GraphQLField, node: FieldNode) -> tuple[Coerced, list[Taken]]:
    """Arguments that are the same on every request, Undefined where graphql-core must look, and variables."""
    fixed: Coerced = {}
    taken: list[Taken] = []
    written = {argument.name.value: argument.value for argument in node.arguments}
    for name, argument in definition.args.items():
        out, default = argument.out_name or name, argument.default_value
        required = isinstance(argument.type, GraphQLNonNull)
        value = written.get(name)
        if isinstance(value, VariableNode):
            taken.append(Taken(out, value.name.value, required, default is not Undefined))
        elif value is not None:
            fixed[out] = Undefined if variables_in([value]) else value_from_ast(value, argument.type)
            if isinstance(fixed[out], list | dict):
                fixed[out] = Undefined  # made anew for each request: whoever is given one may change it
        elif required or default is not Undefined:
            fixed[out] = Undefined
    return fixed, taken
