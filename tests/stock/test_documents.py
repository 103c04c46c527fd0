"""Receipts and transfers."""

from datetime import date

import pytest
from django.db import IntegrityError

from stock import services
from stock.errors import (
    AgreementMissing,
    DocumentSettled,
    InsufficientStock,
    LinesRequired,
    LocationInvalid,
    LotExpired,
    LotInvalid,
    LotRecalled,
    MoreThanSent,
    NotYourSalesPoint,
    QuantityInvalid,
    ReasonRequired,
    StaleVersion,
)
from stock.models import GoodsReceipt, ShortReason, StockMove, Transfer, TransferLine, Usage
from stock.services.receipts import Brought
from stock.services.transfers import Arrived, Sent
from tests import factories
from tests.stock import shelves
from tests.stock.shelves import states

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def other(db):
    return shelves.point()


@pytest.fixture
def lot(maker):
    return shelves.lot(producer=maker)


class TestReceipt:
    def test_what_a_producer_brought_lies_on_the_shelf_once_it_is_posted(self, shop, lot):
        receipt = shelves.received(lot, shop, 12)
        assert shelves.balance(lot, shop).on_hand == 12
        assert shelves.balance(lot, shop).owner_id == lot.producer_id
        assert states(receipt) == ["draft", "posted"]

    def test_what_the_shop_bought_is_its_own(self, shop):
        lot = shelves.lot()
        draft = services.draft_receipt(
            point=shop,
            producer=lot.producer,
            brought=[Brought(lot.pk, shelves.place(shop).pk, 5)],
            is_consigned=False,
            by=factories.OFFICER,
        )
        services.post_receipt(receipt_id=draft.pk, version=1, by=factories.OFFICER)
        assert shelves.balance(lot, shop).owner_id is None

    def test_a_draft_puts_nothing_on_the_shelf(self, shop, lot):
        services.draft_receipt(
            point=shop,
            producer=lot.producer,
            brought=[Brought(lot.pk, shelves.place(shop).pk, 5)],
            by=factories.OFFICER,
        )
        assert not StockMove.objects.exists()

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            (lambda given, other: given | {"brought": []}, LinesRequired),
            (lambda given, other: given | {"brought": [given["brought"][0]._replace(quantity=0)]}, QuantityInvalid),
            (
                lambda given, other: (
                    given | {"brought": [given["brought"][0]._replace(location_id=shelves.place(other).pk)]}
                ),
                LocationInvalid,
            ),
            (
                lambda given, other: (
                    given
                    | {
                        "brought": [
                            given["brought"][0]._replace(location_id=shelves.place(given["point"], Usage.SCRAP).pk)
                        ]
                    }
                ),
                LocationInvalid,
            ),
            (lambda given, other: given | {"brought": [given["brought"][0]._replace(lot_id=0)]}, LotInvalid),
            (lambda given, other: given | {"producer": factories.producer()}, AgreementMissing),
            (lambda given, other: given | {"by": shelves.seller(other)}, NotYourSalesPoint),
        ],
    )
    def test_a_receipt_that_cannot_be_is_refused_and_changes_nothing(self, shop, other, lot, change, refusal):
        given = {
            "point": shop,
            "producer": lot.producer,
            "brought": [Brought(lot.pk, shelves.place(shop).pk, 5)],
            "by": factories.OFFICER,
        }
        with pytest.raises(refusal):
            services.draft_receipt(**change(given, other))
        assert not GoodsReceipt.objects.exists()

    def test_a_lot_past_its_day_or_recalled_is_not_taken_in(self, shop, maker):
        old = shelves.lot(producer=maker, expires_on=date(2026, 11, 25))
        with pytest.raises(LotExpired):
            shelves.received(old, shop, 1)
        stopped = shelves.lot(producer=maker)
        services.recall(lot_id=stopped.pk, reason="Có dị vật", by=factories.OFFICER)
        with pytest.raises(LotRecalled):
            shelves.received(stopped, shop, 1)

    def test_a_mistake_is_taken_back_whole_while_it_is_all_there(self, shop, lot):
        receipt = shelves.received(lot, shop, 5)
        with pytest.raises(ReasonRequired):
            services.reverse_receipt(receipt_id=receipt.pk, version=2, reason="", by=factories.OFFICER)
        services.reverse_receipt(receipt_id=receipt.pk, version=2, reason="Nhập nhầm", by=factories.OFFICER)
        assert shelves.balance(lot, shop).on_hand == 0
        with pytest.raises(DocumentSettled):
            services.reverse_receipt(receipt_id=receipt.pk, version=3, reason="Nhầm", by=factories.OFFICER)
        assert services.differences() == []

    def test_whoever_saw_an_older_version_is_told(self, shop, lot):
        receipt = shelves.received(lot, shop, 5)
        with pytest.raises(StaleVersion):
            services.reverse_receipt(receipt_id=receipt.pk, version=1, reason="Nhầm", by=factories.OFFICER)


