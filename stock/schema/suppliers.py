"""Who brings goods to a sales point, for its staff and officers."""

import graphene

from catalog.schema.chosen import frame_of
from catalog.schema.places import Producer
from core import graph
from stock import selectors
from stock.schema.goods import StockedVariant
from stock.selectors.goods import goods_by_variant
from stock.selectors.suppliers import MOST, Supplier, suppliers, variants_of_producers


class StockSupplier(graph.Object):
    """A producer who brings, or might bring, goods to a sales point."""

    public = True
    volatile = True

    producer = graphene.Field(Producer, required=True)
    has_agreement = graphene.Boolean(required=True, description="Their goods may stand there until sold, today.")
    variants = graphene.List(
        graphene.NonNull(StockedVariant), required=True, description="Every size they make, on sale online or not."
    )

    @staticmethod
    def load_producer(rows: list[Supplier], info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(one.producer_id for one in rows)
        return [producers[one.producer_id] for one in rows]

    @staticmethod
    def load_variants(rows: list[Supplier], info: graph.Info) -> list[list[graph.Row]]:
        made = variants_of_producers(one.producer_id for one in rows)
        goods = goods_by_variant(key for keys in made.values() for key in keys)
        return [[goods[key] for key in made.get(one.producer_id, [])] for one in rows]


class Query(graph.Query):
    stock_suppliers = graphene.List(
        graphene.NonNull(StockSupplier),
        required=True,
        sales_point=graphene.ID(required=True),
        search=graphene.String(description="Words of their name or of a product's, accents or not."),
        producer=graphene.ID(description="This one."),
        variant=graphene.ID(description="Who makes it."),
        description=f"Producers with an agreement there today, or those asked for, at most {MOST}; none for whoever "
        "does not work there.",
    )

    @staticmethod
    @graph.volatile
    def load_stock_suppliers(
        _root: graph.Rows,
        info: graph.Info,
        sales_point: str,
        search: str | None = None,
        producer: str | None = None,
        variant: str | None = None,
    ) -> list[list[Supplier]]:
        point = graph.required_key(sales_point, "SalesPoint")
        if not selectors.sight_of(info.viewer).works_at(point):
            return [[]]
        return [
            suppliers(
                point,
                info.today,
                search or "",
                None if producer is None else graph.required_key(producer, "Producer"),
                None if variant is None else graph.required_key(variant, "ProductVariant"),
            )
        ]
