"""Counting, and the cases it leaves open."""

from datetime import timedelta

import pytest

from core import clock as core_clock
from stock import services
from stock.errors import CountedByYou, DocumentSettled, NotYourSalesPoint, StaleVersion, StillShort
from stock.models import DiscrepancyCase, DocumentType, StockBalance, StockCount, Usage
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")

SOLD = (Usage.SHELF, Usage.CUSTOMER)


@pytest.fixture
def lot(shop):
    return shelves.lot(producer=shelves.consigned(shop))


def count(shop, lot, counted, by, at=None) -> StockCount:
    made = services.open_count(location=shelves.place(shop), by=by)
    services.count_line(
        count_id=made.pk, lot_id=lot.pk, owner_id=lot.producer_id, counted=counted, by=by, counted_at=at
    )
    made.refresh_from_db()
    return made


def submitted(*arguments, **values) -> StockCount:
    made = count(*arguments, **values)
    return services.submit_count(count_id=made.pk, version=made.version, by=arguments[3])


def approve(made, by=factories.OFFICER) -> StockCount:
    return services.approve_count(count_id=made.pk, version=made.version, by=by)


@pytest.mark.parametrize(("counted", "difference"), [(9, -3), (12, 0), (14, 2)])
def test_a_count_makes_the_books_say_what_was_counted(shop, lot, seller, counted, difference):
    shelves.received(lot, shop, 12)
    done = approve(submitted(shop, lot, counted, seller))
    assert done.status == "posted"
    assert shelves.balance(lot, shop).on_hand == counted
    adjusted = StockBalance.objects.filter(lot=lot, location=shelves.place(shop, Usage.ADJUSTMENT))
    assert sum(one.on_hand for one in adjusted) == -difference
    assert services.differences() == []


def test_what_was_sold_after_the_count_is_not_missed_twice(shop, lot, seller, now):
    """Counted 10 of 12 at nine; four are sold by ten; approved at eleven: six lie there."""
    shelves.received(lot, shop, 12)
    made = submitted(shop, lot, 10, seller)
    sold_at = now + timedelta(hours=1)
    with core_clock.frozen(sold_at):
        shelves.move(shelves.going(lot, shop, 4, SOLD), document=DocumentType.SALE)
    with core_clock.frozen(now + timedelta(hours=2)):
        approve(made)
    assert shelves.balance(lot, shop).on_hand == 6
    assert made.lines.get().book == 12


def test_a_sale_before_the_count_that_arrives_after_it_is_in_the_books_by_then(shop, lot, seller, now):
    """An offline sale at half past eight reaches the ledger after the count at nine."""
    with core_clock.frozen(now - timedelta(hours=1)):
        shelves.received(lot, shop, 12)
    made = submitted(shop, lot, 10, seller)
    shelves.move(shelves.going(lot, shop, 2, SOLD), document=DocumentType.SALE, occurred_at=now - timedelta(minutes=30))
    approve(made)
    assert shelves.balance(lot, shop).on_hand == 10


def test_who_counted_does_not_approve(shop, lot, seller):
    shelves.received(lot, shop, 12)
    made = submitted(shop, lot, 12, seller)
    with pytest.raises(CountedByYou):
        approve(made, by=seller)
    approve(made, by=shelves.seller(shop))


def test_who_counted_a_line_does_not_approve_what_another_submitted(shop, lot, seller):
    shelves.received(lot, shop, 12)
    made = count(shop, lot, 12, seller)
    another = shelves.seller(shop)
    made = services.submit_count(count_id=made.pk, version=made.version, by=another)
    with pytest.raises(CountedByYou):
        approve(made, by=seller)


def test_the_later_of_two_counts_of_a_lot_stands_whichever_arrives_first(shop, lot, seller, now):
    made = count(shop, lot, 8, seller, at=now)
    services.count_line(
        count_id=made.pk,
        lot_id=lot.pk,
        owner_id=lot.producer_id,
        counted=3,
        by=seller,
        counted_at=now - timedelta(minutes=5),
    )
    assert made.lines.get().counted == 8


def test_another_shop_s_staff_do_not_count_here(shop, lot):
    with pytest.raises(NotYourSalesPoint):
        count(shop, lot, 1, shelves.seller(shelves.point()))


def test_an_open_count_of_a_shelf_is_joined_not_doubled(shop, seller):
    first = services.open_count(location=shelves.place(shop), by=seller)
    assert services.open_count(location=shelves.place(shop), by=seller) == first


def test_nothing_is_counted_into_what_was_submitted(shop, lot, seller):
    made = submitted(shop, lot, 1, seller)
    with pytest.raises(DocumentSettled):
        services.count_line(count_id=made.pk, lot_id=lot.pk, owner_id=None, counted=1, by=seller)
    with pytest.raises(StaleVersion):
        services.approve_count(count_id=made.pk, version=made.version - 1, by=factories.OFFICER)


def test_an_empty_count_is_not_submitted(shop, seller):
    made = services.open_count(location=shelves.place(shop), by=seller)
    with pytest.raises(DocumentSettled):
        services.submit_count(count_id=made.pk, version=made.version, by=seller)


def test_promises_that_outnumber_the_shelf_open_a_case_until_it_is_filled(shop, lot, seller):
    shelves.received(lot, shop, 12)
    services.reserve(reference="1", wanted={lot.variant_id: 10})
    approve(submitted(shop, lot, 7, seller))
    case = DiscrepancyCase.objects.get()
    balance = shelves.balance(lot, shop)
    assert (case.quantity, balance.on_hand, balance.reserved, balance.excused) == (3, 7, 10, 3)
    assert services.differences() == []
    with pytest.raises(StillShort):
        services.close_case(case_id=case.pk, explanation="Tìm thấy trong kho", by=seller)
    shelves.received(lot, shop, 3)
    services.close_case(case_id=case.pk, explanation="Đã nhập bù", by=seller)
    with pytest.raises(DocumentSettled):
        services.close_case(case_id=case.pk, explanation="Đã nhập bù", by=seller)
    assert services.differences() == []
