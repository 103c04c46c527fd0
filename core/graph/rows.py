"""Hot reads: a queryset compiled once for each shape, run again with new parameters.

    PRODUCTS = rows.prepared(
        lambda p: Product.objects.filter(rows.among("id", p.ids)).values_list("id", "slug", named=True),
        ids=[models.BigAutoField()],
    )
    PRODUCTS(ids=[1, 2])    # one statement; the ORM compiled it the first time only

Declared parameters are marked in the queryset and converted by their field at each run; a field in a list is a
parameter that takes many values as one (`= ANY` on PostgreSQL, `json_each` on SQLite). A parameter given as None is
absent: the builder sees None, leaves its filter out, and that is another shape. Any other keyword is structure (a
sort, a limit, a language) and names the shape too. The ORM stays the language; only its compilation is kept.
"""

import threading
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.functions import RowNumber

from core.graph.connections import Page, Slice, cut
from core.graph.orders import AS_THEY_ARE, Order

Builder = Callable[[Any], models.QuerySet[Any, Any]]

SHAPES_KEPT = 512


class Param(Expression):
    """A marked parameter: `%s` in the statement, a value at each run."""

    def __init__(self, name: str, field: models.Field[Any, Any], many: bool = False, place: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self.kind = field
        self.ready = AS_THEY_ARE.get(type(field))
        self.many = many
        # Which value of a parameter that holds several, as the keys of a cursor do.
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def value(self, given: dict[str, Any], connection: Any) -> Any:
        """The value for the database driver."""
        value = given[self.name]
        if self.place is not None:
            value = value[self.place]
        if not self.many:
            return value if type(value) is self.ready else self.kind.get_db_prep_value(value, connection)
        values = list(value)
        if set(map(type, values)) != {self.ready}:
            values = [self.kind.get_db_prep_value(one, connection) for one in values]
        return values if connection.vendor == "postgresql" else orjson.dumps(values, default=str).decode()


class Condition(Expression):
    """A condition written in SQL over expressions of the ORM."""

    conditional = True

    def __init__(self, *expressions: Any) -> None:
        super().__init__(output_field=models.BooleanField())
        self.expressions = [models.F(one) if isinstance(one, str) else one for one in expressions]

    def get_source_expressions(self) -> list[Any]:
        return self.expressions

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.expressions = list(exprs)

    def compiled(self, compiler: Any) -> tuple[list[str], list[Any]]:
        parts = [compiler.compile(expression) for expression in self.expressions]
        return [sql for sql, _ in parts], [param for _, params in parts for param in params]


class Among(Condition):
    """`column = ANY(list)`, the list being one parameter."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        (column, values), params = self.compiled(compiler)
        if connection.vendor == "postgresql":
            return f"{column} = ANY({values})", params
        return f"{column} IN (SELECT value FROM json_each({values}))", params  # noqa: S608 - both are compiled SQL


class Beyond(Condition):
    """`(a, b) > (x, y)`, or `<`: the rows on one side of a cursor, in an order that an index can walk."""

    def __init__(self, operator: str, columns: Sequence[str], values: Sequence[Param]) -> None:
        super().__init__(*columns, *values)
        self.operator = operator

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        parts, params = self.compiled(compiler)
        half = len(parts) // 2
        return f"({', '.join(parts[:half])}) {self.operator} ({', '.join(parts[half:])})", params


def among(column: str, values: Param) -> Among:
    """The filter `column in values` for a parameter declared as a list."""
    return Among(column, values)


class Statement:
    """One shape, compiled for one database."""

    def __init__(self, queryset: models.QuerySet[Any, Any]) -> None:
        database = connections[DEFAULT_DB_ALIAS]
        compiler = queryset.query.get_compiler(connection=database)
        try:
            self.sql, self.params = compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.params = "", ()
            return
        selected = compiler.query.selected
        if not selected:
            raise TypeError("A prepared queryset names its columns with values_list(named=True).")
        row: Any = namedtuple("Row", list(selected))  # type: ignore[misc]
        self.make = row._make
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        self.converters = [
            (place, [quick(function) for function in functions], expression)
            for place, (functions, expression) in compiler.get_converters(columns).items()
        ]

    def run(self, given: dict[str, Any]) -> list[Any]:
        if not self.sql:
            return []
        # Looked up once: the proxy django.db.connection looks it up for every attribute.
        database = connections[DEFAULT_DB_ALIAS]
        params = [one.value(given, database) if isinstance(one, Param) else one for one in self.params]
        fetched: Any = fetch(database, self.sql, params)
        if self.converters and fetched:
            columns = list(zip(*fetched, strict=True))
            for place, functions, expression in self.converters:
                for function in functions:
                    columns[place] = [function(value, expression, database) for value in columns[place]]
            fetched = zip(*columns, strict=True)
        return list(map(self.make, fetched))


def fetch(database: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    """The statement's rows; where nobody listens, without Django's wrapper of a cursor, a third of a short read."""
    if database.execute_wrappers or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        cursor = database.create_cursor()
        try:
            cursor.execute(sql, params)
            rows: list[Any] = cursor.fetchall()
        finally:
            cursor.close()
    return rows


def quick(function: Callable[..., Any]) -> Callable[..., Any]:
    """A converter of the ORM, or one that answers the same sooner: the one for instants asks the settings each time."""
    if getattr(function, "__name__", "") != "convert_datetimefield_value":
        return function

    def convert(value: Any, expression: Any, database: Any) -> Any:
        if type(value) is datetime and value.tzinfo is None:
            return value.replace(tzinfo=database.timezone)
        return function(value, expression, database)

    return convert


class Prepared:
    """A builder of querysets whose compiled shapes are kept."""

    def __init__(self, build: Builder, declared: dict[str, Any]) -> None:
        self.build = build
        self.declared = declared
        self._statements: OrderedDict[Any, Statement] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, *, page: Page | None = None, order: Order | None = None, **given: Any) -> list[Any]:
        """The rows, as named tuples, in one statement; with a page, one row more than its size, in its direction."""
        if page is not None and order is not None:
            given |= {"order": order, "limit": page.size + 1, "backward": page.backward}
            given |= {"after": order.parsed(page.after, "after"), "before": order.parsed(page.before, "before")}
        values = {name: value for name, value in given.items() if value is not None and self.declares(name)}
        structure = {name: value for name, value in given.items() if not self.declares(name)}
        key = (frozenset(values), frozenset(structure.items()))
        statement = self._statements.get(key)
        if statement is None:
            statement = Statement(self.build(self.marked(values, structure)))
            with self._lock:
                self._statements[key] = statement
                while len(self._statements) > SHAPES_KEPT:
                    self._statements.popitem(last=False)
        return statement.run(values)

    def declares(self, name: str) -> bool:
        return name in self.declared or name in ("after", "before")

    def marked(self, values: dict[str, Any], structure: dict[str, Any]) -> SimpleNamespace:
        """What the builder sees: a Param for each parameter given, None for the others, structure as it is."""
        marks: dict[str, Any] = dict.fromkeys((*self.declared, "after", "before"))
        for name in values:
            if name in ("after", "before"):
                fields = structure["order"].fields
                marks[name] = [Param(name, field, place=place) for place, field in enumerate(fields)]
            else:
                field = self.declared[name]
                marks[name] = Param(name, field[0], many=True) if isinstance(field, list) else Param(name, field)
        return SimpleNamespace(**marks, **structure)


def prepared(build: Builder, **declared: Any) -> Prepared:
    """A hot read; each keyword declares a parameter by its field, or by a list of one field for many values."""
    return Prepared(build, declared)


def keyset(queryset: models.QuerySet[Any, Any], p: Any, per: str | None = None) -> models.QuerySet[Any, Any]:
    """The queryset ordered, between the page's cursors and limited; `per` limits the rows of each parent instead.

    With `per` one windowed statement serves all parents: rows are numbered within theirs.
    """
    order: Order = p.order
    forward, backward = ("<", ">") if order.descending else (">", "<")
    if p.after:
        queryset = queryset.filter(Beyond(forward, order.columns, p.after))
    if p.before:
        queryset = queryset.filter(Beyond(backward, order.columns, p.before))
    falling = order.descending != p.backward
    ordering = [models.F(column).desc() if falling else models.F(column).asc() for column in order.columns]
    if per is None:
        return queryset.order_by(*ordering)[: p.limit]
    numbered = queryset.annotate(place=models.Window(RowNumber(), partition_by=[models.F(per)], order_by=ordering))
    within: models.QuerySet[Any, Any] = numbered.filter(place__lte=p.limit)
    return within.order_by(per, "place")


def counted(queryset: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    """How many rows a queryset of whole rows has, as one row with a `total`; none for none."""
    # Past modeltranslation's own, which adds every column to an expression alone.
    plain: models.QuerySet[Any, Any] = models.QuerySet(model=queryset.model, query=queryset.query.chain())
    whole: models.QuerySet[Any, Any] = plain.order_by().values(whole=models.Value(1))
    total: models.QuerySet[Any, Any] = whole.annotate(total=models.Count("pk")).values_list("total", named=True)
    return total


def total_of(read: Prepared, **given: Any) -> int:
    """What a prepared `counted` counts."""
    found = read(**given)
    return int(found[0].total) if found else 0


def slice_of(read: Prepared, page: Page, order: Order, *, total: Any = None, **given: Any) -> Slice:
    """One page of one connection."""
    return cut(read(page=page, order=order, **given), page, order.keys, total)


def slices_of(
    read: Prepared, parents: Sequence[Any], page: Page, order: Order, *, by: str, totals: Any = None, **given: Any
) -> list[Slice]:
    """One page for each parent, in one statement; `by` is the column of a row that holds its parent.

    `totals` maps a parent to its number of rows, where totalCount is asked for.
    """
    groups: dict[Any, list[Any]] = {parent: [] for parent in parents}
    for row in read(page=page, order=order, **given):
        groups[getattr(row, by)].append(row)
    return [
        cut(groups[parent], page, order.keys, None if totals is None else totals.get(parent, 0)) for parent in parents
    ]
