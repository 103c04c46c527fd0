"""The stock desk as staff use it: receive, send, receive short, be refused; with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core import clock
from stock import services
from stock.models import DeviceOperation, GoodsReceipt, Lot, StockMove, Transfer
from stock.services.transfers import Sent
from tests import factories
from tests.browser.visiting import PASSWORD, assert_accessible, assert_fits, sign_in
from tests.stock import shelves
from tests.stock.desk_visits import staff_of

HA = "ha@vidu.example"
# A scanner's keys come faster than a test can press them one by one.
SCAN = """(text) => [...text, "Enter"].forEach((key) =>
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))"""


@pytest.fixture
def shop(transactional_db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm OCOP tỉnh, Đồng Hới")


@pytest.fixture
def other(transactional_db):
    return shelves.point(slug="le-thuy", name_vi="Điểm OCOP Lệ Thủy")


@pytest.fixture
def maker(shop):
    made = shelves.consigned(shop, number="01/2026")
    for name in ("Khoai deo", "Mắm ruốc"):
        factories.variant(factories.product(name, producer=made), name_vi="Gói 500 g")
    return made


def ends(days: int):
    return clock.today() + timedelta(days=days)


def lot_of(maker, name: str, code: str, days: int) -> Lot:
    variant = maker.products.get(name_vi=name).variants.get()
    return shelves.lot(variant, ends(days), producer=maker, code=code, made_on=ends(-30))


@pytest.fixture
def stocked(shop, other, maker):
    """Two lots of one product on the shelf, one that ends soon, one past its day, and a transfer on its way here."""
    staff_of(shop, other, last_name="Nguyễn Thu", first_name="Hà", password=PASSWORD)
    lots = {"SOM": 5, "MUON": 200}
    found = {code: lot_of(maker, "Khoai deo", code, days) for code, days in lots.items()}
    for lot in (*found.values(), lot_of(maker, "Mắm ruốc", "CU", -2)):
        shelves.stocked(lot, shop, 5)
    wanted = maker.products.get(name_vi="Mắm ruốc").variants.get()
    services.put_reorder_rule(point=shop, variant=wanted, minimum=5, target=12)
    coming = lot_of(maker, "Mắm ruốc", "VE", 100)
    shelves.stocked(coming, other, 9)
    sent = [Sent(coming.pk, maker.pk, shelves.place(other).pk, 6)]
    draft = services.draft_transfer(from_point=other, to_point=shop, sent=sent, by=factories.OFFICER)
    found["VE"] = coming
    services.dispatch(transfer_id=draft.pk, version=draft.version, by=factories.OFFICER)
    return found


def fill(page, place: int, product: str, code: str, quantity: str) -> None:
    page.locator(f"[name=d{place}-variant]").select_option(label=product)
    for name, value in {"code": code, "made_on": ends(-9).isoformat(), "expires_on": ends(90).isoformat()}.items():
        page.locator(f"[name=d{place}-{name}]").fill(value)
    page.locator(f"[name=d{place}-quantity]").fill(quantity)


@pytest.mark.parametrize("javascript", [True, False])
def test_staff_choose_their_shop_and_receive_three_lots(visit, shop, stocked, maker, javascript):
    page = visit("phone", javascript=javascript)
    sign_in(page, HA, "/desk/")
    page.get_by_role("link", name="Điểm OCOP tỉnh, Đồng Hới").click()
    expect(page.locator(".desk .place")).to_have_text("Điểm OCOP tỉnh, Đồng Hới")
    page.get_by_role("link", name="Nhận hàng", exact=True).first.click()
    page.get_by_role("link", name="Nhận từ người làm").click()
    page.get_by_role("link", name=maker.name_vi).click()
    for place, product in enumerate(("Khoai deo", "Mắm ruốc", "Khoai deo")):
        if place:
            page.get_by_role("button", name="Thêm dòng").click()
            expect(page.locator("[data-row]")).to_have_count(place + 1)
        fill(page, place, f"{product}, Gói 500 g", f"L{place}", str(10 + place))
    press = page.locator("button[value=ghi]")
    expect(press).to_have_text("Nhận 33 lên kệ" if javascript else "Nhận lên kệ")
    press.click()
    expect(page.locator("main").get_by_role("status")).to_have_text("Đã nhận. Hàng đã lên kệ.")
    receipt = GoodsReceipt.objects.get()
    assert sorted(receipt.lines.values_list("lot__code", "quantity")) == [("L0", 10), ("L1", 11), ("L2", 12)]
    kept = DeviceOperation.objects.get(kind="receive")
    assert (kept.device == "page", kept.sequence) == ((False, 1) if javascript else (True, None))


@pytest.mark.parametrize("javascript", [True, False])
def test_goods_are_sent_and_received_short_with_a_reason(visit, shop, other, stocked, javascript):
    page = visit("phone", javascript=javascript)
    sign_in(page, HA, "/desk/dong-hoi/chuyen-hang/")
    page.get_by_role("link", name="Gửi sang điểm bán khác").click()
    page.get_by_role("link", name="Điểm OCOP Lệ Thủy").click()
    page.locator("[name=d0-what]").select_option(value=f"v:{stocked['SOM'].variant_id}")
    page.locator("[name=d0-quantity]").fill("7")
    page.get_by_role("button", name="Lập phiếu").click()
    expect(page.locator(".lots .big")).to_have_text(["5", "2"])
    page.get_by_role("button", name="Gửi 7 đi").click()
    expect(page.locator("main").get_by_role("status")).to_have_text("Đã gửi đi. Hàng đang trên đường.")

    transfer = Transfer.objects.get(from_point=shop)
    page.goto(f"/desk/le-thuy/chuyen-hang/{transfer.pk}/")
    page.get_by_label("Đếm được").first.fill("3")
    page.locator("button[value=nhan]").click()
    expect(page.locator(".errorlist")).to_have_text("Thiếu 2 so với số gửi. Chọn vì sao, hoặc “còn chuyến sau”.")
    expect(page.get_by_label("Đếm được").first).to_have_value("3")
    page.get_by_label("Nếu thiếu, vì sao").first.select_option(label="Vỡ, hỏng trên đường")
    page.locator("button[value=nhan]").click()
    expect(page.get_by_text("Phần thiếu chờ nơi gửi khép")).to_be_visible()
    assert shelves.balance(stocked["MUON"], other).on_hand == 2
    assert services.differences() == []


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_out_is_asked_of_a_shop_that_has_it(visit, shop, other, stocked, javascript):
    page = visit("phone", javascript=javascript)
    sign_in(page, HA, "/desk/dong-hoi/")
    page.get_by_role("link", name="Xin hàng").click()
    expect(page.get_by_label("Điểm OCOP Lệ Thủy, có 3")).to_be_checked()
    press = page.locator("main form button")
    expect(press).to_have_text("Xin 3" if javascript else "Xin hàng")
    press.click()
    expect(page.locator("main").get_by_role("status")).to_contain_text("Đã xin.")
    asked = Transfer.objects.get(status="draft")
    assert (asked.from_point, asked.to_point, asked.lines.get().quantity) == (other, shop, 3)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_conflict_is_a_sentence_beside_the_field_and_the_corrected_form_goes_through(
    visit, shop, stocked, javascript
):
    page = visit("phone", javascript=javascript)
    sign_in(page, HA, "/desk/dong-hoi/chuyen-hang/moi/?den=le-thuy")
    page.locator("[name=d0-what]").select_option(value=f"v:{stocked['SOM'].variant_id}")
    page.locator("[name=d0-quantity]").fill("11")
    page.locator("button[value=lap]").click()
    expect(page.locator(".errorlist")).to_have_text("Chỉ còn 10 sản phẩm.")
    quantity = page.locator("[name=d0-quantity]")
    expect(quantity).to_have_value("11")
    expect(quantity).to_have_attribute("aria-invalid", "true")
    if javascript:
        expect(quantity).to_be_focused()
    quantity.fill("10")
    page.locator("button[value=lap]").click()
    expect(page.get_by_role("button", name="Gửi 10 đi")).to_be_visible()
    services.recall(lot_id=stocked["SOM"].pk, reason="Nhãn sai.", by=factories.OFFICER)
    page.get_by_role("button", name="Gửi 10 đi").click()
    expect(page.get_by_role("alert")).to_have_text("Lô SOM đang bị thu hồi. Bạn để riêng ra và đừng bán.")
    if javascript:
        marks = DeviceOperation.objects.order_by("received_at").values_list("sequence", "status")
        assert list(marks) == [(1, "conflict"), (2, "applied"), (3, "conflict")]


def test_the_back_button_and_another_press_record_nothing_twice(visit, shop, stocked, maker):
    page = visit("phone")
    sign_in(page, HA, f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}")
    fill(page, 0, "Khoai deo, Gói 500 g", "L9", "4")
    page.locator("button[value=ghi]").dblclick()
    expect(page.locator("main").get_by_role("status")).to_be_visible()
    page.go_back()
    expect(page.locator("button[value=ghi]")).to_be_visible()
    assert StockMove.objects.filter(lot__code="L9").count() == 1


def test_without_a_network_nothing_typed_is_lost_and_the_press_waits(visit, shop, stocked, maker):
    page = visit("phone")
    sign_in(page, HA, f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}")
    fill(page, 0, "Khoai deo, Gói 500 g", "L9", "4")
    page.context.set_offline(True)
    expect(page.get_by_text("Mất mạng.")).to_be_visible()
    page.locator("button[value=ghi]").click()
    expect(page.locator("[name=d0-code]")).to_have_value("L9")
    assert not GoodsReceipt.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Mất mạng.")).to_be_hidden()
    page.locator("button[value=ghi]").click()
    expect(page.locator("main").get_by_role("status")).to_have_text("Đã nhận. Hàng đã lên kệ.")
    assert DeviceOperation.objects.get(kind="receive").sequence == 1


def test_receiving_needs_nothing_but_a_keyboard(visit, shop, stocked, maker):
    page = visit("desktop")
    sign_in(page, HA, f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}")
    page.locator("#ma").focus()

    def to(name: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name || document.activeElement.value") == name:
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    to("d0-variant")
    page.keyboard.press("ArrowDown")
    to("d0-code")
    page.keyboard.type("L9", delay=90)
    to("d0-quantity")
    page.keyboard.type("4", delay=90)
    to("d0-made_on")
    page.keyboard.type("01012026", delay=90)
    to("d0-expires_on")
    page.keyboard.type("12312099", delay=90)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "ghi":
            break
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_role("status")).to_have_text("Đã nhận. Hàng đã lên kệ.")
    assert GoodsReceipt.objects.get().lines.get().quantity == 4


def test_a_wedge_scanner_adds_a_line_and_sends_nothing(visit, shop, stocked, maker):
    page = visit("desktop")
    sign_in(page, HA, f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}")
    page.locator("[name=d0-quantity]").focus()
    page.evaluate(SCAN, stocked["MUON"].trace_code)
    expect(page.locator("[name=d0-code]")).to_have_value("MUON")
    expect(page.locator("[name=d0-quantity]")).to_have_value("")
    assert not GoodsReceipt.objects.exists()


PAGES = [
    "/desk/",
    "/desk/dong-hoi/",
    "/desk/dong-hoi/nhan-hang/",
    "/desk/dong-hoi/nhan-hang/moi/",
    "/desk/dong-hoi/nhan-hang/moi/?q=khong-co",
    "/desk/dong-hoi/chuyen-hang/",
    "/desk/dong-hoi/chuyen-hang/moi/",
    "/desk/dong-hoi/chuyen-hang/moi/?den=le-thuy",
    "/en/desk/dong-hoi/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_of_the_desk_fits_and_is_accessible(visit, stocked, shop, other, maker, size, scheme):
    page = visit(size, color_scheme=scheme)
    lot = lot_of(maker, "Khoai deo", "P1", 90)
    shelves.received(lot, shop, 2)
    receipt, transfer = GoodsReceipt.objects.get(), Transfer.objects.get()
    there = shelves.point(slug="bo-trach")
    sign_in(page, HA, "/desk/")
    form = f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}"
    ask = f"/desk/dong-hoi/chuyen-hang/xin/{stocked['VE'].variant_id}/"
    papers = [form, ask, f"/desk/dong-hoi/nhan-hang/{receipt.pk}/", f"/desk/dong-hoi/chuyen-hang/{transfer.pk}/"]
    for address in (*PAGES, *papers, f"/desk/le-thuy/chuyen-hang/{transfer.pk}/", f"/desk/{there.slug}/"):
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
    page.goto(form)
    page.get_by_role("button", name="Nhận lên kệ").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert_accessible(page)


def test_keys_are_as_tall_as_a_finger(visit, stocked, maker):
    page = visit("phone")
    sign_in(page, HA, f"/desk/dong-hoi/nhan-hang/moi/?nguoi-lam={maker.pk}")
    heights = page.evaluate(
        "[...document.querySelectorAll('main :is(button, select, input:not([type=hidden], [type=radio]))')]"
        ".filter((one) => one.offsetParent).map((one) => one.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 56
    assert re.fullmatch("numeric", page.locator("[name=d0-quantity]").get_attribute("inputmode") or "")
