"""One document through our executor and through graphql-core, which judges it."""

import json
from dataclasses import dataclass
from typing import Any

from graphql import ExecutionContext, ExecutionResult, GraphQLSchema, execute_sync

from core.graph.documents import Document
from core.graph.executor import Context
from core.graph.located import null_position
from core.graph.run import ROOT, Answer, execute_document
from core.viewer import Viewer


class InOrder(ExecutionContext):
    """graphql-core, with its errors in the order it met them: depth first, as the document has them."""

    @staticmethod
    def build_response(data, errors):
        return ExecutionResult(data, errors)


@dataclass
class Verdict:
    ours: Answer
    theirs: ExecutionResult

    @property
    def data(self):
        return self.ours.data

    @property
    def errors(self):
        """(path, message) of what ours tells, in its order."""
        return [(error.path, error.message) for error in self.ours.errors]


def read(schema: GraphQLSchema, source: str) -> Document:
    document = Document(schema, source).read()
    assert not document.errors, f"{document.errors}\n{source}"
    return document


def judged(
    document: Document, variables: dict[str, Any] | None = None, operation: str | None = None
) -> ExecutionResult:
    return execute_sync(
        document.schema,
        document.ast,
        ROOT,
        context_value=Context(Viewer.anonymous()),
        variable_values=variables,
        operation_name=operation,
        execution_context_class=InOrder,
    )


def ran(document: Document, variables: dict[str, Any] | None = None, operation: str | None = None) -> Answer:
    return execute_document(document, operation, variables, Context(Viewer.anonymous()))


def same(schema: GraphQLSchema, source: str, variables: dict[str, Any] | None = None) -> Verdict:
    """Run both; they must give the same data, key for key, and the same errors once each nulled position has one."""
    document = read(schema, source)
    verdict = Verdict(ran(document, variables), judged(document, variables))
    compare(verdict)
    return verdict


def compare(verdict: Verdict) -> None:
    ours, theirs = verdict.ours, verdict.theirs
    assert written(ours.data) == written(theirs.data)
    assert {told(error) for error in ours.errors} == {told(error) for error in one_for_each_null(theirs)}
    assert len(ours.errors) == len({told(error) for error in ours.errors})


def written(data: Any) -> str:
    """JSON keeps the order of keys, and tells 1 from true."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def told(error: Any) -> tuple[Any, ...]:
    path = None if error.path is None else tuple(error.path)
    return path, error.message, tuple(error.locations or ())


def one_for_each_null(result: ExecutionResult) -> list[Any]:
    """Of the errors under one null, the first in the document: any executor must meet that one."""
    kept: dict[Any, Any] = {}
    for place, error in enumerate(result.errors or []):
        position = ("request", place) if error.path is None else null_position(result.data, error.path)
        kept.setdefault(position, error)
    return list(kept.values())
