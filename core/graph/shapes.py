"""How a column of values becomes a column of the answer: the specification's CompleteValue, a whole column at a time.

`complete` answers (completed, failed): `failed` holds the indexes whose error belongs to the place above, as a null in
a non-null place does; their completed value is None. Errors that end here leave a None and are in `run.trouble`.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isfinite
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    Undefined,
)
from graphql.pyutils import inspect, is_iterable
from graphql.type import get_named_type

from core.db.deadline import DeadlineExceeded
from core.graph.located import ItemStep, NullError, PickStep, Step

if TYPE_CHECKING:
    from core.graph.executor import Run
    from core.graph.plan import FieldPlan

Failed = frozenset[int] | set[int]
Completed = tuple[Sequence[Any], Failed]
# Answered as `failed` itself, it says that no completed value is None; an empty set says only that none failed.
NOTHING: Failed = frozenset()
NULL = type(None)


class Shape(ABC):
    """A type of the schema, as the completion of a column."""

    non_null = False

    @abstractmethod
    def complete(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        """Values may hold None, exceptions and anything a loader answered."""


@dataclass(slots=True)
class NonNull(Shape):
    inner: Shape
    non_null = True

    def complete(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        completed, failed = self.inner.complete(run, plan, values, where)
        if failed is NOTHING:
            return completed, NOTHING
        failed = set(failed)
        for index, value in enumerate(completed):
            if value is None and index not in failed:
                failed.add(index)
                run.fail(NullError(f"Cannot return null for non-nullable field {plan.title}."), plan, where, index)
        return completed, failed


@dataclass(slots=True)
class Leaf(Shape):
    """A scalar or an enum. Columns whose Python types need no serialising pass whole."""

    kind: GraphQLLeafType
    ready: frozenset[type]

    def complete(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        kinds = set(map(type, values))
        if kinds <= self.ready:
            whole = NULL not in kinds
            if self.in_range(values if whole else [value for value in values if value is not None]):
                return values, NOTHING if whole else set()
        completed: list[Any] = []
        failed: set[int] = set()
        serialize = self.kind.serialize
        for index, value in enumerate(values):
            try:
                completed.append(None if value is None else self.serialized(serialize, value))
            except Exception as error:  # noqa: BLE001 - a scalar may raise anything; it becomes this field's error
                completed.append(None)
                failed.add(index)
                run.fail(error, plan, where, index)
        return completed, failed

    def in_range(self, values: Sequence[Any]) -> bool:
        """Python's int and float are wider than GraphQL's Int and JSON's numbers."""
        if self.kind.name == "Int":
            return not values or (min(values) >= -(2**31) and max(values) < 2**31)
        if self.kind.name == "Float":
            return all(map(isfinite, values))
        return True

    def serialized(self, serialize: Any, value: Any) -> Any:
        if isinstance(value, Exception):
            raise value
        result = serialize(value)
        if result is Undefined or result is None:
            raise NullError(
                f"Expected `{inspect(self.kind)}.serialize({inspect(value)})`"
                f" to return non-nullable value, returned: {inspect(result)}"
            )
        return result


def sound(run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step, failed: set[int]) -> Sequence[int] | None:
    """Indexes of the values that are neither null nor an exception (which fails here); None when all are."""
    for kind in set(map(type, values)):
        if kind is NULL or issubclass(kind, Exception):
            break
    else:
        return None
    picked = []
    for index, value in enumerate(values):
        if isinstance(value, Exception):
            failed.add(index)
            run.fail(value, plan, where, index)
        elif value is not None:
            picked.append(index)
    return picked


def spread(length: int, picked: Sequence[int] | None, completed: Sequence[Any]) -> Sequence[Any]:
    """The completed values back at their indexes, None elsewhere."""
    if picked is None:
        return completed
    column: list[Any] = [None] * length
    for index, value in zip(picked, completed, strict=True):
        column[index] = value
    return column


def selected(run: "Run", plan: "FieldPlan", type_name: str, rows: Sequence[Any], where: Step) -> Completed:
    """What the document asks of rows of one type."""
    selection = plan.selections[type_name]
    if selection.refusal is None:
        return run.select(selection, rows, where)
    for index in range(len(rows)):
        run.fail(selection.refusal, plan, where, index)
    return [None] * len(rows), set(range(len(rows)))


