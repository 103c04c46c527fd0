"""Permits, and who sees which."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet

from catalog.models import Permit
from catalog.models.permits import SEEN, PermitStatus
from catalog.papers import Span
from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from catalog.validity import ONE_DAY
from core import files
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order
from core.viewer import Viewer

DAY = models.DateField()
TEXT = models.CharField()
NEWEST = Order(("id",), (KEY,), descending=True)

PERMIT = (
    "id",
    "kind",
    "number",
    "issuer",
    "law",
    "issued_on",
    "valid_to",
    "withdrawn_on",
    "producer_id",
    "product_id",
    "file",
    "status",
    "source_id",
)


class Sight(NamedTuple):
    """What a viewer sees of papers: all, or those of some makers beside what everyone sees."""

    everything: bool
    producers: frozenset[int]

    def sees(self, producer_id: int | None) -> bool:
        """Whether drafts and files of this maker's papers are for the viewer."""
        return self.everything or producer_id in self.producers


def sight_of(viewer: Viewer, permission: str) -> Sight:
    """Officers who hold the permission see everything; others what is public, and that of makers they act for."""
    if viewer.user_id is None:
        return Sight(everything=False, producers=frozenset())
    if viewer.has_perm(permission):
        return Sight(everything=True, producers=frozenset())
    return Sight(everything=False, producers=viewer.scope("producers"))


@files.readers_of("permits")
def may_read_permit(viewer: Viewer, name: str) -> bool:
    """Whether a scan of a permit is for the viewer: for officers, and members of its maker."""
    makers = Permit.objects.filter(file=name).values_list("producer_id", flat=True)
    return any(sight_of(viewer, "catalog.view_permit").sees(maker) for maker in makers)


def permit_span(row: Any) -> Span:
    """The days on which a permit that was seen counts; from its first day on until it ends or is withdrawn."""
    ends = [row.valid_to + ONE_DAY] if row.valid_to else []
    ends += [row.withdrawn_on] if row.withdrawn_on else []
    return Span(row.issued_on, min(ends) if ends else None)


def permits_seen(p: Any) -> QuerySet[Permit]:
    """The permits a sight sees, which `p` says: those an officer has seen are public; with makers' own, or all."""
    if p.everything:
        return Permit.objects.all()
    public = Q(status__in=SEEN)
    return Permit.objects.filter(public if p.makers is None else public | Q(rows.among("producer_id", p.makers)))


def _seen(p: Any) -> QuerySet[Permit, Any]:
    found = permits_seen(p)
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.products is not None:
        found = found.filter(Q(rows.among("product_id", p.products)) | Q(rows.among("producer_id", p.of), product=None))
    elif p.of is not None:
        found = found.filter(rows.among("producer_id", p.of))
    for column in ("kind", "status"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    if p.valid_on is not None:
        lasting = Q(valid_to=None) | Q(valid_to__gte=p.valid_on)
        standing = Q(withdrawn_on=None) | Q(withdrawn_on__gt=p.valid_on)
        counting = Q(status__in=[*SEEN, PermitStatus.WITHDRAWN])
        found = found.filter(lasting, standing, counting, issued_on__lte=p.valid_on)
    return found.annotate(**{name: F(path) for name, path in SOURCE.items()}).values_list(*PERMIT, *SOURCE, named=True)


PARAMETERS: dict[str, Any] = {
    "ids": [KEY],
    "products": [KEY],
    "of": [KEY],
    "makers": [KEY],
    "kind": TEXT,
    "status": TEXT,
    "valid_on": DAY,
}
PERMITS = rows.prepared(lambda p: _seen(p).order_by("-issued_on", "-id"), **PARAMETERS)
PERMIT_PAGE = rows.prepared(lambda p: rows.keyset(_seen(p), p), **PARAMETERS)
PERMIT_COUNT = rows.prepared(
    lambda p: (
        _seen(p)
        .order_by()
        .values(whole=models.Value(1))
        .annotate(total=models.Count("id"))
        .values_list("total", named=True)
    ),
    **PARAMETERS,
)


def seen_by(sight: Sight) -> dict[str, Any]:
    """A sight as the parameters of a prepared read."""
    makers = {"makers": sorted(sight.producers)} if sight.producers else {}
    return {"everything": sight.everything, **makers}


def permits_by_id(ids: Iterable[int], sight: Sight) -> dict[int, Row]:
    """Permits by key, of those the sight sees."""
    return {row.id: row for row in PERMITS(ids=sorted(set(ids)), **seen_by(sight))}


def permits_of_products(products: Sequence[Any], sight: Sight, valid_on: date | None) -> list[list[Row]]:
    """The permits of each product (rows with `id` and `producer_id`) and of its maker, newest first. One statement."""
    makers = sorted({one.producer_id for one in products if one.producer_id})
    given: dict[str, Any] = {"products": [one.id for one in products], "of": makers, "valid_on": valid_on}
    found = PERMITS(**given, **seen_by(sight))
    return [
        [
            permit
            for permit in found
            if permit.product_id == one.id
            or (permit.product_id is None and permit.producer_id is not None and permit.producer_id == one.producer_id)
        ]
        for one in products
    ]


def permits_of_producers(ids: Sequence[int], sight: Sight, valid_on: date | None) -> list[list[Row]]:
    """The permits of each maker and of its products, newest first. One statement."""
    found: dict[int, list[Row]] = {}
    for row in PERMITS(of=sorted(set(ids)), valid_on=valid_on, **seen_by(sight)):
        found.setdefault(row.producer_id, []).append(row)
    return [found.get(key, []) for key in ids]


def permit_slice(page: Page, sight: Sight, **given: Any) -> Slice:
    """One page of the permits the sight sees, of this `kind` and `status`, that count on `valid_on`."""
    asked = {**seen_by(sight), **given}

    def total() -> int:
        counted = PERMIT_COUNT(**asked)
        return int(counted[0].total) if counted else 0

    return rows.slice_of(PERMIT_PAGE, page, NEWEST, total=total, **asked)
