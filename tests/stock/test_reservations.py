"""Promises to buyers."""

from datetime import date, timedelta

import pytest

from core import clock as core_clock
from stock import services
from stock.errors import InsufficientStock, LotExpired, LotRecalled, QuantityInvalid, ReasonRequired, ReservationEnded
from stock.models import Reservation, ReservationStatus, ShelfLifeRule, StockMove, Usage
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def variant(db):
    return factories.variant()


def held(reservation) -> dict[str, int]:
    return {line.balance.lot.code: line.quantity for line in reservation.lines.select_related("balance__lot")}


def test_units_are_held_by_fefo_whatever_order_the_lots_came_in(shop, variant):
    for code, ends in [("B", date(2027, 3, 1)), ("A", date(2027, 1, 1)), ("C", None)]:
        shelves.stocked(shelves.lot(variant, ends, code=code), shop, 2)
    assert held(services.reserve(reference="1", wanted={variant.pk: 3})) == {"A": 2, "B": 1}
    assert held(services.reserve(reference="2", wanted={variant.pk: 3})) == {"B": 1, "C": 2}


def test_all_of_an_order_is_held_or_none(shop, variant):
    balance = shelves.stocked(shelves.lot(variant), shop, 5)
    other = factories.variant()
    with pytest.raises(InsufficientStock) as refusal:
        services.reserve(reference="1", wanted={variant.pk: 1, other.pk: 1})
    assert (refusal.value.available, refusal.value.variant_id) == (0, other.pk)
    balance.refresh_from_db()
    assert balance.reserved == 0
    assert not Reservation.objects.exists()


@pytest.mark.parametrize("units", [0, -3])
def test_an_order_is_of_something(shop, variant, units):
    with pytest.raises(QuantityInvalid):
        services.reserve(reference="1", wanted={variant.pk: units})


def test_an_expired_or_recalled_lot_is_not_promised(shop, variant):
    shelves.stocked(shelves.lot(variant, date(2026, 11, 25)), shop, 5)
    stopped = shelves.lot(variant)
    shelves.stocked(stopped, shop, 5)
    services.recall(lot_id=stopped.pk, reason="Có dị vật", by=factories.OFFICER)
    with pytest.raises(InsufficientStock) as refusal:
        services.reserve(reference="1", wanted={variant.pk: 1})
    assert refusal.value.available == 0


def test_a_channel_that_sends_by_post_asks_for_a_third_of_the_shelf_life(shop, variant):
    shelves.stocked(shelves.lot(variant, date(2026, 12, 20)), shop, 5)
    channel = factories.channel()
    ShelfLifeRule.objects.create(channel=channel, remaining_bp=3333)
    with pytest.raises(InsufficientStock):
        services.reserve(reference="1", wanted={variant.pk: 1}, channel_id=channel.pk)
    services.reserve(reference="1", wanted={variant.pk: 1})


def test_a_pickup_is_held_where_it_is_fetched_even_when_another_shop_has_more(shop, variant):
    other = shelves.point()
    lot = shelves.lot(variant)
    shelves.stocked(lot, shop, 1)
    shelves.stocked(lot, other, 9)
    reservation = services.reserve(reference="1", wanted={variant.pk: 1}, pickup_point_id=shop.pk)
    assert {line.balance.location.point_id for line in reservation.lines.all()} == {shop.pk}
    with pytest.raises(InsufficientStock):
        services.reserve(reference="2", wanted={variant.pk: 1}, pickup_point_id=shop.pk)


@pytest.mark.parametrize("days", [{"opened_on": None}, {"closed_on": date(2026, 11, 26)}])
def test_a_shop_that_is_not_open_sends_nothing(variant, days, db):
    shelves.stocked(shelves.lot(variant), shelves.point(**days), 5)
    with pytest.raises(InsufficientStock):
        services.reserve(reference="1", wanted={variant.pk: 1})


