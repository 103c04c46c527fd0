"""Variants in the graph."""

from enum import Enum

import graphene

from catalog import models, selectors
from catalog.schema.chosen import Chosen, choose, each_channel
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.translations import ProductVariantTranslation, Translated, translated
from core import graph
from core.graph.types import LanguageCodeEnum

# Fields that only a row with its sources answers (catalog.selectors.products.VARIANT_SOURCED).
SOURCED = frozenset({"ProductVariant.priceIsDemonstration", "ProductVariant.weightIsDemonstration"})


@officers_write(models.ProductVariant)
class ProductVariant(graph.ModelObject):
    """One size or pack of a product: what a shopper puts in the basket."""

    sku = graphene.String()
    name = graphene.String(required=True)
    translation = graphene.Field(ProductVariantTranslation, language_code=LanguageCodeEnum(required=True))
    price_is_demonstration = graphene.Boolean(description="The price is made up; null without a channel.")
    weight_is_demonstration = graphene.Boolean(description="The weight is made up; null where nobody states it.")

    class Meta:
        model = models.ProductVariant
        interfaces = (ObjectWithMetadata,)
        fields = ("net_weight_g",)

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        """Variants offered in the first channel, without prices."""
        chosen = choose(info, None)
        found = selectors.variants_by_id(chosen.channel.id, keys) if chosen else {}
        return [row and row._replace(channel_id=None) for row in map(found.get, keys)]

    @staticmethod
    def load_name(variants: graph.Rows, info: graph.Info) -> list[str]:
        return [variant.name_vi for variant in variants]

    @staticmethod
    def load_translation(variants: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(variants, language_code)

    @staticmethod
    def load_price_is_demonstration(variants: graph.Rows, info: graph.Info) -> list[bool | None]:
        return [variant.price_is_demonstration if variant.channel_id else None for variant in variants]


def variants_of(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
    """The variants of each product, offered in the channel its row carries."""

    def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[list[graph.Row]]:
        keys = [product.id for product in of_channel]
        found = selectors.variants_of_products(chosen.channel.id, keys, sourced=info.reaches(SOURCED))
        return [chosen.carry(found.get(product.id, [])) for product in of_channel]

    return each_channel(info, products, load)
