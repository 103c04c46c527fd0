"""Content pages and what is said of the operator."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from catalog.errors import FactUnknown, NameRequired, PublicationDaysInvalid
from catalog.models import OperatorFact, Page, PageType, Source
from catalog.richtext import quoted_keys
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core import clock


class PageTexts(TypedDict, total=False):
    """What may be said of a page beside its titles and its content."""

    seo_title_vi: str
    seo_title_en: str | None
    seo_description_vi: str
    seo_description_en: str | None


@transaction.atomic
def put_page_type(*, slug: str, name_vi: str, name_en: str) -> tuple[PageType, bool]:
    """The page type of that slug, and whether it is new or changed."""
    return put(PageType, {"slug": slug}, {"name_vi": name_vi, "name_en": name_en})


@transaction.atomic
def put_page(
    *,
    slug_vi: str,
    page_type: PageType,
    title_vi: str,
    content_vi: str,
    slug_en: str | None = None,
    title_en: str | None = None,
    content_en: str | None = None,
    sources: Sequence[Source] = (),
    **texts: Unpack[PageTexts],
) -> tuple[Page, bool]:
    """The page of that Vietnamese slug, and whether it is new or changed; nobody sees a new one yet.

    Raises NameRequired for no title, FactUnknown for a quote of a fact that is not on the operator's list.
    """
    if not title_vi.strip():
        raise NameRequired
    _check_quotes(content_vi + (content_en or ""))
    values = {
        "slug_en": slug_en,
        "page_type": page_type,
        "title_vi": title_vi,
        "title_en": title_en,
        "content_vi": content_vi,
        "content_en": content_en,
        **texts,
    }
    page, changed = put(Page, {"slug_vi": slug_vi}, values, stamps={"updated_on": clock.today()})
    wanted = {source.pk for source in sources}
    if set(page.sources.values_list("pk", flat=True)) != wanted:
        turn_revision()
        page.sources.set(wanted)
        changed = True
    return page, changed


def _check_quotes(text: str) -> None:
    keys = quoted_keys(text)
    unknown = keys - set(OperatorFact.objects.filter(key__in=keys).values_list("key", flat=True))
    if unknown:
        raise FactUnknown(", ".join(sorted(unknown)))


@transaction.atomic
def publish_page(*, page: Page, first_day: date | None = None, until: date | None = None) -> bool:
    """Show a page from a day on, today without one, and not on or after `until`; whether that is new.

    A page that is shown already keeps its first day unless one is given. Raises PublicationDaysInvalid.
    """
    kept = page.published_from if page.is_published else None
    shown_from = first_day or kept or clock.today()
    if until is not None and until <= shown_from:
        raise PublicationDaysInvalid
    values = {"is_published": True, "published_from": shown_from, "published_until": until}
    _, changed = put(Page, {"pk": page.pk}, values)
    return changed


@transaction.atomic
def withdraw_page(*, page: Page) -> bool:
    """Hide a page; whether it was published. Its days stay on record."""
    _, changed = put(Page, {"pk": page.pk}, {"is_published": False})
    return changed


@transaction.atomic
def put_operator_fact(
    *,
    key: str,
    label_vi: str,
    label_en: str,
    position: int,
    value_vi: str = "",
    value_en: str | None = None,
    is_demonstration: bool = False,
) -> tuple[OperatorFact, bool]:
    """One thing said of the operator, and whether it is new or changed; without a value pages say it is not known."""
    values = {
        "label_vi": label_vi,
        "label_en": label_en,
        "value_vi": value_vi,
        "value_en": value_en,
        "is_demonstration": is_demonstration,
        "position": position,
    }
    return put(OperatorFact, {"key": key}, values)