def test_what_was_held_leaves_for_its_buyer_once(shop, variant):
    lot = shelves.lot(variant)
    shelves.stocked(lot, shop, 5)
    reservation = services.reserve(reference="1", wanted={variant.pk: 2})
    (move,) = services.consume(reservation_id=reservation.pk, lines={variant.pk: 71}, by=factories.OFFICER)
    assert (move.quantity, move.document_line, move.lot_id) == (2, 71, lot.pk)
    balance = shelves.balance(lot, shop)
    assert (balance.on_hand, balance.reserved) == (3, 0)
    assert shelves.balance(lot, shop, Usage.CUSTOMER).on_hand == 2
    for end in (
        lambda: services.consume(reservation_id=reservation.pk, lines={variant.pk: 71}, by=factories.OFFICER),
        lambda: services.release(reservation_id=reservation.pk),
    ):
        with pytest.raises(ReservationEnded):
            end()
    assert services.differences() == []


def test_what_is_released_can_be_held_by_another(shop, variant):
    shelves.stocked(shelves.lot(variant), shop, 1)
    first = services.reserve(reference="1", wanted={variant.pk: 1})
    services.release(reservation_id=first.pk)
    services.reserve(reference="2", wanted={variant.pk: 1})
    assert services.differences() == []


def test_whoever_needs_the_units_does_not_wait_for_an_overdue_promise_to_be_tidied(shop, variant):
    shelves.stocked(shelves.lot(variant), shop, 1)
    first = services.reserve(reference="1", wanted={variant.pk: 1})
    with core_clock.frozen(core_clock.now() + timedelta(minutes=30)):
        services.reserve(reference="2", wanted={variant.pk: 1})
    first.refresh_from_db()
    assert first.status == ReservationStatus.EXPIRED
    assert services.differences() == []


def test_overdue_promises_end_whole_in_batches(shop, variant, monkeypatch):
    monkeypatch.setattr("stock.services.reservations.BATCH", 2)
    balance = shelves.stocked(shelves.lot(variant), shop, 5)
    for number in range(5):
        services.reserve(reference=str(number), wanted={variant.pk: 1})
    assert services.expire() == 0
    with core_clock.frozen(core_clock.now() + timedelta(minutes=30)):
        assert services.expire() == 5
    balance.refresh_from_db()
    assert balance.reserved == 0


def test_a_recall_stops_a_lot_everywhere_at_once_and_frees_the_rest_of_its_orders(shop, variant):
    other = factories.variant()
    stopped, sound = shelves.lot(variant), shelves.lot(other)
    shelves.stocked(stopped, shop, 5)
    beside = shelves.stocked(sound, shop, 5)
    reservation = services.reserve(reference="1", wanted={variant.pk: 1, other.pk: 1})
    services.recall(lot_id=stopped.pk, reason="Có dị vật", by=factories.OFFICER)
    with pytest.raises(ReservationEnded):
        services.consume(reservation_id=reservation.pk, lines={variant.pk: 1, other.pk: 2}, by=factories.OFFICER)
    beside.refresh_from_db()
    assert beside.reserved == 0
    assert services.differences() == []


def test_a_recall_has_a_reason_and_the_first_one_stays(shop, variant):
    lot = shelves.lot(variant)
    with pytest.raises(ReasonRequired):
        services.recall(lot_id=lot.pk, reason="", by=factories.OFFICER)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    services.recall(lot_id=lot.pk, reason="Lý do khác", by=factories.OFFICER)
    lot.refresh_from_db()
    assert lot.recall_reason == "Có dị vật"


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [({"expires_on": date(2026, 11, 25)}, LotExpired), ({"recalled_at": "now", "recall_reason": "x"}, LotRecalled)],
)
def test_what_may_no_longer_be_sold_does_not_leave_though_it_was_held(shop, variant, spoil, refusal):
    lot = shelves.lot(variant)
    shelves.stocked(lot, shop, 5)
    reservation = services.reserve(reference="1", wanted={variant.pk: 1})
    type(lot).objects.filter(pk=lot.pk).update(
        **{name: core_clock.now() if value == "now" else value for name, value in spoil.items()}
    )
    with pytest.raises(refusal):
        services.consume(reservation_id=reservation.pk, lines={variant.pk: 1}, by=factories.OFFICER)
    assert StockMove.objects.filter(document_type="sale").count() == 0
