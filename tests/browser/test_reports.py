"""What an officer and a producer do with the books of shelves, in a real browser; `visit` fails for console errors."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from accounts.groups import PROGRAMME_OFFICERS
from accounts.models import Membership
from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from core import clock
from programme import facts
from stock import services
from stock.models import DocumentType, Usage
from stock.models.points import PointLevel
from tests import factories
from tests.browser.visiting import OF_UNFOLD, PASSWORD, assert_accessible, assert_fits_and_is_accessible, sign_in
from tests.stock import shelves

SOLD = (Usage.SHELF, Usage.CUSTOMER)
# What is not of our making, with unfold 0.91 (as in tests/browser/test_desk.py).
EVERY_PAGE = [
    *("/bao-cao/", "/bao-cao/gia-tri/?by=expiry", "/bao-cao/xuat-nhap/", "/bao-cao/hao-hut/"),
    *("/bao-cao/ban-cham/?everything=on", "/bao-cao/xuat-nhap/?since=2026-01-02&until=2026-01-01"),
    *("/thu-hoi/?q=MO-0907", "/thu-hoi/hang/{lot.variant_id}/", "/thu-hoi/{lot.pk}/"),
    *("/chu-the/{lot.producer_id}/ky-gui/", "/en/recalls/{lot.pk}/"),
]
# By window and colours: two hold every page, the others those whose parts the rest share.
PAGES = {
    ("phone", "light"): EVERY_PAGE,
    ("phone", "dark"): ["/bao-cao/", "/bao-cao/gia-tri/"],
    ("desktop", "light"): ["/bao-cao/gia-tri/", "/thu-hoi/{lot.pk}/"],
    ("desktop", "dark"): EVERY_PAGE,
}


@pytest.fixture
def lot(transactional_db):
    """Honey that has come, been sold, broken and sent on, at a shop in Lệ Thủy; an officer, and its maker's member."""
    factories.channel()
    factories.tax_rate()
    load_areas(Report())
    facts.load(Report())
    area = Area.objects.get(level="commune", valid_to=None, name_vi="Xã Lệ Thủy")
    shop = shelves.point(slug="le-thuy", name_vi="Điểm bán Lệ Thủy", level=PointLevel.DISTRICT, area=area)
    variant = factories.listed("Mật ong rừng", 120_000).variants.get()
    made = shelves.lot(variant, producer=shelves.consigned(shop), code="MO-0907")
    ago = clock.now() - timedelta(days=20)
    shelves.move(shelves.going(made, shop, 40), occurred_at=ago)
    shelves.move(shelves.going(made, shop, 6, SOLD), document=DocumentType.SALE)
    shelves.move(shelves.going(made, shop, 2, (Usage.SHELF, Usage.SCRAP)), document=DocumentType.WRITE_OFF)
    still = shelves.lot(factories.variant(factories.product("Ruốc sả")), producer=made.producer)
    shelves.move(shelves.going(still, shop, 9), occurred_at=clock.now() - timedelta(days=60))
    officer = factories.user("officer@vidu.example", PASSWORD, is_staff=True, last_name="Phạm", first_name="Quản")
    officer.groups.set(Group.objects.filter(name=PROGRAMME_OFFICERS))
    member = factories.user("nguoi-lam@vidu.example", PASSWORD)
    Membership.objects.create(user=member, producer=made.producer, role="owner", valid_from=date(2020, 1, 1))
    return made


