"""Papers that are only written down: nothing has moved, they may be written anew, done, or dropped."""

import uuid
from datetime import date

import pytest
from graphql import GraphQLError

from core import clock as core_clock
from core import graph
from stock import services
from stock.models import GoodsReceipt, Lot, ReceiptStatus, StockMove, Transfer, TransferStatus
from stock.services.sync import Operation
from tests import factories
from tests.stock import shelves
from tests.stock.asking import viewer_of

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def done(seller):
    """Do one operation; what it made, or its refusal's code, field and line."""

    def do(kind, by=None, **payload):
        one = Operation(uuid.uuid4(), "máy-1", None, core_clock.now(), kind, payload)
        (answer,) = services.sync(operations=[one], by=by or seller)
        if answer.refusal is None:
            return answer.result
        return (answer.refusal.code.value, answer.refusal.field, getattr(answer.refusal, "line", None))

    return do


def bringing(shop, maker, *lines, **values):
    shelf = shelves.place(shop).pk
    told = [{"location": shelf, "quantity": 5, **line} for line in lines]
    return {"point": shop.pk, "producer": maker.pk, "lines": told, **values}


def labelled(variant=None, **values):
    label = {"code": "L-1", "made_on": date(2026, 10, 1), "expires_on": date(2027, 10, 1)}
    return {"variant": (variant or factories.variant()).pk, **label, **values}


def test_a_draft_puts_nothing_on_the_shelf_until_it_is_posted(done, shop, maker):
    made = done("receipt_draft", **bringing(shop, maker, labelled()))
    receipt = GoodsReceipt.objects.get()
    assert made == {"receipt": receipt.pk}
    assert (receipt.status, StockMove.objects.count()) == (ReceiptStatus.DRAFT, 0)
    assert done("receipt_post", receipt=receipt.pk, version=1) == made
    assert shelves.balance(Lot.objects.get(), shop).on_hand == 5
    assert done("receipt_post", receipt=receipt.pk, version=1)[0] == "DOCUMENT_SETTLED"


def test_a_draft_is_written_anew_whole(done, shop, maker):
    variant = factories.variant()
    key = done("receipt_draft", **bringing(shop, maker, labelled(variant), note="Sáng"))["receipt"]
    other = labelled(variant, code="L-2")
    again = bringing(shop, maker, other, receipt=key, version=1, number="PN-7")
    assert done("receipt_draft", **again) == {"receipt": key}
    receipt = GoodsReceipt.objects.get()
    assert (receipt.version, receipt.number, receipt.note) == (2, "PN-7", "")
    assert list(receipt.lines.values_list("lot__code", "quantity")) == [("L-2", 5)]
    assert done("receipt_draft", **again)[0] == "STALE_VERSION"
    assert shelves.states(receipt) == ["draft"]


def test_a_draft_of_another_maker_or_place_is_not_found(done, shop, maker):
    key = done("receipt_draft", **bringing(shop, maker, labelled()))["receipt"]
    stranger = shelves.consigned(shop)
    assert done("receipt_draft", **bringing(shop, stranger, labelled(), receipt=key, version=1))[0] == "NOT_FOUND"


def test_a_draft_that_brought_nothing_is_dropped_for_good(done, shop, maker):
    key = done("receipt_draft", **bringing(shop, maker, labelled()))["receipt"]
    assert done("receipt_cancel", receipt=key, version=1) == {"receipt": key}
    assert done("receipt_post", receipt=key, version=2)[0] == "DOCUMENT_SETTLED"
    assert done("receipt_cancel", receipt=key, version=2)[0] == "DOCUMENT_SETTLED"
    assert shelves.states(GoodsReceipt.objects.get()) == ["draft", "cancelled"]


def test_other_shops_staff_neither_post_nor_drop_a_draft(done, shop, maker):
    key = done("receipt_draft", **bringing(shop, maker, labelled()))["receipt"]
    stranger = shelves.seller(shelves.point())
    for kind in ("receipt_post", "receipt_cancel"):
        assert done(kind, by=stranger, receipt=key, version=1) == ("NOT_YOUR_SALES_POINT", "point", None)
    assert GoodsReceipt.objects.get().status == ReceiptStatus.DRAFT


def test_a_known_lot_is_known_by_its_code_and_a_new_one_needs_its_day(done, shop, maker):
    variant = factories.variant()
    done("receive", **bringing(shop, maker, labelled(variant)))
    again = {"variant": variant.pk, "code": "L-1"}
    assert "receipt" in done("receive", **bringing(shop, maker, again))
    assert shelves.balance(Lot.objects.get(), shop).on_hand == 10
    new = {"variant": variant.pk, "code": "L-9"}
    assert done("receive", **bringing(shop, maker, again, new)) == ("LOT_INVALID", "made_on", 1)


@pytest.mark.parametrize(("field", "longest"), [("number", 40), ("note", 300)])
def test_a_text_longer_than_its_column_is_refused(done, shop, maker, field, longest):
    assert done("receive", **bringing(shop, maker, labelled(), **{field: "a" * (longest + 1)})) == (
        "TEXT_TOO_LONG",
        field,
        None,
    )


