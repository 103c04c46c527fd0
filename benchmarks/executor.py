"""`python -m benchmarks.executor`: the processor time of our executor against graphql-core's, without a database.

Both run one document, a list of 24 specialities with nested objects and money, over the same rows and loaders; some
values are null, one price is refused and one producer has no name where it must. They take turns in short rounds, so
that a machine busy with something else slows both, and the least time of a round stands for each.
"""

import gc
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import django
import graphene
from graphql import execute_sync

from core.graph import registry
from core.graph.connections import Page, Slice, connection, cut
from core.graph.documents import Document
from core.graph.executor import Context
from core.graph.kit import Object, Query, Rows
from core.graph.run import ROOT, execute_document
from core.graph.types import TaxedMoney, TaxedMoneyRow, taxed
from core.viewer import Viewer

SIZE = 24
ROUNDS = 40
# How often each runs in a round: about as long as the other.
OURS, THEIRS = 10, 2


class MakerRow(NamedTuple):
    id: int
    name: str | None
    slug: str


class SpecialityRow(NamedTuple):
    id: int
    name: str
    slug: str
    group_id: int | None
    maker_id: int
    price_vnd: int
    stars: int | None


MAKERS = {n: MakerRow(n, f"Tổ hợp tác {n}" if n != 6 else None, f"to-hop-tac-{n}") for n in range(7)}
GROUPS = {n: MakerRow(n, f"Nhóm {n}", f"nhom-{n}") for n in range(6)}
SPECIALITIES = [
    SpecialityRow(n, f"Mắm {n}", f"mam-{n}", n % 6 or None, n % 7, 15_000 * n, n % 5 + 1 if n % 3 else None)
    for n in range(SIZE)
]
PRICES: list[TaxedMoneyRow | ValueError] = [
    taxed(row.price_vnd, row.price_vnd * 108 // 100, "VND") if row.id != 5 else ValueError("no price today")
    for row in SPECIALITIES
]


class Maker(Object):
    """Who makes a speciality."""

    public = True

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)

    @staticmethod
    def load_id(makers: Rows, info: Any) -> list[str]:
        return [f"Maker:{maker.id}" for maker in makers]


class Speciality(Object):
    """What is sold."""

    public = True

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    stars = graphene.Int()
    group = graphene.Field(Maker)
    maker = graphene.Field(Maker)
    price = graphene.Field(TaxedMoney)

    @staticmethod
    def load_id(rows: Rows, info: Any) -> list[str]:
        return [f"Speciality:{row.id}" for row in rows]

    @staticmethod
    def load_group(rows: Rows, info: Any) -> list[MakerRow | None]:
        return [GROUPS.get(row.group_id) for row in rows]

    @staticmethod
    def load_maker(rows: Rows, info: Any) -> list[MakerRow]:
        return [MAKERS[row.maker_id] for row in rows]

    @staticmethod
    def load_price(rows: Rows, info: Any) -> list[TaxedMoneyRow | ValueError]:
        return [PRICES[row.id] for row in rows]


class SpecialityQuery(Query):
    """The list alone."""

    specialities = connection(Speciality)

    @staticmethod
    def load_specialities(_root: Rows, info: Any, page: Page) -> list[Slice]:
        return [cut(SPECIALITIES[: page.size + 1], page, lambda row: (row.id,), SIZE)]


DOCUMENT = """
query List($first: Int!) {
  specialities(first: $first) {
    totalCount
    edges {
      cursor
      node {
        id name slug stars
        group { id name slug }
        maker { id name }
        price { gross { amount currency } net { amount currency } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
VARIABLES = {"first": SIZE}


def contestants() -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Ours and graphql-core's execution of the document, parsed and validated beforehand."""
    document = Document(registry.build([SpecialityQuery], []), DOCUMENT).read()
    context = Context(Viewer.anonymous())

    def ours() -> Any:
        return execute_document(document, None, VARIABLES, context)

    def theirs() -> Any:
        return execute_sync(document.schema, document.ast, ROOT, context_value=context, variable_values=VARIABLES)

    return ours, theirs


def seconds(run: Callable[[], Any], times: int) -> float:
    """Processor time of this thread for one run."""
    began = time.thread_time()
    for _ in range(times):
        run()
    return (time.thread_time() - began) / times


def measured(rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of one execution, ours and graphql-core's: the least of interleaved rounds, not collecting garbage."""
    ours, theirs = contestants()
    ours()
    theirs()
    gc.collect()
    gc.disable()
    try:
        taken = [(seconds(ours, OURS), seconds(theirs, THEIRS)) for _ in range(rounds)]
    finally:
        gc.enable()
    return min(mine for mine, _ in taken), min(other for _, other in taken)


def main() -> None:
    django.setup()
    ours, theirs = measured()
    print(f"{SIZE} specialities, nested objects, money, nulls and errors, without a database")
    print(f"ours          {ours * 1000:7.3f} ms")
    print(f"graphql-core  {theirs * 1000:7.3f} ms")
    print(f"ratio         {theirs / ours:7.1f}")


if __name__ == "__main__":
    main()
