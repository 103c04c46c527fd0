"""Receiving at the desk: whom from, several lots, drafts, mistakes; every refusal in the row it is about."""

from datetime import date

import pytest

from stock import services
from stock.models import GoodsReceipt, Lot, ReceiptStatus, StockMove
from stock.models.lots import Symbology
from tests import factories
from tests.stock import shelves
from tests.stock.desk_visits import filled, row

pytestmark = pytest.mark.usefixtures("now")

GTIN = "8936012345674"


def text(answer) -> str:
    return answer.content.decode()


def test_whose_goods_they_are_is_asked_of_those_with_an_agreement_and_whoever_one_looks_for(
    staff, shop, maker, variant
):
    stranger = factories.producer(name_vi="Hợp tác xã Ong Rừng")
    factories.variant(factories.product("Mật ong", producer=stranger))
    page = text(staff.get("/desk/dong-hoi/nhan-hang/moi/"))
    assert maker.name_vi in page
    assert "Ong Rừng" not in page
    for words in ("ong rung", "mat ong"):
        found = text(staff.get("/desk/dong-hoi/nhan-hang/moi/", {"q": words}))
        assert "Ong Rừng" in found
        assert "chưa có hợp đồng ký gửi ở đây" in found
    assert "Không thấy “xyz”" in text(staff.get("/desk/dong-hoi/nhan-hang/moi/", {"q": "xyz"}))


def test_several_lots_are_received_at_once_and_stand_on_the_shelf(staff, shop, form, variant, maker):
    more = filled(staff.get(form), "quet", **row(0, variant, "L1"))
    page = staff.post(form, more)
    page = staff.post(form, filled(page, "quet", **row(1, variant, "L2", "7")))
    assert not StockMove.objects.exists()
    sent = filled(page, "ghi", **row(2, variant, "L3", "2", expires_on=""), number="PG-12")
    answer = staff.post(form, sent, follow=True)
    receipt = GoodsReceipt.objects.get()
    assert (receipt.status, receipt.number, receipt.is_consigned) == (ReceiptStatus.POSTED, "PG-12", True)
    assert list(receipt.lines.order_by("pk").values_list("lot__code", "quantity")) == [("L1", 5), ("L2", 7), ("L3", 2)]
    assert shelves.balance(Lot.objects.get(code="L2"), shop).on_hand == 7
    assert Lot.objects.get(code="L3").expires_on is None
    assert "Đã nhận. Hàng đã lên kệ." in text(answer)


def test_pressed_twice_it_is_received_once(staff, form, variant):
    sent = filled(staff.get(form), "ghi", **row(0, variant, "L1"))
    first = staff.post(form, sent)
    again = staff.post(form, sent, follow=True)
    assert again.redirect_chain[0][0] == first.url
    assert "Việc này đã ghi lúc trước rồi" in text(again)
    assert GoodsReceipt.objects.count() == 1


def test_a_wrong_shape_and_a_refusal_stand_in_their_rows_and_nothing_typed_is_lost(staff, form, variant, maker, shop):
    shelves.lot(variant, date(2027, 10, 1), producer=maker, code="L1", made_on=date(2026, 9, 9))
    page = staff.post(form, filled(staff.get(form), "quet", **row(0, variant, "L0")))
    wrong = staff.post(form, filled(page, "ghi", **row(1, variant, "L1", "x")))
    assert wrong.context["rows"].forms[1].errors == {"quantity": ["Số lượng là số nguyên từ 1 đến 1.000.000."]}
    refused = staff.post(form, filled(wrong, "ghi", **row(1, variant, "L1", "3")))
    assert refused.context["rows"].forms[0].errors == {}
    assert list(refused.context["rows"].forms[1].errors) == ["code"]
    assert 'value="L0"' in text(refused)
    assert not StockMove.objects.exists()
    answer = staff.post(form, filled(refused, "ghi", **{"d1-made_on": "2026-09-09"}))
    assert answer.status_code == 302
    assert Lot.objects.count() == 2


def test_a_lot_past_its_day_is_told_beside_its_code(staff, form, variant):
    late = staff.post(form, filled(staff.get(form), "ghi", **row(0, variant, "L1", expires_on="2026-11-25")))
    assert late.context["rows"].forms[0].errors == {"code": ["Lô L1 đã hết hạn sử dụng, không bán được nữa."]}
    assert not Lot.objects.exists()