class Composite(Shape):
    """A shape whose values are completed together, after nulls and exceptions are set aside."""

    def complete(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        failed: set[int] = set()
        picked = sound(run, plan, values, where, failed)
        if picked is None:
            return self.complete_sound(run, plan, values, where)
        if not picked:
            return [None] * len(values), failed
        kept = [values[index] for index in picked]
        completed, lost = self.complete_sound(run, plan, kept, PickStep(where, picked))
        failed.update(picked[index] for index in lost)
        return spread(len(values), picked, completed), failed

    @abstractmethod
    def complete_sound(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        """As complete, for values none of which is null or an exception."""


@dataclass(slots=True)
class Object(Composite):
    type_name: str

    def complete_sound(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        return selected(run, plan, self.type_name, values, where)


@dataclass(slots=True)
class Abstract(Composite):
    """An interface or a union: each value is `(Type, row)`; rows of one type are completed together."""

    type_name: str

    def complete_sound(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        completed: list[Any] = [None] * len(values)
        failed: set[int] = set()
        groups: dict[str, list[int]] = {}
        for index, value in enumerate(values):
            try:
                name = run.runtime_type(self.type_name, plan, value)
            except Exception as error:  # noqa: BLE001 - a value that is no (Type, row) is this item's error
                failed.add(index)
                run.fail(error, plan, where, index)
            else:
                groups.setdefault(name, []).append(index)
        for name, indexes in groups.items():
            rows = [values[index][1] for index in indexes]
            built, lost = selected(run, plan, name, rows, PickStep(where, indexes))
            failed.update(indexes[index] for index in lost)
            for index, value in zip(indexes, built, strict=True):
                completed[index] = value
        return completed, failed or NOTHING


@dataclass(slots=True)
class List(Composite):
    item: Shape

    def complete_sound(self, run: "Run", plan: "FieldPlan", values: Sequence[Any], where: Step) -> Completed:
        failed: set[int] = set()
        lists: list[Sequence[Any]] = []
        for index, value in enumerate(values):
            try:
                lists.append(value if value.__class__ is list else listed(value, plan))
            except DeadlineExceeded:
                raise
            except Exception as error:  # noqa: BLE001 - an iterable may raise anything on its way
                failed.add(index)
                lists.append(())
                run.fail(error, plan, where, index)
        flat = [item for items in lists for item in items]
        ends = list(accumulate(map(len, lists)))
        completed, lost = self.item.complete(run, plan, flat, ItemStep(where, ends))
        column: list[Any] = [completed[end - len(items) : end] for end, items in zip(ends, lists, strict=True)]
        if lost and self.item.non_null:
            failed.update(self.owners(lost, ends))
        for index in failed:
            column[index] = None
        return column, failed or NOTHING

    @staticmethod
    def owners(lost: Failed, ends: list[int]) -> set[int]:
        """The lists that hold the lost items."""
        return {bisect_right(ends, index) for index in lost}


def listed(value: Any, plan: "FieldPlan") -> list[Any]:
    if not is_iterable(value):
        raise GraphQLError(f"Expected Iterable, but did not find one for field '{plan.title}'.")
    return list(value)


def shape_of(returned: GraphQLOutputType) -> Shape:
    """The shape of a field's type."""
    if isinstance(returned, GraphQLNonNull):
        return NonNull(shape_of(returned.of_type))
    if isinstance(returned, GraphQLList):
        return List(shape_of(returned.of_type))
    if isinstance(returned, GraphQLScalarType | GraphQLEnumType):
        return Leaf(returned, READY.get(returned.name, frozenset({NULL})))
    if isinstance(returned, GraphQLObjectType):
        return Object(returned.name)
    return Abstract(get_named_type(returned).name)


def passing(shape: Shape) -> frozenset[type] | None:
    """The one Python type of a column that is its own answer, where every value is of it."""
    inner = shape.inner if isinstance(shape, NonNull) else shape
    return WHOLE.get(inner.kind.name) if isinstance(inner, Leaf) else None


WHOLE = {"String": frozenset({str}), "ID": frozenset({str}), "Boolean": frozenset({bool})}

# Python types that are the answer already, by scalar. bool is a subclass of int but never its type.
READY: dict[str, frozenset[type]] = {
    "String": frozenset({str, NULL}),
    "ID": frozenset({str, NULL}),
    "Int": frozenset({int, NULL}),
    "Float": frozenset({float, NULL}),
    "Boolean": frozenset({bool, NULL}),
}
