"""Where an error stands in an answer, and which errors are told.

An answer keeps one error per nulled position: when a null spreads to an ancestor, everything under it vanishes, so
only the first error in document order speaks for it (the one any executor must meet). At most ERRORS_TOLD are returned.
"""

import logging
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import FieldNode, GraphQLError, Node, Source, SourceLocation
from graphql.error import located_error

from core.errors import DomainError

logger = logging.getLogger(__name__)

ERRORS_TOLD = 100

Path = tuple[str | int, ...]
# Beside each path, the same steps as numbers: a field's place in its selection, an item's in its list.
Order = tuple[int, ...]


class Step:
    """Where the values of one column stand: asked for a path only when one of them is in error."""

    def path(self, index: int) -> tuple[Path, Order]:
        return (), ()


@dataclass(slots=True)
class FieldStep(Step):
    """The column of one field: value n belongs to row n of `rows`."""

    rows: Step
    key: str
    place: int

    def path(self, index: int) -> tuple[Path, Order]:
        path, order = self.rows.path(index)
        return (*path, self.key), (*order, self.place)


@dataclass(slots=True)
class ItemStep(Step):
    """The items of many lists end to end; `ends` says where each list ends."""

    lists: Step
    ends: list[int]

    def path(self, index: int) -> tuple[Path, Order]:
        owner = bisect_right(self.ends, index)
        item = index - (self.ends[owner - 1] if owner else 0)
        path, order = self.lists.path(owner)
        return (*path, item), (*order, item)


@dataclass(slots=True)
class PickStep(Step):
    """Some values of a column, by their index in it."""

    values: Step
    picked: Sequence[int]

    def path(self, index: int) -> tuple[Path, Order]:
        return self.values.path(self.picked[index])


@dataclass(frozen=True, slots=True)
class Spot:
    """The fields an error is blamed on. Finding their line and column would be most of what an error costs."""

    nodes: list[Node]
    source: Source | None
    positions: Collection[int] | None
    locations: list[SourceLocation] | None

    @classmethod
    def of(cls, nodes: Sequence[FieldNode]) -> "Spot":
        found = GraphQLError("", nodes)
        return cls(list(nodes), found.source, found.positions, found.locations)

    def located(self, error: Exception, path: list[str | int]) -> GraphQLError:
        """As graphql-core's located_error."""
        if isinstance(error, GraphQLError):
            return located_error(error, self.nodes, path)
        told = GraphQLError(str(getattr(error, "message", error)), path=path, original_error=error)
        told.nodes, told.source = self.nodes, self.source
        told.positions, told.locations = self.positions, self.locations
        return told


@dataclass
class Trouble:
    """The errors of one execution."""

    errors: list[tuple[Order, Path, GraphQLError]] = field(default_factory=list)

    def add(self, error: Exception, spot: Spot, where: Step, index: int) -> None:
        path, order = where.path(index)
        self.errors.append((order, path, spot.located(error, list(path))))

    def told(self, data: Any) -> list[GraphQLError]:
        """The errors of the answer, in document order, one for each position that is null."""
        kept: list[GraphQLError] = []
        spoken: set[Path] = set()
        for _, path, error in sorted(self.errors, key=lambda entry: entry[0]):
            position = null_position(data, path)
            if position not in spoken:
                spoken.add(position)
                kept.append(error)
        return kept


def null_position(data: Any, path: Sequence[str | int]) -> Path:
    """The part of the path that leads to the null an error left in the data."""
    for depth, key in enumerate(path):
        if data is None:
            return tuple(path[:depth])
        data = data[key]
    return tuple(path)


def formatted(errors: Sequence[GraphQLError]) -> list[dict[str, Any]]:
    """The errors for the wire: at most ERRORS_TOLD, then one that counts the rest."""
    told = [_formatted(error) for error in errors[:ERRORS_TOLD]]
    if len(errors) > ERRORS_TOLD:
        told.append({"message": f"{len(errors) - ERRORS_TOLD} more errors.", "extensions": {"code": "MORE_ERRORS"}})
    return told


def _formatted(error: GraphQLError) -> dict[str, Any]:
    """One error; an exception nobody meant for the client is logged and told as "Internal error"."""
    original = error.original_error
    wire: dict[str, Any] = dict(error.formatted)
    extensions = dict(error.extensions or {})
    if isinstance(original, DomainError):
        extensions.setdefault("code", getattr(original.code, "value", original.code))
    elif original is not None and not isinstance(original, GraphQLError) and not is_executors_own(original):
        logger.error("GraphQL field failed at %s", error.path, exc_info=original)
        wire["message"] = "Internal error"
        extensions = {"code": "INTERNAL_ERROR"}
    extensions.setdefault("code", "GRAPHQL_ERROR")
    # Saleor's clients read extensions.exception.code; the storefront reads extensions.code.
    extensions.setdefault("exception", {"code": extensions["code"]})
    wire["extensions"] = extensions
    return wire


class NullError(TypeError):
    """A null, or a value that does not serialise, where the schema forbids it; its message is the specification's."""


def is_executors_own(error: BaseException) -> bool:
    return isinstance(error, NullError)
