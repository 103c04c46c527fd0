"""Putting right what was entered wrongly of a decision that was seen."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from catalog.errors import (
    CertificateSettled,
    DecisionDayInvalid,
    DecisionNumberRequired,
    ReasonRequired,
    StarsUnknown,
)
from catalog.models import Certificate, Source
from catalog.models.certificates import PROVEN, STARS, CertifierLevel
from catalog.services.certificates import judge_alone, judge_score
from catalog.services.star_periods import locked, settle
from catalog.services.star_rules import rightful_issuer, valid_through
from catalog.services.upsert import put
from core import clock, history
from core.transitions import Actor

# What an officer reads off a decision.
READ = ("stars", "decision_number", "issued_on", "issuer", "score", "province_score", "source_id")


class Reading(TypedDict, total=False):
    """What the decision says, where that was entered otherwise. Scores are in hundredths."""

    stars: int
    decision_number: str
    issued_on: date
    issuer: CertifierLevel
    score: int | None
    province_score: int | None
    source: Source


@transaction.atomic
def correct_certificate(*, certificate: Certificate, reason: str, by: Actor, **right: Unpack[Reading]) -> Certificate:
    """Enter a decision as it reads; its last day, its issuer and the days of the product's stars follow. For officers.

    `certificate` is as the officer saw it: one that somebody has changed since is not corrected. What it was and why it
    is no longer stays in core.history. A report is not corrected but told anew, and a decision that there never was is
    withdrawn. Raises CertificateSettled, ReasonRequired, StarsUnknown, ScoreInvalid, DecisionNumberRequired,
    DecisionDayInvalid, StarRuleMissing, IssuerWrong, CertificatesOverlap, ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    of_product = locked(certificate.product_id)
    mine = of_product[certificate.pk]
    if mine.status not in PROVEN or any(getattr(mine, name) != getattr(certificate, name) for name in READ):
        raise CertificateSettled
    number = right.get("decision_number", mine.decision_number or "").strip()
    # PROVEN has a day.
    issued_on = right.get("issued_on") or mine.issued_on or clock.today()
    stars = right.get("stars", mine.stars)
    _judge(stars, number, issued_on, right)
    judge_alone(of_product, mine, number, issued_on)
    values: dict[str, object] = {
        **right,
        "stars": stars,
        "decision_number": number,
        "issued_on": issued_on,
        "issuer": rightful_issuer(stars, issued_on, right.get("issuer")).value,
        "valid_to": valid_through(stars, issued_on),
    }
    with history.acting(by, reason.strip()):
        of_product[mine.pk], _ = put(Certificate, {"pk": mine.pk}, values)
        settle(of_product.values(), by, of_product[mine.pk])
    return of_product[mine.pk]


def _judge(stars: int, number: str, issued_on: date, right: Reading) -> None:
    if stars not in STARS:
        raise StarsUnknown
    if not number:
        raise DecisionNumberRequired
    if issued_on > clock.today():
        raise DecisionDayInvalid
    judge_score(right.get("score"), "score")
    judge_score(right.get("province_score"), "province_score")
