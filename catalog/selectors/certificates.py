"""Stars and the papers behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, QuerySet

from catalog.models import Certificate, CertifierRule, ValidityRule
from catalog.models.certificates import CertificateStatus
from catalog.selectors.evidence import SOURCE
from catalog.selectors.shelves import KEY
from catalog.validity import ONE_DAY, midnight
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

DAY = models.DateField()
STARS = models.PositiveSmallIntegerField()

CERTIFICATE = (
    "id",
    "product_id",
    "stars",
    "score",
    "province_score",
    "issuer",
    "decision_number",
    "issued_on",
    "issued_precision",
    "valid_to",
    "withdrawn_on",
    "status",
    "event",
    "source_id",
)
JOINED = SOURCE | {"star_from": "period__valid_from", "star_until": "period__valid_to"}
NEWEST = Order(("id",), (KEY,), descending=True)


def certificates_on(day: date) -> QuerySet[Certificate]:
    """The certificates by which products have their stars on a day: proven, begun, neither ended nor replaced.

    At most one of a product. A decision counts for the days it was in force, whatever has become of it since.
    """
    return Certificate.objects.filter(period__valid_from__lte=day, period__valid_to__gt=day)


def certifier_on(stars: int, day: date) -> CertifierRule | None:
    """Who certifies so many stars on a day."""
    return CertifierRule.objects.on(day).filter(stars=stars).first()


def validity_on(stars: int, day: date) -> ValidityRule | None:
    """How long a decision of that day gives so many stars."""
    return ValidityRule.objects.on(day).filter(stars=stars).first()


def public_certificates() -> QuerySet[Certificate]:
    """Without those withdrawn before they gave a star: they were mistakes, and would be told as facts."""
    return Certificate.objects.exclude(status=CertificateStatus.WITHDRAWN, period=None)


def _certificates(p: Any) -> QuerySet[Certificate, Any]:
    found = public_certificates()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.products is not None:
        found = found.filter(rows.among("product_id", p.products))
    if p.stars is not None:
        found = found.filter(rows.among("stars", p.stars))
    if p.status is not None:
        found = found.filter(status=p.status)
    if p.valid_on is not None:
        found = found.filter(period__valid_from__lte=p.valid_on, period__valid_to__gt=p.valid_on)
    if p.ends_after is not None:
        found = found.filter(period__valid_to__gt=p.ends_after)
    return found.annotate(**{name: F(path) for name, path in JOINED.items()}).values_list(
        *CERTIFICATE, *JOINED, named=True
    )


PARAMETERS: dict[str, Any] = {
    "ids": [KEY],
    "products": [KEY],
    "stars": [STARS],
    "status": models.CharField(),
    "valid_on": DAY,
    "ends_after": DAY,
}
# Newest decision first; what has no day comes last, whatever the database thinks of nulls.
CERTIFICATES = rows.prepared(
    lambda p: _certificates(p).order_by("product_id", F("issued_on").desc(nulls_last=True), "-id"), **PARAMETERS
)
CERTIFICATE_PAGE = rows.prepared(lambda p: rows.keyset(_certificates(p), p), **PARAMETERS)
CERTIFICATE_COUNT = rows.prepared(
    lambda p: (
        _certificates(p)
        .order_by()
        .values(whole=models.Value(1))
        .annotate(total=models.Count("id"))
        .values_list("total", named=True)
    ),
    **PARAMETERS,
)


@dataclass(frozen=True)
class Stars:
    """The certificates that give products their stars on one day, by product."""

    of: dict[int, Row]
    # The first instant after which this may be wrong.
    until: datetime | None


def stars_on(product_ids: Iterable[int], day: date) -> Stars:
    """The stars of each product on a day in Vietnam, and the midnight at which the first of them come or go."""
    found: dict[int, Row] = {}
    edges: list[date] = []
    for row in CERTIFICATES(products=sorted(set(product_ids)), ends_after=day):
        if row.star_from <= day:
            found[row.product_id] = row
            edges.append(row.star_until)
        else:
            edges.append(row.star_from)
    return Stars(found, midnight(min(edges)) if edges else None)


def star_on(product_id: int, day: date) -> Row | None:
    """The certificate that gives a product its star on a day, with its day and decision number; else None."""
    return stars_on([product_id], day).of.get(product_id)


def star_to(row: Row) -> date | None:
    """The last day a certificate gives a star; None for one that never gave any."""
    return None if row.star_until is None else row.star_until - ONE_DAY


def certificates_of_products(ids: Iterable[int]) -> dict[int, list[Row]]:
    """Everything known of each product's stars, newest decision first."""
    history: dict[int, list[Row]] = {}
    for row in CERTIFICATES(products=sorted(set(ids))):
        history.setdefault(row.product_id, []).append(row)
    return history


def giving_star(held: Iterable[Row], day: date) -> Row | None:
    """Of what is known of one product's stars, the certificate that gave or gives it a star on a day."""
    return next((row for row in held if row.star_from and row.star_from <= day < row.star_until), None)


def certificates_by_id(ids: Iterable[int]) -> dict[int, Row]:
    """Certificates by key."""
    return {row.id: row for row in CERTIFICATES(ids=sorted(set(ids)))}


def certificate_slice(page: Page, **given: Any) -> Slice:
    """One page of the certificates with these `stars` (a list), `status`, and in force on the day `valid_on`."""

    def total() -> int:
        counted = CERTIFICATE_COUNT(**given)
        return int(counted[0].total) if counted else 0

    return rows.slice_of(CERTIFICATE_PAGE, page, NEWEST, total=total, **given)