class TestTransfer:
    @pytest.fixture
    def transfer(self, shop, other, lot):
        """Ten units on their way."""
        shelves.received(lot, shop, 12)
        sent = [Sent(lot.pk, lot.producer_id, shelves.place(shop).pk, 10)]
        draft = services.draft_transfer(from_point=shop, to_point=other, sent=sent, by=factories.OFFICER)
        return services.dispatch(transfer_id=draft.pk, version=1, by=factories.OFFICER)

    def receive(self, transfer, *arrived, **values):
        transfer.refresh_from_db()
        lines = dict(zip(transfer.lines.values_list("pk", flat=True), arrived, strict=True))
        given = {"version": transfer.version, "by": factories.OFFICER, **values}
        return services.receive_transfer(transfer_id=transfer.pk, arrived=lines, **given)

    def test_on_the_road_goods_belong_to_nobody_s_shelf(self, shop, other, lot, transfer):
        assert shelves.balance(lot, shop).on_hand == 2
        assert shelves.balance(lot, other, Usage.TRANSIT).on_hand == 10
        with pytest.raises(InsufficientStock):
            services.reserve(reference="1", wanted={lot.variant_id: 3})

    def test_what_arrives_whole_is_closed(self, other, lot, transfer):
        done = self.receive(transfer, Arrived(10))
        assert (done.status, states(transfer)) == ("closed", ["draft", "dispatched", "received", "closed"])
        assert shelves.balance(lot, other).on_hand == 10

    def test_parcels_may_arrive_one_by_one(self, other, lot, transfer):
        assert self.receive(transfer, Arrived(4)).status == "partly_received"
        assert self.receive(transfer, Arrived(6)).status == "closed"
        assert shelves.balance(lot, other).on_hand == 10

    @pytest.mark.parametrize(
        ("reason", "at_sender", "scrapped"), [(ShortReason.NOT_SENT, 5, 0), (ShortReason.BROKEN, 2, 3)]
    )
    def test_a_shortage_waits_for_the_sender_and_goes_where_its_reason_says(
        self, shop, other, lot, transfer, reason, at_sender, scrapped
    ):
        waiting = self.receive(transfer, Arrived(7, 3, reason))
        assert waiting.status == "received"
        assert shelves.balance(lot, other, Usage.TRANSIT).on_hand == 3
        with pytest.raises(NotYourSalesPoint):
            services.close_transfer(
                transfer_id=transfer.pk, version=waiting.version, by=shelves.seller(other), reason="Đã hỏi"
            )
        services.close_transfer(
            transfer_id=transfer.pk, version=waiting.version, by=shelves.seller(shop), reason="Đã hỏi nơi gửi"
        )
        assert shelves.balance(lot, shop).on_hand == at_sender
        assert shelves.balance(lot, other, Usage.TRANSIT).on_hand == 0
        if scrapped:
            assert shelves.balance(lot, other, Usage.SCRAP).on_hand == scrapped
        assert services.differences() == []

    @pytest.mark.parametrize(
        ("arrived", "refusal"),
        [
            (Arrived(11), MoreThanSent),
            (Arrived(8, 3, ShortReason.LOST), MoreThanSent),
            (Arrived(7, 3), ReasonRequired),
            (Arrived(0), QuantityInvalid),
            (Arrived(-1), QuantityInvalid),
        ],
    )
    def test_what_cannot_have_arrived_is_refused_and_changes_nothing(self, transfer, arrived, refusal):
        before = TransferLine.objects.values().get()
        with pytest.raises(refusal):
            self.receive(transfer, arrived)
        assert TransferLine.objects.values().get() == before

    def test_only_the_receiver_receives(self, shop, transfer):
        with pytest.raises(NotYourSalesPoint):
            self.receive(transfer, Arrived(10), by=shelves.seller(shop))

    def test_more_than_the_shelf_has_does_not_leave(self, shop, other, lot):
        shelves.received(lot, shop, 2)
        sent = [Sent(lot.pk, lot.producer_id, shelves.place(shop).pk, 10)]
        draft = services.draft_transfer(from_point=shop, to_point=other, sent=sent, by=factories.OFFICER)
        with pytest.raises(InsufficientStock):
            services.dispatch(transfer_id=draft.pk, version=1, by=factories.OFFICER)
        draft.refresh_from_db()
        assert draft.status == "draft"
        services.cancel_transfer(transfer_id=draft.pk, version=1, by=factories.OFFICER)
        assert states(draft) == ["draft", "cancelled"]

    def test_goods_go_to_another_shop(self, shop, lot):
        sent = [Sent(lot.pk, None, shelves.place(shop).pk, 1)]
        with pytest.raises(LocationInvalid):
            services.draft_transfer(from_point=shop, to_point=shop, sent=sent, by=factories.OFFICER)
        with pytest.raises(IntegrityError, match="transfer_goes_elsewhere"):
            Transfer.objects.create(from_point=shop, to_point=shop)
