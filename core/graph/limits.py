"""What a client's document may ask for, refused before a loader runs.

Every figure is at least three times what the heaviest operation of the storefront contract needs and what GraphiQL and
graphql-codegen introspect with (tests/core/graph/test_limits.py holds them to it), and small enough that the worst
document inside all of them is parsed and validated in well under a second. The cost of the answer itself is cost.py's.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
)
from graphql.validation.rules import overlapping_fields_can_be_merged


class Limit(NamedTuple):
    """A bound, and the code a client reads when it is passed."""

    code: str
    maximum: int
    sentence: str

    def check(self, found: int, node: Node | None = None) -> None:
        """Raise LimitExceeded when `found` is more than the bound."""
        if found > self.maximum:
            raise LimitExceeded(self, node)


class LimitExceeded(GraphQLError):
    """The document or its variables ask for more than one request may."""

    def __init__(self, limit: Limit, node: Node | None = None) -> None:
        super().__init__(
            f"{limit.sentence} (limit {limit.maximum}).",
            nodes=node,
            extensions={"code": limit.code, "limit": limit.maximum},
        )


class ForbiddenText(GraphQLError):
    """A NUL in a text: no database column can hold one, and PostgreSQL refuses the whole statement."""

    def __init__(self, node: Node | None = None) -> None:
        super().__init__("Text may not contain the NUL character.", nodes=node, extensions={"code": "BAD_TEXT"})


# The largest document of the contract has about 6 KB and 700 tokens with all its fragments.
SOURCE_BYTES = Limit("SOURCE_TOO_LARGE", 64 * 1024, "The document is too large in bytes")
TOKENS = Limit("TOO_MANY_TOKENS", 4_000, "The document has too many tokens")
# Brackets of any kind inside one another: the parser recurses about six frames for each, and Python stops at 1,000.
NESTING = Limit("NESTED_TOO_DEEPLY", 80, "The document nests brackets too deeply")
# Fields inside one another, through fragments. The contract goes to 11, codegen's introspection to 15.
DEPTH = Limit("TOO_DEEP", 40, "The document nests fields too deeply")
ALIASES = Limit("TOO_MANY_ALIASES", 120, "The document has too many aliases")
# Each costs at least one statement; the contract's operations have one or two.
ROOT_FIELDS = Limit("TOO_MANY_ROOT_FIELDS", 20, "The operation has too many root fields")
# Whoever signs in twenty times in one request makes a core hash passwords for five seconds.
MUTATIONS = Limit("TOO_MANY_MUTATIONS", 4, "The operation has too many mutations")
DIRECTIVES = Limit("TOO_MANY_DIRECTIVES", 50, "The document has too many directives")
# Definitions, spreads and inline fragments together: what field merging compares in validation.
FRAGMENTS = Limit("TOO_MANY_FRAGMENTS", 150, "The document has too many fragments")
# SQLite refuses an expression of a thousand conditions, and a list can become one condition for each item.
LIST_LENGTH = Limit("LIST_TOO_LONG", 250, "A list is too long")
LIST_ITEMS = Limit("TOO_MANY_LIST_ITEMS", 500, "The lists have too many items together")
# Values of one filter once its variables stand in it: a list may name the same variable, itself a list, at each place.
FILTER_VALUES = Limit("FILTER_TOO_LARGE", 500, "A filter has too many values")
# Digits of a written number. Python refuses to read one of more than 4,300; a float has at most 309 before its point.
NUMBER = Limit("NUMBER_TOO_LONG", 400, "A number is written too long")
VARIABLE_DEPTH = Limit("VARIABLES_TOO_DEEP", 20, "The variables are nested too deeply")
VARIABLE_VALUES = Limit("TOO_MANY_VARIABLE_VALUES", 2_000, "The variables hold too many values")

# graphql-core's own meter on field merging, which is read when a validation starts. Its default, 500,000, lets one
# document take half a second of a core; the contract's heaviest needs 24.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 10_000

# One lexical token, or a run of what the lexer ignores. Possessive and atomic, so that no text makes it backtrack.
_TOKEN = re.compile(
    r'''
    (?P<ignored> [\s,\ufeff]++ | \#[^\n\r]*+ )
    | (?P<open> [{(\[] ) | (?P<close> [})\]] )
    | " " " (?> (?: \\""" | (?! """ ) . )*+ ) (?: """ )?
    | " (?> (?: \\. | [^"\\\n\r] )*+ ) "?
    | [.]{3} | [A-Za-z_0-9+-][A-Za-z_0-9.+-]*+
    | .
    ''',
    re.VERBOSE | re.DOTALL,
)


def check_source(source: str) -> None:
    """Refuse by bytes, tokens and nesting what must not reach the recursive parser. Raises LimitExceeded."""
    SOURCE_BYTES.check(len(source))  # Before encoding: characters are never more than bytes.
    SOURCE_BYTES.check(len(source.encode(errors="replace")))
    tokens = nesting = 0
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup
        if kind == "ignored":
            continue
        tokens += 1
        if tokens > TOKENS.maximum:
            raise LimitExceeded(TOKENS)
        if kind == "open":
            nesting += 1
            NESTING.check(nesting)
        elif kind == "close":
            nesting -= 1


class _Part:
    """One operation or fragment: what it holds itself, and where it spreads which fragment."""

    def __init__(self, definition: OperationDefinitionNode | FragmentDefinitionNode) -> None:
        self.definition = definition
        self.depth = 0
        self.root_fields = 0
        self.spreads: list[tuple[str, int]] = []

    def add(self, node: Node, depth: int) -> None:
        if isinstance(node, FieldNode):
            self.depth = max(self.depth, depth)
            self.root_fields += depth == 1
        elif isinstance(node, FragmentSpreadNode):
            self.spreads.append((node.name.value, depth))


class _Tally:
    """Counts over a whole document, each checked as it grows."""

    def __init__(self) -> None:
        self.aliases = self.directives = self.fragments = self.items = 0

    def add(self, node: Node) -> None:
        if isinstance(node, FieldNode):
            if node.alias:
                self.aliases += 1
                ALIASES.check(self.aliases, node)
        elif isinstance(node, FragmentSpreadNode | InlineFragmentNode | FragmentDefinitionNode):
            self.fragments += 1
            FRAGMENTS.check(self.fragments, node)
        elif isinstance(node, DirectiveNode):
            self.directives += 1
            DIRECTIVES.check(self.directives, node)
        elif isinstance(node, ListValueNode):
            LIST_LENGTH.check(len(node.values), node)
            self.items += len(node.values)
            LIST_ITEMS.check(self.items, node)
        elif isinstance(node, IntValueNode | FloatValueNode):
            NUMBER.check(len(node.value), node)
        elif isinstance(node, StringValueNode) and "\0" in node.value:
            raise ForbiddenText(node)


def check_document(document: DocumentNode) -> None:
    """Refuse by shape what must not reach validation. Raises LimitExceeded, ForbiddenText."""
    tally = _Tally()
    fragments: dict[str, _Part] = {}
    operations: list[_Part] = []
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            continue  # A type definition: validation says it better.
        part = _Part(definition)
        for node, depth in _walk(definition):
            tally.add(node)
            part.add(node, depth)
        if isinstance(definition, FragmentDefinitionNode):
            fragments[definition.name.value] = part
        else:
            operations.append(part)
    depths = _depths(fragments)
    for operation in operations:
        deepest = max([operation.depth, *(depth + depths.get(name, 0) for name, depth in operation.spreads)])
        DEPTH.check(deepest, operation.definition)
        _root_limit(operation).check(_root_fields(operation, fragments), operation.definition)


def _root_limit(operation: _Part) -> Limit:
    changes = getattr(operation.definition, "operation", None) is OperationType.MUTATION
    return MUTATIONS if changes else ROOT_FIELDS


def _walk(definition: Node) -> Iterator[tuple[Node, int]]:
    """Every node below, each with the number of fields it stands in, itself included; without recursion."""
    stack: list[tuple[Node, int]] = [(definition, 0)]
    while stack:
        node, depth = stack.pop()
        if isinstance(node, FieldNode):
            depth += 1
        yield node, depth
        for key in node.keys:
            child = getattr(node, key, None)
            if isinstance(child, Node):
                stack.append((child, depth))
            elif isinstance(child, tuple | list):
                stack.extend((each, depth) for each in child if isinstance(each, Node))


def _depths(fragments: dict[str, _Part]) -> dict[str, int]:
    """The depth of each fragment with what it spreads; a cycle, which validation refuses, ends by the round count."""
    depths = {name: part.depth for name, part in fragments.items()}
    for _round in fragments:
        changed = False
        for name, part in fragments.items():
            deepest = max([depths[name], *(depth + depths.get(spread, 0) for spread, depth in part.spreads)])
            changed = changed or deepest != depths[name]
            depths[name] = deepest
        if not changed:
            break
    return depths


def _root_fields(operation: _Part, fragments: dict[str, _Part]) -> int:
    """Root fields of an operation, those of fragments spread at its root counted once each."""
    seen: set[str] = set()
    stack, count = [operation], 0
    while stack:
        part = stack.pop()
        count += part.root_fields
        for name, depth in part.spreads:
            if depth == 0 and name in fragments and name not in seen:
                seen.add(name)
                stack.append(fragments[name])
    return count


def check_variables(variables: dict[str, Any]) -> None:
    """Refuse raw JSON variables by nesting, list length, number and NUL. Raises LimitExceeded, ForbiddenText."""
    stack: list[tuple[Any, int]] = [(variables, 0)]
    values = items = 0
    while stack:
        value, depth = stack.pop()
        if isinstance(value, str):
            if "\0" in value:
                raise ForbiddenText
            continue
        if not isinstance(value, dict | list):
            continue
        VARIABLE_DEPTH.check(depth)
        values += len(value)
        VARIABLE_VALUES.check(values)
        if isinstance(value, list):
            LIST_LENGTH.check(len(value))
            items += len(value)
            LIST_ITEMS.check(items)
            stack.extend((each, depth + 1) for each in value)
        else:
            stack.extend((each, depth + 1) for each in value.values())
            if any("\0" in key for key in value):
                raise ForbiddenText


def check_filter(given: Any) -> None:
    """Refuse a coerced filter by all it holds, before it becomes conditions. Raises LimitExceeded."""
    stack, values = [given], 0
    while stack:
        value = stack.pop()
        values += 1
        FILTER_VALUES.check(values)
        if isinstance(value, dict):
            # Not value.values(): graphene sets an input's fields as attributes, and one may be named so.
            stack.extend(dict.values(value))
        elif isinstance(value, list):
            stack.extend(value)
