"""Finding products by words: what a finder answers, and the plain one, which asks the database.

The setting FINDER names the one in use by its dotted path. Whoever lists products asks `finder()` and knows nothing of
how it finds: by folded words here, by an engine elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import add
from types import SimpleNamespace
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Replace, StrIndex
from django.db.models.lookups import Exact, GreaterThan
from django.utils.module_loading import import_string

from catalog.models import ShelvedProduct
from catalog.selectors import shelves
from catalog.selectors.shelves import KEY, NAME, Wanted, filtered
from catalog.services.finding import apart
from core.graph import Page, rows
from core.graph.orders import Order
from core.text import fold, spelt, words

# What is read of a query: the rest of a longer one says nothing more.
MOST_WORDS = 8
LONGEST_WORD = 30
# Shorter ones, run together, stand in too many names by chance.
JOINED_LETTERS = 5
# Fewer common letters are no likeness.
LIKENESS = 3


@dataclass(frozen=True)
class Found:
    """One page of products in the order asked for. `keys[place]` are what the cursor of `ids[place]` carries."""

    ids: Sequence[int]
    keys: Sequence[Sequence[Any]]
    has_next: bool
    has_previous: bool
    # Counts all that was found, only when called.
    total: Callable[[], int]


class Finder(Protocol):
    """What finds products by what a buyer types, in Vietnamese with or without its marks, or in English."""

    def find(self, text: str, where: Wanted, sort: Order | None, page: Page) -> Found:
        """One page of the products of `where` that the text names; without `sort` the nearest first.

        With marks in the text, products that have the same come before those that only fold alike.
        """

    def condition(self, text: str) -> Q:
        """What holds, of ShelvedProduct, for whatever `find` finds: for counting facets and for nested lists."""

    def near(self, text: str, where: Wanted, limit: int) -> list[int]:
        """Products like the text though it names none, the likest first; for when nothing was found."""


def finder() -> Finder:
    """The finder in use."""
    return _made(settings.FINDER)


@cache
def _made(path: str) -> Finder:
    made: Finder = import_string(path)()
    return made


TEXT = TextField()
INTEGER = IntegerField()
BY_RANK = Order(("rank", "name_sort", "id"), (INTEGER, NAME, KEY))


@dataclass(frozen=True)
class Query:
    """What is looked for: the words of a text, folded and spelt."""

    folded: tuple[str, ...]
    spelt: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        typed = [word[:LONGEST_WORD] for word in words(text)[:MOST_WORDS]]
        return cls(tuple(map(fold, typed)), tuple(map(spelt, typed)))

    @property
    def is_marked(self) -> bool:
        """Whether its writer typed marks, and so means them."""
        return self.folded != self.spelt

    def params(self) -> dict[str, Any]:
        """The parameters of the prepared statements below."""
        joined = "".join(self.folded)
        each = {f"folded_{place}": f" {word}" for place, word in enumerate(self.folded)}
        each |= {f"spelt_{place}": f" {word} " for place, word in enumerate(self.spelt)}
        whole = {"phrase_folded": apart(self.folded), "phrase_spelt": apart(self.spelt), "marked": self.is_marked}
        return {**each, **whole, "joined": joined if len(joined) >= JOINED_LETTERS else None}


def _at(column: str, part: Any) -> StrIndex:
    """Where a part stands in a column of the product's words, from 1; 0 where it does not."""
    return StrIndex(F(f"product__text__{column}"), part)


def _has(column: str, parts: Sequence[Any]) -> Q:
    return Q(*(GreaterThan(_at(column, part), 0) for part in parts))


def _matching(p: Any) -> Q:
    """Each word of the query begins a word of the product, or run together they stand in its name run together."""
    each = _has("all_folded", _each(p, "folded"))
    if p.joined is None:
        return each
    run_together = Replace(F("product__text__name_folded"), Value(" "), Value(""))
    return each | Q(GreaterThan(StrIndex(run_together, p.joined), 0))


def _each(p: Any, kind: str) -> list[Any]:
    return [param for place in range(MOST_WORDS) if (param := getattr(p, f"{kind}_{place}")) is not None]


