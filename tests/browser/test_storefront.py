"""The storefront in a real browser, on a phone and on a desktop; `visit` fails a test for any error in the console."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from playwright.sync_api import expect

from accounts.demonstration import PASSWORD, PEOPLE
from tests.browser.visiting import assert_accessible, assert_fits

BUYER = next(person for person in PEOPLE if person.role == "buyer")

PAGES = [
    "/",
    "/en/",
    "/san-pham/",
    "/en/products/",
    "/san-pham/khoai-deo-linh-hue/",
    "/san-pham/nuoc-mam-lang-mau/",
    "/san-pham/tra-thao-moc-lang-mau/",
    "/en/products/lang-mau-fish-sauce/",
    "/nhom/thuc-pham/?sao=3",
    "/san-pham/?q=nuoc+mam&xep=gia",
    "/san-pham/?q=mam+tep+chua",
    "/nguoi-lam/",
    "/nguoi-lam/tuan-linh/",
    "/noi-lam/",
    "/en/places/",
    "/noi-lam/xa-phong-nha-19138/",
    "/noi-lam/huyen-bo-trach-455/",
    "/trang/ocop-la-gi/",
    "/trang/giao-hang/",
    "/en/how-to-order/",
    "/cach-dat-hang/?mon=dua-go-quang-thuy",
    "/dang-nhap/",
    "/en/sign-in/",
    "/khong-co-trang-nay/",
    "/en/no-such-page/",
]


@pytest.fixture(scope="session")
def province() -> list[tuple[type[Model], list[Model]]]:
    """The rows of the province's products and the demonstration accounts, by model; filled by the first test."""
    return []


@pytest.fixture(autouse=True)
def market(province, transactional_db):
    """The real products. A test with a server ends by emptying the tables, and loading takes seconds: rows are kept."""
    if not province:
        call_command("load_province", stdout=StringIO())
        for package in ("contenttypes", "auth", "catalog", "accounts"):
            for model in apps.get_app_config(package).get_models(include_auto_created=True):
                province.append((model, list(model._base_manager.all())))
        return
    with transaction.atomic():
        for model, rows in province:
            model._base_manager.all().delete()
            model._base_manager.bulk_create(rows)


def names(page):
    return page.locator(".item h2").all_inner_texts()


def test_every_page_fits_its_window_and_is_accessible(page):
    for address in PAGES:
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)


def test_every_page_fits_any_screen_and_letters_twice_as_large(visit):
    page = visit("phone")
    for address in PAGES:
        page.goto(address)
        for width in (360, 390, 768, 1366, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
        page.set_viewport_size({"width": 360, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert_fits(page)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_page_is_accessible_in_the_dark(visit, size):
    page = visit(size, color_scheme="dark")
    for address in PAGES:
        if address.startswith("/en/"):
            continue  # the same colours
        page.goto(address)
        assert_accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_is_walked_forth_and_back(visit, javascript):
    page = visit("phone", javascript=javascript)
    page.goto("/san-pham/")
    first = names(page)
    assert len(first) == 24
    expect(page.get_by_role("link", name="Trang trước")).to_have_count(0)

    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_role("link", name="Trang trước")).to_be_visible()
    second = names(page)
    assert len(second) == 24
    assert not set(first) & set(second)

    page.get_by_role("link", name="Trang trước").click()
    expect(page).to_have_url(re.compile(r"/san-pham/$"))
    assert names(page) == first


def test_a_product_is_reached_from_the_list_and_says_who_made_it(page):
    page.goto("/san-pham/")
    name = names(page)[0]
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_text("Giá minh họa").first).to_be_visible()


def test_the_language_switch_keeps_the_product(page):
    page.goto("/san-pham/khoai-deo-linh-hue/")
    vietnamese = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="EN: English").click()
    expect(page).to_have_url(re.compile(r"/en/products/[a-z0-9-]+/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text(vietnamese, exact=True)).to_be_visible()
    page.get_by_role("link", name="VI: Tiếng Việt").click()
    expect(page).to_have_url(re.compile(r"/san-pham/khoai-deo-linh-hue/$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_the_channel_chosen_stays(visit, javascript):
    page = visit("desktop", javascript=javascript)
    page.goto("/san-pham/")
    expect(page.locator(".price").first).to_contain_text("₫")
    page.get_by_role("button", name="Đô la Mỹ").click()
    expect(page.locator(".price").first).to_contain_text("US$")
    page.goto("/en/products/")
    page.get_by_role("button", name="Vietnamese đồng").click()
    expect(page.locator(".price").first).to_contain_text("₫")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_buyer_signs_in_and_out(visit, javascript):
    page = visit("phone", javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Đăng nhập").click()
    page.get_by_label("Thư điện tử").fill(BUYER.email)
    page.get_by_label("Mật khẩu").fill("not-the-password")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("mật khẩu")

    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Tài khoản").click()
    expect(page.get_by_text(BUYER.email)).to_be_visible()
    assert_fits(page)
    if javascript:
        assert_accessible(page)

    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("link", name="Đăng nhập")).to_be_visible()


def test_a_page_that_is_not_there_leads_on(page):
    response = page.goto("/en/no-such-page/")
    assert response.status == 404
    page.get_by_role("main").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/en/products/$"))


def test_the_keyboard_skips_to_the_main_content(page):
    page.goto("/san-pham/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_star_leads_to_its_certificate_and_a_reported_one_is_only_told(page):
    page.goto("/san-pham/nuoc-mam-lang-mau/")
    page.get_by_role("link", name=re.compile("4 sao OCOP, hiệu lực đến")).click()
    expect(page).to_have_url(re.compile(r"#certificate$"))
    certificate = page.get_by_role("region", name="Bốn sao OCOP")
    expect(certificate).to_be_in_viewport()
    expect(certificate.get_by_text("Chứng nhận minh họa")).to_be_visible()
    lit, dim = (
        certificate.locator(selector).first for selector in (".rosette use.lit", ".rosette use:not(.lit)[href='#star']")
    )
    assert lit.evaluate("star => getComputedStyle(star).fill") != dim.evaluate("star => getComputedStyle(star).fill")

    page.goto("/san-pham/tra-nam-linh-chi-tuan-linh/")
    expect(page.get_by_text("Từng được công nhận 3 sao (2019), chưa xác nhận còn hiệu lực.")).to_be_visible()
    expect(page.locator(".buy").get_by_role("img", name=re.compile("sao OCOP"))).to_have_count(0)
