"""Which line of a paper a refusal is about."""

from datetime import date
from uuid import uuid4

import pytest

from core import graph
from stock import services
from stock.errors import InsufficientStock, LotExpired, QuantityInvalid, ReasonRequired, StockError
from stock.models import GoodsReceiptLine, ShortReason
from stock.services.receipts import Brought
from stock.services.transfers import Arrived, Sent
from tests import factories
from tests.stock import shelves
from tests.stock.asking import viewer_of

pytestmark = pytest.mark.usefixtures("now")


def drafted(shop, maker, *brought):
    shelf = shelves.place(shop).pk
    lines = [Brought(lot.pk, shelf, units) for lot, units in brought]
    return services.draft_receipt(point=shop, producer=maker, brought=lines, by=factories.OFFICER)


def dispatched(shop, other, *sent):
    shelf = shelves.place(shop).pk
    lines = [Sent(lot.pk, lot.producer_id, shelf, units) for lot, units in sent]
    draft = services.draft_transfer(from_point=shop, to_point=other, sent=lines, by=factories.OFFICER)
    return services.dispatch(transfer_id=draft.pk, version=draft.version, by=factories.OFFICER)


def test_a_receipt_names_the_line_that_is_spoiled_or_counted_wrong(shop, maker):
    fresh, spoiled = shelves.lot(producer=maker), shelves.lot(producer=maker, expires_on=date(2026, 11, 25))
    with pytest.raises(LotExpired) as refusal:
        drafted(shop, maker, (fresh, 1), (spoiled, 1))
    assert refusal.value.line == 1
    with pytest.raises(QuantityInvalid) as refusal:
        drafted(shop, maker, (fresh, 0), (fresh, 1))
    assert refusal.value.line == 0


def test_a_lot_told_twice_at_one_place_is_one_line(shop, maker):
    lot = shelves.lot(producer=maker)
    drafted(shop, maker, (lot, 2), (lot, 3))
    assert list(GoodsReceiptLine.objects.values_list("lot", "quantity")) == [(lot.pk, 5)]


def test_a_transfer_names_the_line_of_which_too_little_is_left(shop, maker):
    plenty, few = shelves.lot(producer=maker), shelves.lot(producer=maker)
    shelves.received(few, shop, 2)
    shelves.received(plenty, shop, 9)
    with pytest.raises(InsufficientStock) as refusal:
        dispatched(shop, shelves.point(), (plenty, 9), (few, 3))
    assert (refusal.value.line, refusal.value.available) == (1, 2)


def test_what_arrived_names_the_line_without_a_reason(shop, maker):
    lots = [shelves.lot(producer=maker) for _ in range(2)]
    for lot in lots:
        shelves.received(lot, shop, 5)
    sent = dispatched(shop, shelves.point(), *((lot, 5) for lot in lots))
    first, second = sent.lines.order_by("pk")
    arrived = {first.pk: Arrived(3, 2, ShortReason.LOST), second.pk: Arrived(3, 2)}
    with pytest.raises(ReasonRequired) as refusal:
        services.receive_transfer(transfer_id=sent.pk, version=sent.version, arrived=arrived, by=factories.OFFICER)
    assert refusal.value.line == 1


def test_a_receipt_that_cannot_be_taken_back_names_what_has_gone_on(shop, maker):
    lots = [shelves.lot(producer=maker) for _ in range(2)]
    draft = drafted(shop, maker, *((lot, 5) for lot in lots))
    receipt = services.post_receipt(receipt_id=draft.pk, version=draft.version, by=factories.OFFICER)
    dispatched(shop, shelves.point(), (lots[1], 1))
    with pytest.raises(StockError) as refusal:
        services.reverse_receipt(receipt_id=receipt.pk, version=receipt.version, reason="Nhầm", by=factories.OFFICER)
    assert refusal.value.line == 1


def test_a_device_is_told_the_line_and_need_not_count(graphql, shop, maker):
    fresh, spoiled = shelves.lot(producer=maker), shelves.lot(producer=maker, expires_on=date(2026, 11, 25))
    document = """mutation ($operations: [StockOperationInput!]!) {
      stockSync(device: "trang", operations: $operations) {
        answers { status error { code field line } }
        errors { code }
      }
    }"""
    lines = [
        {
            "lot": graph.global_id("Lot", lot.pk),
            "location": graph.global_id("Location", shelves.place(shop).pk),
            "quantity": 1,
        }
        for lot in (fresh, spoiled)
    ]
    given = {
        "point": graph.global_id("SalesPoint", shop.pk),
        "producer": graph.global_id("Producer", maker.pk),
        "lines": lines,
    }
    operation = {"id": str(uuid4()), "deviceAt": "2026-11-26T09:00:00+07:00", "receive": given}
    viewer = viewer_of(shelves.seller(shop))
    answer = graphql(document, viewer=viewer, operations=[operation, {**operation, "id": str(uuid4())}])["stockSync"]
    told = {"status": "CONFLICT", "error": {"code": "LOT_EXPIRED", "field": "lot", "line": 1}}
    assert answer == {"answers": [told, told], "errors": []}
