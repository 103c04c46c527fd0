"""Running a document: variables coerced, the plan run, introspection answered, errors told."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.http import HttpRequest
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, SelectionSetNode
from graphql import execute as execute_by_graphql_core

from core.graph.documents import Document, Documents
from core.graph.executor import Context, Run
from core.graph.located import formatted
from core.graph.plan import Plan
from core.graph.registry import schema
from core.viewer import Viewer

documents = Documents()


class Root(NamedTuple):
    """The row of the root types: it has no columns."""


ROOT = Root()


@dataclass
class Answer:
    """What a document answered. `data` is None for a request error, which nothing was executed for."""

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list)
    executed: bool = False
    context: Context | None = None
    plan: Plan | None = None

    def formatted(self) -> dict[str, Any]:
        """The answer for the wire, unexpected exceptions masked."""
        wire: dict[str, Any] = {"data": self.data} if self.executed else {}
        if self.errors:
            wire["errors"] = formatted(self.errors)
        return wire


def document(source: str) -> Document:
    """The document, parsed and validated against the project's schema; kept for the next time."""
    return documents.get(source, lambda text: Document(schema(), text).read())


def execute(
    source: str,
    variables: dict[str, Any] | None = None,
    *,
    operation_name: str | None = None,
    viewer: Viewer | None = None,
    request: HttpRequest | None = None,
) -> Answer:
    """Run a document in process, as a page does. A request error is in the answer.

    Raises DeadlineExceeded inside a deadline, and nothing else.
    """
    read = document(source)
    if read.errors:
        return Answer(None, list(read.errors))
    context = Context(viewer or Viewer.anonymous(), request)
    return execute_document(read, operation_name, variables, context)


def execute_document(
    read: Document, operation_name: str | None, variables: dict[str, Any] | None, context: Context
) -> Answer:
    """Run one operation of a valid document. Raises DeadlineExceeded once the request's time is up."""
    try:
        operation = read.operation(operation_name)
    except GraphQLError as error:
        return Answer(None, [error])
    coerced = read.coerced(operation, variables or {}, max_errors=50)
    if isinstance(coerced, list):
        return Answer(None, coerced)
    try:
        plan = read.plan(operation, coerced)
    except GraphQLError as error:
        return Answer(None, [error])
    return execute_plan(read, plan, coerced, variables or {}, context)


def execute_plan(
    read: Document, plan: Plan, coerced: dict[str, Any], given: dict[str, Any], context: Context
) -> Answer:
    """Run a compiled operation with coerced variables; `given` are the raw ones, for introspection."""
    run = Run(read.schema, context, coerced)
    data = run.root(plan, ROOT)
    errors = run.trouble.told(data)
    if plan.introspection and data is not None:
        introspected, refused = introspect(read, plan, given)
        errors += refused
        data = merged(plan, data, introspected)
    return Answer(data, errors, executed=True, context=context, plan=plan)


def introspect(read: Document, plan: Plan, given: dict[str, Any]) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    """`__schema` and `__type`, by graphql-core: a document of the operation with these root fields alone."""
    operation = plan.operation
    alone = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=operation.variable_definitions,
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=tuple(plan.introspection)),
    )
    asked = DocumentNode(definitions=(alone, *read.fragments.values()))
    result: Any = execute_by_graphql_core(read.schema, asked, variable_values=given)
    return result.data, list(result.errors or [])


def merged(plan: Plan, data: dict[str, Any], introspected: dict[str, Any] | None) -> dict[str, Any] | None:
    """Both answers under the root's keys, in the document's order."""
    if introspected is None:
        return None
    return {key: data[key] if key in data else introspected[key] for key in plan.keys}
