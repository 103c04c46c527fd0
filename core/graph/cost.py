"""What an answer may cost: the most values it can hold, known from the document and its variables before a loader runs.

Every value counts 1, an object as much as a leaf, since each is loaded, built and sent; a rich text TEXT_COST. A
connection multiplies what it holds by `first`, `last` or `limit`; a plain list by LIST_SIZE. A field behind @skip or
@include counts as if asked, and the parts of an abstract type count together: the figure is a bound. Introspection,
which graphql-core answers from memory, has a bound of its own, relative to the standard introspection query of this
very schema.

A plan has at most as many fields as its operation costs, so the cost also ends documents whose fragments double at
every level; check it before compiling a plan.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_introspection_query,
    get_named_type,
    parse,
)
from graphql.execution.execute import get_field_def

from core.graph.connections import DEFAULT_PAGE
from core.graph.limits import Limit
from core.graph.plan import root_of

# The contract's heaviest operation, a product with 50 variants and all their attributes, costs 30,000; a list of 24
# cards 9,000. A hundred thousand values are some megabytes and a fraction of a second of one core.
COST = Limit("TOO_COSTLY", 100_000, "The operation costs too much: ask for fewer items or fewer fields")
# GraphiQL and graphql-codegen ask the standard query once; four of them in one document is nobody's need.
INTROSPECTION_SHARE = 4

# A rich text (a description, a page's content) is about a kilobyte, where another leaf has some ten bytes.
TEXT_COST = 10
# Nested plain lists (attributes, values, media, errors) hold a handful each.
LIST_SIZE = 5
SIZE_ARGUMENTS = ("first", "last", "limit")
# No figure grows past this, so that documents doubling at every level stay small integers.
_MORE_THAN_ANY = 10**9


class Asked(NamedTuple):
    """A list size that variables give: the largest of them and of `least`."""

    variables: tuple[str, ...]
    least: int

    def of(self, coerced: dict[str, Any]) -> int:
        given = [coerced.get(name) for name in self.variables]
        return max(self.least, *(DEFAULT_PAGE if size is None else whole(size) for size in given))


def whole(size: int) -> int:
    """A multiplier: never below 1, since even an empty list's fields are compiled."""
    return max(1, min(size, _MORE_THAN_ANY))


Size = int | Asked


class Sum(NamedTuple):
    """One selection set: what it costs by itself, and the sums it contains so many times."""

    constant: int
    terms: list[tuple[Size, int]]


class Bill(NamedTuple):
    """The cost of one operation as a function of its variables. `sums` stand after those they contain."""

    sums: list[Sum]
    introspection: int

    def requested(self, coerced: dict[str, Any]) -> int:
        """Values the answer may hold with these coerced variables."""
        values: list[int] = []
        for constant, terms in self.sums:
            moved = sum((size if isinstance(size, int) else size.of(coerced)) * values[index] for size, index in terms)
            values.append(min(constant + moved, _MORE_THAN_ANY))
        return values[-1]


def bill(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Bill:
    """The cost of one operation of a validated document; keep it beside the document.

    Raises GraphQLError for an operation the schema has no root for.
    """
    return _Clerk(schema, document).bill(operation)


def check(schema: GraphQLSchema, bill: Bill, coerced: dict[str, Any]) -> int:
    """What the operation costs. Raises LimitExceeded when that, or what it introspects, is more than the limit."""
    requested = bill.requested(coerced)
    COST.check(requested)
    if bill.introspection:
        COST._replace(maximum=introspection_maximum(schema)).check(bill.introspection)
    return requested


@lru_cache(maxsize=4)
def introspection_maximum(schema: GraphQLSchema) -> int:
    """Four times what the standard introspection query, with every option, costs in this schema."""
    source = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    document = parse(source)
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return INTROSPECTION_SHARE * bill(schema, document, operation).introspection


@lru_cache(maxsize=4)
def introspection_sizes(schema: GraphQLSchema) -> dict[str, int]:
    """How many items the lists of introspection really hold: all types, and their fields and values on average."""
    types = schema.type_map.values()
    fields = [kind.fields for kind in types if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)]
    inputs = [kind.fields for kind in types if isinstance(kind, GraphQLInputObjectType)]
    values = [kind.values for kind in types if isinstance(kind, GraphQLEnumType)]
    possible = [
        schema.get_possible_types(kind) for kind in types if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
    ]
    arguments = [definition.args for group in fields for definition in group.values()]
    return {
        "types": len(types),
        "directives": len(schema.directives),
        "fields": _average(fields, len(types)),
        "inputFields": _average(inputs, len(types)),
        "enumValues": _average(values, len(types)),
        "possibleTypes": _average(possible, len(types)),
        "args": _average(arguments, len(arguments)),
    }


