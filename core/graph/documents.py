"""Documents parsed, validated and compiled once, kept in memory bounded in bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    StringValueNode,
    Visitor,
    parse,
    validate,
    visit,
)

from core.graph.coercion import VariablesCoercer, variables_coercer
from core.graph.plan import Compiler, Plan, condition_variables

# Measured with tracemalloc over the storefront's documents and over the densest there are; a test measures again.
BYTES_PER_DOCUMENT = 5_000
BYTES_PER_TOKEN = 500
BYTES_PER_FIELD = 2_500
KEPT_BYTES = 64 * 1024 * 1024
PLANS_PER_DOCUMENT = 16


class Document:
    """One document: its syntax tree or what is wrong with it, and its plans."""

    def __init__(self, schema: GraphQLSchema, source: str) -> None:
        self.schema = schema
        self.source = source
        self.ast: DocumentNode | None = None
        self.errors: list[GraphQLError] = []
        self.operations: dict[str | None, OperationDefinitionNode] = {}
        self.fragments: dict[str, FragmentDefinitionNode] = {}
        self.tokens = 0
        self._plans: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()
        self._conditions: tuple[str, ...] = ()
        self._coercers: dict[OperationDefinitionNode, VariablesCoercer] = {}

    def read(self, guard: Callable[[DocumentNode], None] | None = None) -> "Document":
        """Parse and validate; `guard` may refuse the tree before validation, by raising GraphQLError."""
        try:
            ast = parse(self.source, no_location=False)
            self.tokens = tokens_of(ast)
            if "\\u" in self.source:
                refuse_nul(ast)
            if guard is not None:
                guard(ast)
        except GraphQLError as error:
            self.errors = [error]
            return self
        self.errors = validate(self.schema, ast, max_errors=20)
        if self.errors:
            return self
        self.ast = ast
        for node in ast.definitions:
            if isinstance(node, OperationDefinitionNode):
                self.operations[node.name.value if node.name else None] = node
            elif isinstance(node, FragmentDefinitionNode):
                self.fragments[node.name.value] = node
        self._conditions = condition_variables(ast)
        return self

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run; raises GraphQLError where the name does not pick exactly one."""
        if name:
            if name not in self.operations:
                raise GraphQLError(f"Unknown operation named '{name}'.")
            return self.operations[name]
        if len(self.operations) > 1:
            raise GraphQLError("Must provide operation name if query contains multiple operations.")
        if not self.operations:
            raise GraphQLError("Must provide an operation.")
        return next(iter(self.operations.values()))

    def coerced(
        self, operation: OperationDefinitionNode, given: dict[str, Any], max_errors: int
    ) -> dict[str, Any] | list[GraphQLError]:
        """The operation's variables, coerced, or what is wrong with them."""
        coerce = self._coercers.get(operation)
        if coerce is None:
            coerce = self._coercers[operation] = variables_coercer(self.schema, operation)
        return coerce(given, max_errors)

    def plan(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Plan:
        """The operation compiled for the values that its directives read."""
        conditions = {name: variables[name] for name in self._conditions if name in variables}
        key = (operation.name.value if operation.name else None, *sorted(conditions.items()))
        plan = self._plans.get(key)
        if plan is None:
            plan = Compiler(self.schema, self.fragments, conditions).plan(operation)
            self._plans[key] = plan
            while len(self._plans) > PLANS_PER_DOCUMENT:
                self._plans.popitem(last=False)
        return plan

    @property
    def weight(self) -> int:
        """An estimate of the bytes it takes now: the text, the tree and the plans."""
        fields = sum(plan.size for plan in list(self._plans.values()))
        return BYTES_PER_DOCUMENT + len(self.source) + BYTES_PER_TOKEN * self.tokens + BYTES_PER_FIELD * fields


class _Nul(Visitor):
    """Stops at a text that PostgreSQL cannot keep; only an escape can write it."""

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        if "\x00" in node.value:
            raise GraphQLError("A text must not hold U+0000.", node)


def refuse_nul(ast: DocumentNode) -> None:
    """Raises GraphQLError for a text in the document that holds U+0000."""
    visit(ast, _Nul())


def tokens_of(ast: DocumentNode) -> int:
    """How many tokens the tree's locations keep alive."""
    count, token = 0, ast.loc.start_token if ast.loc else None
    while token is not None:
        count, token = count + 1, token.next
    return count


class Documents:
    """The documents last used, at most `limit` bytes of them by estimate."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._weights: dict[str, int] = {}
        # Handed out since they were last weighed: whoever has one compiles its plans.
        self._handed: set[str] = set()
        self._lock = threading.Lock()

    def get(self, source: str, read: Callable[[str], Document]) -> Document:
        with self._lock:
            self._weigh()
            document = self._kept.get(source)
            if document is not None:
                self._kept.move_to_end(source)
                self._handed.add(source)
                return document
        document = read(source)
        with self._lock:
            self._kept.setdefault(source, document)
            self._handed.add(source)
            self._weigh(again=source)
        return document

    def _weigh(self, again: str | None = None) -> None:
        """Weigh what was handed out, drop what is too much; `again` is in use and is weighed the next time too."""
        for source in self._handed:
            if source in self._kept:
                weight = self._kept[source].weight
                self.size += weight - self._weights.get(source, 0)
                self._weights[source] = weight
        self._handed = {again} if again else set()
        while self.size > self.limit and self._kept:
            dropped, _ = self._kept.popitem(last=False)
            self.size -= self._weights.pop(dropped)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._weights.clear()
            self._handed.clear()
            self.size = 0
