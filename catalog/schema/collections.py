"""Collections in the graph."""

from enum import Enum
from typing import Any

import graphene
from django.db.models import Q, QuerySet

from catalog import models, selectors
from catalog.models.shelves import collection_shelf
from catalog.richtext import editorjs
from catalog.schema.chosen import Chosen, choose, each_channel
from catalog.schema.filters import (
    GlobalIDFilterInput,
    ProductFilterInput,
    ProductOrder,
    ProductWhereInput,
    order_of,
    wanted,
)
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import CollectionTranslation, Translated, translated
from core import graph
from core.graph.scalars import JSONString
from core.graph.types import LanguageCodeEnum
from core.viewer import Viewer


class CollectionFilterInput(graph.Input):
    """Which collections."""

    ids = graphene.List(graphene.NonNull(graphene.ID))
    slugs = graphene.List(graphene.NonNull(graphene.String))


def hidden(info: graph.Info) -> bool:
    """Whether collections that are not shown are told to this viewer."""
    return info.once(selectors.sees_hidden_collections, lambda: selectors.sees_hidden_collections(info.viewer))


@officers_write(models.Collection)
class Collection(graph.ModelObject):
    """Products picked by hand. Its row carries the channel it was asked in; without one they have no prices."""

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    description = graphene.Field(JSONString, description="EditorJS.")
    seo_title = graphene.String()
    seo_description = graphene.String()
    translation = graphene.Field(CollectionTranslation, language_code=LanguageCodeEnum(required=True))
    products = graph.connection(
        Product,
        filter=ProductFilterInput(),
        where=ProductWhereInput(description="Not together with filter."),
        sort_by=ProductOrder(description="COLLECTION, the order its makers gave it, unless another is asked for."),
        description="Its products that are shown in the channel.",
    )

    class Meta:
        model = models.Collection
        interfaces = (ObjectWithMetadata,)
        fields = ()

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Collection]:
        return selectors.collections_visible_to(viewer)

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        """Collections shown in the first channel, their products without prices; for officers all."""
        chosen = choose(info, None)
        found = selectors.collections_by_id(chosen.channel.id, keys, hidden=hidden(info)) if chosen else {}
        return [row and row._replace(channel_id=None) for row in map(found.get, keys)]

    @staticmethod
    def load_slug(collections: graph.Rows, info: graph.Info) -> list[str]:
        return [collection.slug_vi for collection in collections]

    @staticmethod
    def load_name(collections: graph.Rows, info: graph.Info) -> list[str]:
        return [collection.name_vi for collection in collections]

    @staticmethod
    def load_description(collections: graph.Rows, info: graph.Info) -> list[str | None]:
        return [editorjs(collection.description_vi) for collection in collections]

    @staticmethod
    def load_seo_title(collections: graph.Rows, info: graph.Info) -> list[str | None]:
        return [collection.seo_title_vi or None for collection in collections]

    @staticmethod
    def load_seo_description(collections: graph.Rows, info: graph.Info) -> list[str | None]:
        return [collection.seo_description_vi or None for collection in collections]

    @staticmethod
    def load_translation(collections: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(collections, language_code)

    @staticmethod
    def load_products(
        collections: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
        sort_by: dict[str, Any] | None = None,
    ) -> list[graph.Slice]:
        def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[graph.Slice]:
            slices = selectors.product_slices(
                wanted(chosen.channel, filter, where, info, whole=info.reaches(WHOLE), nested=True),
                [collection_shelf(collection.id) for collection in of_channel],
                page,
                order_of(sort_by, of_collection=True),
                counted=info.asks("totalCount"),
            )
            for one in {id(one): one for one in slices}.values():
                one.rows = chosen.carry(one.rows)
            return slices

        return each_channel(info, collections, load)


@ProductFilterInput.extend
class FilteredByCollection:
    collections = graphene.List(graphene.NonNull(graphene.ID), description="Any of these, shown in the channel.")

    @staticmethod
    def condition_collections(ids: list[str], channel: selectors.ChannelRow) -> Q:
        keys = [graph.required_key(one, "Collection") for one in ids]
        return Q(selectors.standing_in(channel.id, keys)) if keys else Q()


@ProductWhereInput.extend
class WhereCollection:
    collection = graphene.InputField(GlobalIDFilterInput, description="Shown in the channel.")

    @staticmethod
    def condition_collection(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        ids = [given["eq"]] if given.get("eq") is not None else given.get("one_of") or []
        keys = [graph.required_key(one, "Collection") for one in ids]
        return Q(selectors.standing_in(channel.id, keys)) if keys else Q(pk__in=())


@Product.extend
class ProductCollections:
    collections = graphene.List(graphene.NonNull(Collection), description="Those it stands in that are shown here.")

    @staticmethod
    def load_collections(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[list[graph.Row]]:
            keys = [product.id for product in of_channel]
            found = selectors.collections_of_products(chosen.channel.id, keys, hidden=hidden(info))
            return [chosen.carry(found.get(key, [])) for key in keys]

        return each_channel(info, products, load)
