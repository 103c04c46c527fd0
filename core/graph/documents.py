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
    parse,
    validate,
)

from core.graph.plan import Compiler, Plan, condition_variables

# Measured with tracemalloc: a syntax tree takes about 60 bytes, and its plan 40, for each byte of the storefront's
# documents.
BYTES_PER_CHARACTER = 100
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
        self._plans: OrderedDict[tuple[Any, ...], Plan] = OrderedDict()
        self._conditions: tuple[str, ...] = ()

    def read(self, guard: Callable[[DocumentNode], None] | None = None) -> "Document":
        """Parse and validate; `guard` may refuse the tree before validation, by raising GraphQLError."""
        try:
            ast = parse(self.source, no_location=False)
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


class Documents:
    """The documents last used, at most `limit` bytes of them by estimate."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, source: str, read: Callable[[str], Document]) -> Document:
        with self._lock:
            document = self._kept.get(source)
            if document is not None:
                self._kept.move_to_end(source)
                return document
        document = read(source)
        with self._lock:
            if source not in self._kept:
                self._kept[source] = document
                self.size += weight(source)
            while self.size > self.limit and self._kept:
                dropped, _ = self._kept.popitem(last=False)
                self.size -= weight(dropped)
        return document

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.size = 0


def weight(source: str) -> int:
    """An estimate of the bytes a document and its plans take."""
    return 1000 + BYTES_PER_CHARACTER * len(source)
