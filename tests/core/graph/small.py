"""A small schema for tests of the kit and the executor: no database, rows of its own."""

from typing import Any, NamedTuple

import graphene
from graphql import GraphQLSchema

from core.graph import registry
from core.graph.connections import Page, Slice, connection, cut
from core.graph.kit import Mutation as BaseMutation
from core.graph.kit import MutationRoot, Object, Outcome, Rows
from core.graph.kit import Query as BaseQuery


class VillageRow(NamedTuple):
    id: int
    name: str


class JarRow(NamedTuple):
    id: int
    name: str | None
    village_id: int
    grams: int


VILLAGES = {1: VillageRow(1, "Bảo Ninh"), 2: VillageRow(2, "Nhân Trạch")}
JARS = [JarRow(n, f"Mắm {n}", 1 + n % 2, 100 * n) for n in range(1, 6)]
calls: list[tuple[str, int]] = []


class Named(graphene.Interface):
    """Whatever has a name."""

    name = graphene.String()


class Village(Object):
    """A fishing village."""

    public = True

    class Meta:
        interfaces = (Named,)

    jars = graphene.List(graphene.NonNull(lambda: Jar), required=True)

    @staticmethod
    def load_jars(villages: Rows, info: Any) -> list[list[JarRow]]:
        calls.append(("jars", len(villages)))
        return [[jar for jar in JARS if jar.village_id == village.id] for village in villages]


class Jar(Object):
    """A jar of fish sauce."""

    public = True

    class Meta:
        interfaces = (Named,)

    grams = graphene.Int(required=True)
    village = graphene.Field(Village, required=True)
    label = graphene.String(upper=graphene.Boolean(default_value=False), required=True)
    broken = graphene.String(on=graphene.Int(required=True))
    strict = graphene.String(on=graphene.Int(required=True), required=True)
    short = graphene.String()

    @staticmethod
    def load_village(jars: Rows, info: Any) -> list[VillageRow]:
        calls.append(("village", len(jars)))
        return [VILLAGES[jar.village_id] for jar in jars]

    @staticmethod
    def load_label(jars: Rows, info: Any, upper: bool) -> list[str]:
        return [jar.name.upper() if upper else jar.name for jar in jars]

    @staticmethod
    def load_broken(jars: Rows, info: Any, on: int) -> list[Any]:
        return [ValueError(f"jar {jar.id} is broken") if jar.id == on else jar.name for jar in jars]

    load_strict = load_broken

    @staticmethod
    def load_short(jars: Rows, info: Any) -> list[str]:
        return ["one"] * (len(jars) - 1)


class Anything(graphene.Union):
    """A jar or a village."""

    class Meta:
        types = (Jar, Village)


class Query(BaseQuery):
    jars = graphene.List(graphene.NonNull(Jar))
    loose_jars = graphene.List(Jar)
    jar = graphene.Field(Jar, id=graphene.Int(required=True))
    shelf = connection(Jar)
    named = graphene.List(Named)
    anything = graphene.List(Anything)
    failing = graphene.String()
    count = graphene.Int()

    @staticmethod
    def load_jars(_root: Rows, info: Any) -> list[list[JarRow]]:
        calls.append(("root", 1))
        return [JARS]

    @staticmethod
    def load_loose_jars(_root: Rows, info: Any) -> list[list[Any]]:
        return [[JARS[0], None, ValueError("slipped"), JARS[1]]]

    @staticmethod
    def load_jar(_root: Rows, info: Any, id: int) -> list[JarRow | None]:
        return [next((jar for jar in JARS if jar.id == id), None)]

    @staticmethod
    def load_shelf(_root: Rows, info: Any, page: Page) -> list[Slice]:
        after = page.after[0] if page.after else 0
        rows = [jar for jar in JARS if jar.id > after]
        if info.asks("totalCount"):
            calls.append(("counted", 1))
        return [cut(rows[: page.size + 1], page, lambda jar: (jar.id,), lambda: len(JARS))]

    @staticmethod
    def load_named(_root: Rows, info: Any) -> list[list[Any]]:
        return [[(Jar, JARS[0]), (Village, VILLAGES[1]), (Jar, JARS[1]), None]]

    @staticmethod
    def load_anything(_root: Rows, info: Any) -> list[list[Any]]:
        return [[("Jar", JARS[0]), ("Query", ()), ("Nothing", ()), (Village, VILLAGES[2])]]

    @staticmethod
    def load_failing(_root: Rows, info: Any) -> list[str]:
        raise RuntimeError("the whole loader failed")

    @staticmethod
    def load_count(_root: Rows, info: Any) -> list[Any]:
        return [2**31]


class Fill(BaseMutation):
    """Fill a jar."""

    class Arguments:
        grams = graphene.Int(required=True)

    grams = graphene.Int(required=True)

    @staticmethod
    def mutate(info: Any, grams: int) -> Outcome:
        calls.append(("fill", grams))
        if grams < 0:
            raise ValueError("less than nothing")
        return Outcome(grams=grams)


class Mutation(MutationRoot):
    fill = Fill.Field()
    fill_surely = Fill.Field(required=True)


_built: list[GraphQLSchema] = []


def schema() -> GraphQLSchema:
    if not _built:
        _built.append(registry.build([Query], [Mutation]))
    return _built[0]
