"""Sentences about stars: what was is told as past, what is only reported as a report."""

import pytest
from django.utils.translation import override

from shop import stars

REPORTED = {"stars": 3, "status": "REPORTED", "starFrom": None, "starTo": None}
HELD = {"stars": 4, "status": "LAPSED", "issuedOn": "2020-01-20", "issuedPrecision": "DAY"}
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "day", "precision", "when"),
    [
        ("vi", "2019-01-01", "YEAR", "2019"),
        ("vi", "2019-07-01", "MONTH", "7/2019"),
        ("vi", "2023-11-14", "DAY", "14/11/2023"),
        ("vi", "2024-03-31", "BY", "chậm nhất 31/03/2024"),
        ("en", "2019-07-01", "MONTH", f"July{NBSP}2019"),
        ("en", "2024-03-31", "BY", f"by 31{NBSP}March{NBSP}2024"),
    ],
)
def test_a_report_says_when_as_far_as_it_is_known(language, day, precision, when):
    sentences = {
        "vi": f"Từng được công nhận 3 sao ({when}), chưa xác nhận còn hiệu lực.",
        "en": f"Once certified with 3 stars ({when}), not confirmed as still valid.",
    }
    with override(language):
        told = stars.past({**REPORTED, "issuedOn": day, "issuedPrecision": precision}, language)
    assert told == sentences[language]


def test_a_report_without_a_day_names_none():
    with override("vi"):
        told = stars.past({**REPORTED, "issuedOn": None, "issuedPrecision": None}, "vi")
    assert told == "Từng được công nhận 3 sao, chưa xác nhận còn hiệu lực."


@pytest.mark.parametrize(
    ("first", "last", "years"), [("2020-01-20", "2023-01-20", "2020–2023"), ("2024-02-01", "2024-09-30", "2024")]
)
def test_stars_once_held_are_told_by_their_years(first, last, years):
    with override("vi"):
        assert stars.past({**HELD, "starFrom": first, "starTo": last}, "vi") == f"Từng đạt 4 sao, {years}."


def test_a_fifth_star_awaited_is_no_star():
    with override("vi"):
        told = stars.past({**REPORTED, "stars": 5, "status": "POTENTIAL_5"}, "vi")
    assert told == "Tỉnh đã đề nghị 5 sao, đang chờ trung ương."
