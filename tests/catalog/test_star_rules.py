"""Trap 8: who certifies a star is a dated fact, and so is for how long."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog import errors, selectors, services
from catalog.models import CertifierRule
from catalog.models.certificates import CertifierLevel, ShortMonth
from core import dated
from tests import factories


@pytest.fixture(autouse=True)
def rules(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()


def level(stars, day):
    return selectors.certifier_on(stars, day).level


@pytest.mark.parametrize(
    ("stars", "day", "expected"),
    [
        (3, date(2023, 2, 23), "province"),
        (3, date(2023, 2, 24), "district"),
        (3, date(2025, 7, 5), "district"),
        (3, date(2025, 7, 6), "province"),
        (4, date(2025, 7, 5), "province"),
        (4, date(2025, 7, 6), "province"),
        (5, date(2025, 7, 5), "centre"),
        (5, date(2025, 7, 6), "centre"),
    ],
)
def test_who_certifies_on_a_day(stars, day, expected):
    assert level(stars, day) == expected


@pytest.mark.parametrize(
    ("day", "rightful", "wrong"),
    [
        (date(2025, 7, 5), CertifierLevel.DISTRICT, CertifierLevel.PROVINCE),
        (date(2025, 7, 6), CertifierLevel.PROVINCE, CertifierLevel.DISTRICT),
    ],
)
def test_a_district_gave_three_stars_until_decision_1489_and_the_province_since(day, rightful, wrong):
    with pytest.raises(errors.IssuerWrong) as refusal:
        factories.confirmed(stars=3, issued_on=day, issuer=wrong)
    assert str(rightful.label) in refusal.value.message
    assert factories.confirmed(stars=3, issued_on=day, issuer=rightful).issuer == rightful
    assert factories.confirmed(stars=3, issued_on=day).issuer == rightful


def test_a_day_before_every_rule_is_not_guessed():
    with pytest.raises(errors.StarRuleMissing):
        factories.confirmed(issued_on=date(2018, 5, 7))


def test_a_new_decision_of_the_law_takes_over_from_its_day():
    dated.enact(CertifierRule, valid_from=date(2026, 1, 1), key={"stars": 3}, level="centre", source=factories.source())
    assert level(3, date(2025, 12, 31)) == "province"
    assert level(3, date(2026, 1, 1)) == "centre"


def test_the_database_refuses_two_certifiers_of_one_star_on_one_day():
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        services.put_certifier_rule(
            stars=3,
            valid_from=date(2026, 1, 1),
            valid_to=None,
            level=CertifierLevel.DISTRICT,
            source=factories.source(),
        )


def test_months_of_validity_follow_the_decisions_day():
    factories.star_rules()
    rule = selectors.validity_on(4, date(2026, 6, 30))
    assert (rule.months, rule.short_month) == (36, ShortMonth.LAST_DAY)
    dated.enact(
        type(rule),
        valid_from=date(2026, 7, 1),
        key={"stars": 4},
        months=24,
        short_month=ShortMonth.LAST_DAY,
        source=factories.source(),
    )
    before = factories.confirmed(stars=4, issued_on=date(2026, 6, 30))
    after = factories.confirmed(stars=4, issued_on=date(2026, 7, 1))
    assert before.valid_to == date(2029, 6, 30)
    assert after.valid_to == date(2028, 7, 1)
