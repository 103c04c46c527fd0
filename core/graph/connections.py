"""Relay connections as Saleor shapes them: `ProductCountableConnection` with edges, pageInfo and totalCount.

A cursor names the row it follows by its sort keys, so it stays where it is when rows are inserted around it. A
connection without first or last answers DEFAULT_PAGE rows; more than MAX_PAGE are refused.
"""

from base64 import urlsafe_b64decode
from binascii import b2a_base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import graphene
import orjson
from graphql import GraphQLError

from core.graph.kit import Object, Row, Rows

DEFAULT_PAGE = 20
URL_SAFE = bytes.maketrans(b"+/", b"-_")
MAX_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of a connection: `size` of them after (or, backward, before) the keys of a cursor."""

    size: int = DEFAULT_PAGE
    backward: bool = False
    after: tuple[Any, ...] | None = None
    before: tuple[Any, ...] | None = None

    @classmethod
    def of(cls, first: int | None, after: str | None, last: int | None, before: str | None) -> "Page":
        """Raises GraphQLError for first with last, a negative size, one over MAX_PAGE, a cursor that is none."""
        if first is not None and last is not None:
            raise _refused("Ask for first or for last, not for both.", "first")
        size = first if first is not None else last
        name = "last" if last is not None else "first"
        if size is not None and size < 0:
            raise _refused(f"{name} must not be negative.", name)
        if size is not None and size > MAX_PAGE:
            raise _refused(f"{name} must be at most {MAX_PAGE}.", name)
        return cls(
            size=DEFAULT_PAGE if size is None else size,
            backward=last is not None,
            after=None if after is None else _keys(after, "after"),
            before=None if before is None else _keys(before, "before"),
        )


def _refused(message: str, argument: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "INVALID_PAGE", "argument": argument, "limit": MAX_PAGE})


def bad_cursor(argument: str) -> GraphQLError:
    """The refusal of a cursor that this connection did not give."""
    return _refused(f"{argument} is not a cursor of this connection.", argument)


def _keys(cursor: str, argument: str) -> tuple[Any, ...]:
    try:
        keys = orjson.loads(urlsafe_b64decode(cursor.encode("ascii")))
    except ValueError:
        keys = None
    if not isinstance(keys, list) or not keys or not all(map(_storable, keys)):
        raise bad_cursor(argument)
    return tuple(keys)


def _storable(key: Any) -> bool:
    """Whether a database can be asked about it: texts without NUL, whole numbers of 64 bits."""
    if isinstance(key, str):
        return "\0" not in key
    return isinstance(key, int) and -(2**63) <= key < 2**63


def cursor_of(keys: Sequence[Any]) -> str:
    """The text of a row's cursor."""
    return b2a_base64(orjson.dumps(keys, default=str), newline=False).translate(URL_SAFE).decode("ascii")


@dataclass(slots=True)
class Slice:
    """One page of one parent's rows. `keys` gives a row's sort keys; `total` counts all rows, only when called."""

    rows: Rows
    has_next: bool = False
    has_previous: bool = False
    keys: Callable[[Row], Sequence[Any]] = field(default=lambda row: (row.id,))
    total: Callable[[], int] | int | None = None

    def cursor(self, row: Row) -> str:
        return cursor_of(self.keys(row))


def cut(rows: Sequence[Row], page: Page, keys: Callable[[Row], Sequence[Any]], total: Any = None) -> Slice:
    """A Slice of rows fetched in the page's direction with one row more than its size."""
    more = len(rows) > page.size
    kept = list(rows[: page.size])
    if page.backward:
        kept.reverse()
        return Slice(kept, has_next=page.before is not None, has_previous=more, keys=keys, total=total)
    return Slice(kept, has_next=more, has_previous=page.after is not None, keys=keys, total=total)


