"""Categories in the graph."""

from enum import Enum
from typing import Any

import graphene

from catalog import models, selectors
from catalog.richtext import editorjs
from catalog.schema.chosen import categories_of, choose
from catalog.schema.filters import ProductFilterInput, ProductOrder, ProductWhereInput, order_of, wanted
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import CategoryTranslation, Translated, translated
from core import graph
from core.graph.scalars import JSONString
from core.graph.types import LanguageCodeEnum

EMPTY = graph.Slice([], total=0)


@officers_write(models.Category)
class Category(graph.ModelObject):
    """One of the OCOP programme's six groups, or one of their sub-groups."""

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    heading = graphene.String(required=True, description="The line sub-groups of a kind stand under; may be empty.")
    description = graphene.Field(JSONString, description="EditorJS.")
    seo_title = graphene.String()
    seo_description = graphene.String()
    translation = graphene.Field(CategoryTranslation, language_code=LanguageCodeEnum(required=True))
    parent = graphene.Field(lambda: Category)
    products = graph.connection(
        Product,
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        filter=ProductFilterInput(),
        where=ProductWhereInput(description="Not together with filter."),
        sort_by=ProductOrder(),
        description="Products of it and of everything under it.",
    )

    class Meta:
        model = models.Category
        interfaces = (ObjectWithMetadata,)
        fields = ("code", "classification_version", "level")

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = categories_of(info, keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_slug(categories: graph.Rows, info: graph.Info) -> list[str]:
        return [category.slug_vi for category in categories]

    @staticmethod
    def load_name(categories: graph.Rows, info: graph.Info) -> list[str]:
        return [category.name_vi for category in categories]

    @staticmethod
    def load_heading(categories: graph.Rows, info: graph.Info) -> list[str]:
        return [category.heading_vi for category in categories]

    @staticmethod
    def load_description(categories: graph.Rows, info: graph.Info) -> list[str | None]:
        return [editorjs(category.description_vi) for category in categories]

    @staticmethod
    def load_seo_title(categories: graph.Rows, info: graph.Info) -> list[str | None]:
        return [category.seo_title_vi or None for category in categories]

    @staticmethod
    def load_seo_description(categories: graph.Rows, info: graph.Info) -> list[str | None]:
        return [category.seo_description_vi or None for category in categories]

    @staticmethod
    def load_translation(categories: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(categories, language_code)

    @staticmethod
    def load_parent(categories: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        parents = categories_of(info, (category.parent_id for category in categories))
        return [parents.get(category.parent_id) for category in categories]

    @staticmethod
    def load_products(
        categories: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        channel: str | None = None,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
        sort_by: dict[str, Any] | None = None,
    ) -> list[graph.Slice]:
        chosen = choose(info, channel)
        if chosen is None:
            return [EMPTY] * len(categories)
        slices = selectors.product_slices(
            wanted(chosen.channel, filter, where, info, whole=info.reaches(WHOLE), nested=True),
            [category.id for category in categories],
            page,
            order_of(sort_by),
            counted=info.asks("totalCount"),
        )
        for one in {id(one): one for one in slices}.values():
            one.rows = chosen.carry(one.rows)
        return slices


@Category.extend
class CategoryTree:
    """Connections of categories, which exist only once Category does."""

    children = graph.connection(Category, description="Sub-groups.")
    ancestors = graph.connection(Category, description="The group it belongs to.")

    @staticmethod
    def load_children(categories: graph.Rows, info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        keys = [category.id for category in categories]
        return selectors.children_pages(keys, page, counted=info.asks("totalCount"))

    @staticmethod
    def load_ancestors(categories: graph.Rows, info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        parents = categories_of(info, (category.parent_id for category in categories))
        above = [[parents[one.parent_id]] if one.parent_id else [] for one in categories]
        return [graph.sliced(found, page, lambda row: (row.id,)) for found in above]
