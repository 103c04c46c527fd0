"""The catalog's root fields, with Saleor's names and arguments."""

from datetime import date
from enum import Enum
from typing import Any

import graphene
from graphql import GraphQLError

from catalog import selectors
from catalog.schema.categories import EMPTY, Category
from catalog.schema.certificates import Certificate, CertificateStatusEnum
from catalog.schema.channels import Channel
from catalog.schema.chosen import all_channels, choose, ended_versions
from catalog.schema.filters import (
    SEARCH,
    CategoryFilterInput,
    ProductFilterInput,
    ProductOrder,
    ProductWhereInput,
    order_of,
    wanted,
)
from catalog.schema.finding import MOST_NEAR, found_slice, nearest, text_of
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import language_of
from catalog.schema.variants import ProductVariant
from core import graph
from core.graph.answers import revision_source
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum

revision_source(selectors.revision)

CHANNEL = "Slug of a channel; without it, its first one's goods without prices."
SLUG_LANGUAGE = "Language of the slug; Vietnamese without it."


def only(**given: Any) -> tuple[str, Any]:
    """The one argument that was given. Raises GraphQLError for none or several, in Saleor's words."""
    present = {name: value for name, value in given.items() if value is not None}
    names = ", ".join(f"'{name}'" for name in given)
    if not present:
        raise GraphQLError(f"At least one of arguments is required: {names}.")
    if len(present) > 1:
        first, second, *_ = present
        raise GraphQLError(f"Argument '{first}' cannot be combined with '{second}'")
    return next(iter(present.items()))


def key_of(name: str, value: Any, type_name: str, language: Enum | None = None) -> dict[str, Any] | None:
    """An argument as a selector's key; None for a slug in a language that slugs are not kept in."""
    if name == "id":
        return {"id": graph.required_key(value, type_name)}
    if name == "externalReference":
        return {"external_reference": value}
    if name != "slug":
        return {name: value}
    spoken = language_of(language) if language else "vi"
    return {f"slug_{spoken}": value} if spoken in ("vi", "en") else None