def _rank(p: Any) -> Case:
    """How near a product is, 0 the nearest."""
    same = [
        Q(Exact(F("product__text__name_spelt"), p.phrase_spelt)),
        Q(Exact(_at("name_spelt", p.phrase_spelt), 1)),
        _has("name_spelt", [p.phrase_spelt]),
        _has("name_spelt", _each(p, "spelt")),
    ]
    alike = [
        Q(Exact(_at("name_folded", p.phrase_folded), 1)),
        _has("name_folded", [p.phrase_folded]),
        _has("name_folded", _each(p, "folded")),
    ]
    around = _has("all_spelt", _each(p, "spelt"))
    nearest = [*same, around, *alike] if p.marked else [*same, *alike, around]
    return Case(
        *(When(condition, then=Value(place)) for place, condition in enumerate(nearest)),
        default=Value(len(nearest)),
        output_field=INTEGER,
    )


def _shelf(p: Any) -> QuerySet[ShelvedProduct, Any]:
    return filtered(ShelvedProduct.objects.filter(channel_id=p.channel, shelf=p.shelf), p).filter(_matching(p))


def _page(p: Any) -> QuerySet[ShelvedProduct, Any]:
    found = _shelf(p).annotate(id=F("product_id"), rank=_rank(p))
    columns = [column for column in p.order.columns if column != "id"]
    return rows.keyset(found.values_list("id", *columns, named=True), p)


PARAMETERS: dict[str, Any] = {
    **shelves.PARAMETERS,
    **{f"{kind}_{place}": TEXT for kind in ("folded", "spelt") for place in range(MOST_WORDS)},
    **dict.fromkeys(("phrase_folded", "phrase_spelt", "joined"), TEXT),
}
PAGE = rows.prepared(_page, **PARAMETERS)
COUNT = rows.prepared(
    lambda p: _shelf(p).values("shelf").annotate(products=Count("key")).values_list("products", named=True),
    **PARAMETERS,
)


class DatabaseFinder:
    """The plain finder: reads the words of every product of the shelf."""

    def find(self, text: str, where: Wanted, sort: Order | None, page: Page) -> Found:
        query = Query.of(text)
        if not query.folded:
            return Found((), (), has_next=False, has_previous=False, total=lambda: 0)
        asked = {**query.params(), **shelves.parameters(where), "shelf": where.shelf, "seek": None}

        def total() -> int:
            counted = COUNT(**asked)
            return int(counted[0].products) if counted else 0

        order = sort or BY_RANK
        cut = rows.slice_of(PAGE, page, order, **asked)
        return Found(
            [row.id for row in cut.rows],
            [order.keys(row) for row in cut.rows],
            has_next=cut.has_next,
            has_previous=cut.has_previous,
            total=total,
        )

    def condition(self, text: str) -> Q:
        query = Query.of(text)
        if not query.folded:
            return Q(pk__in=())
        values = {name: Value(value) for name, value in query.params().items() if value is not None}
        return _matching(SimpleNamespace(**dict.fromkeys(PARAMETERS) | values))

    def near(self, text: str, where: Wanted, limit: int) -> list[int]:
        query = Query.of(text)
        if not query.folded:
            return []
        likeness = reduce(add, map(_likeness, query.folded))
        p = SimpleNamespace(**dict.fromkeys(shelves.PARAMETERS) | shelves.parameters(where), seek=None)
        shelf = ShelvedProduct.objects.filter(channel_id=where.channel_id, shelf=where.shelf)
        like = filtered(shelf, p).annotate(likeness=likeness).filter(likeness__gt=0)
        return list(like.order_by("-likeness", "name_sort", "product_id").values_list("product_id", flat=True)[:limit])


def _likeness(word: str) -> Case:
    """How many letters of a word's beginning begin a word of the product's name; twice as many for the whole word."""
    beginnings = [word[:length] for length in range(len(word), min(LIKENESS, len(word)) - 1, -1)]
    return Case(
        *(When(_has("name_folded", [Value(f" {part}")]), then=Value(_weight(part, word))) for part in beginnings),
        default=Value(0),
        output_field=INTEGER,
    )


def _weight(part: str, word: str) -> int:
    return len(part) * (2 if part == word else 1)
