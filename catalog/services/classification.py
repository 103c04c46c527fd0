"""Versions of the classification, categories, channels and tax rates: the frame that goods are hung in."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from catalog.models import Category, Channel, Classification, Source, TaxClass, TaxRate
from catalog.models.categories import Ministry
from catalog.services.finding import renew_texts_naming
from catalog.services.upsert import put
from core.text import slug


@transaction.atomic
def put_classification(
    *, version: str, valid_from: date, valid_to: date | None, source: Source
) -> tuple[Classification, bool]:
    """The version that decision draws, and whether it is new or changed; the database refuses two for one day."""
    values = {"valid_from": valid_from, "valid_to": valid_to, "source": source}
    return put(Classification, {"version": version}, values)


@transaction.atomic
def put_category(
    *,
    classification_version: str,
    code: str,
    parent: Category | None,
    position: int,
    name_vi: str,
    name_en: str,
    heading_vi: str = "",
    heading_en: str = "",
    ministry: Ministry | None = None,
    ministry_source: Source | None = None,
    source: Source | None = None,
) -> tuple[Category, bool]:
    """The category of that number, and whether it is new or changed; its addresses follow its names.

    Where another category has the name's address, the version's is added to it. A ministry comes with its source.
    """
    key = {"classification_version": classification_version, "code": code}
    values = {
        "parent": parent,
        "level": 0 if parent is None else 1,
        "position": position,
        "slug_vi": _address("slug_vi", name_vi, key),
        "slug_en": _address("slug_en", name_en, key),
        "name_vi": name_vi,
        "name_en": name_en,
        "heading_vi": heading_vi,
        "heading_en": heading_en,
        "ministry": ministry.value if ministry else "",
        "ministry_source": ministry_source,
        "source": source,
    }
    category, changed = put(Category, key, values)
    if changed:
        renew_texts_naming(of=category)
    return category, changed


def _address(column: str, name: str, key: dict[str, str]) -> str:
    wanted = slug(name)
    taken = Category.objects.filter(**{column: wanted}).exclude(**key).exists()
    return f"{wanted}-{slug(key['classification_version'])}" if taken else wanted


@transaction.atomic
def put_channel(
    *,
    slug: str,
    name_vi: str,
    name_en: str,
    currency: str,
    position: int,
    countries: Sequence[str],
    is_export: bool = False,
    is_active: bool = True,
) -> tuple[Channel, bool]:
    """The channel of that slug, and whether it is new or changed."""
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "currency": currency,
        "position": position,
        "countries": list(countries),
        "is_export": is_export,
        "is_active": is_active,
    }
    return put(Channel, {"slug": slug}, values)


@transaction.atomic
def put_tax_rate(
    *, tax_class: TaxClass, valid_from: date, valid_to: date | None, rate_bp: int, source: Source
) -> tuple[TaxRate, bool]:
    """The rate of a class from that day, and whether it is new or changed; the database refuses two for one day."""
    values = {"valid_to": valid_to, "rate_bp": rate_bp, "source": source}
    return put(TaxRate, {"tax_class": tax_class.value, "valid_from": valid_from}, values)
