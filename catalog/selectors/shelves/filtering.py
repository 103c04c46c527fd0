"""What is wanted of a shelf, as conditions on its rows.

Each field of Wanted that narrows a list is a column with an index beginning at the shelf, so that a list may be made in
two ways: walk the index of its order and leave out what is not wanted, or seek what is wanted and sort that. Which is
sooner is known from the tallies (catalog.selectors.shelves.counting); `seek` then names the column to be sought, and
hides the others from SQLite, which has no statistics of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual, In, LessThanOrEqual

from catalog.models import ProducerKindPeriod, ShelvedProduct, StarPeriod
from catalog.models.shelves import WHOLE_CHANNEL
from catalog.selectors.shelves.rows import KEY, NAME, NUMBER
from core import dated
from core.graph import rows

STARS = models.PositiveSmallIntegerField()
DAY = models.DateField()

# The fields of Wanted that hold the values a column may have.
SEVERAL = {
    "places": "place_id",
    "producers": "producer_id",
    "programmes": "programme",
}
PRICE, DEMONSTRATION, STARRED, KIND = "price_minor", "is_demonstration", "stars", "kind"


@dataclass(frozen=True)
class Wanted:
    """Which products of a channel. A field that is None, or a bound, wants them all; an empty one wants none.

    `rest` is whatever the other fields cannot say, over ShelvedProduct.
    """

    channel_id: int
    shelf: int = WHOLE_CHANNEL
    price_from: int | None = None
    price_to: int | None = None
    rest: Q | None = None
    # Whether the rows hold rows.REST too.
    whole: bool = True
    # Keys of ShelfPlace.
    places: tuple[int, ...] | None = None
    producers: tuple[int, ...] | None = None
    programmes: tuple[str, ...] | None = None
    is_demonstration: bool | None = None
    # Those that have one of these stars on a day; the two come together.
    starred_on: date | None = None
    stars: tuple[int, ...] | None = None
    # Those whose producer is of one of these kinds on a day; the two come together.
    kinds_on: date | None = None
    kinds: tuple[str, ...] | None = None

    def also(self, condition: Q) -> "Wanted":
        """Those of them for which this holds too, over ShelvedProduct."""
        return replace(self, rest=condition if self.rest is None else self.rest & condition)

    @property
    def is_ranged(self) -> bool:
        return self.price_from is not None or self.price_to is not None

    @property
    def narrowed(self) -> tuple[str, ...]:
        """What a tally counts by and is not free, the price apart: by their columns, or STARRED, or KIND."""
        given = {column: getattr(self, name) for name, column in SEVERAL.items()}
        given |= {DEMONSTRATION: self.is_demonstration, STARRED: self.starred_on, KIND: self.kinds_on}
        return tuple(column for column, value in given.items() if value is not None)


PARAMETERS: dict[str, Any] = {
    "channel": KEY,
    "shelf": NUMBER,
    "shelves": [NUMBER],
    "price_from": NUMBER,
    "price_to": NUMBER,
    "places": [KEY],
    "producers": [KEY],
    "programmes": [NAME],
    "starred_on": DAY,
    "stars": [STARS],
    "kinds_on": DAY,
    "kinds": [NAME],
}


def parameters(wanted: Wanted) -> dict[str, Any]:
    """What is wanted, as the parameters of the statements that `filtered` is in."""
    return {
        "channel": wanted.channel_id,
        "price_from": wanted.price_from,
        "price_to": wanted.price_to,
        "rest": wanted.rest,
        "is_demonstration": wanted.is_demonstration,
        "starred_on": wanted.starred_on,
        "stars": wanted.stars,
        "kinds_on": wanted.kinds_on,
        "kinds": wanted.kinds,
        **{name: getattr(wanted, name) for name in SEVERAL},
    }


class Unindexed(Func):
    """A column that SQLite shall not look up in an index, since another is to be walked.

    PostgreSQL has statistics to see that for itself, and would lose them.
    """

    template = "+%(expressions)s"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s")


def filtered(queryset: QuerySet[ShelvedProduct, Any], p: Any) -> QuerySet[ShelvedProduct, Any]:
    """Of a shelf's rows, those that are wanted; `p.seek` is the only column to be sought, or None to leave it open."""

    def column(name: str) -> Any:
        return F(name) if p.seek in (None, name) else Unindexed(name)

    if p.price_from is not None:
        queryset = queryset.filter(GreaterThanOrEqual(column(PRICE), p.price_from))
    if p.price_to is not None:
        queryset = queryset.filter(LessThanOrEqual(column(PRICE), p.price_to))
    for name, of in SEVERAL.items():
        if (values := getattr(p, name)) is not None:
            queryset = queryset.filter(_among(column(of), values))
    if p.is_demonstration is not None:
        queryset = queryset.filter(is_demonstration=p.is_demonstration)
    if p.starred_on is not None:
        # They all end.
        starred = _of(StarPeriod.objects.filter(valid_to__gt=p.starred_on), "stars", p.starred_on, p.stars)
        queryset = queryset.filter(_some(starred, "product_id", sought=p.seek in (None, STARRED)))
    if p.kinds_on is not None:
        held = ProducerKindPeriod.objects.filter(Q(valid_to=None) | Q(valid_to__gt=p.kinds_on))
        of_kind = _of(held, "kind", p.kinds_on, p.kinds)
        queryset = queryset.filter(_some(of_kind, "producer_id", sought=p.seek in (None, KIND)))
    return queryset if p.rest is None else queryset.filter(p.rest)


