"""Trap 9: 8 % VAT ends with 2026; a rate is a dated row, looked up for a day in Vietnam."""

from datetime import date, datetime

import pytest

from catalog import selectors
from catalog.loading.frame import load_tax_rates
from catalog.loading.report import Report
from catalog.models import TaxClass
from core.clock import VIETNAM


@pytest.fixture
def rates(db):
    load_tax_rates(Report())


def table(day):
    return selectors.frame(selectors.revision()).tax_table(day)


@pytest.mark.parametrize(
    ("day", "tax_class", "rate_bp"),
    [
        (date(2026, 12, 31), TaxClass.STANDARD, 800),
        (date(2027, 1, 1), TaxClass.STANDARD, 1000),
        (date(2026, 12, 31), TaxClass.EXCISE, 1000),
        (date(2027, 1, 1), TaxClass.EXCISE, 1000),
        (date(2026, 12, 31), TaxClass.PRODUCE, 500),
        (date(2027, 1, 1), TaxClass.PRODUCE, 500),
    ],
)
def test_the_rate_of_a_class_on_a_day(rates, day, tax_class, rate_bp):
    assert table(day).rate_bp(tax_class, export=False) == rate_bp


@pytest.mark.parametrize("tax_class", [TaxClass.STANDARD, TaxClass.PRODUCE, TaxClass.EXCISE])
def test_exports_carry_no_vat(rates, tax_class):
    assert table(date(2026, 11, 24)).rate_bp(tax_class, export=True) == 0


def test_an_answer_is_fresh_until_the_rate_changes_at_midnight_in_vietnam(rates):
    assert table(date(2026, 11, 24)).until == datetime(2027, 1, 1, tzinfo=VIETNAM)
    assert table(date(2027, 1, 1)).until is None


def test_a_day_before_every_rate_is_not_guessed(rates):
    with pytest.raises(KeyError):
        table(date(2020, 1, 1)).rate_bp(TaxClass.STANDARD, export=False)
