"""What a buyer does before there is a basket: looks around, searches, narrows, asks who makes it and where."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_storefront import market, names, province
from tests.browser.visiting import assert_fits

__all__ = ["market", "province"]  # fixtures

WIDTHS = (360, 768, 1920)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_finds_opens_and_comes_back(visit, javascript):
    page = visit("phone", javascript=javascript)
    page.goto("/")
    page.get_by_role("searchbox").fill("mat ong phong nha")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tìm “mat ong phong nha”")
    found = names(page)
    assert found[0].startswith("Mật ong rừng Phong Nha")
    page.get_by_role("link", name=found[0]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(found[0])
    page.go_back()
    assert names(page) == found
    expect(page.get_by_role("searchbox")).to_have_value("mat ong phong nha")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_phone_opens_the_filters_chooses_and_takes_a_choice_back(visit, javascript):
    page = visit("phone", javascript=javascript)
    page.goto("/san-pham/")
    expect(page.get_by_role("button", name="Xem kết quả")).to_be_hidden()
    page.get_by_role("link", name="Lọc và xếp").click()
    page.get_by_label(re.compile(r"^3 sao")).check()
    page.get_by_label("Xếp theo").select_option(label="Giá cao trước")
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page).to_have_url(re.compile(r"sao=3.*xep=gia-cao"))
    expect(page.get_by_role("button", name="Xem kết quả")).to_be_hidden()
    narrowed = names(page)
    assert narrowed
    page.get_by_role("link", name="Bỏ 3 sao").click()
    assert len(names(page)) > len(narrowed)
    page.go_back()
    assert names(page) == narrowed


def test_a_desk_shows_the_filters_beside_the_list_and_the_keyboard_reaches_them(visit):
    page = visit("desktop")
    page.goto("/nhom/thuc-pham/")
    page.get_by_label(re.compile(r"^Gia vị khác")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"nhom=gia-vi-khac"))
    expect(page.get_by_role("link", name="Bỏ Gia vị khác")).to_be_visible()
    expect(page.get_by_role("link", name="Lọc: đang chọn 1")).to_be_hidden()


def test_nothing_found_leads_to_what_is_near(page):
    page.goto("/san-pham/?q=mam+tep+chua")
    expect(page.get_by_role("heading", level=1)).to_have_text("Không thấy “mam tep chua”")
    near = page.get_by_role("region", name="Gần với lời tìm")
    near.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mắm")


def test_a_buyer_asks_how_to_order_and_whom(page):
    page.goto("/san-pham/dua-go-quang-thuy/")
    page.get_by_role("link", name="Đặt hàng hôm nay thế nào").first.click()
    expect(page.get_by_role("heading", level=2, name="Đũa gỗ Quảng Thủy")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="HTX SXKD thương mại đũa gỗ Quảng Thủy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("HTX SXKD thương mại đũa gỗ Quảng Thủy")
    expect(page.get_by_role("heading", name="Đũa gỗ Quảng Thủy", exact=True)).to_be_visible()


def test_the_basket_of_the_masthead_is_no_dead_button(page):
    page.goto("/")
    page.get_by_role("link", name="Giỏ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đặt hàng hôm nay thế nào")


def test_a_place_is_found_on_the_map_and_by_its_name(visit):
    page = visit("desktop")
    page.goto("/noi-lam/")
    page.get_by_role("link", name="Xã Phong Nha").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Phong Nha")
    expect(page.get_by_role("img", name=re.compile("Xã Phong Nha được tô"))).to_be_visible()
    page.goto("/noi-lam/")
    page.locator(".sketch a").nth(10).click()
    expect(page).to_have_url(re.compile(r"/noi-lam/(xa|phuong)-[a-z-]+-\d{5}/$"))


def test_a_product_leads_to_where_it_is_made(page):
    page.goto("/san-pham/dua-go-quang-thuy/")
    page.get_by_role("main").get_by_role("link", name="Xã Nam Ba Đồn").click()
    expect(page.get_by_role("link", name="Đũa gỗ Quảng Thủy")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_however_wide_or_large_its_letters(visit, width):
    page = visit("desktop")
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("/", "/san-pham/?sao=3", "/san-pham/dua-go-quang-thuy/", "/noi-lam/", "/nguoi-lam/tuan-linh/"):
        page.goto(address)
        assert_fits(page)
        if width > min(WIDTHS):
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert_fits(page)


def test_everything_to_press_is_large_enough_for_a_thumb(visit):
    page = visit("phone")
    for address in ("/", "/san-pham/?sao=3#filters", "/san-pham/nuoc-mam-lang-mau/", "/noi-lam/", "/nguoi-lam/"):
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll('a, button, select, summary, input:not([type=hidden])')]
                .filter(one => one.checkVisibility() && !one.matches('.skip'))
                .filter(one => !one.closest('p, dd, .vh, svg, .check, .item, .mini'))
                .map(one => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 90)])
                .filter(([height]) => height < 43.5)"""
        )
        assert not small, f"{address}: {small}"


def test_nothing_moves_while_a_page_loads(visit):
    page = visit("phone")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    for address in ("/", "/san-pham/", "/san-pham/dua-go-quang-thuy/"):
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.shift") < 0.05, address
