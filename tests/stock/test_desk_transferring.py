"""Sending goods and receiving them at the desk: lots by FEFO, undone before it leaves, short for a reason, settled."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stock import services
from stock.models import Lot, StockMove, Transfer, TransferStatus, Usage
from stock.models.lots import Symbology
from stock.services.transfers import Sent
from tests import factories
from tests.stock import shelves
from tests.stock.desk_visits import filled, signed_in

pytestmark = pytest.mark.usefixtures("now")

SEND = "/desk/dong-hoi/chuyen-hang/moi/?den=le-thuy"


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm Đồng Hới")


@pytest.fixture
def lots(shop, maker) -> tuple[Lot, Lot]:
    """Five units that end soon and five that end late, of one product."""
    variant = factories.variant(factories.product("Khoai deo", producer=maker))
    soon = shelves.lot(variant, date(2026, 12, 28), producer=maker, code="SOM")
    late = shelves.lot(variant, date(2027, 6, 28), producer=maker, code="MUON")
    for lot in (soon, late):
        shelves.stocked(lot, shop, 5)
    return soon, late


@pytest.fixture
def sender(shop):
    return signed_in(shop, email="gui@vidu.example")


@pytest.fixture
def receiver(other):
    return signed_in(other, email="nhan@vidu.example")


def text(answer) -> str:
    return answer.content.decode()


def written(sender, lots, quantity: str = "7", **values: str) -> Transfer:
    by_variant = f"v:{lots[0].variant_id}"
    sent = filled(sender.get(SEND), "lap", **{"d0-what": by_variant, "d0-quantity": quantity, **values})
    sender.post(SEND, sent)
    return Transfer.objects.get()


def address(transfer: Transfer, point: str = "dong-hoi") -> str:
    return f"/desk/{point}/chuyen-hang/{transfer.pk}/"


def test_where_to_is_asked_first_and_never_here(sender, shop, other):
    page = text(sender.get("/desk/dong-hoi/chuyen-hang/moi/"))
    assert 'href="?den=le-thuy"' in page
    assert "den=dong-hoi" not in page
    assert (
        sender.get("/desk/dong-hoi/chuyen-hang/moi/?den=dong-hoi").templates[0].name == "stock/desk_destinations.html"
    )


def test_the_paper_says_which_lots_to_take_the_first_to_expire_first(sender, lots, other):
    transfer = written(sender, lots)
    assert list(transfer.lines.order_by("pk").values_list("lot__code", "quantity")) == [("SOM", 5), ("MUON", 2)]
    page = text(sender.get(address(transfer)))
    assert "Gửi 7 đi" in page
    assert "Hàng chưa rời sổ cho đến khi bấm gửi" in page


def test_it_leaves_once_however_often_it_is_pressed(sender, lots, other, shop):
    transfer = written(sender, lots)
    pressed = filled(sender.get(address(transfer)), "gui")
    assert "Đã gửi đi." in text(sender.post(address(transfer), pressed, follow=True))
    assert "Việc này đã ghi lúc trước rồi" in text(sender.post(address(transfer), pressed, follow=True))
    assert shelves.balance(lots[0], shop).on_hand == 0
    assert StockMove.objects.filter(document_type="transfer").count() == 2


def test_it_is_undone_before_it_leaves(sender, lots, other, shop):
    transfer = written(sender, lots)
    assert "Đã bỏ phiếu chuyển." in text(
        sender.post(address(transfer), filled(sender.get(address(transfer)), "bo"), follow=True)
    )
    assert shelves.balance(lots[0], shop).on_hand == 5
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.CANCELLED


def test_one_lot_may_be_chosen_and_scanned(sender, lots, other, shop):
    late = shelves.balance(lots[1], shop)
    page = sender.get(f"{SEND}&lot={lots[1].pk}")
    assert page.context["rows"].forms[0]["what"].value() == f"b:{late.pk}"
    services.put_barcode(symbology=Symbology.EAN_13, value="8936012345674", variant=lots[0].variant)
    page = sender.post(SEND, filled(sender.get(SEND), "quet", ma="8936012345674"))
    assert page.context["rows"].forms[0]["what"].value() == f"v:{lots[0].variant_id}"
    page = sender.post(SEND, filled(page, "quet", ma="(01)08936012345674(10)MUON"))
    told = [one["what"].value() for one in page.context["rows"].forms]
    assert told == [f"v:{lots[0].variant_id}", f"b:{late.pk}"]
    assert "không có hàng nào bán được mang mã 123" in text(sender.post(SEND, filled(page, "quet", ma="123")))


def test_more_than_there_is_is_told_beside_the_number_with_what_there_is(sender, lots, other):
    sent = filled(sender.get(SEND), "lap", **{"d0-what": f"v:{lots[0].variant_id}", "d0-quantity": "11"})
    page = sender.post(SEND, sent)
    assert page.context["rows"].forms[0].errors == {"quantity": ["Chỉ còn 10 sản phẩm."]}
    assert page.context["rows"].forms[0]["quantity"].value() == "11"
    assert sender.post(SEND, filled(page, "lap", **{"d0-quantity": "10"})).status_code == 302


def test_what_was_recalled_meanwhile_does_not_leave(sender, lots, other):
    transfer = written(sender, lots)
    services.recall(lot_id=lots[0].pk, reason="Nhãn sai.", by=factories.OFFICER)
    page = text(sender.post(address(transfer), filled(sender.get(address(transfer)), "gui")))
    assert "Lô SOM đang bị thu hồi. Bạn để riêng ra và đừng bán." in page
    assert not StockMove.objects.filter(document_type="transfer").exists()


def dispatched(shop, other, *sent: tuple[Lot, int]) -> Transfer:
    lines = [Sent(lot.pk, lot.producer_id, shelves.place(shop).pk, units) for lot, units in sent]
    draft = services.draft_transfer(from_point=shop, to_point=other, sent=lines, by=factories.OFFICER)
    return services.dispatch(transfer_id=draft.pk, version=draft.version, by=factories.OFFICER)


def test_what_arrives_whole_is_received_as_it_stands(receiver, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3), (lots[1], 2))
    here = address(transfer, "le-thuy")
    answer = receiver.post(here, filled(receiver.get(here), "nhan"), follow=True)
    assert "Đã nhận. Hàng đã lên kệ." in text(answer)
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.CLOSED
    assert shelves.balance(lots[1], other).on_hand == 2


def test_what_is_missing_needs_its_reason_and_is_settled_by_the_sender(receiver, sender, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3), (lots[1], 2))
    here, line = address(transfer, "le-thuy"), transfer.lines.order_by("pk").first().pk
    short = receiver.post(here, filled(receiver.get(here), "nhan", **{f"l{line}-received": "1"}))
    assert short.context["rows"][0].errors == {"why": ["Thiếu 2 so với số gửi. Chọn vì sao, hoặc “còn chuyến sau”."]}
    receiver.post(here, filled(short, "nhan", **{f"l{line}-why": "NOT_SENT"}))
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.RECEIVED
    assert "Phần thiếu chờ nơi gửi khép" in text(receiver.get(here))
    there = address(transfer)
    assert "thiếu 2: Chưa gửi, còn ở nơi gửi" in text(sender.get(there))
    sender.post(there, filled(sender.get(there), "xong", reason="Quên trên kệ"))
    assert shelves.balance(lots[0], shop).on_hand == 4
    assert services.differences() == []
    last = sender.get(there).context["transfer"]["history"][-1]
    assert (last["state"], last["reason"]) == ("Đã xong", "Quên trên kệ")


@pytest.mark.parametrize("what", ["b:" + "9" * 30, "v:0", "x", "\0"])
def test_goods_that_are_not_there_to_choose_are_refused(sender, other, lots, what):
    sent = filled(sender.get(SEND), "lap", **{"d0-what": what, "d0-quantity": "1"})
    page = sender.post(SEND, sent)
    assert list(page.context["rows"].forms[0].errors) == ["what"]
    assert not Transfer.objects.exists()


def test_a_parcel_that_comes_later_is_waited_for(receiver, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3), (lots[1], 2))
    here, line = address(transfer, "le-thuy"), transfer.lines.order_by("pk").first().pk
    later = {f"l{line}-received": "0", f"l{line}-why": "later"}
    receiver.post(here, filled(receiver.get(here), "nhan", **later))
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.PARTLY_RECEIVED
    page = receiver.get(here)
    assert [one.left for one in page.context["rows"]] == [3]
    nothing = receiver.post(here, filled(page, "nhan", **later))
    assert nothing.context["form"].non_field_errors() == ["Phiếu chưa có dòng hàng nào."]


def test_more_than_was_sent_is_told_beside_the_number(receiver, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3), (lots[1], 2))
    here, line = address(transfer, "le-thuy"), transfer.lines.order_by("pk").last().pk
    page = receiver.post(here, filled(receiver.get(here), "nhan", **{f"l{line}-received": "5"}))
    assert page.context["rows"][0].errors == {}
    assert "Phiếu chuyển chỉ còn 2 chưa nhận" in page.context["rows"][1].errors["received"][0]


def test_goods_are_put_where_one_says(receiver, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3))
    here = address(transfer, "le-thuy")
    page = receiver.get(here)
    backroom = next(key for key, words in page.context["form"].fields["location"].choices if words == "Kho")
    receiver.post(here, filled(page, "nhan", location=backroom))
    assert shelves.balance(lots[0], other, Usage.BACKROOM).on_hand == 3


def test_a_transfer_between_others_is_not_found_and_the_road_shows_both_ways(sender, receiver, shop, other, lots):
    transfer = dispatched(shop, other, (lots[0], 3))
    stranger = signed_in(shelves.point(slug="bo-trach"), email="la@vidu.example")
    assert stranger.get(address(transfer, "bo-trach")).status_code == 404
    assert stranger.get("/desk/bo-trach/chuyen-hang/99999999999999999999/").status_code == 404
    out = sender.get("/desk/dong-hoi/chuyen-hang/")
    assert (len(out.context["going"]), len(out.context["coming"])) == (1, 0)
    came = receiver.get("/desk/le-thuy/chuyen-hang/")
    assert (len(came.context["going"]), len(came.context["coming"])) == (0, 1)
    assert "Không có gì đang gửi đi." in text(came)


def test_lists_cost_as_much_for_many_as_for_one(sender, shop, other, lots):
    def statements(where: str) -> int:
        sender.get(where)
        with CaptureQueriesContext(connection) as caught:
            sender.get(where)
        return len(caught)

    places = ("/desk/dong-hoi/chuyen-hang/", SEND, address(dispatched(shop, other, (lots[0], 1))))
    one = [statements(where) for where in places]
    for lot in (*lots, *lots):
        dispatched(shop, other, (lot, 1))
        shelves.stocked(shelves.lot(producer=lot.producer), shop, 3)
    assert [statements(where) for where in places] == one
