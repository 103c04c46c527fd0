"""Root fields of collections, menus and pages, with Saleor's names and arguments."""

from enum import Enum
from typing import Any

import graphene
from graphql import GraphQLError

from catalog import selectors
from catalog.schema.attributes import Attribute
from catalog.schema.categories import EMPTY
from catalog.schema.chosen import choose
from catalog.schema.collections import Collection, CollectionFilterInput, hidden
from catalog.schema.menus import Menu
from catalog.schema.pages import CONTENT, OperatorFact, Page, PageFilterInput, PageWhereInput, shown_on
from catalog.schema.root import CHANNEL, SLUG_LANGUAGE, key_of, only
from core import graph
from core.graph.types import LanguageCodeEnum


class Query(graph.Query):
    collection = graphene.Field(
        Collection,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=graphene.Argument(LanguageCodeEnum, description=SLUG_LANGUAGE),
        channel=graphene.String(description=CHANNEL),
        description="One collection shown in a channel, by exactly one of id and slug.",
    )
    collections = graph.connection(
        Collection,
        filter=CollectionFilterInput(),
        channel=graphene.String(description=CHANNEL),
        description="Collections shown in a channel, by name.",
    )
    menu = graphene.Field(
        Menu,
        id=graphene.ID(),
        slug=graphene.String(),
        name=graphene.String(),
        channel=graphene.String(description=CHANNEL),
        description="One menu, by exactly one of id, slug and name.",
    )
    page = graphene.Field(
        Page,
        id=graphene.ID(),
        slug=graphene.String(),
        slug_language_code=graphene.Argument(LanguageCodeEnum, description=SLUG_LANGUAGE),
        channel=graphene.String(description="Slug of a channel, for the goods it refers to."),
        description="One page, by exactly one of id and slug.",
    )
    pages = graph.connection(
        Page,
        filter=PageFilterInput(),
        where=PageWhereInput(description="Not together with filter."),
        channel=graphene.String(description="Slug of a channel, for the goods they refer to."),
        description="Pages by slug.",
    )
    attribute = graphene.Field(
        Attribute, id=graphene.ID(), slug=graphene.String(), description="One attribute, by exactly one of id and slug."
    )
    attributes = graph.connection(
        Attribute,
        slugs=graphene.List(graphene.NonNull(graphene.String)),
        description="Attributes by slug.",
    )
    operator = graphene.List(
        graphene.NonNull(OperatorFact),
        required=True,
        description="What the law wants said of whoever runs the shop; empty until somebody lists it.",
    )

    @staticmethod
    def load_collection(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        slug: str | None = None,
        slug_language_code: Enum | None = None,
        channel: str | None = None,
    ) -> list[graph.Row | None]:
        key, chosen = key_of(*only(id=id, slug=slug), "Collection", slug_language_code), choose(info, channel)
        if key is None or chosen is None:
            return [None]
        found = selectors.find_collection(chosen.channel.id, hidden=hidden(info), **key)
        return chosen.carry([found]) if found else [None]

    @staticmethod
    def load_collections(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        filter: dict[str, Any] | None = None,
        channel: str | None = None,
    ) -> list[graph.Slice]:
        chosen = choose(info, channel)
        if chosen is None:
            return [EMPTY]
        given = _given(filter or {}, ids="Collection")
        found = selectors.collection_slice(chosen.channel.id, page, hidden=hidden(info), **given)
        found.rows = chosen.carry(found.rows)
        return [found]

    @staticmethod
    def load_menu(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        slug: str | None = None,
        name: str | None = None,
        channel: str | None = None,
    ) -> list[graph.Row | None]:
        key, chosen = key_of(*only(id=id, slug=slug, name=name), "Menu"), choose(info, channel)
        if key is None or chosen is None:
            return [None]
        if "slug_vi" in key:
            key = {"slug": key["slug_vi"]}
        found = selectors.find_menu(chosen.channel.id, **key)
        return chosen.carry([found]) if found else [None]

    @staticmethod
    def load_page(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        slug: str | None = None,
        slug_language_code: Enum | None = None,
        channel: str | None = None,
    ) -> list[graph.Row | None]:
        key = key_of(*only(id=id, slug=slug), "Page", slug_language_code)
        if key is None:
            return [None]
        return [selectors.find_page(shown_on(info), channel=_carried(info, channel), **key)]

    @staticmethod
    def load_pages(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        filter: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None,
        channel: str | None = None,
    ) -> list[graph.Slice]:
        if filter and where:
            raise GraphQLError("Only one filtering argument (filter or where) can be specified.")
        given = _given(filter or where or {}, ids="Page", page_types="PageType")
        whole, carried = info.reaches(CONTENT), _carried(info, channel)
        return [selectors.page_slice(shown_on(info), page, channel=carried, whole=whole, **given)]

    @staticmethod
    def load_attribute(
        _root: graph.Rows, info: graph.Info, id: str | None = None, slug: str | None = None
    ) -> list[graph.Row | None]:
        name, value = only(id=id, slug=slug)
        return [selectors.find_attribute(**{name: graph.required_key(value, "Attribute") if name == "id" else value})]

    @staticmethod
    def load_attributes(
        _root: graph.Rows, info: graph.Info, page: graph.Page, slugs: list[str] | None = None
    ) -> list[graph.Slice]:
        return [selectors.attribute_slice(page, **({} if slugs is None else {"slugs": slugs}))]

    @staticmethod
    def load_operator(_root: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        return [selectors.operator_facts()]


def _carried(info: graph.Info, channel: str | None) -> int | None:
    """The named channel, of which the goods that a page refers to are; none when none or an unknown one was named."""
    chosen = choose(info, channel) if channel is not None else None
    return chosen.carried if chosen else None


def _given(asked: dict[str, Any], **kinds: str) -> dict[str, Any]:
    """The fields of a filter as a selector's keys; `kinds` are the types of its lists of ids."""
    found: dict[str, Any] = {}
    for name, kind in kinds.items():
        if asked.get(name) is not None:
            found[name] = [graph.required_key(one, kind) for one in asked[name]]
    slug = asked.get("slug") or {}
    for slugs in (asked.get("slugs"), slug.get("one_of"), None if slug.get("eq") is None else [slug["eq"]]):
        if slugs is not None:
            found["slugs"] = [one for one in slugs if one in found.get("slugs", slugs)]
    return found