def sliced(rows: Sequence[Row], page: Page, keys: Callable[[Row], Sequence[Any]]) -> Slice:
    """A Slice of the whole connection, which is at hand and stands in the order of its keys.

    Raises GraphQLError for a cursor whose keys are not of these keys' types.
    """
    try:
        between = [
            row
            for row in rows
            if (page.after is None or page.after < tuple(keys(row)))
            and (page.before is None or tuple(keys(row)) < page.before)
        ]
    except TypeError as error:
        raise bad_cursor("before" if page.after is None else "after") from error
    return cut(between[::-1] if page.backward else between, page, keys, len(rows))


class Edge(NamedTuple):
    node: Row
    slice: Slice


class PageInfo(Object):
    """Where a page of a connection stands among its rows."""

    public = True

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String(description="Cursor of the first row; null for an empty page.")
    end_cursor = graphene.String(description="Cursor of the last row; null for an empty page.")

    @staticmethod
    def load_has_next_page(slices: Rows, info: Any) -> list[bool]:
        return [page.has_next for page in slices]

    @staticmethod
    def load_has_previous_page(slices: Rows, info: Any) -> list[bool]:
        return [page.has_previous for page in slices]

    @staticmethod
    def load_start_cursor(slices: Rows, info: Any) -> list[str | None]:
        return [page.cursor(page.rows[0]) if page.rows else None for page in slices]

    @staticmethod
    def load_end_cursor(slices: Rows, info: Any) -> list[str | None]:
        return [page.cursor(page.rows[-1]) if page.rows else None for page in slices]


class ConnectionField(graphene.Field):
    """A field that takes first, after, last and before and answers a connection."""


_connections: dict[Any, type] = {}


def connection(
    node: type, *, required: bool = False, description: str | None = None, **arguments: Any
) -> ConnectionField:
    """A connection of these nodes; its loader `load_x(parents, info, page, **arguments)` answers one Slice a parent."""
    return ConnectionField(
        connection_type(node),
        required=required,
        description=description,
        first=graphene.Int(description=f"At most {MAX_PAGE}; {DEFAULT_PAGE} if neither first nor last is given."),
        after=graphene.String(description="Rows after this cursor."),
        last=graphene.Int(description=f"The last rows, at most {MAX_PAGE}."),
        before=graphene.String(description="Rows before this cursor."),
        **arguments,
    )


def connection_type(node: Any) -> type:
    """`<Node>CountableConnection`, made once per node type."""
    if node not in _connections:
        _connections[node] = _connection_type(node, node._meta.name)
    return _connections[node]


def _connection_type(node: Any, name: str) -> type:
    def load_cursor(edges: Rows, info: Any) -> list[str]:
        return [edge.slice.cursor(edge.node) for edge in edges]

    def load_edges(slices: Rows, info: Any) -> list[list[Edge]]:
        return [[Edge(row, page) for row in page.rows] for page in slices]

    def load_page_info(slices: Rows, info: Any) -> Rows:
        return slices

    def load_total_count(slices: Rows, info: Any) -> list[int | None]:
        return [page.total() if callable(page.total) else page.total for page in slices]

    edge = type(
        f"{name}CountableEdge",
        (Object,),
        {
            "__doc__": f"One {name} and where it stands.",
            "__module__": node.__module__,
            "public": True,
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
            "load_cursor": staticmethod(load_cursor),
        },
    )
    return type(
        f"{name}CountableConnection",
        (Object,),
        {
            "__doc__": f"A page of {name} rows.",
            "__module__": node.__module__,
            "public": True,
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "page_info": graphene.Field(PageInfo, required=True),
            "total_count": graphene.Int(description="All rows of the connection; counted only when asked for."),
            "load_edges": staticmethod(load_edges),
            "load_page_info": staticmethod(load_page_info),
            "load_total_count": staticmethod(load_total_count),
        },
    )


def paged_loader(loader: Callable[..., Any]) -> Callable[..., Any]:
    """The loader as the executor calls it: the four paging arguments become one Page."""

    def load(
        parents: Rows,
        info: Any,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
        **arguments: Any,
    ) -> Any:
        return loader(parents, info, Page.of(first, after, last, before), **arguments)

    load.volatile = getattr(loader, "volatile", False)  # type: ignore[attr-defined]
    return load
