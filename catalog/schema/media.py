"""What shows pictures: products, variants, categories, collections and producers."""

from typing import Any

import graphene

from catalog import selectors
from catalog.schema.categories import Category
from catalog.schema.collections import Collection
from catalog.schema.pictures import ImageRow, ProductMedia, images, picture_arguments
from catalog.schema.places import Producer
from catalog.schema.products import Product
from catalog.schema.variants import ProductVariant
from core import graph
from core.graph.types import Image


def media_of(products: graph.Rows, info: graph.Info) -> dict[int, list[graph.Row]]:
    """The media of these products, read once for all fields that show them."""
    keys = frozenset(product.id for product in products)
    return info.once((selectors.media_of_products, keys), lambda: selectors.media_of_products(keys))


@Product.extend
class ProductPictures:
    """A product's pictures; most real products have none yet."""

    media = graphene.List(
        graphene.NonNull(ProductMedia), description="Its pictures and videos in their order; empty if it has none."
    )
    thumbnail = graphene.Field(
        Image, description="A copy of the first of its media; null if it has none.", **picture_arguments()
    )

    @staticmethod
    def load_media(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        media = media_of(products, info)
        return [media.get(product.id, []) for product in products]

    @staticmethod
    def load_thumbnail(products: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        media = media_of(products, info)
        first = [next(iter(media.get(product.id, [])), None) for product in products]
        return images(first, info, **copy)


@ProductVariant.extend
class VariantPictures:
    """The pictures that show one size."""

    media = graphene.List(
        graphene.NonNull(ProductMedia), description="Those of its product's media that show it; empty if none does."
    )

    @staticmethod
    def load_media(variants: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        media = selectors.media_of_variants(variant.id for variant in variants)
        return [media.get(variant.id, []) for variant in variants]


def shown(rows: graph.Rows, column: str, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
    """The picture that each row's column points at."""
    keys = [getattr(row, column) for row in rows]
    pictures = selectors.pictures_by_id(keys)
    return images([pictures.get(key) for key in keys], info, **copy)


@Category.extend
class CategoryPictures:
    """What stands behind a category's name."""

    background_image = graphene.Field(Image, description="Null if it has none.", **picture_arguments())

    @staticmethod
    def load_background_image(categories: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        return shown(categories, "background_image_id", info, **copy)


@Collection.extend
class CollectionPictures:
    """What stands behind a collection's name."""

    background_image = graphene.Field(Image, description="Null if it has none.", **picture_arguments())

    @staticmethod
    def load_background_image(collections: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        return shown(collections, "background_image_id", info, **copy)


@Producer.extend
class ProducerPictures:
    """The people, and their sign."""

    portrait = graphene.Field(
        Image, description="The people, at work; null if there is no picture of them.", **picture_arguments()
    )
    logo = graphene.Field(Image, description="Null if it has none.", **picture_arguments())

    @staticmethod
    def load_portrait(producers: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        return shown(producers, "portrait_id", info, **copy)

    @staticmethod
    def load_logo(producers: graph.Rows, info: graph.Info, **copy: Any) -> list[ImageRow | None]:
        return shown(producers, "logo_id", info, **copy)
