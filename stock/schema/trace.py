"""What a label leads to: everybody's to read, and nothing of whoever bought from the lot."""

from collections.abc import Sequence
from enum import Enum

import graphene

from catalog import selectors as catalog
from catalog.schema.certificates import Certificate
from catalog.schema.chosen import choose, frame_of
from catalog.schema.places import Producer
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import AnyTranslation, Translated, texts, translated
from core import graph
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum
from stock import selectors
from stock.gs1 import is_gtin
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot
from stock.schema.points import SalesPoint
from stock.selectors import trace
from stock.selectors.goods import goods_by_variant


class StockedVariantTranslation(AnyTranslation):
    """A variant's names in another language."""

    public = True

    name = graphene.String(description="The size.")
    product_name = graphene.String()

    @staticmethod
    def load_name(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "name")

    @staticmethod
    def load_product_name(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "product_name")


@StockedVariant.extend
class TracedVariant:
    translation = graphene.Field(StockedVariantTranslation, language_code=LanguageCodeEnum(required=True))

    @staticmethod
    def load_translation(goods: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(goods, language_code, "product_name")


class LotStep(graph.Object):
    """Units of a lot that came to a sales point: one step back and, from there on, one step forward.

    Neither how many nor to whom they were sold is anybody's business.
    """

    public = True
    volatile = True

    from_producer = graphene.Field(Producer, description="Null where they came from another sales point.")
    from_sales_point = graphene.Field(SalesPoint, description="Null where they came from the producer.")
    sales_point = graphene.Field(SalesPoint, required=True)
    arrived_on = graphene.Field(Date, description="The day the first of them arrived; null: still on the road.")
    is_still_there = graphene.Boolean(required=True, description="Whether any of the lot lies there.")

    @staticmethod
    def load_from_producer(steps: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(step.producer_id for step in steps)
        return [producers.get(step.producer_id) for step in steps]

    @staticmethod
    def load_from_sales_point(steps: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        points = selectors.points_by_id(step.from_point_id for step in steps)
        return [points.get(step.from_point_id) for step in steps]

    @staticmethod
    def load_sales_point(steps: graph.Rows, info: graph.Info) -> list[graph.Row]:
        points = selectors.points_by_id(step.point_id for step in steps)
        return [points[step.point_id] for step in steps]


@Lot.extend
class TracedLot:
    is_expired = graphene.Boolean(required=True, description="Its last day is past, today.")
    product = graphene.Field(
        Product,
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        description="Null where it is not shown.",
    )
    certificate_when_made = graphene.Field(
        Certificate, description="The one that gave the product its stars on the day the lot was made; null for none."
    )
    certificate_now = graphene.Field(
        Certificate, description="The one that gives the product its stars today; null for none."
    )
    road = graphene.List(
        graphene.NonNull(LotStep), required=True, description="Where it came to, in the order it arrived."
    )

    @staticmethod
    def load_is_expired(lots: graph.Rows, info: graph.Info) -> list[bool]:
        return [lot.expires_on is not None and lot.expires_on < info.today for lot in lots]

    @staticmethod
    def load_product(lots: graph.Rows, info: graph.Info, channel: str | None = None) -> list[graph.Row | None]:
        chosen = choose(info, channel)
        if chosen is None:
            return [None] * len(lots)
        keys = [(chosen.channel.id, product) for product in products_of(lots, info)]
        found = catalog.products_by_key(keys, whole=info.reaches(WHOLE))
        return [chosen.carry([found[key]])[0] if key in found else None for key in keys]

    @staticmethod
    def load_certificate_when_made(lots: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return [catalog.giving_star(held, lot.made_on) for lot, held in certificates_of(lots, info)]

    @staticmethod
    def load_certificate_now(lots: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return [catalog.giving_star(held, info.today) for _lot, held in certificates_of(lots, info)]

    @staticmethod
    def load_road(lots: graph.Rows, info: graph.Info) -> list[list[trace.Step]]:
        found = trace.road_of(lots)
        return [found.get(lot.id, []) for lot in lots]


def products_of(lots: graph.Rows, info: graph.Info) -> list[int]:
    """The product each lot is a variant of."""
    variants = frozenset(lot.variant_id for lot in lots)
    goods = info.once(("stock", "goods", variants), lambda: goods_by_variant(variants))
    return [goods[lot.variant_id].product_id for lot in lots]


def certificates_of(lots: graph.Rows, info: graph.Info) -> list[tuple[graph.Row, list[graph.Row]]]:
    """Each lot with everything known of its product's stars, read once for both fields."""
    products = products_of(lots, info)
    held = info.once(("stock", "stars", frozenset(products)), lambda: catalog.certificates_of_products(products))
    return [(lot, held.get(product, [])) for lot, product in zip(lots, products, strict=True)]


class Query(graph.Query):
    lots_of_code = graphene.List(
        graphene.NonNull(Lot),
        required=True,
        code=graphene.String(required=True, description="Ours, or as the maker printed it; typed by hand."),
        gtin=graphene.String(description="The trade item's number that stands beside the code."),
        description=f"Lots that a code on a pack means, newest first, {trace.MOST_LOTS} at most; for everybody.",
    )

    @staticmethod
    @graph.volatile
    def load_lots_of_code(
        _root: graph.Rows, info: graph.Info, code: str, gtin: str | None = None
    ) -> list[list[graph.Row]]:
        if gtin is not None and not is_gtin(gtin):
            return [[]]
        return [trace.lots_meant(code, gtin)]
