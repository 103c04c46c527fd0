"""A device's operations: sent again, in another order, cut off."""

import uuid
from datetime import date, timedelta
from itertools import count, permutations

import pytest

from core import clock as core_clock
from stock import services
from stock.models import DeviceOperation, GoodsReceipt, Lot, StockMove
from stock.services.sync import Operation
from tests import factories
from tests.stock import shelves
from tests.stock.shelves import on_this_clock

pytestmark = pytest.mark.usefixtures("now")

_sequence = count(1)


def operation(kind, payload, **values) -> Operation:
    given = {
        "id": uuid.uuid4(),
        "device": "máy-1",
        "sequence": next(_sequence),
        "device_at": core_clock.now() - timedelta(minutes=3),
        "kind": kind,
        "payload": payload,
        **values,
    }
    return Operation(**given)


def receiving(shop, maker, units=5, variant=None, **values) -> Operation:
    line = {
        "variant": (variant or factories.variant()).pk,
        "code": "L-1",
        "made_on": date(2026, 10, 1),
        "expires_on": date(2027, 10, 1),
        "location": shelves.place(shop).pk,
        "quantity": units,
    }
    return operation("receive", {"point": shop.pk, "producer": maker.pk, "lines": [line]}, **values)


def told(answers) -> list[tuple[str, bool, str | None]]:
    return [(one.status.value, one.is_repeated, one.refusal and one.refusal.code.value) for one in answers]


def test_goods_that_a_device_received_are_on_the_shelf_at_the_device_s_instant(shop, maker, seller, now):
    (answer,) = services.sync(operations=[receiving(shop, maker)], by=seller)
    move = StockMove.objects.get()
    assert GoodsReceipt.objects.get().pk == answer.result["receipt"]
    assert (move.quantity, move.occurred_at, move.recorded_at) == (5, now - timedelta(minutes=3), now)


def test_a_clock_that_runs_ahead_is_not_believed(shop, maker, seller, now):
    services.sync(operations=[receiving(shop, maker, device_at=now + timedelta(days=2))], by=seller)
    assert StockMove.objects.get().occurred_at == now


def test_a_batch_sent_again_is_answered_the_same_and_done_once(shop, maker, seller):
    batch = [receiving(shop, maker), receiving(shop, maker)]
    first = services.sync(operations=batch, by=seller)
    again = services.sync(operations=batch, by=seller)
    assert told(first) == [("applied", False, None)] * 2
    assert told(again) == [("applied", True, None)] * 2
    assert [one.result for one in again] == [one.result for one in first]
    assert StockMove.objects.count() == 2


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_a_batch_that_was_cut_off_is_finished_by_the_next(shop, maker, seller, cut):
    batch = [receiving(shop, maker) for _ in range(3)]
    services.sync(operations=batch[:cut], by=seller)
    services.sync(operations=batch, by=seller)
    assert StockMove.objects.count() == 3
    assert services.differences() == []


def test_in_any_order_the_shelf_ends_the_same(shop, maker, seller):
    """Two arrivals of one lot and a write-off of some of it: what comes too early waits as a conflict."""
    variant = factories.variant()
    lot = shelves.lot(variant, date(2027, 10, 1), producer=maker, code="L-1", made_on=date(2026, 10, 1))
    gone = {
        "point": shop.pk,
        "lot": lot.pk,
        "owner": maker.pk,
        "location": shelves.place(shop).pk,
        "quantity": 8,
        "reason": "broken",
    }
    ends = set()
    for order in permutations(range(3)):
        batch = [
            receiving(shop, maker, 5, variant),
            receiving(shop, maker, 5, variant),
            operation("write_off", gone),
        ]
        before = sum(on_hand(lot))
        shuffled = [batch[place] for place in order]
        services.sync(operations=shuffled, by=seller)
        answers = services.sync(operations=shuffled, by=seller)
        assert {status for status, _, _ in told(answers)} == {"applied"}
        ends.add(sum(on_hand(lot)) - before)
    assert ends == {2}
    assert services.differences() == []


