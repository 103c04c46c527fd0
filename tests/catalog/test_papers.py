"""The arithmetic of papers: what is missing on a day, and the first day on which something will be."""

from datetime import date

import pytest

from catalog.papers import Papers, Requirement, Span

SAFETY = Requirement(1, "attp", "Giấy", None, frozenset({"facility", "commitment"}), Span(date(2018, 2, 2), None))
SAID = Requirement(2, "cong-bo", "Công bố", None, frozenset({"self_declaration"}), Span(date(2026, 6, 1), None))
DAY = date(2026, 1, 5)


def facility(begins=date(2025, 1, 1), ends=date(2026, 3, 1), kind="facility"):
    return (kind, Span(begins, ends))


def test_what_asks_nothing_is_in_order_for_good():
    assert Papers().in_order(DAY)
    assert Papers().until(DAY) is None


def test_a_requirement_without_a_paper_is_missing_today():
    papers = Papers((SAFETY,))
    assert papers.missing(DAY) == [SAFETY]
    assert papers.until(DAY) == DAY
    assert papers.missing(date(2018, 2, 1)) == []


@pytest.mark.parametrize("kind", ["facility", "commitment"])
def test_any_of_the_kinds_is_enough_through_its_last_day(kind):
    papers = Papers((SAFETY,), (facility(kind=kind),))
    assert papers.in_order(date(2026, 2, 28))
    assert not papers.in_order(date(2026, 3, 1))
    assert papers.until(DAY) == date(2026, 3, 1)


def test_a_second_paper_carries_on_where_the_first_ends():
    renewed = facility(date(2026, 2, 20), date(2029, 2, 20))
    assert Papers((SAFETY,), (facility(), renewed)).until(DAY) == date(2029, 2, 20)
    late = facility(date(2026, 3, 2), None)
    assert Papers((SAFETY,), (facility(), late)).until(DAY) == date(2026, 3, 1)
    assert Papers((SAFETY,), (facility(), late)).until(date(2026, 3, 2)) is None


def test_a_requirement_that_begins_later_asks_from_its_day():
    papers = Papers((SAFETY, SAID), (facility(ends=None),))
    assert papers.until(DAY) == date(2026, 6, 1)
    assert papers.missing(date(2026, 6, 1)) == [SAID]


def test_a_waiver_shows_what_lacks_papers_and_hides_no_lack():
    papers = Papers((SAFETY,), (), (Span(DAY, date(2026, 2, 1)),))
    assert papers.in_order(DAY)
    assert papers.missing(DAY) == [SAFETY]
    assert papers.until(DAY) == date(2026, 2, 1)
    assert not papers.in_order(date(2026, 1, 4))
