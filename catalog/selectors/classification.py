"""Categories."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from catalog.models import Category, Classification
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
    "ministry",
    "ministry_source_id",
    "source_id",
)
VERSION: QuerySet[Classification] = QuerySet(Classification).filter(version=OuterRef("classification_version"))
BY_POSITION = Order(("position", "id"), (LEVEL, KEY))
# The days of a category's version, on each row, so that they cost no statement of their own.
IN_FORCE = {
    "in_force_from": Subquery(VERSION.values("valid_from")),
    "in_force_to": Subquery(VERSION.values("valid_to")),
}


def _categories(p: Any) -> QuerySet[Category, Any]:
    found = Category.objects.annotate(**IN_FORCE)
    if p.not_of is not None:
        found = found.exclude(rows.among("classification_version", p.not_of))
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slugs is not None:
        found = found.filter(rows.among("slug_vi", p.slugs))
    if p.groups is not None:
        found = found.filter(rows.among("parent_id", p.groups))
    for column in ("slug_vi", "slug_en", "level"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found.values_list(*CATEGORY, *IN_FORCE, named=True)


PARAMETERS: dict[str, Any] = {
    "ids": [KEY],
    "slugs": [TEXT],
    "groups": [KEY],
    "not_of": [TEXT],
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
    """One page of the categories with these `ids`, `slugs` and `level`, in the order of the classification.

    Those of the versions `not_of` are left out.
    """
    return rows.slice_of(CATEGORY_PAGE, page, BY_POSITION, total=lambda: len(CATEGORIES(**given)), **given)


def children_pages(group_ids: Sequence[int], page: Page, *, counted: bool) -> list[Slice]:
    """A page of sub-groups for each group, in one statement for all."""
    totals: Counter[int] | None = None
    if counted:
        totals = Counter(row.parent_id for row in CATEGORIES(groups=group_ids))
    return rows.slices_of(CHILDREN_PAGES, group_ids, page, BY_POSITION, by="parent_id", totals=totals, groups=group_ids)


@dataclass(frozen=True)
class Version:
    """A version of the classification: its decision's number and the days it is in force."""

    version: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def versions_of(categories: Iterable[Row]) -> list[Version]:
    """The versions that categories are of, the first one first; one whose days nobody recorded is left out."""
    found = {(row.in_force_from, row.in_force_to, row.classification_version) for row in categories}
    dated = [(begins, ends, version) for begins, ends, version in found if begins is not None]
    return [Version(version, begins, ends) for begins, ends, version in sorted(dated, key=lambda one: one[0])]
