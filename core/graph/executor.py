"""The breadth-first executor: a compiled plan run over rows, one loader call per field and level.

It answers what graphql-core answers for the same schema, document and rows (tests compare the two over generated
documents); only the order of work differs. Root fields of a mutation run one after another, each to its end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.http import HttpRequest
from graphql import GraphQLError, GraphQLObjectType, GraphQLSchema

from core import clock
from core.db import deadline
from core.db.deadline import DeadlineExceeded
from core.graph.located import FieldStep, Spot, Step, Trouble
from core.graph.plan import FieldPlan, Plan, Selection
from core.graph.shapes import NOTHING, Completed
from core.viewer import Viewer

T = TypeVar("T")


@dataclass
class Context:
    """What one execution knows: who asks, when, until when the answer is fresh, what loaders share."""

    viewer: Viewer
    request: HttpRequest | None = None
    now: datetime = field(default_factory=clock.now)
    fresh_until: datetime | None = None
    shared: dict[Any, Any] = field(default_factory=dict)


class Info:
    """What a loader is told beside its rows."""

    __slots__ = ("asked", "context", "reached")

    def __init__(self, context: Context, asked: frozenset[str], reached: frozenset[str]) -> None:
        self.context = context
        self.asked = asked
        self.reached = reached

    @property
    def viewer(self) -> Viewer:
        return self.context.viewer

    @property
    def request(self) -> HttpRequest | None:
        return self.context.request

    @property
    def now(self) -> datetime:
        """The instant of the whole answer."""
        return self.context.now

    @property
    def today(self) -> date:
        """The day of the whole answer in Asia/Ho_Chi_Minh."""
        return clock.day_of(self.context.now)

    def once(self, key: Any, compute: Callable[[], T]) -> T:
        """`compute()` the first time this key is met in an execution; its result every time after."""
        if key not in self.context.shared:
            self.context.shared[key] = compute()
        result: T = self.context.shared[key]
        return result

    def asks(self, name: str) -> bool:
        """Whether the document asks for this field of what the loader answers with."""
        return name in self.asked

    def reaches(self, fields: frozenset[str]) -> bool:
        """Whether one of these fields ("Product.description") is asked for at any depth of what the loader answers.

        For leaving columns out that nobody reads; it may say yes where the answer is no, never the other way.
        """
        return not self.reached.isdisjoint(fields)

    def fresh_until(self, instant: datetime | None) -> None:
        """The answer may change at this instant: an entry of the answer cache ends then."""
        if instant is not None and (self.context.fresh_until is None or instant < self.context.fresh_until):
            self.context.fresh_until = instant


class WrongLength(TypeError):
    """A loader answered fewer or more values than it was given rows: a programming error."""


class Run:
    """One execution of one plan."""

    def __init__(self, schema: GraphQLSchema, context: Context, variables: dict[str, Any]) -> None:
        self.schema = schema
        self.context = context
        self.variables = variables
        self.trouble = Trouble()

    def root(self, plan: Plan, row: Any) -> dict[str, Any] | None:
        built, _ = self.select(plan.root, [row], Step(), serial=plan.serial)
        data: dict[str, Any] | None = built[0]
        return data

    def select(self, selection: Selection, rows: Sequence[Any], where: Step, serial: bool = False) -> Completed:
        """One dictionary per row; None for a row that an error below nulls."""
        if not selection.fields or not rows:
            return [{} for _ in rows], NOTHING  # no loader is asked about no rows
        columns: list[Sequence[Any]] = []
        nulled: set[int] = set()
        for plan in selection.fields:
            column, failed = self.column(plan, rows, where)
            columns.append(column)
            if failed and plan.shape.non_null:
                nulled.update(failed)
                if serial:
                    return [None] * len(rows), nulled  # the data is null: no later mutation may run
        built: list[Any] = selection.build(columns)
        for index in nulled:
            built[index] = None
        return built, nulled or NOTHING

    def column(self, plan: FieldPlan, rows: Sequence[Any], where: Step) -> Completed:
        if plan.column is not None:
            try:
                values: Sequence[Any] = list(map(plan.column, rows))
            except Exception:  # noqa: BLE001 - a row without the column is a programming error, told at that row
                values = [read_or_error(plan.column, row) for row in rows]
        else:
            values = self.loaded(plan, rows)
        if plan.passing is not None and plan.passing == set(map(type, values)):
            return values, NOTHING  # most columns of most answers
        return plan.shape.complete(self, plan, values, FieldStep(where, plan.key, plan.place))

    def loaded(self, plan: FieldPlan, rows: Sequence[Any]) -> Sequence[Any]:
        """The loader's answers; what it raises stands at every row it was asked for."""
        if plan.selections:
            deadline.check()  # a level at a time; the statements of any loader are bounded by the database
        try:
            arguments = plan.arguments
            if arguments is None:
                arguments = plan.coerce(self.variables)
            values: Sequence[Any] = plan.loader(rows, Info(self.context, plan.asked, plan.reached), **arguments)
            if len(values) != len(rows):
                raise WrongLength(f"The loader of {plan.title} answered {len(values)} values for {len(rows)} rows.")
        except DeadlineExceeded:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a loader raises is the error of every path it served
            return [error] * len(rows)
        return values

    def fail(self, error: Exception, plan: FieldPlan, where: Step, index: int) -> None:
        if plan.spot is None:
            plan.spot = Spot.of(plan.nodes)
        self.trouble.add(error, plan.spot, where, index)

    def runtime_type(self, abstract: str, plan: FieldPlan, value: Any) -> str:
        """The object type of an abstract field's `(Type, row)`; the messages are graphql-core's."""
        name = type_name_of(value)
        known = self.schema.get_type(name)
        if known is None:
            raise GraphQLError(
                f"Abstract type '{abstract}' was resolved to a type '{name}' that does not exist inside the schema."
            )
        if not isinstance(known, GraphQLObjectType):
            raise GraphQLError(f"Abstract type '{abstract}' was resolved to a non-object type '{name}'.")
        if name not in plan.selections:
            raise GraphQLError(f"Runtime Object type '{name}' is not a possible type for '{abstract}'.")
        return name


def read_or_error(column: Callable[[Any], Any], row: Any) -> Any:
    try:
        return column(row)
    except Exception as error:  # noqa: BLE001 - a column may be a property
        return error


def type_name_of(value: Any) -> str:
    """The GraphQL name of the type in `(Type, row)`; the type is a graphene class or its name."""
    if type(value) is not tuple or len(value) != 2:
        raise TypeError(f"A value of an interface or a union is (Type, row), not {type(value).__name__}.")
    kind = value[0]
    return kind if isinstance(kind, str) else str(kind._meta.name)
