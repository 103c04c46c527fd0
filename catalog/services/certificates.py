"""Stars: what is reported, what a decision proves, what is taken back."""

from datetime import date
from typing import NamedTuple

from django.db import transaction

from catalog.errors import (
    AwaitedStarsInvalid,
    CertificateSettled,
    CertificatesOverlap,
    DecisionDayInvalid,
    DecisionNumberRequired,
    ReasonRequired,
    ScoreInvalid,
    StarsUnknown,
)
from catalog.models import Certificate, Product, Source
from catalog.models.certificates import (
    HIGHEST_SCORE,
    POTENTIAL_STARS,
    STARS,
    CertificateEvent,
    CertificateStatus,
    CertifierLevel,
    DayPrecision,
)
from catalog.services.star_periods import counting, locked, settle
from catalog.services.star_rules import rightful_issuer, valid_through
from catalog.services.upsert import put
from core import clock, history, transitions
from core.transitions import SYSTEM, Actor

OPEN = (CertificateStatus.REPORTED, CertificateStatus.POTENTIAL_5)


class PrintedDay(NamedTuple):
    """A day as far as a source prints it."""

    day: date
    precision: DayPrecision

    def kept(self) -> date:
        """The date that stands for it: of a month or a year the first day."""
        if self.precision == DayPrecision.YEAR:
            return self.day.replace(month=1, day=1)
        return self.day.replace(day=1) if self.precision == DayPrecision.MONTH else self.day


@transaction.atomic
def put_certificate(
    *,
    product: Product,
    stars: int,
    source: Source,
    by: Actor,
    issued: PrintedDay | None = None,
    decision_number: str = "",
    province_score: int | None = None,
    awaits_centre: bool = False,
) -> tuple[Certificate, bool]:
    """Keep what a source says of a product's stars, and whether that is new or changed; it gives no star.

    One row for each decision a source numbers, else for each number of stars it names. `province_score` is in
    hundredths; `awaits_centre` says that the province has sent the product on for a fifth star. A row that has been
    confirmed or withdrawn since stays as it is. Raises StarsUnknown, ScoreInvalid, AwaitedStarsInvalid, ActorRequired.
    """
    by.required()
    _judge_report(stars, province_score, awaits_centre)
    of_product = locked(product.pk)
    named = {"decision_number": decision_number} if decision_number else {"stars": stars}
    key = {"product": product, "source": source, **named}
    known = Certificate.objects.filter(**key).order_by("pk").first() or _told(of_product, decision_number, issued)
    if known is not None and (known.status not in OPEN or known.source_id != source.pk):
        return known, False
    values = {
        "stars": stars,
        "decision_number": decision_number or None,
        "province_score": province_score,
        "issued_on": issued.kept() if issued else None,
        "issued_precision": issued.precision.value if issued else "",
        "status": (CertificateStatus.POTENTIAL_5 if awaits_centre else CertificateStatus.REPORTED).value,
    }
    beside = {name: value for name, value in values.items() if name not in key}
    with history.acting(by):
        certificate, changed = put(Certificate, {"pk": known.pk} if known else key, beside)
    before = of_product[certificate.pk].status if certificate.pk in of_product else ""
    if before != certificate.status:
        _record(certificate, before, by)
    return certificate, changed


def _told(of_product: dict[int, Certificate], number: str, issued: PrintedDay | None) -> Certificate | None:
    """The same decision, of which another source told before."""
    if not number or issued is None:
        return None
    return next((one for one in of_product.values() if _is_of(one, number, issued.kept())), None)


