"""Attributes: who has which, and the values that were given."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet

from catalog.models import AssignedValue, Attribute, AttributeChoice, TypeAttribute
from catalog.models.attributes import OWNERS
from catalog.selectors.shelves import KEY
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
ATTRIBUTE = ("id", "slug", "name_vi", "name_en", "input_type", "entity_type")
CHOICE = ("id", "attribute_id", "slug", "name_vi", "name_en", "value", "position")
VALUE = (
    *("id", "product_id", "variant_id", "page_id", "attribute_id", "input_type", "choice_id"),
    *("boolean", "number", "text_vi", "text_en", "day", "instant", "file"),
    *("to_product_id", "to_category_id", "to_collection_id", "to_page_id"),
)
CHOSEN = {"slug": "choice__slug", "name_vi": "choice__name_vi", "name_en": "choice__name_en", "value": "choice__value"}
BY_SLUG = Order(("slug", "id"), (TEXT, KEY))
BY_POSITION = Order(("position", "id"), (models.PositiveSmallIntegerField(), KEY))


def _wanted(p: Any) -> QuerySet[Attribute, Any]:
    found = Attribute.objects.all()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slugs is not None:
        found = found.filter(rows.among("slug", p.slugs))
    return found


def _attributes(p: Any) -> QuerySet[Attribute, Any]:
    return _wanted(p).values_list(*ATTRIBUTE, named=True)


PARAMETERS: dict[str, Any] = {"ids": [KEY], "slugs": [TEXT]}
ATTRIBUTES = rows.prepared(lambda p: _attributes(p).order_by("id"), **PARAMETERS)
ATTRIBUTE_PAGE = rows.prepared(lambda p: rows.keyset(_attributes(p), p), **PARAMETERS)
ATTRIBUTE_COUNT = rows.prepared(lambda p: rows.counted(_wanted(p)), **PARAMETERS)
CHOICE_PAGES = rows.prepared(
    lambda p: rows.keyset(
        AttributeChoice.objects.filter(rows.among("attribute_id", p.attributes)).values_list(*CHOICE, named=True),
        p,
        per="attribute_id",
    ),
    attributes=[KEY],
)
CHOICE_COUNTS = rows.prepared(
    lambda p: (
        AttributeChoice.objects.filter(rows.among("attribute_id", p.attributes))
        .order_by()
        .values("attribute_id")
        .annotate(total=models.Count("id"))
        .values_list("attribute_id", "total", named=True)
    ),
    attributes=[KEY],
)
HAVING = rows.prepared(
    lambda p: TypeAttribute.objects.order_by("position", "attribute__slug").values_list(
        "programme", "page_type_id", "of_variants", "selects_variant", "attribute_id", named=True
    )
)


def _values(p: Any) -> QuerySet[AssignedValue, Any]:
    (owner,) = [name for name in OWNERS if getattr(p, f"of_{name}") is not None]
    return (
        AssignedValue.objects.filter(rows.among(f"{owner}_id", getattr(p, f"of_{owner}")))
        .annotate(**{name: F(path) for name, path in CHOSEN.items()})
        .order_by(f"{owner}_id", "attribute_id", "position")
        .values_list(*VALUE, *CHOSEN, named=True)
    )


VALUES = rows.prepared(_values, **{f"of_{owner}": [KEY] for owner in OWNERS})


class Had(NamedTuple):
    """An attribute that things of a type have."""

    attribute: Any
    selects_variant: bool


class AttributeTable(NamedTuple):
    """Which attributes products of each programme, their variants, and pages of each type have, in their order."""

    of_products: dict[str, list[Had]]
    of_variants: dict[str, list[Had]]
    of_pages: dict[int, list[Had]]


def attribute_table() -> AttributeTable:
    """Read whole: there are some dozens."""
    attributes = {row.id: row for row in ATTRIBUTES()}
    table = AttributeTable({}, {}, {})
    for row in HAVING():
        if row.attribute_id not in attributes:
            continue  # made between the two statements
        had = Had(attributes[row.attribute_id], row.selects_variant)
        if row.page_type_id is not None:
            table.of_pages.setdefault(row.page_type_id, []).append(had)
        else:
            of_type = table.of_variants if row.of_variants else table.of_products
            of_type.setdefault(row.programme, []).append(had)
    return table


def values_of(owner: str, ids: Iterable[int]) -> dict[int, dict[int, list[Row]]]:
    """Values by the key of their owner (a "product", a "variant" or a "page") and by attribute, in their order."""
    found: dict[int, dict[int, list[Row]]] = {}
    asked: dict[str, Any] = {f"of_{owner}": sorted(set(ids))}
    for row in VALUES(**asked):
        found.setdefault(getattr(row, f"{owner}_id"), {}).setdefault(row.attribute_id, []).append(row)
    return found


def find_attribute(**key: Any) -> Row | None:
    """The attribute that has this id or slug."""
    asked: dict[str, Any] = {"ids": [key["id"]]} if "id" in key else {"slugs": [key["slug"]]}
    found = ATTRIBUTES(**asked)
    return found[0] if found else None


def attribute_slice(page: Page, **given: Any) -> Slice:
    """One page of the attributes with these `slugs`, by slug."""
    return rows.slice_of(ATTRIBUTE_PAGE, page, BY_SLUG, total=lambda: rows.total_of(ATTRIBUTE_COUNT, **given), **given)


def choice_pages(attribute_ids: Sequence[int], page: Page, *, counted: bool) -> list[Slice]:
    """A page of what may be chosen of each attribute, in one statement for all."""
    totals = None
    if counted:
        totals = {row.attribute_id: row.total for row in CHOICE_COUNTS(attributes=attribute_ids)}
    return rows.slices_of(
        CHOICE_PAGES, attribute_ids, page, BY_POSITION, by="attribute_id", totals=totals, attributes=attribute_ids
    )


def having_values(slug: str, values: Sequence[str], boolean: bool | None) -> "HasValues":
    """A condition on rows with a `product_id`: the product or a variant of it has one of these values.

    `values` are slugs of choices; without them and without a boolean, any value will do.
    """
    return HasValues(slug, tuple(sorted(set(values))), boolean)


class HasValues(rows.Condition):
    """`product_id IN (...)` by what it asks alone, so that a prepared statement of it is found again."""

    def __init__(self, slug: str, values: Sequence[str], boolean: bool | None) -> None:
        super().__init__("product_id")
        wanted = Q(attribute__slug=slug)
        if values:
            wanted &= Q(choice__slug__in=values)
        if boolean is not None:
            wanted &= Q(boolean=boolean)
        given = AssignedValue.objects.filter(wanted).order_by()
        self.parts = [
            given.filter(product__isnull=False).values("product_id"),
            given.filter(variant__isnull=False).values("variant__product_id"),
        ]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        (column,), params = self.compiled(compiler)
        compiled = [part.query.get_compiler(connection=connection).as_sql() for part in self.parts]
        # Compiled by the ORM, values apart.
        union = " UNION ALL ".join(sql for sql, _ in compiled)
        return f"{column} IN ({union})", [*params, *(param for _, given in compiled for param in given)]
