"""Marks, and which products bear them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from catalog.models import Mark, MarkLicence
from catalog.papers import Span
from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from catalog.validity import ONE_DAY, midnight
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
DAY = models.DateField()
NEWEST = Order(("id",), (KEY,), descending=True)

MARK = (
    *("id", "kind", "name_vi", "name_en", "number", "owner", "holder_id", "registered_on", "valid_to"),
    *("withdrawn_on", "source_id"),
)


def _marks(p: Any) -> QuerySet[Mark, Any]:
    found = Mark.objects.all()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.kind is not None:
        found = found.filter(kind=p.kind)
    if p.valid_on is not None:
        lasting, standing = Q(valid_to=None) | Q(valid_to__gte=p.valid_on), Q(withdrawn_on=None)
        found = found.filter(lasting, standing | Q(withdrawn_on__gt=p.valid_on), registered_on__lte=p.valid_on)
    if p.producer is not None:
        licences = MarkLicence.objects.filter(mark=OuterRef("pk"), producer_id=p.producer)
        licensed = licences if p.valid_on is None else licences.on(p.valid_on)
        found = found.filter(Q(holder_id=p.producer) | Exists(licensed))
    return found.annotate(**{name: F(path) for name, path in SOURCE.items()}).values_list(*MARK, *SOURCE, named=True)


PARAMETERS: dict[str, Any] = {"ids": [KEY], "kind": TEXT, "valid_on": DAY, "producer": KEY}
MARKS = rows.prepared(_marks, **PARAMETERS)
MARK_PAGE = rows.prepared(lambda p: rows.keyset(_marks(p), p), **PARAMETERS)
MARK_COUNT = rows.prepared(
    lambda p: (
        _marks(p)
        .order_by()
        .values(whole=models.Value(1))
        .annotate(total=models.Count("id"))
        .values_list("total", named=True)
    ),
    **PARAMETERS,
)
OF_PRODUCTS = rows.prepared(
    lambda p: (
        Mark.objects.annotate(
            product_id=F("products__id"),
            maker_id=F("products__producer_id"),
            **{name: F(path) for name, path in SOURCE.items()},
        )
        .filter(rows.among("product_id", p.products))
        .order_by("product_id", "kind", "id")
        .values_list("product_id", "maker_id", *MARK, *SOURCE, named=True)
    ),
    products=[KEY],
)
LICENCES = rows.prepared(
    lambda p: (
        MarkLicence.objects.filter(rows.among("mark_id", p.marks))
        .annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("mark_id", "valid_from")
        .values_list(
            "id", "mark_id", "producer_id", "number", "valid_from", "valid_to", "source_id", *SOURCE, named=True
        )
    ),
    marks=[KEY],
)


@dataclass(frozen=True)
class Borne:
    """The marks that products bear on one day, by product."""

    of: dict[int, list[Row]]
    # The first instant after which this may be wrong.
    until: datetime | None


def marks_on(product_ids: Iterable[int], day: date) -> Borne:
    """The marks of each product on a day in Vietnam: in force, and its maker's own or lent to it. Two statements."""
    placed = OF_PRODUCTS(products=sorted(set(product_ids)))
    lent: dict[tuple[int, int], list[Span]] = {}
    for licence in LICENCES(marks=sorted({row.id for row in placed})) if placed else ():
        held = lent.setdefault((licence.mark_id, licence.producer_id), [])
        held.append(Span(licence.valid_from, licence.valid_to))
    found: dict[int, list[Row]] = {}
    edges: set[date] = set()
    for row in placed:
        own = row.holder_id is not None and row.holder_id == row.maker_id
        spans = [mark_span(row)] if own else lent.get((row.id, row.maker_id), [])
        if mark_span(row).holds(day) and any(span.holds(day) for span in spans):
            found.setdefault(row.product_id, []).append(row)
        edges |= {edge for span in (mark_span(row), *spans) for edge in span if edge is not None and edge > day}
    return Borne(found, midnight(min(edges)) if edges else None)


def mark_span(row: Any) -> Span:
    """The days a mark is protected, of a row or a Mark."""
    ends = [row.valid_to + ONE_DAY] if row.valid_to else []
    ends += [row.withdrawn_on] if row.withdrawn_on else []
    return Span(row.registered_on, min(ends) if ends else None)


def marks_by_id(ids: Iterable[int]) -> dict[int, Row]:
    """Marks by key."""
    return {row.id: row for row in MARKS(ids=sorted(set(ids)))}


def licences_of(mark_ids: Iterable[int]) -> dict[int, list[Row]]:
    """To whom each mark was ever lent, oldest first."""
    licences: dict[int, list[Row]] = {}
    for row in LICENCES(marks=sorted(set(mark_ids))):
        licences.setdefault(row.mark_id, []).append(row)
    return licences


def mark_slice(page: Page, **given: Any) -> Slice:
    """One page of the marks of this `kind`, in force on the day `valid_on`, owned by or lent to this `producer`."""

    def total() -> int:
        counted = MARK_COUNT(**given)
        return int(counted[0].total) if counted else 0

    return rows.slice_of(MARK_PAGE, page, NEWEST, total=total, **given)
