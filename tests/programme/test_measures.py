"""Exact fractions: nothing is rounded over a line."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.measures import Bounds, Count, Status, gap_to_high, gap_to_low, percent, status

ENTERPRISES = Count(21, 107)
A_FIFTH = Bounds(20, None, percent=True)


def test_21_of_107_enterprises_is_not_a_fifth_and_one_enterprise_short():
    assert 21 * 100 < 20 * 107
    assert status(ENTERPRISES, A_FIFTH) is Status.BELOW
    assert gap_to_low(ENTERPRISES, A_FIFTH) == 1
    assert percent(ENTERPRISES, A_FIFTH) == Decimal("19.63")
    assert status(Count(22, 107), A_FIFTH) is Status.REACHED


def test_58_of_107_cooperatives_is_more_than_two_fifths():
    cooperatives, two_fifths = Count(58, 107), Bounds(40, None, percent=True)
    assert status(cooperatives, two_fifths) is Status.REACHED
    assert gap_to_low(cooperatives, two_fifths) == 43 - 58
    assert gap_to_high(cooperatives, two_fifths) is None


def test_a_share_a_hair_under_the_line_is_written_under_the_line():
    assert percent(Count(199_999, 1_000_000), A_FIFTH) == Decimal("19.9999")
    assert percent(Count(1, 5), A_FIFTH) == Decimal("20.00")


@pytest.mark.parametrize(
    ("held", "expected", "to_low", "to_high"),
    [
        (62, Status.BELOW, 3, 8),
        (65, Status.WITHIN, 0, 5),
        (70, Status.WITHIN, -5, 0),
        (71, Status.ABOVE, -6, -1),
    ],
)
def test_the_gap_is_given_to_both_ends_and_the_ends_are_in_the_range(held, expected, to_low, to_high):
    asked = Bounds(65, 70, percent=False)
    assert status(Count(held), asked) is expected
    assert (gap_to_low(Count(held), asked), gap_to_high(Count(held), asked)) == (to_low, to_high)


SHARES = st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(SHARES, st.integers(0, 100), st.integers(0, 100))
def test_a_status_is_that_of_the_exact_fraction(share, one, other):
    low, high = sorted((one, other))
    exact = Fraction(share[0] * 100, share[1])
    expected = Status.BELOW if exact < low else Status.ABOVE if exact > high else Status.WITHIN
    bounds = Bounds(low, high, percent=True)
    assert status(Count(*share), bounds) is expected
    written = Fraction(percent(Count(*share), bounds))
    for line in (low, high):
        assert (written > line, written < line) == (exact > line, exact < line)


@given(SHARES, st.integers(0, 100))
def test_a_gap_is_the_smallest_step_that_reaches_the_line(share, low):
    bounds = Bounds(low, None, percent=True)
    reached = share[0] + gap_to_low(Count(*share), bounds)
    assert reached * 100 >= low * share[1] > (reached - 1) * 100
