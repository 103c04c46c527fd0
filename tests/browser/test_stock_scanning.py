"""What staff do with a scanner in their hand: one that types, a camera that films a code, and neither."""

from datetime import date
from time import time

import pytest
from playwright.sync_api import expect

from stock import services
from stock.gs1 import link_path
from stock.models.lots import Symbology
from stock.models.points import StaffRole
from tests import chromium, factories
from tests.browser import filming
from tests.browser.visiting import PASSWORD, assert_accessible, assert_fits, sign_in
from tests.stock import shelves

HA = "ha@vidu.example"
GTIN = "9506000134352"
ANOTHER_FIELD = """document.querySelector('main').insertAdjacentHTML(
  'beforeend', '<label>Khác <input id=khac></label>')"""
FILMING = "Boolean(document.querySelector('video').srcObject?.getTracks().some((one) => one.readyState === 'live'))"
HIDE = """Object.defineProperty(document, 'hidden', { value: true });
  document.dispatchEvent(new Event('visibilitychange'))"""
REFUSE = """void (navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException('no', 'NotAllowedError')))"""
WEDGE_MS = 8
HAND_MS = 140


@pytest.fixture
def shop(transactional_db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm OCOP tỉnh")


@pytest.fixture
def lot(shop):
    factories.tax_rate()
    size = factories.listed("Khoai deo Linh Huệ", 89_000).variants.get()
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=size)
    made = shelves.lot(size, date(2027, 5, 3), producer=shelves.consigned(shop), code="L26-1103")
    shelves.received(made, shop, 12)
    return made


@pytest.fixture
def staff(shop):
    user = factories.user(HA, PASSWORD, last_name="Nguyễn Thu", first_name="Hà")
    services.employ(point=shop, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    return user


def pressed(page, keys: str, every_ms: int) -> None:
    """Keys that follow each other after so many milliseconds by the clock of the keyboard, however slow the machine."""
    session, start = page.context.new_cdp_session(page), time()
    for place, key in enumerate([*keys, "Enter"]):
        at = start + place * every_ms / 1000
        held = {"modifiers": 2, "key": "]", "code": "BracketRight"} if key == "\x1d" else {"key": key}
        typed = {"text": "\r"} if key == "Enter" else {} if key == "\x1d" else {"text": key}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", "timestamp": at, **held, **typed})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", "timestamp": at, **held})
    session.detach()


@pytest.mark.parametrize(
    "code",
    [
        f"https://cho.vidu.example{link_path(GTIN, 'L26-1103')}",
        f"]C1010{GTIN}21SN7\x1d10L26-1103",
        "L26-1103",
    ],
)
def test_a_scanner_that_types_finds_the_lot_from_anywhere_on_the_page(visit, lot, staff, code):
    page = visit("desktop")
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    pressed(page, code, WEDGE_MS)
    page.wait_for_url(f"**/desk/dong-hoi/lo/{lot.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Khoai deo Linh Huệ")


def test_a_scan_into_another_field_leaves_that_field_as_it_was(visit, lot, staff, shop):
    page = visit("desktop")
    sign_in(page, HA, f"/desk/dong-hoi/lo/{lot.pk}/")
    page.evaluate(ANOTHER_FIELD)
    page.locator("#khac").fill("chữ")
    page.evaluate("document.querySelector('.scan').addEventListener('submit', (event) => event.preventDefault())")
    page.locator("#khac").focus()
    pressed(page, GTIN, WEDGE_MS)
    expect(page.locator("[data-scan-into]")).to_have_value(GTIN)
    expect(page.locator("#khac")).to_have_value("chữ")


