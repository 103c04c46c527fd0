"""Months on from a day, for days that the last month has not (Civil Code, article 148.3)."""

from datetime import date

import pytest

from catalog.models.certificates import ShortMonth
from catalog.validity import last_day


@pytest.mark.parametrize(
    ("issued_on", "short_month", "expected"),
    [
        (date(2024, 3, 12), ShortMonth.LAST_DAY, date(2027, 3, 12)),
        (date(2024, 12, 31), ShortMonth.LAST_DAY, date(2027, 12, 31)),
        (date(2024, 2, 29), ShortMonth.LAST_DAY, date(2027, 2, 28)),
        (date(2024, 2, 29), ShortMonth.NEXT_DAY, date(2027, 3, 1)),
        (date(2025, 2, 28), ShortMonth.LAST_DAY, date(2028, 2, 28)),
        (date(2021, 2, 28), ShortMonth.NEXT_DAY, date(2024, 2, 28)),
    ],
)
def test_thirty_six_months_end_on_the_same_day_of_the_month(issued_on, short_month, expected):
    assert last_day(issued_on, 36, short_month) == expected


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_term_of_other_months_that_ends_in_february(day):
    assert last_day(date(2026, 10, day), 4, ShortMonth.LAST_DAY) == date(2027, 2, 28)
    assert last_day(date(2026, 10, day), 4, ShortMonth.NEXT_DAY) == date(2027, 3, 1)


def test_the_last_leap_day_is_a_day_to_end_on():
    assert last_day(date(2025, 2, 28), 36, ShortMonth.LAST_DAY) == date(2028, 2, 28)
    assert last_day(date(2027, 10, 31), 4, ShortMonth.LAST_DAY) == date(2028, 2, 29)
