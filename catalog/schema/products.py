"""Products in the graph."""

from enum import Enum
from typing import NamedTuple

import graphene

from catalog import models, selectors
from catalog.models.products import Programme
from catalog.richtext import editorjs
from catalog.schema.chosen import Chosen, categories_of, choose, each_channel, frame_of
from catalog.schema.evidence import Source, StarReport
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.places import Area, Producer
from catalog.schema.translations import ProductTranslation, Translated, translated
from catalog.schema.variants import SOURCED, ProductVariant, variants_of
from core import graph
from core.graph.scalars import DateTime, JSONString
from core.graph.types import LanguageCodeEnum

ProgrammeEnum = graphene.Enum.from_enum(
    Programme, name="ProgrammeEnum", description=lambda value: str(value.label) if value else "Why the shop carries it."
)


# Fields that only a whole row of a product answers (catalog.selectors.shelves.REST).
WHOLE = frozenset(
    {
        *("Product.description", "Product.seoTitle", "Product.seoDescription", "Product.updatedAt"),
        *("Product.externalReference", "Product.placePrinted", "Product.origin", "Product.originToday"),
        *("ProductTranslation.description", "ProductTranslation.seoTitle", "ProductTranslation.seoDescription"),
    }
)


class ProductTypeRow(NamedTuple):
    slug: str


class ProductType(graph.Object):
    """Saleor's product type: here, the programme a product is carried for."""

    public = True

    id = graphene.ID(required=True)
    slug = graphene.String(required=True)
    name = graphene.String(required=True)

    @staticmethod
    def load_id(types: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id("ProductType", one.slug) for one in types]

    @staticmethod
    def load_name(types: graph.Rows, info: graph.Info) -> list[str]:
        return [str(Programme(one.slug).label) for one in types]


@officers_write(models.Product)
class Product(graph.ModelObject):
    """A speciality on sale. Its row carries the channel it was asked in; without one it has no prices."""

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    external_reference = graphene.String()
    description = graphene.Field(JSONString, description="EditorJS.")
    seo_title = graphene.String()
    seo_description = graphene.String()
    translation = graphene.Field(ProductTranslation, language_code=LanguageCodeEnum(required=True))
    created = graphene.Field(DateTime, required=True)
    updated_at = graphene.Field(DateTime, required=True)
    product_type = graphene.Field(ProductType, required=True)
    programme = ProgrammeEnum(required=True)
    category = graphene.Field("catalog.schema.categories.Category")
    is_available = graphene.Boolean(description="Shown and priced in the channel; null without one.")
    is_available_for_purchase = graphene.Boolean(description="The same.")
    variants = graphene.List(graphene.NonNull(ProductVariant), description="Those with a price in the channel.")
    product_variants = graph.connection(ProductVariant)
    default_variant = graphene.Field(ProductVariant, description="The first of them.")
    producer = graphene.Field(Producer, description="Null where no source names one.")
    origin = graphene.Field(Area, description="The unit, of its own day, that a source names.")
    origin_today = graphene.Field(Area, description="The unit of today that place lies in, where it is known.")
    star_reports = graphene.List(
        graphene.NonNull(StarReport), required=True, description="What sources print about stars; no certificate."
    )
    sources = graphene.List(
        graphene.NonNull(Source), required=True, description="Every source behind its facts, sizes and prices."
    )

    class Meta:
        model = models.Product
        interfaces = (ObjectWithMetadata,)
        fields = ("place_printed", "is_demonstration")

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        """Products shown in the first channel, without prices."""
        chosen = choose(info, None)
        if chosen is None:
            return [None] * len(keys)
        found = selectors.products_by_key(((chosen.channel.id, key) for key in keys), whole=True)
        return [one and one._replace(channel_id=None) for one in (found.get((chosen.channel.id, key)) for key in keys)]

    @staticmethod
    def load_description(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return [editorjs(product.description_vi) for product in products]

    @staticmethod
    def load_seo_title(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return [product.seo_title_vi or None for product in products]

    @staticmethod
    def load_seo_description(products: graph.Rows, info: graph.Info) -> list[str | None]:
        return [product.seo_description_vi or None for product in products]

    @staticmethod
    def load_translation(products: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(products, language_code)

    @staticmethod
    def load_created(products: graph.Rows, info: graph.Info) -> list[object]:
        return [product.created_at for product in products]

    @staticmethod
    def load_product_type(products: graph.Rows, info: graph.Info) -> list[ProductTypeRow]:
        return [ProductTypeRow(product.programme) for product in products]

    @staticmethod
    def load_category(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        categories = categories_of(info, (product.category_id for product in products))
        return [categories[product.category_id] for product in products]

    @staticmethod
    def load_is_available(products: graph.Rows, info: graph.Info) -> list[bool | None]:
        # A row is on a shelf of the channel it carries, and only what is shown and priced stands on shelves.
        return [True if product.channel_id else None for product in products]

    @staticmethod
    def load_is_available_for_purchase(products: graph.Rows, info: graph.Info) -> list[bool | None]:
        return [True if product.channel_id else None for product in products]

    @staticmethod
    def load_variants(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        return variants_of(products, info)

    @staticmethod
    def load_default_variant(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return [variants[0] if variants else None for variants in variants_of(products, info)]

    @staticmethod
    def load_product_variants(products: graph.Rows, info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[graph.Slice]:
            keys = [product.id for product in of_channel]
            counted, sourced = info.asks("totalCount"), info.reaches(SOURCED)
            slices = selectors.variant_pages(chosen.channel.id, keys, page, counted=counted, sourced=sourced)
            for one in slices:
                one.rows = chosen.carry(one.rows)
            return slices

        return each_channel(info, products, load)

    @staticmethod
    def load_producer(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(product.producer_id for product in products)
        return [producers.get(product.producer_id) for product in products]

    @staticmethod
    def load_origin(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        areas = selectors.areas_by_id(product.origin_id for product in products)
        return [areas.get(product.origin_id) for product in products]

    @staticmethod
    def load_origin_today(products: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        areas = selectors.areas_by_id(product.origin_today_id for product in products)
        return [areas.get(product.origin_today_id) for product in products]

    @staticmethod
    def load_star_reports(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        reports = selectors.star_reports_of_products(product.id for product in products)
        return [reports.get(product.id, []) for product in products]

    @staticmethod
    def load_sources(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        sources = selectors.sources_of_products(product.id for product in products)
        return [sources.get(product.id, []) for product in products]


@ProductVariant.extend
class VariantOfProduct:
    """The way back, which exists only once Product does."""

    product = graphene.Field(Product, required=True)

    @staticmethod
    def load_product(variants: graph.Rows, info: graph.Info) -> list[graph.Row]:
        def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[graph.Row]:
            keys = [(chosen.channel.id, variant.product_id) for variant in of_channel]
            found = selectors.products_by_key(keys, whole=info.reaches(WHOLE))
            return chosen.carry([found[key] for key in keys])

        return each_channel(info, variants, load)