def _average(groups: list[Any], of: int) -> int:
    """Rounded up."""
    return -(-sum(map(len, groups)) // max(of, 1))


class _Clerk:
    """Adds up one operation; a fragment is added up once however often it is spread."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self.schema = schema
        self.fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self.sums: list[Sum] = []
        self.spread: dict[str, int] = {}
        self.introspection = 0

    def bill(self, operation: OperationDefinitionNode) -> Bill:
        self.selection(root_of(self.schema, operation), operation.selection_set)
        return Bill(_needed(self.sums), self.introspection)

    def selection(self, parent: Any, selections: SelectionSetNode) -> int:
        """The index of the sum of a selection set."""
        constant = 0
        terms: list[tuple[Size, int]] = []
        for node in selections.selections:
            if isinstance(node, FieldNode):
                definition = get_field_def(self.schema, parent, node)
                constant += TEXT_COST if get_named_type(definition.type).name == "JSONString" else 1
                if node.selection_set:
                    terms.extend(self.field(parent, node, definition, node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                terms.append((1, self.fragment(node.name.value)))
            elif isinstance(node, InlineFragmentNode):
                condition: NamedTypeNode | None = node.type_condition  # graphql-core's annotation forgets the None
                kind = parent if condition is None else self.schema.get_type(condition.name.value)
                terms.append((1, self.selection(kind, node.selection_set)))
        return self.added(constant, terms)

    def added(self, constant: int, terms: list[tuple[Size, int]]) -> int:
        """Keep a sum, with every part that no variable moves already added."""
        moving: list[tuple[Size, int]] = []
        for size, index in terms:
            if isinstance(size, int) and not self.sums[index].terms:
                constant += size * self.sums[index].constant
            else:
                moving.append((size, index))
        self.sums.append(Sum(min(constant, _MORE_THAN_ANY), moving))
        return len(self.sums) - 1

    def fragment(self, name: str) -> int:
        if name not in self.spread:
            definition = self.fragments[name]
            kind = self.schema.get_type(definition.type_condition.name.value)
            self.spread[name] = self.selection(kind, definition.selection_set)
        return self.spread[name]

    def field(
        self, parent: Any, node: FieldNode, definition: GraphQLField, below: SelectionSetNode
    ) -> list[tuple[Size, int]]:
        index = self.selection(get_named_type(definition.type), below)
        if node.name.value in ("__schema", "__type"):
            self.introspection += self.sums[index].constant
            return []
        return [(self.size(parent, node, definition), index)]

    def size(self, parent: Any, node: FieldNode, definition: GraphQLField) -> Size:
        """How many of `node`'s selection one parent has."""
        if any(name in definition.args for name in SIZE_ARGUMENTS):
            return self.asked(node)
        if parent.name.startswith("__"):
            return introspection_sizes(self.schema).get(node.name.value, 1)
        if parent.name.endswith("Connection") and node.name.value == "edges":
            return 1  # The field that returned the connection has already multiplied.
        depth: int = str(definition.type).count("[")
        return whole(LIST_SIZE**depth)

    def asked(self, node: FieldNode) -> Size:
        """The size that the arguments give. More than one is refused by the connection, so the largest bounds it."""
        values = [argument.value for argument in node.arguments if argument.name.value in SIZE_ARGUMENTS]
        variables = tuple(value.name.value for value in values if isinstance(value, VariableNode))
        written = [whole(int(value.value)) for value in values if isinstance(value, IntValueNode)]
        least = max(written, default=1 if variables else DEFAULT_PAGE)
        return Asked(variables, least) if variables else least


def _needed(sums: list[Sum]) -> list[Sum]:
    """The last sum and those it still contains; what was constant has been added where it stood."""
    needed = {len(sums) - 1}
    for index in range(len(sums) - 1, -1, -1):
        if index in needed:
            needed.update(inner for _size, inner in sums[index].terms)
    places = {index: place for place, index in enumerate(sorted(needed))}
    return [Sum(sums[index].constant, [(size, places[inner]) for size, inner in sums[index].terms]) for index in places]
