"""Content pages, of which everybody sees those shown on the day and officers all; and the operator's facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from catalog.models import OperatorFact, PageType
from catalog.models import Page as ContentPage
from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from core import clock
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order
from core.viewer import Viewer

TEXT = models.CharField()
PAGE = (
    *("id", "slug_vi", "slug_en", "page_type_id", "title_vi", "title_en"),
    *("seo_title_vi", "seo_title_en", "seo_description_vi", "seo_description_en"),
    *("is_published", "published_from", "published_until", "updated_on"),
)
# What lists seldom show, and are long.
CONTENT = ("content_vi", "content_en")
BY_SLUG = Order(("slug_vi", "id"), (TEXT, KEY))


def sees_hidden_pages(viewer: Viewer) -> bool:
    """Whether the viewer sees pages that are not shown, as an officer does."""
    return viewer.has_perm("catalog.view_page")


def pages_visible_to(viewer: Viewer) -> QuerySet[ContentPage]:
    """Those shown today; for officers all."""
    if sees_hidden_pages(viewer):
        return ContentPage.objects.all()
    return ContentPage.objects.filter(_shown_on(clock.today()))


def _shown_on(day: Any) -> Q:
    begun = Q(is_published=True, published_from__lte=day)
    return begun & (Q(published_until=None) | Q(published_until__gt=day))


def is_shown(page: Row, day: date) -> bool:
    """Whether a row of a page is shown on a day in Vietnam."""
    begun = page.is_published and page.published_from <= day
    return begun and (page.published_until is None or day < page.published_until)


def _wanted(p: Any) -> QuerySet[ContentPage, Any]:
    """Those shown on the day `p.day`, with the others if it is None."""
    found = ContentPage.objects.all()
    if p.day is not None:
        found = found.filter(_shown_on(p.day))
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slugs is not None:
        found = found.filter(rows.among("slug_vi", p.slugs))
    if p.page_types is not None:
        found = found.filter(rows.among("page_type_id", p.page_types))
    for column in ("slug_vi", "slug_en"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found


def _pages(p: Any) -> QuerySet[ContentPage, Any]:
    """As rows of channel `p.channel`; with their texts if `p.whole`."""
    channel = models.Value(None, KEY) if p.channel is None else p.channel
    columns = (*PAGE, *CONTENT) if p.whole else PAGE
    return _wanted(p).annotate(channel_id=channel).values_list(*columns, "channel_id", named=True)


PARAMETERS: dict[str, Any] = {
    "day": models.DateField(),
    "channel": KEY,
    "ids": [KEY],
    "slugs": [TEXT],
    "page_types": [KEY],
    "slug_vi": TEXT,
    "slug_en": TEXT,
}
PAGES = rows.prepared(lambda p: _pages(p).order_by("id"), **PARAMETERS)
PAGE_SLICE = rows.prepared(lambda p: rows.keyset(_pages(p), p), **PARAMETERS)
PAGE_COUNT = rows.prepared(lambda p: rows.counted(_wanted(p)), **PARAMETERS)
PAGE_TYPES = rows.prepared(
    lambda p: PageType.objects.filter(rows.among("id", p.ids)).values_list(
        "id", "slug", "name_vi", "name_en", named=True
    ),
    ids=[KEY],
)
SOURCES = rows.prepared(
    lambda p: (
        ContentPage.sources.through._default_manager.filter(rows.among("page_id", p.pages))
        .order_by("id")
        .annotate(**{name: models.F(path) for name, path in SOURCE.items()})
        .values_list("page_id", *SOURCE, named=True)
    ),
    pages=[KEY],
)
OPERATOR = rows.prepared(
    lambda p: OperatorFact.objects.order_by("position").values_list(
        "id", "key", "label_vi", "label_en", "value_vi", "value_en", "is_demonstration", named=True
    )
)


def find_page(day: date | None, *, channel: int | None, **key: Any) -> Row | None:
    """The page shown on a day, or hidden too without one, that has this id, slug_vi or slug_en."""
    if "id" in key:
        key = {"ids": [key["id"]]}
    found = PAGES(day=day, channel=channel, whole=True, **key)
    return found[0] if found else None


def pages_by_id(day: date | None, ids: Iterable[int], *, channel: int | None, whole: bool) -> dict[int, Row]:
    """Pages shown on a day, or hidden ones too without one; with their contents if `whole`."""
    return {row.id: row for row in PAGES(day=day, ids=sorted(set(ids)), channel=channel, whole=whole)}


def page_slice(day: date | None, page: Page, *, channel: int | None, whole: bool, **given: Any) -> Slice:
    """One page of the pages with these `ids`, `slugs` and `page_types` that are shown on a day, by slug."""
    asked = {"day": day, "channel": channel, "whole": whole, **given}
    return rows.slice_of(PAGE_SLICE, page, BY_SLUG, total=lambda: rows.total_of(PAGE_COUNT, **asked), **asked)


def page_types_by_id(ids: Iterable[int]) -> dict[int, Row]:
    """Page types by key."""
    return {row.id: row for row in PAGE_TYPES(ids=sorted(set(ids)))}


def sources_of_pages(ids: Iterable[int]) -> dict[int, list[Row]]:
    """The sources each page names."""
    found: dict[int, list[Row]] = {}
    for row in SOURCES(pages=sorted(set(ids))):
        found.setdefault(row.page_id, []).append(row)
    return found


def operator_facts() -> list[Row]:
    """What is said of the operator, in its order."""
    return OPERATOR()
