"""Attributes, what may be chosen of them, who has them, and their values."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from catalog.errors import AttributeSettled, AttributeValueWrong, AttributeWrong, ColourInvalid
from catalog.models import (
    AssignedValue,
    Attribute,
    AttributeChoice,
    Category,
    Collection,
    Page,
    PageType,
    Product,
    ProductVariant,
    TypeAttribute,
)
from catalog.models.attributes import CHOICES, SEVERAL, TEXTS, EntityType, InputType
from catalog.models.products import Programme
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core import history

COLOUR = re.compile(r"#[0-9a-f]{6}")


class Text(NamedTuple):
    """A text of an attribute, in the languages it was written in."""

    vi: str
    en: str | None = None


class File(NamedTuple):
    """The name of a file in the project's storage, put there by whoever judged it."""

    name: str


Value = AttributeChoice | bool | Decimal | Text | File | date | datetime | Product | Category | Collection | Page
ENTITIES: dict[str, type] = {
    EntityType.PRODUCT: Product,
    EntityType.CATEGORY: Category,
    EntityType.COLLECTION: Collection,
    EntityType.PAGE: Page,
}
# What a value is by its attribute's input type, and the column that holds it.
PLAIN: dict[str, tuple[type, str]] = {
    InputType.BOOLEAN: (bool, "boolean"),
    InputType.NUMERIC: (Decimal, "number"),
    InputType.DATE: (date, "day"),
    InputType.DATE_TIME: (datetime, "instant"),
}
NONE: dict[str, Any] = {
    "choice": None,
    "boolean": None,
    "number": None,
    "text_vi": "",
    "text_en": None,
    "day": None,
    "instant": None,
    "file": "",
    **{f"to_{name}": None for name in EntityType.values},
}


@transaction.atomic
def put_attribute(
    *, slug: str, name_vi: str, name_en: str | None, input_type: InputType, entity_type: EntityType | None = None
) -> tuple[Attribute, bool]:
    """The attribute of that slug, and whether it is new or changed. Raises AttributeSettled for another input type."""
    kind = {"input_type": input_type.value, "entity_type": entity_type.value if entity_type else ""}
    known = Attribute.objects.filter(slug=slug).first()
    if known is not None and (known.input_type, known.entity_type) != tuple(kind.values()):
        raise AttributeSettled
    return put(Attribute, {"slug": slug}, {"name_vi": name_vi, "name_en": name_en, **kind})


@transaction.atomic
def put_choice(
    *,
    attribute: Attribute,
    slug: str,
    name_vi: str,
    name_en: str | None,
    position: int | None = None,
    value: str = "",
) -> tuple[AttributeChoice, bool]:
    """The choice of that slug, and whether it is new or changed; without a position it goes last, or stays.

    Raises AttributeValueWrong for an attribute that is not chosen from a list, ColourInvalid for a swatch without one.
    """
    if attribute.input_type not in CHOICES:
        raise AttributeValueWrong
    if attribute.input_type == InputType.SWATCH and not COLOUR.fullmatch(value):
        raise ColourInvalid
    values: dict[str, Any] = {"name_vi": name_vi, "name_en": name_en, "value": value}
    if position is not None:
        values["position"] = position
    elif not attribute.choices.filter(slug=slug).exists():
        values["position"] = 1 + (attribute.choices.aggregate(last=Max("position"))["last"] or 0)
    return put(AttributeChoice, {"attribute": attribute, "slug": slug}, values)


@transaction.atomic
def give_to_type(
    *,
    attribute: Attribute,
    position: int,
    programme: Programme | None = None,
    page_type: PageType | None = None,
    of_variants: bool = False,
    selects_variant: bool = False,
) -> tuple[TypeAttribute, bool]:
    """Let products of a programme, their variants, or pages of a type have the attribute; whether that is new."""
    key: dict[str, Any] = {
        "programme": programme.value if programme else "",
        "page_type": page_type,
        "attribute": attribute,
    }
    found = {name: value for name, value in key.items() if value is not None}
    if page_type is None:
        found["page_type__isnull"] = True
    known = TypeAttribute.objects.filter(**found).first()
    values = {"of_variants": of_variants, "selects_variant": selects_variant, "position": position}
    return put(TypeAttribute, {"pk": known.pk} if known else key, values)


@transaction.atomic
def assign(*, to: Product | ProductVariant | Page, attribute: Attribute, values: Sequence[Value]) -> bool:
    """Make these the values of one thing's attribute, in this order; whether anything had to be written.

    Raises AttributeWrong when things of its type have no such attribute, AttributeValueWrong for values that it does
    not take.
    """
    if len(values) > 1 and attribute.input_type not in SEVERAL:
        raise AttributeValueWrong
    wanted = [_columns(attribute, value) for value in values]
    type(to)._default_manager.select_for_update().get(pk=to.pk)  # two who assign at once take turns
    if not _has(to, attribute):
        raise AttributeWrong
    key: dict[str, Any] = {_owner(to): to, "attribute": attribute}
    extra = list(AssignedValue.objects.filter(**key, position__gte=len(wanted)))
    changed = bool(extra)
    if extra:
        turn_revision()
        for value in extra:
            history.removed(value)
            value.delete()
    for position, columns in enumerate(wanted):
        _, written = put(AssignedValue, {**key, "position": position}, columns)
        changed = changed or written
    return changed


def _owner(to: Product | ProductVariant | Page) -> str:
    return {Product: "product", ProductVariant: "variant", Page: "page"}[type(to)]


def _has(to: Product | ProductVariant | Page, attribute: Attribute) -> bool:
    given = TypeAttribute.objects.filter(attribute=attribute)
    if isinstance(to, Page):
        return given.filter(page_type=to.page_type_id).exists()
    of_variants = isinstance(to, ProductVariant)
    product = to.product if isinstance(to, ProductVariant) else to
    return given.filter(programme=product.programme, of_variants=of_variants).exists()


def _columns(attribute: Attribute, value: Value) -> dict[str, Any]:
    """A value in its column, the others empty. Raises AttributeValueWrong."""
    return NONE | {"input_type": attribute.input_type} | _held(attribute, value)


def _held(attribute: Attribute, value: Value) -> dict[str, Any]:
    kind = attribute.input_type
    if kind in CHOICES and isinstance(value, AttributeChoice) and value.attribute_id == attribute.pk:
        return {"choice": value}
    if kind in TEXTS and isinstance(value, Text) and value.vi.strip():
        return {"text_vi": value.vi, "text_en": value.en}
    if kind == InputType.FILE and isinstance(value, File) and value.name:
        return {"file": value.name}
    if kind in PLAIN and type(value) is PLAIN[kind][0]:
        return {PLAIN[kind][1]: value}
    if attribute.entity_type and isinstance(value, ENTITIES[attribute.entity_type]):
        return {f"to_{attribute.entity_type}": value}
    raise AttributeValueWrong
