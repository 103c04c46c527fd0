"""Categories."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from catalog.models import Category
from catalog.selectors.shelves import KEY
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
LEVEL = models.PositiveSmallIntegerField()

CATEGORY = (
    "id",
    "code",
    "classification_version",
    "parent_id",
    "level",
    "position",
    "slug_vi",
    "slug_en",
    "name_vi",
    "name_en",
    "heading_vi",
    "heading_en",
    "description_vi",
    "description_en",
    "seo_title_vi",
    "seo_title_en",
    "seo_description_vi",
    "seo_description_en",
    "background_image_id",
)
BY_POSITION = Order(("position", "id"), (LEVEL, KEY))


def _categories(p: Any) -> QuerySet[Category, Any]:
    found = Category.objects.all()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slugs is not None:
        found = found.filter(rows.among("slug_vi", p.slugs))
    if p.groups is not None:
        found = found.filter(rows.among("parent_id", p.groups))
    for column in ("slug_vi", "slug_en", "level"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found.values_list(*CATEGORY, named=True)


PARAMETERS: dict[str, Any] = {
    "ids": [KEY],
    "slugs": [TEXT],
    "groups": [KEY],
    "slug_vi": TEXT,
    "slug_en": TEXT,
    "level": LEVEL,
}
CATEGORIES = rows.prepared(_categories, **PARAMETERS)
CATEGORY_PAGE = rows.prepared(lambda p: rows.keyset(_categories(p), p), **PARAMETERS)
CHILDREN_PAGES = rows.prepared(lambda p: rows.keyset(_categories(p), p, per="parent_id"), **PARAMETERS)


def categories_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Categories by key."""
    return {row.id: row for row in CATEGORIES(ids=sorted({key for key in ids if key is not None}))}


def find_category(**key: Any) -> Row | None:
    """The category that has this id, slug_vi or slug_en."""
    if "id" in key:
        key = {"ids": [key["id"]]}
    found = CATEGORIES(**key)
    return found[0] if found else None


def category_slice(page: Page, **given: Any) -> Slice:
    """One page of the categories with these `ids`, `slugs` and `level`, in the order of the classification."""
    return rows.slice_of(CATEGORY_PAGE, page, BY_POSITION, total=lambda: len(CATEGORIES(**given)), **given)


def children_pages(group_ids: Sequence[int], page: Page, *, counted: bool) -> list[Slice]:
    """A page of sub-groups for each group, in one statement for all."""
    totals: Counter[int] | None = None
    if counted:
        totals = Counter(row.parent_id for row in CATEGORIES(groups=group_ids))
    return rows.slices_of(CHILDREN_PAGES, group_ids, page, BY_POSITION, by="parent_id", totals=totals, groups=group_ids)
