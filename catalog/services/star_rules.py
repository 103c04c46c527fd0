"""Who certifies stars, for how long: decisions entered as dated facts, and what they say of one day."""

from datetime import date

from django.db import transaction

from catalog import selectors
from catalog.errors import IssuerWrong, StarRuleMissing
from catalog.models import CertifierRule, Source, ValidityRule
from catalog.models.certificates import CertifierLevel, ShortMonth
from catalog.services.upsert import put
from catalog.validity import last_day


@transaction.atomic
def put_certifier_rule(
    *, stars: int, valid_from: date, valid_to: date | None, level: CertifierLevel, source: Source
) -> tuple[CertifierRule, bool]:
    """Who certifies so many stars from that day, and whether that is new or changed; the database refuses two."""
    values = {"valid_to": valid_to, "level": level.value, "source": source}
    return put(CertifierRule, {"stars": stars, "valid_from": valid_from}, values)


@transaction.atomic
def put_validity_rule(
    *, stars: int, valid_from: date, valid_to: date | None, months: int, short_month: ShortMonth, source: Source
) -> tuple[ValidityRule, bool]:
    """How long decisions from that day on give so many stars, and whether that is new or changed."""
    values = {"valid_to": valid_to, "months": months, "short_month": short_month.value, "source": source}
    return put(ValidityRule, {"stars": stars, "valid_from": valid_from}, values)


def rightful_issuer(stars: int, day: date, stated: CertifierLevel | None) -> CertifierLevel:
    """Who certifies so many stars on a day. Raises StarRuleMissing, and IssuerWrong when another is stated."""
    rule = selectors.certifier_on(stars, day)
    if rule is None:
        raise StarRuleMissing
    level = CertifierLevel(rule.level)
    if stated is not None and stated != level:
        raise IssuerWrong(str(level.label))
    return level


def valid_through(stars: int, day: date) -> date:
    """The last day of stars decided on a day. Raises StarRuleMissing."""
    rule = selectors.validity_on(stars, day)
    if rule is None:
        raise StarRuleMissing
    return last_day(day, rule.months, ShortMonth(rule.short_month))
