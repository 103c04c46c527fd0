"""Menus in the graph. What leads to a page or a collection that the viewer does not see is left out."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, NamedTuple

import graphene

from catalog import models, selectors
from catalog.schema.categories import Category
from catalog.schema.chosen import Chosen, categories_of, each_channel
from catalog.schema.collections import Collection, hidden
from catalog.schema.pages import CONTENT, Page, shown_on
from catalog.schema.translations import MenuItemTranslation, Translated, translated
from core import graph
from core.graph.types import LanguageCodeEnum


class Tree(NamedTuple):
    """The items of one menu by the key of their parent (None: the menu itself), and where they lead."""

    under: dict[int | None, list[graph.Row]]
    pages: dict[int, graph.Row]
    collections: dict[int, graph.Row]


def trees_of(info: graph.Info, chosen: Chosen, menu_ids: Iterable[int]) -> dict[int, Tree]:
    """The trees of these menus, each read once in an execution, all in three statements."""
    whole = info.reaches(CONTENT)
    known: dict[int, Tree] = info.once(("menus", chosen.carried, whole), dict)
    missing = set(menu_ids) - known.keys()
    if missing:
        known |= _read(info, chosen, missing, whole=whole)
    return known


def _read(info: graph.Info, chosen: Chosen, menu_ids: set[int], *, whole: bool) -> dict[int, Tree]:
    items = selectors.menu_items(chosen.channel.id, menu_ids)
    every = [item for of_menu in items.values() for item in of_menu]
    pages = selectors.pages_by_id(
        shown_on(info),
        (item.page_id for item in every if item.page_id),
        channel=chosen.carried,
        whole=whole,
    )
    named = {item.collection_id for item in every if item.collection_id}
    found = selectors.collections_by_id(chosen.channel.id, named, hidden=hidden(info))
    collections = {row.id: row for row in chosen.carry(list(found.values()))}
    trees = {key: Tree({}, pages, collections) for key in menu_ids}
    for item in chosen.carry(every):
        if (item.page_id is None or item.page_id in pages) and (
            item.collection_id is None or item.collection_id in collections
        ):
            trees[item.menu_id].under.setdefault(item.parent_id, []).append(item)
    return trees


class MenuItem(graph.ModelObject):
    """One link, or a heading over others."""

    name = graphene.String(required=True)
    translation = graphene.Field(MenuItemTranslation, language_code=LanguageCodeEnum(required=True))
    url = graphene.String(description="A path of the shop or an https address; null when it leads elsewhere.")
    category = graphene.Field(Category)
    collection = graphene.Field(Collection)
    page = graphene.Field(Page)
    children = graphene.List(graphene.NonNull(lambda: MenuItem))

    class Meta:
        model = models.MenuItem
        fields = ("level",)

    public = True

    @staticmethod
    def load_name(items: graph.Rows, info: graph.Info) -> list[str]:
        return [item.name_vi for item in items]

    @staticmethod
    def load_translation(items: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(items, language_code)

    @staticmethod
    def load_url(items: graph.Rows, info: graph.Info) -> list[str | None]:
        return [item.url or None for item in items]

    @staticmethod
    def load_category(items: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        categories = categories_of(info, (item.category_id for item in items))
        return [categories.get(item.category_id) for item in items]

    @staticmethod
    def load_collection(items: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return _of_trees(info, items, lambda tree, item: tree.collections.get(item.collection_id))

    @staticmethod
    def load_page(items: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return _of_trees(info, items, lambda tree, item: tree.pages.get(item.page_id))

    @staticmethod
    def load_children(items: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        return _of_trees(info, items, lambda tree, item: tree.under.get(item.id, []))


def _of_trees(info: graph.Info, items: graph.Rows, told: Callable[[Tree, graph.Row], Any]) -> list[Any]:
    """What each item's tree tells of it."""

    def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[Any]:
        trees = trees_of(info, chosen, {item.menu_id for item in of_channel})
        return [told(trees[item.menu_id], item) for item in of_channel]

    return each_channel(info, items, load)


class Menu(graph.ModelObject):
    """A named set of links, such as `navbar` and `footer`. Its row carries the channel it was asked in."""

    items = graphene.List(graphene.NonNull(MenuItem), description="Those that stand in the menu itself.")

    class Meta:
        model = models.Menu
        fields = ("slug", "name")

    public = True

    @staticmethod
    def load_items(menus: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        def load(chosen: Chosen, of_channel: list[graph.Row]) -> list[list[graph.Row]]:
            trees = trees_of(info, chosen, {menu.id for menu in of_channel})
            return [trees[menu.id].under.get(None, []) for menu in of_channel]

        return each_channel(info, menus, load)
