"""Papers that are about to end, and goods that are shown though nobody has seen their papers."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Value

from catalog.models import Certificate, Mark, MarkLicence, Permit, PermitWaiver
from catalog.models.expiry import BANDS, Paper
from catalog.models.permits import SEEN
from catalog.papers import Requirement
from catalog.selectors.requirements import papers_of
from catalog.validity import ONE_DAY

FURTHEST = timedelta(days=BANDS[-1])
NOTHING = Value(None, output_field=BigIntegerField())


class Expiring(NamedTuple):
    """One paper near its end."""

    paper: Paper
    id: int
    # Of a certificate its stars, of a permit or a mark its kind.
    kind: str
    number: str
    product_id: int | None
    product: str
    producer_id: int | None
    producer: str
    is_demonstration: bool
    last_day: date
    days_left: int
    # The nearest of 30, 60 and 90 days that it is within.
    band: int


def expiring(on: date, producers: Iterable[int] | None = None) -> list[Expiring]:
    """What is in force on the day and ends within 90 days of it, soonest first; of these makers, or of all.

    Four statements. A permit that another of its kind outlasts is left out: nobody will be without.
    """
    of = None if producers is None else sorted(set(producers))
    found = [
        *_told(Paper.CERTIFICATE, _certificates(on), CERTIFICATE, "product__producer", of, on),
        *_told(Paper.PERMIT, _permits(on), PERMIT, "producer", of, on),
        *_told(Paper.MARK, _marks(on), MARK, "holder", of, on),
        *_told(Paper.LICENCE, _licences(on), LICENCE, "producer", of, on),
    ]
    return sorted(found, key=lambda one: (one.last_day, one.paper, one.id))


# Of each paper: kind, number, product and its name, maker and its name, whether made up, last day.
CERTIFICATE = (
    *("stars", "decision_number", "product_id", "product__name_vi", "product__producer_id"),
    *("product__producer__name_vi", "source__is_demonstration", "valid_to"),
)
PERMIT = (
    *("kind", "number", "product_id", "product__name_vi", "producer_id", "producer__name_vi"),
    *("source__is_demonstration", "valid_to"),
)
MARK = ("kind", "number", None, "name_vi", "holder_id", "owner", "source__is_demonstration", "valid_to")
LICENCE = (
    *("mark__kind", "number", None, "mark__name_vi", "producer_id", "producer__name_vi"),
    *("source__is_demonstration", "valid_to"),
)


def _told(
    paper: Paper,
    found: QuerySet[Any],
    columns: tuple[str | None, ...],
    maker: str,
    makers: list[int] | None,
    on: date,
) -> list[Expiring]:
    if makers is not None:
        found = found.filter(**{f"{maker}__in": makers})
    expressions = [NOTHING if column is None else F(column) for column in columns]
    told = []
    for key, kind, number, product_id, product, producer_id, producer, made_up, last in found.values_list(
        "id", *expressions
    ):
        # A licence, as every dated fact, keeps the day after its last.
        last_day = last - ONE_DAY if paper == Paper.LICENCE else last
        left = (last_day - on).days
        subject = (product_id, product or "", producer_id, producer or "")
        told.append(Expiring(paper, key, str(kind), number or "", *subject, made_up, last_day, left, band_of(left)))
    return told


def band_of(days_left: int) -> int:
    """The nearest band. Raises StopIteration past the last."""
    return next(band for band in BANDS if days_left <= band)


def _certificates(on: date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        period__valid_from__lte=on, period__valid_to__gt=on, valid_to__lte=on + FURTHEST, withdrawn_on=None
    )


def _permits(on: date) -> QuerySet[Permit]:
    held = Permit.objects.filter(status__in=SEEN, issued_on__lte=on)
    longer = held.filter(Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")), kind=OuterRef("kind"))
    of_product = longer.filter(product=OuterRef("product"))
    of_maker = longer.filter(producer=OuterRef("producer"), product=None)
    ending = held.filter(valid_to__gte=on, valid_to__lte=on + FURTHEST)
    return ending.exclude(Exists(of_product) | Exists(of_maker))


def _marks(on: date) -> QuerySet[Mark]:
    return Mark.objects.filter(registered_on__lte=on, valid_to__gte=on, valid_to__lte=on + FURTHEST, withdrawn_on=None)


def _licences(on: date) -> QuerySet[MarkLicence]:
    return MarkLicence.objects.on(on).filter(valid_to__lte=on + FURTHEST + ONE_DAY)


class Waived(NamedTuple):
    """A product that may be shown without papers that goods of its kind need."""

    product_id: int
    product: str
    producer: str
    since: date
    until: date | None
    document: str
    missing: list[Requirement]


def waived(on: date) -> list[Waived]:
    """Every product that is waived on the day and what it lacks, longest waived first."""
    held = PermitWaiver.objects.on(on).order_by("valid_from", "product__name_sort")
    found = held.values_list(
        "product_id", "product__name_vi", "product__producer__name_vi", "valid_from", "valid_to", "source__document"
    )
    papers = papers_of(row[0] for row in found)
    return [
        Waived(key, name, producer or "", since, until, document, papers[key].missing(on))
        for key, name, producer, since, until, document in found
    ]
