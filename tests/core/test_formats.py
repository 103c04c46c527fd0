"""Amounts, days and weights as people write them."""

import datetime
from decimal import Decimal

import pytest

from core import formats


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        ("1250000", "VND", "vi", "1.250.000\N{NO-BREAK SPACE}₫"),
        ("1250000", "VND", "en", "1,250,000\N{NO-BREAK SPACE}₫"),
        ("4.2", "USD", "en", "US$4.20"),
        ("4.2", "USD", "vi", "4,20\N{NO-BREAK SPACE}US$"),
        ("0", "VND", "vi", "0\N{NO-BREAK SPACE}₫"),
    ],
)
def test_money_carries_its_currency_and_never_breaks_from_it(amount, currency, language, text):
    assert formats.money(Decimal(amount), currency, language) == text


def test_day_is_written_in_the_readers_order():
    date = datetime.date(2026, 11, 3)
    assert formats.day(date, "vi") == "03/11/2026"
    assert formats.day(date, "en").replace("\N{NO-BREAK SPACE}", " ") == "3 November 2026"


def test_month_is_written_in_the_readers_order():
    date = datetime.date(2025, 7, 1)
    assert formats.month(date, "vi") == "7/2025"
    assert formats.month(date, "en").replace("\N{NO-BREAK SPACE}", " ") == "July 2025"


def test_the_end_of_a_term_has_two_figures_for_its_month_as_on_the_paper():
    date = datetime.date(2027, 3, 12)
    assert formats.term(date, "vi") == "03/2027"
    assert formats.term(date, "en").replace("\N{NO-BREAK SPACE}", " ") == "March 2027"


def test_an_instant_falls_on_the_day_it_is_in_vietnam():
    assert formats.day_of("2026-11-22T17:00:00+00:00") == datetime.date(2026, 11, 23)
    assert formats.day_of("2026-11-22") == datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("weight", "language", "text"),
    [(999, "vi", "999 g"), (1000, "vi", "1 kg"), (1500, "vi", "1,5 kg"), (1500, "en", "1.5 kg")],
)
def test_a_kilogram_and_more_is_told_in_kilograms(weight, language, text):
    assert formats.grams(weight, language).replace("\N{NO-BREAK SPACE}", " ") == text


def test_percent_keeps_the_parts_a_law_can_set():
    assert formats.percent(800, "vi") == "8%"
    assert formats.percent(750, "vi") == "7,5%"
    assert formats.percent(750, "en") == "7.5%"


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        ("+84912345678", "0912 345 678", "+84 912 345 678"),
        ("+842323822010", "0232 382 2010", "+84 232 382 2010"),
        ("+33123456789", "+33123456789", "+33123456789"),
    ],
)
def test_telephone_numbers_are_read_out_in_groups(number, vietnamese, english):
    assert spaced(formats.phone(number, "vi")) == vietnamese
    assert spaced(formats.phone(number, "en")) == english


@pytest.mark.parametrize(("metres", "told"), [(0, "dưới 1 km"), (999, "dưới 1 km"), (1000, "1 km"), (36_600, "37 km")])
def test_distances_are_told_to_a_kilometre(metres, told):
    assert spaced(formats.distance(metres, "vi")) == told


def spaced(text):
    return text.replace(formats.NO_BREAK_SPACE, " ")