def on_hand(lot):
    return lot.balances.filter(is_held=True).values_list("on_hand", flat=True)


def test_a_conflict_says_why_leaves_the_rest_and_may_be_tried_again(shop, maker, seller):
    lot = shelves.lot(producer=maker)
    early = operation(
        "write_off",
        {
            "point": shop.pk,
            "lot": lot.pk,
            "owner": maker.pk,
            "location": shelves.place(shop).pk,
            "quantity": 1,
            "reason": "broken",
        },
    )
    answers = services.sync(operations=[early, receiving(shop, maker)], by=seller)
    assert told(answers) == [("conflict", False, "INSUFFICIENT_STOCK"), ("applied", False, None)]
    shelves.received(lot, shop, 1)
    assert told(services.sync(operations=[early], by=seller)) == [("applied", False, None)]


def test_an_identifier_or_a_number_used_for_something_else_is_a_conflict_never_an_overwrite(shop, maker, seller):
    first = receiving(shop, maker)
    services.sync(operations=[first], by=seller)
    other = receiving(shop, maker, 6, id=first.id, sequence=first.sequence)
    numbered = receiving(shop, maker, 6, sequence=first.sequence)
    assert told(services.sync(operations=[other, numbered], by=seller)) == [
        ("conflict", False, "OPERATION_REUSED"),
        ("conflict", False, "SEQUENCE_REUSED"),
    ]
    somebody = shelves.seller(shop)
    assert told(services.sync(operations=[first], by=somebody)) == [("conflict", False, "OPERATION_REUSED")]
    assert StockMove.objects.count() == 1


def test_another_shop_s_staff_are_refused(shop, maker):
    stranger = shelves.seller(shelves.point())
    assert told(services.sync(operations=[receiving(shop, maker)], by=stranger)) == [
        ("conflict", False, "NOT_YOUR_SALES_POINT")
    ]
    assert not StockMove.objects.exists()


def test_a_label_that_says_otherwise_than_the_lot_is_refused(shop, maker, seller):
    variant = factories.variant()
    shelves.lot(variant, date(2027, 1, 1), producer=maker, code="L-1", made_on=date(2026, 10, 1))
    assert told(services.sync(operations=[receiving(shop, maker, 5, variant)], by=seller)) == [
        ("conflict", False, "LOT_INVALID")
    ]


def test_the_same_operation_sent_twice_at_once_is_done_once(at_once):
    shop = shelves.point()
    one = receiving(shop, shelves.consigned(shop))
    by = shelves.seller(shop)
    results = at_once(*(on_this_clock(lambda: services.sync(operations=[one], by=by)) for _ in range(4)))
    assert sorted(told(answers)[0] for answers in results) == [("applied", False, None)] + [("applied", True, None)] * 3
    assert StockMove.objects.count() == 1
    assert DeviceOperation.objects.count() == 1


def test_a_clock_that_is_wrong_by_months_is_refused_until_it_is_right(shop, maker, seller, now):
    late = receiving(shop, maker, device_at=core_clock.now() - timedelta(days=32))
    assert told(services.sync(operations=[late], by=seller)) == [("conflict", False, "CLOCK_WRONG")]
    assert not Lot.objects.exists()
    right = late._replace(device_at=core_clock.now() - timedelta(days=30))
    assert told(services.sync(operations=[right], by=seller)) == [("applied", False, None)]


def test_a_line_that_is_told_twice_is_not_lost(shop, seller, now):
    sent = {"transfer": 1, "version": 1, "lines": [{"line": 7, "received": 1}, {"line": 7, "received": 2}]}
    assert told(services.sync(operations=[operation("transfer_receive", sent)], by=seller)) == [
        ("conflict", False, "LINE_TWICE")
    ]
