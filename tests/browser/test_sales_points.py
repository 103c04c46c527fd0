"""What a buyer does before going out: finds a shop near, sees whether it is open and what it has."""

import re

import pytest
from playwright.sync_api import expect

from catalog.models.areas import AreaLevel
from core.kept_pages import kept_pages
from stock import services
from stock.models import Usage
from stock.models.points import PointLevel
from tests import factories
from tests.browser.visiting import assert_accessible, assert_fits
from tests.shop.places import unit
from tests.stock import shelves

PLACES = {
    "near": ("Điểm OCOP Đồng Hới", 17_468_000, 106_622_000, "18880", "Phường Đồng Hới"),
    "far": ("Điểm OCOP Minh Hóa", 17_790_000, 106_030_000, "18901", "Xã Minh Hóa"),
}


@pytest.fixture
def shops(transactional_db):
    """Two, open all the time, the far one made known first."""
    kept_pages.clear()
    factories.tax_rate()
    province = unit(AreaLevel.PROVINCE, "44", "Tỉnh Quảng Trị")
    made = []
    for slug in ("far", "near"):
        name, north, east, code, commune = PLACES[slug]
        shop = shelves.point(
            slug=slug,
            name_vi=name,
            area=unit(AreaLevel.COMMUNE, code, commune, parent=province),
            latitude_e6=north,
            longitude_e6=east,
            phone="+84232000000",
            level=PointLevel.PROVINCE if slug == "near" else PointLevel.DISTRICT,
            is_demonstration=True,
        )
        services.put_hours(point=shop, hours={day: [(0, 1440)] for day in range(7)})
        made.append(shop)
    return made


@pytest.fixture
def lot(shops):
    product = factories.listed("Khoai deo thử")
    made = shelves.lot(product.variants.get(), producer=shelves.consigned(shops[1]))
    shelves.received(made, shops[1], 2)
    return made


def names(page):
    return page.locator(".points h2").all_inner_texts()


def test_a_buyer_presses_near_me_and_the_nearest_comes_first(visit, shops):
    page = visit("phone", geolocation={"latitude": 17.4689, "longitude": 106.6223}, permissions=["geolocation"])
    page.goto("/diem-ban/")
    assert names(page) == ["Điểm OCOP Minh Hóa", "Điểm OCOP Đồng Hới"]
    page.get_by_role("button", name="Dùng vị trí của máy này").click()
    expect(page.get_by_text("Khoảng cách tính từ chỗ bạn")).to_be_visible()
    assert names(page) == ["Điểm OCOP Đồng Hới", "Điểm OCOP Minh Hóa"]
    expect(page.get_by_text("cách dưới 1 km")).to_be_visible()


def test_a_device_that_refuses_says_what_to_do(visit, shops):
    page = visit("phone", permissions=[])
    page.goto("/diem-ban/")
    page.get_by_role("button", name="Dùng vị trí của máy này").click()
    expect(page.get_by_text("Máy không cho biết bạn ở đâu.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_buyer_chooses_a_commune_and_opens_the_shop(visit, shops, lot, javascript):
    page = visit("desktop", javascript=javascript)
    page.goto("/")
    page.get_by_role("navigation", name="Trang chính").get_by_role("link", name="Điểm bán").click()
    page.get_by_label("Bạn ở xã, phường nào").select_option(label="Phường Đồng Hới")
    page.get_by_role("button", name="Xếp theo khoảng cách").click()
    assert names(page)[0] == "Điểm OCOP Đồng Hới"
    page.get_by_role("link", name="Điểm OCOP Đồng Hới", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Điểm OCOP Đồng Hới")
    expect(page.get_by_text("cuối")).to_be_visible()
    page.get_by_role("link", name="Khoai deo thử").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khoai deo thử")


def test_the_map_and_the_list_name_the_same_shops(visit, shops):
    page = visit("desktop")
    page.goto("/diem-ban/")
    expect(page.locator(".sketch .point")).to_have_count(2)
    page.locator(".sketch a", has_text="Điểm OCOP Đồng Hới").click()
    expect(page).to_have_url(re.compile(r"/diem-ban/near/$"))


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(visit, shops, lot, size, scheme):
    page = visit(size, color_scheme=scheme)
    for address in ("/diem-ban/", "/diem-ban/?mo=1&noi=450", "/diem-ban/near/", "/en/sales-points/far/"):
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
    for width in (360, 768, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ("/diem-ban/", "/diem-ban/near/"):
            page.goto(address)
            assert_fits(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_buyer_sees_on_the_product_where_it_is_and_when_the_last_is_gone(visit, shops, lot, javascript):
    page = visit("phone", javascript=javascript)
    page.goto(f"/san-pham/{lot.variant.product.slug_vi}/")
    places = page.get_by_role("region", name="Hôm nay có ở")
    expect(places.get_by_text("còn 2 gói cuối")).to_be_visible()
    shelves.move(shelves.going(lot, shops[1], 2, ends=(Usage.SHELF, Usage.SCRAP)))
    page.reload()
    expect(page.get_by_text("Hôm nay các điểm bán đều tạm hết.")).to_be_visible()
    page.get_by_role("link", name="Xem các điểm bán").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Điểm bán")


def test_a_buyer_narrows_the_list_to_a_shop(visit, shops, lot):
    factories.listed("Muối")
    page = visit("desktop")
    page.goto("/san-pham/")
    page.get_by_text("Đang có ở điểm bán").first.click()
    page.get_by_label("Điểm OCOP Đồng Hới").check()
    page.get_by_role("button", name="Xem kết quả").click()
    assert page.locator(".item h2").all_inner_texts() == ["Khoai deo thử"]
    page.get_by_role("link", name="Bỏ Điểm OCOP Đồng Hới").click()
    assert page.locator(".item h2").count() == 2


def test_nothing_moves_while_stock_is_shown(visit, shops, lot):
    page = visit("phone")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in (f"/san-pham/{lot.variant.product.slug_vi}/", "/diem-ban/", "/diem-ban/near/"):
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.shift") < 0.01, address
