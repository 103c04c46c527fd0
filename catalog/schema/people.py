"""Root fields of producers, and what each of them has on show."""

from typing import Any

import graphene

from catalog import selectors
from catalog.schema.categories import EMPTY
from catalog.schema.chosen import choose
from catalog.schema.filters import ProductFilterInput, ProductOrder, ProductWhereInput, order_of, wanted
from catalog.schema.places import Producer, ProducerKindEnum
from catalog.schema.products import WHOLE, Product
from catalog.schema.root import CHANNEL, only
from core import graph
from core.clock import midnight_after
from core.text import fold


class ProducerFilterInput(graph.Input):
    """Which producers; all of its fields must hold."""

    kinds = graphene.List(graphene.NonNull(ProducerKindEnum), description="Of one of these legal forms today.")
    areas = graphene.List(
        graphene.NonNull(graphene.ID),
        description="From wholly within one of these units, of whatever day: a district of old, a commune of today.",
    )
    has_certified_product = graphene.Boolean(description="With a product that has a star today, or with none.")
    is_demonstration = graphene.Boolean(description="Made up to show the shop, or real.")


class Query(graph.Query):
    producers = graph.connection(
        Producer,
        search=graphene.String(description="A part of the name, with or without its accents."),
        filter=ProducerFilterInput(),
        description="Producers by name, as a Vietnamese dictionary sorts them.",
    )
    producer = graphene.Field(
        Producer,
        id=graphene.ID(),
        slug=graphene.String(),
        description="One producer, by exactly one of id and slug.",
    )

    @staticmethod
    def load_producers(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        search: str | None = None,
        filter: dict[str, Any] | None = None,
    ) -> list[graph.Slice]:
        given = filter or {}
        asked: dict[str, Any] = {"text": fold(search) if search else None}
        if given.get("is_demonstration") is not None:
            asked["is_demonstration"] = given["is_demonstration"]
        if given.get("areas") is not None:
            keys = [graph.required_key(one, "Area") for one in given["areas"]]
            asked["areas"] = sorted(selectors.area_map().within_any(keys))
        if given.get("kinds") is not None:
            asked |= {"kinds": sorted(kind.value for kind in given["kinds"]), "day": info.today}
        if given.get("has_certified_product") is not None:
            asked |= {"starred_on": info.today, "starred": given["has_certified_product"]}
        if "day" in asked or "starred_on" in asked:
            info.fresh_until(midnight_after(info.today))
        return [selectors.producer_slice(page, **asked)]

    @staticmethod
    def load_producer(
        _root: graph.Rows, info: graph.Info, id: str | None = None, slug: str | None = None
    ) -> list[graph.Row | None]:
        name, value = only(id=id, slug=slug)
        if name == "slug":
            return [selectors.find_producer(value)]
        key = graph.required_key(value, "Producer")
        return [selectors.producers_by_id([key]).get(key)]


@Producer.extend
class ProducerGoods:
    products = graph.connection(
        Product,
        channel=graphene.String(description=CHANNEL),
        filter=ProductFilterInput(),
        where=ProductWhereInput(description="Not together with filter."),
        sort_by=ProductOrder(),
        description="Its products that are shown in a channel.",
    )

    @staticmethod
    def load_products(
        producers: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        channel: str | None = None,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
        sort_by: dict[str, Any] | None = None,
    ) -> list[graph.Slice]:
        chosen = choose(info, channel)
        if chosen is None:
            return [EMPTY] * len(producers)
        slices = selectors.made_slices(
            wanted(chosen.channel, filter, where, info, whole=info.reaches(WHOLE), nested=True),
            [producer.id for producer in producers],
            page,
            order_of(sort_by),
            counted=info.asks("totalCount"),
        )
        for one in {id(one): one for one in slices}.values():
            one.rows = chosen.carry(one.rows)
        return slices