class Query(graph.Query):
    channels = graphene.List(graphene.NonNull(Channel), description="All active channels.")
    channel = graphene.Field(Channel, id=graphene.ID(), slug=graphene.String(), description="One, by id or by slug.")
    products = graph.connection(
        Product,
        search=graphene.String(description=SEARCH),
        channel=graphene.String(description=CHANNEL),
        filter=ProductFilterInput(),
        where=ProductWhereInput(description="Not together with filter."),
        sort_by=ProductOrder(),
        description="Products shown in a channel.",
    )
    nearest_products = graphene.List(
        graphene.NonNull(Product),
        search=graphene.String(required=True),
        channel=graphene.String(description=CHANNEL),
        first=graphene.Int(default_value=8, description=f"At most so many; {MOST_NEAR} at most."),
        required=True,
        description="Products a little like a text, the likest first: for a search that found none.",
    )
    product = graphene.Field(
        Product,
        id=graphene.ID(),
        slug=graphene.String(),
        external_reference=graphene.String(),
        slug_language_code=graphene.Argument(LanguageCodeEnum, description=SLUG_LANGUAGE),
        channel=graphene.String(description=CHANNEL),
        description="One product, by exactly one of id, slug and externalReference.",
    )
    product_variant = graphene.Field(
        ProductVariant,
        id=graphene.ID(),
        sku=graphene.String(),
        channel=graphene.String(description=CHANNEL),
        description="One variant, by exactly one of id and sku.",
    )
    category = graphene.Field(
        Category,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=graphene.Argument(LanguageCodeEnum, description=SLUG_LANGUAGE),
        description="One category, by exactly one of id and slug.",
    )
    categories = graph.connection(
        Category,
        filter=CategoryFilterInput(),
        level=graphene.Int(description="0 for groups, 1 for sub-groups."),
        description="Categories in the order of the classification; those of an older one only when they are named.",
    )
    certificates = graph.connection(
        Certificate,
        valid_on=graphene.Argument(Date, description="Those that give a star on this day in Vietnam."),
        stars=graphene.List(graphene.NonNull(graphene.Int), description="Any of these, 3 to 5."),
        status=graphene.Argument(CertificateStatusEnum),
        description="What is known of stars, last recorded first; without validOn most of it gives none today.",
    )

    @staticmethod
    def load_channels(_root: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        return [list(all_channels(info).values())]

    @staticmethod
    def load_channel(
        _root: graph.Rows, info: graph.Info, id: str | None = None, slug: str | None = None
    ) -> list[graph.Row | None]:
        only(id=id, slug=slug)
        channels = all_channels(info)
        if slug is not None:
            return [channels.get(slug)]
        key = graph.required_key(id or "", "Channel")
        return [next((row for row in channels.values() if row.id == key), None)]

    @staticmethod
    def load_products(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        search: str | None = None,
        channel: str | None = None,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
        sort_by: dict[str, Any] | None = None,
    ) -> list[graph.Slice]:
        chosen = choose(info, channel)
        if chosen is None:
            return [EMPTY]
        text, rest = text_of(search, filter)
        asked = wanted(chosen.channel, rest, where, info, whole=info.reaches(WHOLE))
        if text:
            return [found_slice(text, asked, chosen, page, sort_by)]
        found = selectors.product_slice(asked, page, order_of(sort_by))
        found.rows = chosen.carry(found.rows)
        return [found]

    @staticmethod
    def load_nearest_products(
        _root: graph.Rows, info: graph.Info, search: str, first: int, channel: str | None = None
    ) -> list[list[graph.Row]]:
        chosen = choose(info, channel)
        return [nearest(search, chosen, first, whole=info.reaches(WHOLE)) if chosen else []]

    @staticmethod
    def load_product(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        slug: str | None = None,
        external_reference: str | None = None,
        slug_language_code: Enum | None = None,
        channel: str | None = None,
    ) -> list[graph.Row | None]:
        named = only(id=id, slug=slug, externalReference=external_reference)
        key, chosen = key_of(*named, "Product", slug_language_code), choose(info, channel)
        if key is None or chosen is None:
            return [None]
        found = selectors.find_product(chosen.channel.id, **key)
        return chosen.carry([found]) if found else [None]

    @staticmethod
    def load_product_variant(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        sku: str | None = None,
        channel: str | None = None,
    ) -> list[graph.Row | None]:
        key, chosen = key_of(*only(id=id, sku=sku), "ProductVariant"), choose(info, channel)
        if key is None or chosen is None:
            return [None]
        found = selectors.find_variant(chosen.channel.id, **key)
        return chosen.carry([found]) if found else [None]

    @staticmethod
    def load_category(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        slug: str | None = None,
        slug_language_code: Enum | None = None,
    ) -> list[graph.Row | None]:
        key = key_of(*only(id=id, slug=slug), "Category", slug_language_code)
        return [None if key is None else selectors.find_category(**key)]

    @staticmethod
    def load_categories(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        filter: dict[str, Any] | None = None,
        level: int | None = None,
    ) -> list[graph.Slice]:
        given: dict[str, Any] = {"level": level} if level is not None else {}
        if filter and filter.get("slugs") is not None:
            given["slugs"] = filter["slugs"]
        if filter and filter.get("ids") is not None:
            given["ids"] = [graph.required_key(one, "Category") for one in filter["ids"]]
        if not given.keys() & {"ids", "slugs"}:
            given["not_of"] = ended_versions(info) or None
        return [selectors.category_slice(page, **given)]

    @staticmethod
    def load_certificates(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        valid_on: date | None = None,
        stars: list[int] | None = None,
        status: Enum | None = None,
    ) -> list[graph.Slice]:
        given = {"valid_on": valid_on, "stars": stars, "status": status.value if status else None}
        return [selectors.certificate_slice(page, **given)]
