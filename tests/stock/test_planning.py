"""From which lots and which sales points units leave: arithmetic, so judged by trying everything."""

from datetime import date, timedelta
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from stock.planning import Shelf, first_expired_first, is_fresh, points_for, take

MADE = date(2026, 10, 1)


def shelf(number: int, expires_on: date | None, free: int, made_on: date = MADE) -> Shelf:
    return Shelf(number, 1, 1, number, made_on, expires_on, free)


def test_the_lot_that_ends_first_leaves_first_and_what_does_not_spoil_last():
    soon, later, never = shelf(3, date(2026, 12, 1), 2), shelf(2, date(2027, 1, 1), 2), shelf(1, None, 2)
    assert first_expired_first([never, later, soon]) == [soon, later, never]
    assert [(one.shelf.balance_id, one.quantity) for one in take([never, later, soon], 5)] == [(3, 2), (2, 2), (1, 1)]


def test_a_lot_is_sold_through_its_last_day():
    last = date(2026, 11, 26)
    assert is_fresh(MADE, last, last)
    assert not is_fresh(MADE, last, last + timedelta(days=1))


def test_a_channel_may_ask_for_a_third_of_the_shelf_life():
    ends = MADE + timedelta(days=90)
    third = 3333
    assert is_fresh(MADE, ends, ends - timedelta(days=30), third)
    assert not is_fresh(MADE, ends, ends - timedelta(days=29), third)
    assert is_fresh(MADE, None, date(2099, 1, 1), third)


def test_one_parcel_is_better_than_the_fullest_shops():
    free = {1: {7: 9, 8: 0}, 2: {7: 0, 8: 9}, 3: {7: 1, 8: 1}}
    assert points_for({7: 1, 8: 1}, free) == [3]


def test_of_shops_that_have_it_all_the_fullest_sends_it():
    assert points_for({7: 2}, {1: {7: 3}, 2: {7: 8}, 3: {7: 2}}) == [2]


units = st.integers(0, 4)
shops = st.dictionaries(st.integers(1, 6), st.dictionaries(st.integers(1, 3), units, max_size=3), max_size=6)
orders = st.dictionaries(st.integers(1, 3), st.integers(1, 6), min_size=1, max_size=3)


def covers(points, free, wanted):
    return all(sum(free[point].get(one, 0) for point in points) >= asked for one, asked in wanted.items())


@given(wanted=orders, free=shops)
def test_no_smaller_choice_of_shops_has_it_all(wanted, free):
    every = chain.from_iterable(combinations(free, size) for size in range(1, len(free) + 1))
    sizes = [len(chosen) for chosen in every if covers(chosen, free, wanted)]
    chosen = points_for(wanted, free)
    if not sizes:
        assert chosen is None
    else:
        assert chosen is not None
        assert covers(chosen, free, wanted)
        # Past three parcels the choice is greedy, which may take one more.
        assert len(chosen) == min(sizes) or min(sizes) > 3