def test_what_a_hand_types_is_left_alone(visit, lot, staff):
    page = visit("desktop")
    sign_in(page, HA, f"/desk/dong-hoi/lo/{lot.pk}/")
    page.evaluate(ANOTHER_FIELD)
    page.locator("#khac").focus()
    pressed(page, "khoai deo", HAND_MS)
    expect(page.locator("#khac")).to_have_value("khoai deo")
    expect(page.locator("[data-scan-into]")).to_have_value("")
    page.locator("main h1").click()
    pressed(page, GTIN, HAND_MS)
    expect(page.locator("[data-scan-into]")).to_have_value("")


@pytest.fixture
def filmed(browser, live_server, tmp_path):
    """A window whose camera films a picture; with leave to, as somebody gave it before."""
    opened = []

    def film(picture):
        path = filming.film(picture, tmp_path / "ma.y4m")
        camera = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={path}")
        another = chromium.begun(browser.browser_type, *camera)
        made = chromium.Visit(another, live_server.url, "phone", permissions=["camera"])
        opened.append((made, another))
        return made.page

    yield film
    for made, another in opened:
        try:
            made.close()
        finally:
            another.close()


def test_the_camera_reads_the_qr_of_a_label(filmed, lot, staff):
    page = filmed(filming.of_qr(f"https://cho.vidu.example{link_path(GTIN, 'L26-1103')}"))
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    page.get_by_role("button", name="Quét bằng máy ảnh").click()
    page.wait_for_url(f"**/desk/dong-hoi/lo/{lot.pk}/")
    expect(page.get_by_text("L26-1103").first).to_be_visible()


def test_the_camera_reads_the_bars_of_a_pack(filmed, lot, staff):
    page = filmed(filming.of_ean13(GTIN))
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    page.get_by_role("button", name="Quét bằng máy ảnh").click()
    page.wait_for_url(f"**/desk/dong-hoi/tra/?q={GTIN}")
    expect(page.get_by_role("heading", name="Khoai deo Linh Huệ")).to_be_visible()


def test_the_camera_stops_when_it_is_told_to_and_when_the_page_is_left(filmed, lot, staff):
    page = filmed(filming.Image.new("L", (filming.WIDTH, filming.HEIGHT), 255))
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    is_open = page.get_by_role("button", name="Quét bằng máy ảnh")
    is_open.click()
    expect(page.get_by_role("button", name="Tắt máy ảnh")).to_be_focused()
    assert page.evaluate(FILMING)
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Tắt máy ảnh").click()
    assert not page.evaluate(FILMING)
    is_open.click()
    expect(page.get_by_role("button", name="Tắt máy ảnh")).to_be_visible()
    page.evaluate("window.track = document.querySelector('video').srcObject.getTracks()[0]")
    page.evaluate(HIDE)
    assert page.evaluate("window.track.readyState") == "ended"
    expect(is_open).to_be_visible()


def test_a_refused_camera_is_said_and_nothing_needs_it(visit, lot, staff):
    page = visit("phone")
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    page.evaluate(REFUSE)
    page.get_by_role("button", name="Quét bằng máy ảnh").click()
    expect(page.get_by_role("alert")).to_contain_text("chưa được phép dùng máy ảnh")
    assert_accessible(page)
    page.get_by_label("Quét hoặc gõ mã").fill("L26-1103")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url(f"**/desk/dong-hoi/lo/{lot.pk}/")


def test_a_machine_without_a_camera_says_so(visit, lot, staff):
    page = visit("desktop")
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    page.get_by_role("button", name="Quét bằng máy ảnh").click()
    expect(page.get_by_role("alert")).to_contain_text("áy ảnh")
    expect(page.get_by_role("button", name="Quét bằng máy ảnh")).to_be_visible()


def test_without_javascript_a_code_is_typed(visit, lot, staff):
    page = visit("phone", javascript=False)
    sign_in(page, HA, "/desk/dong-hoi/tra/")
    expect(page.get_by_role("button", name="Quét bằng máy ảnh")).to_be_hidden()
    page.get_by_label("Quét hoặc gõ mã").fill(GTIN)
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_role("heading", name="Khoai deo Linh Huệ")).to_be_visible()
