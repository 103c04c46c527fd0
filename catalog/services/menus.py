"""Menus and what they lead to."""

from typing import TypedDict, Unpack

from django.db import transaction

from catalog.errors import AddressUnsafe, MenuPlaceWrong
from catalog.models import Category, Collection, Menu, MenuItem, Page
from catalog.models.menus import LEVELS, TARGETS
from catalog.richtext import is_safe
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core import history

SCHEMES = ("/", "https://")


class Target(TypedDict, total=False):
    """Where an item leads: to one of these, or nowhere, as a heading does."""

    category: Category | None
    collection: Collection | None
    page: Page | None
    url: str


@transaction.atomic
def put_menu(*, slug: str, name: str) -> tuple[Menu, bool]:
    """The menu of that slug, and whether it is new or changed."""
    return put(Menu, {"slug": slug}, {"name": name})


@transaction.atomic
def put_menu_item(
    *,
    menu: Menu,
    position: int,
    name_vi: str,
    name_en: str | None = None,
    parent: MenuItem | None = None,
    **target: Unpack[Target],
) -> tuple[MenuItem, bool]:
    """The item at that place of a menu, and whether it is new or changed.

    Raises MenuPlaceWrong under an item of another menu, too deep, under itself, or leading to several places;
    AddressUnsafe.
    """
    level = 0 if parent is None else parent.level + 1
    if parent is not None and (parent.menu_id != menu.pk or level >= LEVELS or parent.position >= position):
        raise MenuPlaceWrong("parent")
    if sum(bool(value) for value in target.values()) > 1:
        raise MenuPlaceWrong("url")
    url = target.get("url", "")
    if url and not (url.startswith(SCHEMES) and is_safe(url)):
        raise AddressUnsafe
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "parent": parent,
        "level": level,
        "url": url,
        **{name: target.get(name) for name in TARGETS},
    }
    return put(MenuItem, {"menu": menu, "position": position}, values)


@transaction.atomic
def remove_menu_item(*, item: MenuItem) -> None:
    """Take an item out of its menu, with what stands under it."""
    turn_revision()
    for under in MenuItem.objects.filter(parent=item):
        remove_menu_item(item=under)
    history.removed(item)
    item.delete()


@transaction.atomic
def cut_menu(*, menu: Menu, after: int) -> int:
    """Remove the items of a menu past a position, with what stands under them; how many."""
    extra = MenuItem.objects.filter(menu=menu, position__gt=after)
    if not extra.exists():
        return 0
    turn_revision()
    removed = 0
    for item in extra.order_by("-position"):  # what stands under an item comes after it
        history.removed(item)
        item.delete()
        removed += 1
    return removed
