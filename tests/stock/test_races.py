"""Buyers at the same shelves on connections of their own, and what happens when a guard is taken away."""

import threading
from collections import Counter
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import transaction
from django.db.models import F

from stock import services
from stock.models import Reservation, StockBalance, StockMove
from stock.services import reservations
from tests import factories
from tests.stock import shelves
from tests.stock.shelves import on_this_clock

pytestmark = pytest.mark.usefixtures("now")

LOTS = 12


def twelve_lots(units: int):
    """A variant in twelve lots that end in another order than they were made known in, `units` over all of them."""
    variant, shop = factories.variant(), shelves.point()
    for number in range(LOTS):
        ends = date(2027, 1, 1) + timedelta(days=(number * 7) % LOTS)
        share = units // LOTS + (number < units % LOTS)
        lot = shelves.lot(variant, ends)
        if share:
            shelves.stocked(lot, shop, share)
    return variant


def buy(variant, number):
    return services.reserve(reference=f"đơn {number}", wanted={variant.pk: 1})


def outcomes(results) -> Counter:
    return Counter(type(one).__name__ for one in results)


def test_eight_buyers_of_exactly_eight_units_all_win(at_once):
    variant = twelve_lots(8)
    results = at_once(*(on_this_clock(buy, variant, number) for number in range(8)))
    assert outcomes(results) == {"Reservation": 8}
    assert services.differences() == []


def test_of_two_hundred_buyers_of_fifty_units_fifty_win(at_once):
    variant = twelve_lots(50)
    results = at_once(*(on_this_clock(buy, variant, number) for number in range(200)))
    assert outcomes(results) == {"Reservation": 50, "InsufficientStock": 150}
    assert sum(StockBalance.objects.filter(is_held=True).values_list("reserved", flat=True)) == 50
    assert services.differences() == []


def test_without_the_lock_buyers_are_refused_while_stock_remains(at_once):
    """The negative control: all plan by the same shelves, then each writes under the guard alone."""
    variant = twelve_lots(8)
    planned = threading.Barrier(8)

    def buy_unlocked():
        with transaction.atomic():
            takings = reservations._planned({variant.pk: 1}, reservations._open_shelves([variant.pk], None, None))
        planned.wait()
        with transaction.atomic():
            for one in takings:
                reservations._promise(one)

    results = at_once(*(on_this_clock(buy_unlocked) for _ in range(8)))
    assert outcomes(results) == {"NoneType": 1, "InsufficientStock": 7}


def test_without_the_guard_the_database_still_refuses_to_promise_twice(at_once):
    """The negative control of the guard: of those who planned the same unit, the constraint lets one through."""
    variant = twelve_lots(8)
    planned = threading.Barrier(8)

    def buy_unguarded():
        with transaction.atomic():
            takings = reservations._planned({variant.pk: 1}, reservations._open_shelves([variant.pk], None, None))
        planned.wait()
        for one in takings:
            StockBalance.objects.filter(pk=one.shelf.balance_id).update(reserved=F("reserved") + one.quantity)

    results = at_once(*(on_this_clock(buy_unguarded) for _ in range(8)))
    assert outcomes(results) == {"NoneType": 1, "IntegrityError": 7}


def test_orders_of_the_same_goods_in_other_orders_do_not_lock_each_other_out(at_once):
    one, other = twelve_lots(24), twelve_lots(24)

    def order(number):
        pair = (one, other) if number % 2 else (other, one)
        return services.reserve(reference=str(number), wanted={variant.pk: 2 for variant in pair})

    results = at_once(*(on_this_clock(order, number) for number in range(16)))
    assert outcomes(results) == {"Reservation": 12, "InsufficientStock": 4}
    assert services.differences() == []


def test_a_promise_is_consumed_or_released_or_expires_but_only_one_of_them(at_once):
    variant = twelve_lots(2)
    held = services.reserve(reference="1", wanted={variant.pk: 2}, hold_for=timedelta(0))
    results = at_once(
        on_this_clock(lambda: services.consume(reservation_id=held.pk, lines={variant.pk: 1}, by=factories.OFFICER)),
        on_this_clock(lambda: services.release(reservation_id=held.pk)),
        on_this_clock(services.expire),
    )
    ended = Reservation.objects.get().status
    assert ended in ("consumed", "released", "expired")
    assert StockMove.objects.filter(document_type="sale").exists() == (ended == "consumed")
    assert outcomes(results)["ReservationEnded"] == {"consumed": 1, "released": 1, "expired": 2}[ended]
    assert services.differences() == []


def test_what_is_recalled_meanwhile_is_not_promised(at_once):
    variant, shop = factories.variant(), shelves.point()
    lot = shelves.lot(variant)
    shelves.stocked(lot, shop, 50)
    results = at_once(
        *(on_this_clock(buy, variant, number) for number in range(6)),
        on_this_clock(lambda: services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)),
    )
    assert set(outcomes(results)) <= {"Reservation", "InsufficientStock", "Lot"}
    assert not Reservation.objects.filter(status="active").exists()
    assert StockBalance.objects.get(lot=lot, is_held=True).reserved == 0


def test_two_who_reverse_one_move_reverse_it_once(at_once):
    lot, shop = shelves.lot(), shelves.point()
    (wrong,) = shelves.move(shelves.going(lot, shop, 5))
    reverse = partial(services.reverse, move_id=wrong.pk, reason="Nhập nhầm", by=factories.OFFICER)
    results = at_once(on_this_clock(reverse), on_this_clock(reverse))
    assert outcomes(results) == {"StockMove": 1, "MoveNotReversible": 1}
    assert services.differences() == []


def test_goods_that_go_both_ways_do_not_lock_each_other_out(at_once):
    """A sale holds the shelf and needs the buyers' side; a return the other way round."""
    lot, shop = shelves.lot(), shelves.point()
    shelves.stocked(lot, shop, 100)
    there, back = (shelves.Usage.SHELF, shelves.Usage.CUSTOMER), (shelves.Usage.CUSTOMER, shelves.Usage.SHELF)

    def go(ends):
        return shelves.move(shelves.going(lot, shop, 1, ends), document=shelves.DocumentType.SALE)

    results = at_once(*(on_this_clock(go, there if number % 2 else back) for number in range(16)))
    assert outcomes(results) == {"list": 16}
    assert services.differences() == []


def test_a_lot_that_arrives_twice_at_once_has_one_balance(at_once):
    lot, shop = shelves.lot(), shelves.point()
    results = at_once(*(on_this_clock(shelves.stocked, lot, shop, 1) for _ in range(4)))
    assert outcomes(results) == {"StockBalance": 4}
    assert shelves.balance(lot, shop).on_hand == 4