@pytest.mark.parametrize(("size", "scheme"), PAGES)
def test_reports_and_recalls_fit_their_window_and_are_accessible(visit, lot, size, scheme):
    page = visit(size, color_scheme=scheme)
    sign_in(page, "officer@vidu.example", "/bao-cao/")
    for address in PAGES[size, scheme]:
        page.goto(address.format(lot=lot))
        assert_fits_and_is_accessible(page)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    page.goto(f"/thu-hoi/{lot.pk}/")
    assert_fits_and_is_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_officer_recalls_a_lot_from_the_first_page_of_the_desk_and_takes_it_back(visit, lot, javascript):
    page = visit("phone", javascript=javascript)
    sign_in(page, "officer@vidu.example", "/admin/")
    page.goto("/bao-cao/")
    page.get_by_role("navigation").get_by_role("link", name="Thu hồi").click()
    page.get_by_label("Mã lô, mã truy xuất, mã vạch hoặc tên sản phẩm").fill("mo 0907")
    page.get_by_role("button", name="Tìm lô").click()
    page.get_by_role("link", name="MO-0907").click()
    expect(page.get_by_role("row", name="Điểm bán Lệ Thủy").first).to_contain_text("32")
    page.get_by_label("Vì sao thu hồi", exact=True).fill("Có dị vật")
    page.get_by_label("Gọi cho ai").fill("0232 382 1234")
    page.get_by_label("Gõ lại mã lô để xác nhận").fill("MO-0908")
    page.get_by_role("button", name="Thu hồi lô MO-0907").click()
    expect(page.get_by_text("Mã gõ lại không giống mã lô này")).to_be_visible()
    page.get_by_label("Gõ lại mã lô để xác nhận").fill("mo0907")
    page.get_by_role("button", name="Thu hồi lô MO-0907").click()
    expect(page.get_by_text("Lô này đang bị thu hồi")).to_be_visible()
    expect(page.get_by_text("Điểm bán Lệ Thủy còn 32 đơn vị")).to_be_visible()
    page.goto(f"/t/{lot.trace_code}/")
    expect(page.get_by_text("Có dị vật").first).to_be_visible()
    page.goto(f"/thu-hoi/{lot.pk}/")
    page.get_by_text("Thôi thu hồi", exact=True).click()
    page.get_by_label("Vì sao thôi thu hồi").fill("Nhầm lô")
    page.get_by_role("button", name="Thôi thu hồi lô này").click()
    expect(page.get_by_text("Đã thôi thu hồi lô này.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_officer_asks_a_report_and_takes_it_away(visit, lot, javascript):
    page = visit("desktop", javascript=javascript)
    # The officers' first page is unfold's, which shows nothing without JavaScript.
    sign_in(page, "officer@vidu.example", "/admin/" if javascript else "/bao-cao/")
    page.get_by_role("link", name="Hao hụt").click()
    expect(page.get_by_text("2 trên 49 = 4,08%").first).to_be_visible()
    expect(page.get_by_role("img", name="Điểm bán Lệ Thủy: 2 trên 49")).to_be_visible()
    page.get_by_label("Gộp theo").select_option("Sản phẩm")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("img", name="2 trên 40 = 5%")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.startswith("hao-hut-")


def test_a_producer_reads_what_is_due_on_a_phone(visit, lot):
    page = visit("phone")
    sign_in(page, "nguoi-lam@vidu.example", "/chu-the/")
    page.get_by_role("link", name="Hàng ký gửi ở các điểm bán").click()
    expect(page.get_by_text("612.000 ₫").first).to_be_visible()
    expect(page.get_by_role("row", name="Mật ong rừng")).to_contain_text("MO-0907")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải CSV").click()
    assert download.value.suggested_filename.startswith("ky-gui-")


def test_the_officers_pages_of_stock_are_accessible_but_for_what_is_unfolds(visit, lot):
    page = visit("desktop")
    sign_in(page, "officer@vidu.example", "/admin/")
    shop = lot.balances.first().location.point
    services.put_location(point=shop, usage=Usage.SHELF, code="A2")
    for address in (
        "/admin/stock/salespoint/",
        f"/admin/stock/salespoint/{shop.pk}/change/",
        f"/admin/stock/salespoint/{shop.pk}/hours/",
        "/admin/stock/stockmove/",
        f"/admin/stock/lot/{lot.pk}/change/",
        "/admin/stock/consignmentagreement/add/",
    ):
        page.goto(address)
        assert_accessible(page, OF_UNFOLD)
