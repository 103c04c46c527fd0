"""Facets: how many products each further choice would leave."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import graphene
from graphql import GraphQLError

from catalog import selectors
from catalog.finding import finder
from catalog.models.shelves import Facet, SpanFacet
from catalog.schema.categories import Category
from catalog.schema.chosen import categories_of, choose, frame_of
from catalog.schema.filters import SEARCH, ProductFilterInput, ProductWhereInput, wanted
from catalog.schema.filters.inputs import bounds_of
from catalog.schema.finding import text_of
from catalog.schema.places import Area, AreaLevelEnum, Producer, ProducerKindEnum
from catalog.schema.products import ProgrammeEnum
from catalog.schema.root import CHANNEL
from catalog.validity import ONE_DAY, midnight
from core import graph
from core.graph.scalars import Date
from core.graph.scalars import Decimal as DecimalScalar

MOST_EDGES = 20
MOST_PRODUCERS = 100


class Facets(NamedTuple):
    """What is wanted, and of which channel."""

    wanted: selectors.Wanted
    channel: selectors.ChannelRow


class Counted(NamedTuple):
    """A choice and how many products it would leave."""

    choice: Any
    product_count: int


class CategoryCount(graph.Object):
    """A group or sub-group and its products."""

    public = True

    category = graphene.Field(Category, required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_category(counted: Sequence[Counted], info: graph.Info) -> list[graph.Row]:
        return [one.choice for one in counted]


class AreaCount(graph.Object):
    """A unit and the products from within it."""

    public = True

    area = graphene.Field(Area, required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_area(counted: Sequence[Counted], info: graph.Info) -> list[graph.Row]:
        areas = selectors.areas_by_id(one.choice for one in counted)
        return [areas[one.choice] for one in counted]


class ProducerCount(graph.Object):
    """A maker and its products."""

    public = True

    producer = graphene.Field(Producer, required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_producer(counted: Sequence[Counted], info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(one.choice for one in counted)
        return [producers[one.choice] for one in counted]


class StarCount(graph.Object):
    """A number of stars and the products that have them on the day."""

    public = True

    stars = graphene.Int(required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_stars(counted: Sequence[Counted], info: graph.Info) -> list[int]:
        return [one.choice for one in counted]


class ProducerKindCount(graph.Object):
    """A legal form and the products of makers that have it on the day."""

    public = True

    kind = ProducerKindEnum(required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_kind(counted: Sequence[Counted], info: graph.Info) -> list[str]:
        return [one.choice for one in counted]


class ProgrammeCount(graph.Object):
    """A programme and the products carried for it."""

    public = True

    programme = ProgrammeEnum(required=True)
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_programme(counted: Sequence[Counted], info: graph.Info) -> list[str]:
        return [one.choice for one in counted]


class PriceCount(graph.Object):
    """A band of prices and the products whose cheapest variant costs so much."""

    public = True

    gte = graphene.Field(DecimalScalar, description="The lowest price of the band; null for the first band.")
    lt = graphene.Field(DecimalScalar, description="The price the next band begins with; null for the last band.")
    product_count = graphene.Int(required=True)

    @staticmethod
    def load_gte(counted: Sequence[Counted], info: graph.Info) -> list[Decimal | None]:
        return [one.choice[0] for one in counted]

    @staticmethod
    def load_lt(counted: Sequence[Counted], info: graph.Info) -> list[Decimal | None]:
        return [one.choice[1] for one in counted]


def listed(kind: type) -> Any:
    return graphene.NonNull(graphene.List(graphene.NonNull(kind)))


class ProductFacets(graph.Object):
    """How many products each further choice would leave: every field but totalCount leaves its own filter out.

    Choices of which there is none are absent, bands of prices apart.
    """

    public = True

    total_count = graphene.Int(required=True, description="Products that every filter leaves.")
    categories = graphene.Field(
        listed(CategoryCount), description="Groups and sub-groups, in the order of the classification."
    )
    stars = graphene.Field(
        listed(StarCount),
        valid_on=graphene.Argument(Date, description="A day in Vietnam; without it the filter's, else today."),
        description="The most first.",
    )
    areas = graphene.Field(
        listed(AreaCount),
        level=AreaLevelEnum(required=True),
        on=graphene.Argument(Date, description="Units of this day in Vietnam, today's without it; districts end 2025."),
        description="By their codes. Whatever lies in two units, through reforms, counts in both.",
    )
    producers = graphene.Field(listed(ProducerCount), description=f"At most {MOST_PRODUCERS}, those with most first.")
    producer_kinds = graphene.Field(
        listed(ProducerKindCount),
        valid_on=graphene.Argument(Date, description="A day in Vietnam; without it the filter's, else today."),
        description="The most first.",
    )
    programmes = graphene.Field(listed(ProgrammeCount), description="The most first.")
    prices = graphene.Field(
        listed(PriceCount),
        edges=graphene.List(
            graphene.NonNull(DecimalScalar),
            required=True,
            description=f"Prices at which bands part, rising, in the channel's currency; at most {MOST_EDGES}.",
        ),
        description="One band more than edges.",
    )

    @staticmethod
    def load_total_count(facets: Sequence[Facets], info: graph.Info) -> list[int]:
        return [selectors.matching(one.wanted) for one in facets]

    @staticmethod
    def load_categories(facets: Sequence[Facets], info: graph.Info) -> list[list[Counted]]:
        return [_categories(selectors.facet_counts(one.wanted, Facet.CATEGORY), info) for one in facets]

    @staticmethod
    def load_stars(facets: Sequence[Facets], info: graph.Info, valid_on: date | None = None) -> list[list[Counted]]:
        found = [_on_day(one.wanted, SpanFacet.STARS, valid_on or one.wanted.starred_on, info) for one in facets]
        return [sorted((Counted(int(value), count) for value, count in of.items()), reverse=True) for of in found]

    @staticmethod
    def load_areas(
        facets: Sequence[Facets], info: graph.Info, level: Any, on: date | None = None
    ) -> list[list[Counted]]:
        if on is None:
            info.fresh_until(midnight(info.today + ONE_DAY))
        holders = selectors.area_map().holders(level.value, on or info.today)
        return [_areas(selectors.facet_counts(one.wanted, Facet.PLACE), holders) for one in facets]

    @staticmethod
    def load_producers(facets: Sequence[Facets], info: graph.Info) -> list[list[Counted]]:
        found = [selectors.facet_counts(one.wanted, Facet.PRODUCER) for one in facets]
        return [_most_first({int(key): count for key, count in of.items()})[:MOST_PRODUCERS] for of in found]

    @staticmethod
    def load_producer_kinds(
        facets: Sequence[Facets], info: graph.Info, valid_on: date | None = None
    ) -> list[list[Counted]]:
        found = [_on_day(one.wanted, SpanFacet.KIND, valid_on or one.wanted.kinds_on, info) for one in facets]
        return [_most_first(of) for of in found]

    @staticmethod
    def load_programmes(facets: Sequence[Facets], info: graph.Info) -> list[list[Counted]]:
        return [_most_first(selectors.facet_counts(one.wanted, Facet.PROGRAMME)) for one in facets]

    @staticmethod
    def load_prices(facets: Sequence[Facets], info: graph.Info, edges: list[Decimal]) -> list[list[Counted]]:
        return [_prices(one, edges) for one in facets]


def _categories(counts: dict[str, int], info: graph.Info) -> list[Counted]:
    """Sub-groups, and the groups they stand in."""
    below = {int(key): count for key, count in counts.items()}
    known = categories_of(info, below)
    totals = Counter(below)
    for key, count in below.items():
        if known[key].parent_id:
            totals[known[key].parent_id] += count
    known = categories_of(info, totals)
    return [Counted(known[key], totals[key]) for key in sorted(totals, key=lambda key: (known[key].position, key))]


def _areas(counts: dict[str, int], holders: dict[int, list[int]]) -> list[Counted]:
    totals: Counter[int] = Counter()
    for place, count in counts.items():
        totals.update(dict.fromkeys(holders.get(int(place), ()), count))
    order = {unit: place for place, unit in enumerate(dict.fromkeys(unit for of in holders.values() for unit in of))}
    return [Counted(unit, totals[unit]) for unit in sorted(totals, key=lambda unit: order[unit])]


def _most_first(counts: dict[Any, int]) -> list[Counted]:
    return [Counted(choice, count) for choice, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _on_day(where: selectors.Wanted, facet: SpanFacet, day: date | None, info: graph.Info) -> dict[str, int]:
    if day is None:
        info.fresh_until(midnight(info.today + ONE_DAY))
    return selectors.span_counts(where, facet, day or info.today)


def _prices(facets: Facets, edges: list[Decimal]) -> list[Counted]:
    if not 0 < len(edges) <= MOST_EDGES or sorted(set(edges)) != edges:
        message = f"edges are 1 to {MOST_EDGES} rising prices."
        raise GraphQLError(message, extensions={"code": "INVALID"})
    lowest = [bounds_of({"gte": edge}, facets.channel.currency)[0] for edge in edges]
    counts = selectors.price_counts(facets.wanted, [low for low in lowest if low is not None])
    bands = zip([None, *edges], [*edges, None], strict=True)
    return [Counted(band, count) for band, count in zip(bands, counts, strict=True)]


class Query(graph.Query):
    product_facets = graphene.Field(
        ProductFacets,
        search=graphene.String(description=SEARCH),
        channel=graphene.String(description=CHANNEL),
        filter=ProductFilterInput(),
        where=ProductWhereInput(description="Not together with filter."),
        description="Of the same arguments as products: what each further choice would leave. Null without a channel.",
    )

    @staticmethod
    def load_product_facets(
        _root: graph.Rows,
        info: graph.Info,
        search: str | None = None,
        channel: str | None = None,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
    ) -> list[Facets | None]:
        chosen = choose(info, channel)
        if chosen is None:
            return [None]
        text, rest = text_of(search, filter)
        asked = wanted(chosen.channel, rest, where, info, whole=False)
        if text:
            found = finder().condition(text)
            asked = asked.also(found)
        return [Facets(asked, chosen.channel)]
