"""The shop on a phone that loses its network: what was seen can be read, and no price is older than now."""

import pytest
from playwright.sync_api import expect

from tests import factories


@pytest.fixture(autouse=True)
def market(transactional_db):
    factories.tax_rate()
    factories.listed("Khoai deo Linh Huệ", 52_000, description_vi="Khoai luộc rồi phơi nhiều nắng.")
    factories.listed("Mật ong Tuyên Hóa", 180_000)


def until(page, expression):
    """Wait for it; Playwright's own way evaluates a text, which our policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


ONE_KEPT = "caches.open('seen').then((seen) => seen.keys()).then((kept) => kept.length === 1)"


@pytest.fixture
def phone(visit):
    """A phone whose service worker is in charge."""
    page = visit("phone")
    page.goto("/")
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def test_a_product_that_was_seen_can_be_read_without_its_price(phone):
    phone.goto("/san-pham/khoai-deo-linh-hue/")
    expect(phone.get_by_text("52.000").first).to_be_visible()
    until(phone, ONE_KEPT)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Khoai deo Linh Huệ")
    expect(phone.get_by_text("Khoai luộc rồi phơi nhiều nắng.").first).to_be_visible()
    expect(phone.get_by_role("status")).to_contain_text("Không có mạng")
    assert "52.000" not in phone.content()
    phone.context.set_offline(False)
    phone.reload()
    expect(phone.get_by_text("52.000").first).to_be_visible()


def test_a_page_never_seen_says_so_and_leads_to_those_that_were(phone):
    phone.goto("/san-pham/khoai-deo-linh-hue/")
    until(phone, ONE_KEPT)
    phone.context.set_offline(True)
    phone.goto("/san-pham/mat-ong-tuyen-hoa/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Không có mạng")
    phone.get_by_role("link", name="Khoai deo Linh Huệ").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Khoai deo Linh Huệ")


def test_online_a_page_is_always_the_server_s(phone):
    phone.goto("/san-pham/khoai-deo-linh-hue/")
    product = factories.Product.objects.get(slug="khoai-deo-linh-hue")
    factories.price(product.variants.get(), 61_000)
    phone.reload()
    expect(phone.get_by_text("61.000").first).to_be_visible()
