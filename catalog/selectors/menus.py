"""Menus and their items."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import QuerySet

from catalog.models import Menu, MenuItem
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

TEXT = models.CharField()
ITEM = (
    *("id", "menu_id", "parent_id", "level", "name_vi", "name_en", "url"),
    *("category_id", "collection_id", "page_id"),
)


def _menus(p: Any) -> QuerySet[Menu, Any]:
    found = Menu.objects.annotate(channel_id=p.channel)
    for column in ("id", "slug", "name"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found.order_by("id").values_list("id", "slug", "name", "channel_id", named=True)


MENUS = rows.prepared(_menus, channel=KEY, id=KEY, slug=TEXT, name=TEXT)
ITEMS = rows.prepared(
    lambda p: (
        MenuItem.objects.filter(rows.among("menu_id", p.menus))
        .annotate(channel_id=p.channel)
        .order_by("menu_id", "position")
        .values_list(*ITEM, "channel_id", named=True)
    ),
    channel=KEY,
    menus=[KEY],
)


def find_menu(channel_id: int, **key: Any) -> Row | None:
    """The menu that has this id or slug; of several with one name the first."""
    found = MENUS(channel=channel_id, **key)
    return found[0] if found else None


def menu_items(channel_id: int, menu_ids: Iterable[int]) -> dict[int, list[Row]]:
    """All items of each menu, in their order, whatever their level."""
    items: dict[int, list[Row]] = {}
    for row in ITEMS(channel=channel_id, menus=sorted(set(menu_ids))):
        items.setdefault(row.menu_id, []).append(row)
    return items