def test_days_that_cross_are_told_before_anything_is_sent(staff, form, variant):
    crossed = row(0, variant, "L1", made_on="2026-10-02", expires_on="2026-10-01")
    page = staff.post(form, filled(staff.get(form), "ghi", **crossed))
    assert list(page.context["rows"].forms[0].errors) == ["expires_on"]


def test_a_day_is_typed_as_people_write_it_where_the_browser_has_no_calendar(staff, form, variant):
    typed = row(0, variant, "L1", made_on="01/10/2026", expires_on="01/10/2027")
    assert staff.post(form, filled(staff.get(form), "ghi", **typed)).status_code == 302
    assert Lot.objects.get().made_on == date(2026, 10, 1)


def test_without_an_agreement_goods_are_the_shop_s_own_or_refused(staff, shop):
    stranger = factories.producer()
    variant = factories.variant(factories.product(producer=stranger))
    form = f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={stranger.pk}"
    page = staff.get(form)
    assert page.context["form"]["owning"].value() == "mua"
    refused = staff.post(form, filled(page, "ghi", **row(0, variant, "L1"), owning="ky-gui"))
    assert list(refused.context["form"].errors) == ["owning"]
    staff.post(form, filled(refused, "ghi", owning="mua"))
    assert not GoodsReceipt.objects.get().is_consigned


def test_rows_are_added_and_taken_away_without_being_sent(staff, form, variant):
    page = staff.post(form, filled(staff.get(form), "quet", **row(0, variant, "L1")))
    page = staff.post(form, filled(page, "bo-0", **row(1, variant, "L2")))
    assert [one["code"].value() for one in page.context["rows"].forms] == ["L2"]
    empty = staff.post(
        form, filled(page, "ghi", **{"d0-code": "", "d0-quantity": "", "d0-made_on": "", "d0-expires_on": ""})
    )
    assert empty.context["form"].non_field_errors() == ["Phiếu chưa có dòng hàng nào."]


def test_a_scanned_code_fills_a_row_and_a_stranger_s_code_is_told(staff, form, variant, maker, shop):
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=variant)
    lot = shelves.lot(variant, date(2027, 1, 31), producer=maker, code="L7", made_on=date(2026, 8, 1))
    shelves.received(lot, shop, 1)
    page = staff.post(form, filled(staff.get(form), "quet", ma=f"(01)0{GTIN}(10)L7"))
    values = {
        name: str(page.context["rows"].forms[0][name].value()) for name in ("variant", "code", "made_on", "expires_on")
    }
    assert values == {"variant": str(variant.pk), "code": "L7", "made_on": "2026-08-01", "expires_on": "2027-01-31"}
    page = staff.post(form, filled(page, "quet", ma="8934563138165"))
    assert "không phải hàng của" in text(page)
    straight = staff.get("/desk/dong-hoi/nhan-hang/moi/", {"q": GTIN})
    assert straight.url == f"/desk/dong-hoi/nhan-hang/moi/?hang={variant.pk}&ma={GTIN}"
    assert staff.get(straight.url).context["rows"].forms[0]["variant"].value() == str(variant.pk)


def test_a_form_with_nothing_in_it_says_only_that(staff, form, variant):
    page = staff.post(form, filled(staff.get(form), "ghi"))
    assert page.context["form"].non_field_errors() == ["Phiếu chưa có dòng hàng nào."]
    assert "Bạn chưa ghi" not in text(page)


@pytest.mark.parametrize(
    "asked", ["moi/?q=%00a", "moi/?nguoi-lam=%00", "moi/?hang=1&ma=%00", "moi/?tu=%ff", "?after=%00", "?before=x"]
)
def test_an_address_that_makes_no_sense_is_no_fault_of_ours(staff, form, asked):
    assert staff.get(f"/desk/dong-hoi/nhan-hang/{asked}").status_code in (200, 404)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "quet", "ma": "\0"},
        {"do": "bo-x"},
        {"do": "ghi", "rows": "9" * 40},
        {"do": "ghi", "rows": "1", "operation": "x", "d0-code": "a\0", "d0-quantity": "1"},
        {"do": "ghi", "rows": "1", "d0-variant": "9" * 30, "d0-quantity": "1", "d0-location": "x"},
    ],
)
def test_a_form_that_makes_no_sense_is_shown_again(staff, form, variant, sent):
    assert staff.post(form, sent).status_code == 200
    assert not GoodsReceipt.objects.exists()
