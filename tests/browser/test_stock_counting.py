"""What staff do at the shelf: count, have it approved, write off what is broken, print labels; with a script or not."""

from datetime import date
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from core import files
from stock import services
from stock.models import StockCount, WriteOff
from stock.models.lots import Symbology
from stock.models.points import StaffRole
from tests import factories, pictures
from tests.browser.visiting import PASSWORD, assert_fits_and_is_accessible, sign_in
from tests.stock import shelves

GTIN = "9506000134352"
HA, LAN = "ha@vidu.example", "lan@vidu.example"


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    """A private storage of the test's own."""
    kept = settings.STORAGES[files.PRIVATE]
    settings.STORAGES = settings.STORAGES | {files.PRIVATE: kept | {"OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def shop(transactional_db):
    made = shelves.point(slug="dong-hoi", name_vi="Điểm OCOP tỉnh")
    for email in (HA, LAN):
        user = factories.user(email, PASSWORD)
        services.employ(point=made, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    return made


@pytest.fixture
def lots(shop):
    """Forty-seven of a lot, five of another, both with a price."""
    factories.tax_rate()
    size = factories.listed("Khoai deo Linh Huệ", 89_000).variants.get()
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=size)
    maker = shelves.consigned(shop)
    made = [
        shelves.lot(size, date(2027, 5, 3), producer=maker, code="L26-1103"),
        shelves.lot(size, date(2027, 6, 3), producer=maker, code="L26-1203"),
    ]
    for lot, units in zip(made, (47, 5), strict=True):
        shelves.received(lot, shop, units)
    return made


@pytest.mark.parametrize(("size", "javascript", "scheme"), [("phone", True, "dark"), ("desktop", False, "light")])
def test_a_shelf_is_counted_and_another_approves(visit, shop, lots, size, javascript, scheme):
    page = visit(size, javascript=javascript, color_scheme=scheme)
    sign_in(page, HA, "/desk/dong-hoi/kiem/")
    page.get_by_label("Đếm ở đâu").select_option(label="Kệ bán")
    page.get_by_role("button", name="Bắt đầu đếm").click()
    expect(page.get_by_role("heading", name="Khoai deo Linh Huệ")).to_be_visible()
    # A maker's number may hold the same digits: the figure alone is looked for.
    expect(page.locator("main").get_by_text("47", exact=True)).to_have_count(0)
    expect(page.get_by_label("Đếm được")).to_have_value("")
    for number in ("9", "5"):
        page.get_by_label("Đếm được").fill(number)
        page.get_by_role("button", name="sang dòng sau").click()
    expect(page.get_by_text("Đã đếm hết các dòng")).to_be_visible()
    page.get_by_role("button", name="Nộp phiếu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nộp phiếu")
    expect(page.get_by_text("Người đếm không tự duyệt")).to_be_visible()

    other = visit(size, javascript=javascript, color_scheme=scheme)
    sign_in(other, LAN, "/desk/dong-hoi/kiem/")
    other.get_by_role("link", name="Duyệt").click()
    expect(other.get_by_text("−3.382.000").first).to_be_visible()
    other.get_by_role("button", name="Duyệt và ghi sổ").click()
    expect(other.get_by_role("status")).to_contain_text("Đã duyệt")
    assert shelves.balance(lots[0], shop).on_hand == 9
    assert services.differences() == []


def test_the_keys_write_the_number_and_the_button_repeats_it(visit, shop, lots):
    page = visit("phone")
    sign_in(page, HA, "/desk/dong-hoi/kiem/")
    page.get_by_role("button", name="Bắt đầu đếm").click()
    for key in ("1", "3"):
        page.get_by_role("button", name=key, exact=True).click()
    page.get_by_role("button", name="Xóa một chữ số").click()
    page.get_by_role("button", name="2", exact=True).click()
    assert_fits_and_is_accessible(page)
    keys = page.locator("[data-key]").first.bounding_box()
    assert keys["height"] >= 56
    page.get_by_role("button", name="Ghi 12, sang dòng sau").click()
    expect(page.get_by_text("dòng 2 trên 2")).to_be_visible()
    line = StockCount.objects.get().lines.get()
    assert (line.counted, line.lot_id) == (12, lots[0].pk)


def test_a_lot_found_on_the_shelf_is_added_and_a_count_gone_on_with(visit, shop, lots):
    strange = shelves.lot(lots[0].variant, producer=lots[0].producer, code="LA-77")
    page = visit("desktop")
    sign_in(page, HA, "/desk/dong-hoi/kiem/")
    page.get_by_role("button", name="Bắt đầu đếm").click()
    page.get_by_label("Quét hoặc gõ số lô").fill("LA-77")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="hàng gửi của").first.click()
    page.get_by_label("Đếm được").fill("2")
    page.get_by_role("button", name="Ghi 2, sang dòng sau").click()
    expect(page.get_by_text("dòng 1 trên 3")).to_be_visible()
    page.goto("/desk/dong-hoi/kiem/")
    page.get_by_role("link", name="Đếm tiếp").click()
    expect(page.get_by_role("heading", name="Các dòng")).to_be_visible()
    assert StockCount.objects.get().lines.get().lot_id == strange.pk


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_broken_is_written_off_with_its_picture_and_a_mistake_put_right(visit, shop, lots, javascript):
    page = visit("phone", javascript=javascript)
    sign_in(page, HA, "/desk/dong-hoi/huy/")
    page.get_by_label("Lô cần hủy").fill("L26-1103")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_label("Số lượng hủy").fill("2")
    page.get_by_label("Lý do").select_option("broken")
    photo = {"name": "vo.jpg", "mimeType": "image/jpeg", "buffer": pictures.written(pictures.drawn())}
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("Đã xem lại").check()
    if javascript:
        assert_fits_and_is_accessible(page)
    page.get_by_role("button", name="Ghi xuất hủy").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi xuất hủy")
    proof = page.get_by_role("img", name="Ảnh kèm phiếu hủy")
    expect(proof).to_be_visible()
    assert page.request.get(proof.get_attribute("src")).headers["content-type"] == "image/jpeg"
    assert shelves.balance(lots[0], shop).on_hand == 45
    page.get_by_text("Ghi nhầm? Ghi đảo").click()
    page.get_by_label("Ghi nhầm thế nào").fill("Nhầm lô")
    if javascript:
        assert_fits_and_is_accessible(page)
    page.get_by_role("button", name="Ghi đảo, trả hàng về kệ").click()
    expect(page.get_by_text("Đã ghi đảo, hàng trở lại kệ")).to_be_visible()
    assert shelves.balance(lots[0], shop).on_hand == 47
    assert WriteOff.objects.count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_labels_of_a_lot_are_printed(visit, shop, lots, javascript):
    page = visit("desktop", javascript=javascript)
    sign_in(page, HA, f"/desk/dong-hoi/lo/{lots[0].pk}/")
    page.get_by_role("link", name="In nhãn").last.click()
    page.get_by_label("Khoai deo Linh Huệ").fill("3")
    page.get_by_label("Máy in nhãn").check()
    fields = page.locator("form.labels :is(input:not([type=radio]), :checked)").all()
    wanted = {field.get_attribute("name"): field.input_value() for field in fields}
    answer = page.request.get("/desk/dong-hoi/nhan/nhan.pdf", params=wanted)
    assert answer.headers["content-type"] == "application/pdf"
    texts = [one.extract_text() for one in PdfReader(BytesIO(answer.body())).pages]
    assert len(texts) == 3
    assert all("Khoai deo Linh Huệ" in text and "L26-1103" in text for text in texts)


ADDRESSES = (
    "tra/",
    "tra/?q=khoai",
    "lo/{lot}/",
    "nhan/",
    "nhan/nhan.pdf?giay=a4-24",
    "kiem/",
    "huy/",
    "huy/?lot={lot}",
)


@pytest.mark.parametrize(("size", "scheme"), [(s, c) for s in ("phone", "desktop") for c in ("light", "dark")])
def test_every_page_fits_and_is_accessible(visit, shop, lots, size, scheme):
    page = visit(size, color_scheme=scheme)
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    made = services.open_count(location=shelves.place(shop), by=factories.OFFICER)
    owner = lots[0].producer_id
    services.count_line(count_id=made.pk, lot_id=lots[0].pk, owner_id=owner, counted=9, by=factories.OFFICER)
    made.refresh_from_db()
    for address in (*ADDRESSES, f"kiem/{made.pk}/", f"kiem/{made.pk}/duyet/"):
        page.goto(f"/desk/dong-hoi/{address.format(lot=lots[0].pk)}")
        assert_fits_and_is_accessible(page)
    services.submit_count(count_id=made.pk, version=made.version, by=factories.OFFICER)
    for address in (f"kiem/{made.pk}/", f"kiem/{made.pk}/duyet/"):
        page.goto(f"/desk/dong-hoi/{address}")
        assert_fits_and_is_accessible(page)