def _among(column: Any, values: Any) -> Any:
    return rows.Among(column, values) if isinstance(values, rows.Param) else In(column, list(values))


def _of(periods: QuerySet[Any, Any], column: str, day: Any, values: Any) -> QuerySet[Any, Any]:
    """Of periods that have not ended, those that have begun by a day and have one of these values; None for any."""
    held = periods.filter(valid_from__lte=day).order_by()
    return held if values is None else held.filter(_among(F(column), values))


def _some(periods: QuerySet[Any, Any], column: str, *, sought: bool) -> Any:
    """The rows that one of the periods is of: looked up from the periods, or asked of each row."""
    if sought:
        return Q(**{f"{column}__in": periods.values(column)})
    return Exists(periods.filter(**{column: OuterRef(column)}))


def exactly(values: Iterable[Any]) -> tuple[Any, ...]:
    """Values as Wanted keeps them: each once, in order, so that two lists of the same are the same."""
    return tuple(sorted(set(values)))


def holding_stars(day: date, stars: Iterable[int]) -> "HeldOn":
    """A condition on ShelvedProduct: the product has one of these stars on the day; any, if none are named."""
    return HeldOn("product_id", StarPeriod, "stars", day, exactly(stars) or None)


def made_by_kind(day: date, kinds: Iterable[str] | None) -> "HeldOn":
    """A condition on ShelvedProduct: the producer is of one of these kinds on the day; None for any that is known."""
    return HeldOn("producer_id", ProducerKindPeriod, "kind", day, None if kinds is None else exactly(kinds))


class HeldOn(rows.Condition):
    """`column IN (...)` by a day and values alone, so that a prepared statement of it is found again."""

    def __init__(
        self, column: str, periods: type[dated.Dated], name: str, day: date, values: tuple[Any, ...] | None
    ) -> None:
        super().__init__(column)
        held = periods._default_manager.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
        self.is_empty = values == ()
        self.within = (held if values is None else held.filter(**{f"{name}__in": values})).order_by().values(column)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if self.is_empty:
            return "1 = 0", []
        (column,), params = self.compiled(compiler)
        sql, given = self.within.query.get_compiler(connection=connection).as_sql()
        return f"{column} IN ({sql})", [*params, *given]