@transaction.atomic
def confirm_certificate(
    *,
    certificate: Certificate,
    decision_number: str,
    issued_on: date,
    by: Actor,
    issuer: CertifierLevel | None = None,
    score: int | None = None,
    event: CertificateEvent = CertificateEvent.NEW,
) -> Certificate:
    """Give the product its stars by a decision that was seen, from the decision's own day on.

    Without `issuer` it is whoever certified so many stars on that day; `score` is in hundredths; an event that says
    NEW becomes a re-rating or an upgrade where an older decision is known. Raises CertificateSettled,
    DecisionNumberRequired, DecisionDayInvalid, StarRuleMissing, IssuerWrong, ScoreInvalid, CertificatesOverlap,
    ActorRequired.
    """
    by.required()
    of_product = locked(certificate.product_id)
    mine = of_product[certificate.pk]
    if mine.status not in OPEN:
        raise CertificateSettled
    if not decision_number.strip():
        raise DecisionNumberRequired
    if issued_on > clock.today():
        raise DecisionDayInvalid
    judge_score(score, "score")
    judge_alone(of_product, mine, decision_number.strip(), issued_on)
    proof = {
        "issuer": rightful_issuer(mine.stars, issued_on, issuer).value,
        "valid_to": valid_through(mine.stars, issued_on),
        "decision_number": decision_number.strip(),
        "issued_on": issued_on,
        "issued_precision": DayPrecision.DAY.value,
        "score": score,
        "event": event.value,
        "status": CertificateStatus.CONFIRMED.value,
    }
    return _change(of_product, mine, proof, by)


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, on: date, reason: str, by: Actor) -> Certificate:
    """Take it back from the day `on`; on the decision's day or before, it never gave a star.

    What it had replaced counts again then. Raises ReasonRequired, CertificateSettled if it is withdrawn already,
    ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    of_product = locked(certificate.product_id)
    mine = of_product[certificate.pk]
    if mine.status == CertificateStatus.WITHDRAWN:
        raise CertificateSettled
    return _change(
        of_product, mine, {"status": CertificateStatus.WITHDRAWN.value, "withdrawn_on": on}, by, reason.strip()
    )


def judge_alone(of_product: dict[int, Certificate], mine: Certificate, number: str, day: date) -> None:
    """Raises CertificatesOverlap if another decision of the product counts from that day, or bears number and day."""
    others = [one for one in of_product.values() if one.pk != mine.pk]
    if any(begins == day for begins, _ in counting(others)) or any(_is_of(one, number, day) for one in others):
        raise CertificatesOverlap


def _is_of(one: Certificate, number: str, day: date) -> bool:
    """Whether a certificate stands for the decision of that number and day; a withdrawn one stands for none."""
    return one.status != CertificateStatus.WITHDRAWN and (one.decision_number, one.issued_on) == (number, day)


def lapse_certificates() -> int:
    """Mark as lapsed every confirmed certificate whose last day has passed; how many products had one.

    A record for officers and history only: a star ends by its days, whether this has run or not.
    """
    due = Certificate.objects.filter(status=CertificateStatus.CONFIRMED, valid_to__lt=clock.today())
    products = sorted(set(due.values_list("product_id", flat=True)))
    for product_id in products:
        with transaction.atomic():
            settle(locked(product_id).values(), SYSTEM)
    return len(products)


def _change(
    of_product: dict[int, Certificate], mine: Certificate, values: dict[str, object], by: Actor, reason: str = ""
) -> Certificate:
    before = mine.status
    with history.acting(by, reason):
        of_product[mine.pk], _ = put(Certificate, {"pk": mine.pk}, values)
        _record(of_product[mine.pk], before, by, reason)
        settle(of_product.values(), by)
    return of_product[mine.pk]


def _record(certificate: Certificate, before: str, by: Actor, reason: str = "") -> None:
    transitions.record(
        certificate, before=before, after=certificate.status, actor_id=by.id, actor_role=by.role, reason=reason
    )


def _judge_report(stars: int, province_score: int | None, awaits_centre: bool) -> None:
    if stars not in STARS:
        raise StarsUnknown
    judge_score(province_score, "province_score")
    if awaits_centre and (stars != POTENTIAL_STARS or province_score is None):
        raise AwaitedStarsInvalid


def judge_score(score: int | None, field: str) -> None:
    if score is not None and not 0 <= score <= HIGHEST_SCORE:
        raise ScoreInvalid(field)
