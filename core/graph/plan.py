"""A validated document compiled to a plan, once: which fields each selection has, how each is loaded and completed.

Field collection is graphql-core's own, so merged fields, fragments, @skip and @include follow the specification. A
plan is kept for each combination of the variables that directives read; arguments that hold variables are coerced on
every request.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.language import Visitor, visit
from graphql.type import get_named_type

from core.graph.coercion import arguments_coercer, variables_in
from core.graph.located import Spot
from core.graph.shapes import Shape, passing, shape_of

INTROSPECTION = frozenset({"__schema", "__type"})

Builder = Callable[[Sequence[Sequence[Any]]], list[dict[str, Any]]]


@dataclass(slots=True)
class FieldPlan:
    """One response key of a selection."""

    key: str
    place: int
    parent: GraphQLObjectType
    definition: GraphQLField
    nodes: list[FieldNode]
    # One of the two; a loader is never called where there is a column.
    loader: Callable[..., Any]
    column: Callable[[Any], Any] | None
    shape: Shape
    # The Python type of values that need no completing, where the schema's type has one.
    passing: frozenset[type] | None
    # Coerced once when no variable stands in them; None means "coerce on every request".
    arguments: dict[str, Any] | None
    # What then coerces them, from the coerced variables.
    coerce: Callable[[dict[str, Any]], dict[str, Any]]
    volatile: bool
    selections: dict[str, "Selection"] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    # Where its errors stand in the document, found at the first of them.
    spot: Spot | None = None
    # Every field at any depth below, as "Product.description".
    reached: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.nodes[0].name.value

    @property
    def title(self) -> str:
        return f"{self.parent.name}.{self.name}"


@dataclass(slots=True)
class Selection:
    """The merged fields of one object type at one place of the document."""

    type: GraphQLObjectType
    fields: list[FieldPlan]
    build: Builder
    # Why the fields cannot be known: a null where @skip or @include needs true or false. Every row here fails with it.
    refusal: GraphQLError | None = None


@dataclass(slots=True)
class Plan:
    operation: OperationDefinitionNode
    root: Selection
    # Every response key of the root, in order: ours and those of introspection.
    keys: tuple[str, ...]
    # Root fields __schema and __type, which graphql-core answers.
    introspection: list[FieldNode]
    cacheable: bool
    # How many fields were compiled, which is what it takes of memory.
    size: int

    @property
    def serial(self) -> bool:
        return self.operation.operation is OperationType.MUTATION


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: Any, *_: Any) -> None:
        if node.name.value in ("skip", "include"):
            self.names |= variables_in(node.arguments)


def condition_variables(document: DocumentNode) -> tuple[str, ...]:
    """The variables that decide which fields a plan has, sorted."""
    finder = _Conditions()
    visit(document, finder)
    return tuple(sorted(finder.names))


def builder(keys: tuple[str, ...]) -> Builder:
    """A function from columns to dictionaries with these keys, one a row.

    A dictionary display is three times as fast as dict(zip()), and this is the innermost loop of every answer. The keys
    are GraphQL names ([_A-Za-z][_0-9A-Za-z]*), so their repr is all that is evaluated.
    """
    if not keys:
        return lambda columns: []  # no column tells how many rows there are; the executor knows
    places = [f"v{n}" for n in range(len(keys))]
    entries = ", ".join(f"{key!r}: {place}" for key, place in zip(keys, places, strict=True))
    names = ", ".join(places) + ","
    display = f"lambda columns: [{{{entries}}} for {names} in zip(*columns)]"
    build: Builder = eval(display, {"__builtins__": {"zip": zip}})  # noqa: S307 - made of names alone, see above
    return build


def type_name_loader(parent: GraphQLObjectType) -> Callable[..., Any]:
    """The loader of `__typename`, the one field that no type defines."""
    return lambda rows, info: [parent.name] * len(rows)


def root_of(schema: GraphQLSchema, operation: OperationDefinitionNode) -> GraphQLObjectType:
    """Raises GraphQLError for an operation the schema has no root for: validation lets a subscription pass."""
    root = schema.get_root_type(operation.operation)
    if root is None:
        raise GraphQLError(f"Schema is not configured to execute {operation.operation.value} operation.", operation)
    return root


class Compiler:
    """Compiles one operation under one set of directive variables."""

    def __init__(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: dict[str, Any]
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.cacheable = True
        self.size = 0
        # A fragment spread in many places brings the same nodes there: they are compiled once for each type.
        self.compiled: dict[tuple[str, tuple[int, ...]], Selection] = {}

    def plan(self, operation: OperationDefinitionNode) -> Plan:
        """Raises GraphQLError for an operation the schema has no root for, or whose root fields cannot be known."""
        root = root_of(self.schema, operation)
        collected = collect_fields(self.schema, self.fragments, self.variables, root, operation.selection_set)
        own = {key: nodes for key, nodes in collected.items() if nodes[0].name.value not in INTROSPECTION}
        selection = self.selection(root, own)
        cacheable = self.cacheable and operation.operation is OperationType.QUERY
        introspected = [node for key, nodes in collected.items() if key not in own for node in nodes]
        return Plan(operation, selection, tuple(collected), introspected, cacheable, self.size)

    def selection(self, parent: GraphQLObjectType, collected: dict[str, list[FieldNode]]) -> Selection:
        fields = [self.field(parent, key, place, nodes) for place, (key, nodes) in enumerate(collected.items())]
        return Selection(parent, fields, builder(tuple(collected)))

    def field(self, parent: GraphQLObjectType, key: str, place: int, nodes: list[FieldNode]) -> FieldPlan:
        definition = get_field_def(self.schema, parent, nodes[0])
        extensions = definition.extensions
        column = extensions.get("column")
        shape = shape_of(definition.type)
        plan = FieldPlan(
            key=key,
            place=place,
            parent=parent,
            definition=definition,
            nodes=nodes,
            loader=extensions.get("loader") or type_name_loader(parent),
            column=attrgetter(column) if column else None,
            shape=shape,
            passing=passing(shape),
            arguments=self.fixed_arguments(definition, nodes[0]),
            coerce=arguments_coercer(definition, nodes[0]),
            volatile=bool(extensions.get("volatile")),
        )
        self.cacheable = self.cacheable and not plan.volatile
        self.size += 1
        self.descend(plan, definition.type)
        return plan

    def fixed_arguments(self, definition: GraphQLField, node: FieldNode) -> dict[str, Any] | None:
        if not definition.args:
            return {}
        if variables_in(node.arguments):
            return None
        try:
            values = get_argument_values(definition, node, {})
        except GraphQLError:
            return None  # refused again at execution, where the error has a place
        # A list or an input object is made anew for each request: whoever is given one may change it.
        return None if any(isinstance(value, list | dict) for value in values.values()) else values

    def descend(self, plan: FieldPlan, returned: GraphQLOutputType) -> None:
        named = get_named_type(returned)
        for child in self.possible(named):
            selection = self.below(child, plan.nodes)
            plan.selections[child.name] = selection
            plan.asked |= {asked.name for asked in selection.fields}
            for asked in selection.fields:
                plan.reached |= asked.reached | {asked.title}

    def below(self, child: GraphQLObjectType, nodes: list[FieldNode]) -> Selection:
        """What these nodes ask of one type."""
        key = (child.name, tuple(map(id, nodes)))
        if key not in self.compiled:
            try:
                collected = collect_sub_fields(self.schema, self.fragments, self.variables, child, nodes)
            except GraphQLError as error:
                self.compiled[key] = Selection(child, [], builder(()), refusal=error)
            else:
                self.compiled[key] = self.selection(child, collected)
        return self.compiled[key]

    def possible(self, named: Any) -> Iterator[GraphQLObjectType]:
        if isinstance(named, GraphQLObjectType):
            yield named
        elif isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
            yield from self.schema.get_possible_types(named)
