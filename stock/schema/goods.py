"""Variants as shelves know them: those not on sale online too."""

import graphene

from catalog.models import ProductVariant as VariantModel
from catalog.schema.certificates import Certificate
from catalog.schema.chosen import all_channels
from catalog.schema.variants import ProductVariant
from catalog.selectors import stars_on, variants_by_id
from core import graph
from stock import selectors
from stock.selectors.goods import goods_by_variant, gtin_by_variant


class StockedVariant(graph.ModelObject):
    """What lies on a shelf: a variant by its names, whether or not it is on sale online."""

    sku = graphene.String(required=True)
    name = graphene.String(required=True, description="The size, in Vietnamese.")
    product_name = graphene.String(required=True, description="In Vietnamese.")
    product_slug = graphene.String(required=True, description="Of its page in Vietnamese.")
    product_is_demonstration = graphene.Boolean(required=True, description="There is no such product.")
    gtin = graphene.String(description="The number its EAN-13 stands for, 13 digits; null where none is known.")
    certificate = graphene.Field(Certificate, description="What gives its product a star today; null for no star.")
    listed = graphene.Field(
        ProductVariant, description="As it is on sale at home, with today's price; null where it is not on sale there."
    )
    balances = graphene.List(
        graphene.NonNull("stock.schema.ledger.StockBalance"),
        required=True,
        description="Where units of it lie that can be touched, first to expire first, as far as the viewer may know.",
    )

    class Meta:
        model = VariantModel
        name = "StockedVariant"
        fields = ()

    public = True

    @staticmethod
    def load_name(goods: graph.Rows, info: graph.Info) -> list[str]:
        return [one.name_vi for one in goods]

    @staticmethod
    def load_product_name(goods: graph.Rows, info: graph.Info) -> list[str]:
        return [one.product_name_vi for one in goods]

    @staticmethod
    @graph.volatile
    def load_gtin(goods: graph.Rows, info: graph.Info) -> list[str | None]:
        gtins = gtin_by_variant(one.id for one in goods)
        return [gtins.get(one.id) for one in goods]

    @staticmethod
    def load_certificate(goods: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        stars = stars_on((one.product_id for one in goods), info.today)
        info.fresh_until(stars.until)
        return [stars.of.get(one.product_id) for one in goods]

    @staticmethod
    def load_listed(goods: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        channel = next((one for one in all_channels(info).values() if not one.is_export), None)
        if channel is None:
            return [None] * len(goods)
        found = variants_by_id(channel.id, (one.id for one in goods))
        return [found.get(one.id) for one in goods]

    @staticmethod
    @graph.volatile
    def load_balances(goods: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        found = selectors.balances_of_variants(selectors.sight_of(info.viewer), (one.id for one in goods))
        return [found.get(one.id, []) for one in goods]


def goods_of(rows: graph.Rows) -> list[graph.Row]:
    """The variant of each row."""
    goods = goods_by_variant(row.variant_id for row in rows)
    return [goods[row.variant_id] for row in rows]
