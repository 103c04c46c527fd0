"""Receipts at the desk once they are written: drafts, mistakes taken back, and every one there was."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stock import services
from stock.models import GoodsReceipt, Lot, ReceiptStatus, StockMove
from tests.stock import shelves
from tests.stock.desk_visits import filled, row

pytestmark = pytest.mark.usefixtures("now")


def text(answer) -> str:
    return answer.content.decode()


def drafted(staff, form, variant) -> GoodsReceipt:
    staff.post(form, filled(staff.get(form), "nhap", **row(0, variant, "L1")))
    return GoodsReceipt.objects.get()


def test_a_draft_is_kept_written_anew_and_put_on_the_shelf(staff, form, variant, shop):
    draft = drafted(staff, form, variant)
    address = f"/desk/dong-hoi/nhan-hang/{draft.pk}/"
    assert "hàng chưa vào sổ, chưa bán được" in text(staff.get(address))
    page = staff.get(f"{address}sua/")
    assert page.context["rows"].forms[0]["quantity"].value() == 5
    staff.post(f"{address}sua/", filled(page, "nhap", **{"d0-quantity": "8"}))
    posted = staff.post(address, filled(staff.get(address), "ghi"), follow=True)
    assert "Đã ghi vào sổ" in text(posted)
    assert shelves.balance(Lot.objects.get(), shop).on_hand == 8
    assert staff.get(f"{address}sua/").url == address


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 12])
def test_a_step_without_the_version_that_was_seen_is_not_taken(staff, form, variant, version):
    address = f"/desk/dong-hoi/nhan-hang/{drafted(staff, form, variant).pk}/"
    page = staff.post(address, filled(staff.get(address), "ghi", version=version))
    assert "Trang này đã cũ hoặc gửi thiếu" in text(page)
    assert not StockMove.objects.exists()


def test_two_who_write_one_draft_anew_do_not_undo_each_other(staff, form, variant):
    address = f"/desk/dong-hoi/nhan-hang/{drafted(staff, form, variant).pk}/sua/"
    mine, theirs = (filled(staff.get(address), "nhap", **{"d0-quantity": units}) for units in ("8", "9"))
    staff.post(address, theirs)
    assert "Việc này đã ghi lúc trước rồi" in text(staff.post(address, theirs, follow=True))
    assert "Phiếu này vừa được người khác thay đổi" in text(staff.post(address, mine))
    assert GoodsReceipt.objects.get().lines.get().quantity == 9


def test_a_draft_is_dropped(staff, form, variant):
    draft = drafted(staff, form, variant)
    address = f"/desk/dong-hoi/nhan-hang/{draft.pk}/"
    assert "Đã bỏ phiếu nháp." in text(staff.post(address, filled(staff.get(address), "bo"), follow=True))
    assert not StockMove.objects.exists()


def test_what_somebody_else_did_meanwhile_is_told_and_shown(staff, form, variant):
    draft = drafted(staff, form, variant)
    address = f"/desk/dong-hoi/nhan-hang/{draft.pk}/"
    sent = filled(staff.get(address), "ghi")
    staff.post(f"{address}sua/", filled(staff.get(f"{address}sua/"), "nhap", **{"d0-quantity": "8"}))
    page = staff.post(address, sent)
    assert "Phiếu này vừa được người khác thay đổi" in text(page)
    assert staff.post(address, filled(page, "ghi")).status_code == 302
    assert StockMove.objects.get().quantity == 8


def test_a_mistake_is_taken_back_for_a_reason_and_written_anew_from_it(staff, form, variant, shop):
    staff.post(form, filled(staff.get(form), "ghi", **row(0, variant, "L1")))
    receipt = GoodsReceipt.objects.get()
    address = f"/desk/dong-hoi/nhan-hang/{receipt.pk}/"
    assert "Cần ghi lý do." in text(staff.post(address, filled(staff.get(address), "dao")))
    page = staff.post(address, filled(staff.get(address), "dao", reason="Đếm nhầm"), follow=True)
    assert "Đã ghi đảo" in text(page)
    assert shelves.balance(Lot.objects.get(), shop).on_hand == 0
    assert [(one["state"], one["reason"]) for one in page.context["receipt"]["history"]] == [
        ("Đang lập", ""),
        ("Đã ghi sổ", ""),
        ("Đã ghi đảo", "Đếm nhầm"),
    ]
    assert "9:00, 26/11/2026" in text(page)
    anew = staff.get(f"/desk/dong-hoi/nhan-hang/moi/?tu={receipt.pk}")
    assert [one["code"].value() for one in anew.context["rows"].forms] == ["L1"]


def test_another_shop_s_receipts_are_neither_shown_nor_done(staff, maker):
    other = shelves.point(slug="le-thuy")
    lot = shelves.lot(producer=maker)
    services.agree(producer=maker, point=other, commission_bp=1500, valid_from=date(2026, 1, 1))
    shelves.received(lot, other, 5)
    receipt = GoodsReceipt.objects.get()
    for address in (f"/desk/dong-hoi/nhan-hang/{receipt.pk}/", "/desk/dong-hoi/nhan-hang/999999999999999999999/"):
        assert staff.get(address).status_code == 404
    assert staff.get(f"/desk/le-thuy/nhan-hang/{receipt.pk}/").status_code == 403
    marks = {"operation": "7b0c1c1e-6a6e-4f2e-9c55-0b0f9f5a0001", "version": str(receipt.version)}
    answer = staff.post(f"/desk/dong-hoi/nhan-hang/{receipt.pk}/", {"do": "dao", "reason": "x", **marks})
    assert answer.status_code == 404
    assert GoodsReceipt.objects.get().status == ReceiptStatus.POSTED


def test_past_receipts_come_in_pages_at_the_price_of_one(staff, maker, shop, variant):
    lot = shelves.lot(variant, producer=maker)

    def statements() -> int:
        staff.get("/desk/dong-hoi/nhan-hang/")
        with CaptureQueriesContext(connection) as caught:
            staff.get("/desk/dong-hoi/nhan-hang/")
        return len(caught)

    shelves.received(lot, shop, 1)
    one = statements()
    for _ in range(21):
        shelves.received(lot, shop, 1)
    assert statements() == one
    page = staff.get("/desk/dong-hoi/nhan-hang/")
    assert len(page.context["receipts"]) == 20
    rest = staff.get("/desk/dong-hoi/nhan-hang/", {"after": page.context["info"]["endCursor"]})
    assert len(rest.context["receipts"]) == 2
    assert staff.get("/desk/dong-hoi/nhan-hang/", {"after": "x"}).status_code == 404