def sending(shop, to, lot, units=2):
    line = {"lot": lot.pk, "owner": lot.producer_id, "from_location": shelves.place(shop).pk, "quantity": units}
    return {"from_point": shop.pk, "to_point": to.pk, "lines": [line]}


def test_a_transfer_is_written_down_and_undone_before_it_leaves(done, shop, maker):
    lot = shelves.lot(producer=maker)
    shelves.received(lot, shop, 5)
    key = done("transfer_draft", **sending(shop, shelves.point(), lot))["transfer"]
    assert shelves.balance(lot, shop).on_hand == 5
    assert done("transfer_cancel", transfer=key, version=1) == {"transfer": key}
    assert done("transfer_dispatch", transfer=key, version=2)[0] == "DOCUMENT_SETTLED"


def test_a_transfer_that_was_written_down_leaves_later(done, shop, maker):
    lot = shelves.lot(producer=maker)
    shelves.received(lot, shop, 5)
    key = done("transfer_draft", **sending(shop, shelves.point(), lot))["transfer"]
    assert done("transfer_dispatch", transfer=key, version=1) == {"transfer": key}
    assert shelves.balance(lot, shop).on_hand == 3
    assert TransferStatus.DISPATCHED in shelves.states(Transfer(pk=key))


def test_a_lot_that_its_owner_never_had_is_refused(done, shop, maker):
    lot = shelves.lot(producer=maker)
    sent = sending(shop, shelves.point(), lot)
    assert done("transfer_draft", **sent) == ("LOT_INVALID", "lot", 0)
    sent["lines"][0]["lot"] = lot.pk + 999
    assert done("transfer_draft", **sent) == ("LOT_INVALID", "lot", 0)


def asking(shop, to, *lines):
    return {"from_point": shop.pk, "to_point": to.pk, "lines": list(lines)}


def test_what_is_asked_for_by_variant_is_picked_by_fefo_and_never_twice(done, shop, maker):
    variant = factories.variant()
    ends = [date(2027, 3, 1), date(2026, 12, 1), None, date(2026, 11, 20)]
    late, soon, never, spoiled = (shelves.lot(variant, day, producer=maker) for day in ends)
    recalled = shelves.lot(variant, date(2026, 11, 30), producer=maker)
    for lot in (late, soon, never, spoiled, recalled):
        shelves.stocked(lot, shop, 4)
    services.recall(lot_id=recalled.pk, reason="Nhãn sai.", by=factories.OFFICER)
    named = {"lot": late.pk, "owner": maker.pk, "from_location": shelves.place(shop).pk, "quantity": 3}
    asked = asking(
        shop, shelves.point(), {"variant": variant.pk, "quantity": 3}, named, {"variant": variant.pk, "quantity": 4}
    )
    transfer = Transfer.objects.get(pk=done("transfer_draft", **asked)["transfer"])
    lines = transfer.lines.order_by("pk").values_list("lot", "owner", "quantity")
    assert list(lines) == [
        (soon.pk, maker.pk, 3),
        (late.pk, maker.pk, 3),
        (soon.pk, maker.pk, 1),
        (late.pk, maker.pk, 1),
        (never.pk, maker.pk, 2),
    ]
    assert done("transfer_dispatch", transfer=transfer.pk, version=1) == {"transfer": transfer.pk}


def test_more_of_a_variant_than_there_is_names_its_line(done, shop, maker):
    variant = factories.variant()
    shelves.stocked(shelves.lot(variant, producer=maker), shop, 4)
    line = {"variant": variant.pk, "quantity": 3}
    assert done("transfer_draft", **asking(shop, shelves.point(), line, line)) == ("INSUFFICIENT_STOCK", "quantity", 1)
    assert not Transfer.objects.exists()
    stranger = shelves.seller(shelves.point())
    assert done("transfer_draft", by=stranger, **asking(shop, shelves.point(), line, line))[0] == "NOT_YOUR_SALES_POINT"


def test_a_line_names_a_variant_or_a_lot_at_its_place(graphql, shop, maker, seller):
    document = """mutation ($input: TransferDraftInput!, $key: UUID!) {
      stockTransferDraft(input: $input, idempotencyKey: $key) { transfer { lines { quantity } } errors { code line } }
    }"""
    lot = shelves.lot(producer=maker)
    shelves.stocked(lot, shop, 4)
    ends = {
        "fromPoint": graph.global_id("SalesPoint", shop.pk),
        "toPoint": graph.global_id("SalesPoint", shelves.point().pk),
    }
    variant = {"variant": graph.global_id("ProductVariant", lot.variant_id), "quantity": 2}
    both = {**variant, "lot": graph.global_id("Lot", lot.pk)}
    viewer = viewer_of(seller)
    for line in (both, {"quantity": 1}):
        with pytest.raises(GraphQLError, match="names a variant, or a lot and where it lies"):
            graphql(document, viewer=viewer, input={**ends, "lines": [line]}, key=str(uuid.uuid4()))
    told = graphql(document, viewer=viewer, input={**ends, "lines": [variant]}, key=str(uuid.uuid4()))
    assert told["stockTransferDraft"] == {"transfer": {"lines": [{"quantity": 2}]}, "errors": []}
