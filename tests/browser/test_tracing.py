"""What a buyer does with a pack in their hand: opens its label's address, and sees a recall appear."""

import pytest
from playwright.sync_api import expect

from stock import services
from stock.models.lots import Symbology
from tests import factories
from tests.browser.visiting import assert_accessible, assert_fits
from tests.stock import shelves

GTIN = "8936012345674"


@pytest.fixture
def lot(transactional_db):
    factories.tax_rate()
    factories.star_rules()
    shop = shelves.point(name_vi="Điểm OCOP Lệ Thủy", phone="+84232000000", is_demonstration=True)
    product = factories.listed("Khoai deo", name_en="Dried sweet potato")
    factories.confirmed(product, 4)
    made = shelves.lot(product.variants.get(), producer=shelves.consigned(shop), code="L26-1103")
    shelves.received(made, shop, 9)
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=made.variant)
    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_a_label_s_address_tells_of_the_lot_and_a_recall_appears(visit, lot, javascript):
    page = visit("phone", javascript=javascript)
    page.goto(f"/01/{GTIN}/10/L26-1103?17=270630")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Khoai deo")
    expect(page.get_by_text("Lô này bình thường, còn hạn")).to_be_visible()
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    page.reload()
    expect(page.get_by_role("heading", name="Lô này bị thu hồi. Đừng dùng.")).to_be_visible()
    expect(page.get_by_text("Lô này bình thường")).to_have_count(0)
    expect(page.get_by_role("link", name="0232 000 000")).to_be_visible()


def test_a_recall_shows_on_the_way_back_to_the_page_too(visit, lot):
    page = visit("phone")
    page.goto(f"/t/{lot.trace_code}")
    page.get_by_role("link", name="Tra lô khác").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tra lô hàng")
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    page.go_back()
    expect(page.get_by_role("heading", name="Lô này bị thu hồi. Đừng dùng.")).to_be_visible()


def test_a_code_is_typed_from_the_foot_of_any_page(visit, lot):
    page = visit("desktop")
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Tra lô hàng").click()
    page.get_by_label("Số lô in trên bao bì").fill("l26 11o3")
    page.get_by_role("button", name="Tra lô hàng").click()
    expect(page).to_have_url(f"{page.url.partition('/t/')[0]}/t/{lot.trace_code}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_page_fits_and_is_accessible(visit, lot, size, scheme):
    shelves.lot(code="L26-1103")
    recalled = shelves.lot(lot.variant, producer=lot.producer, code="R1")
    services.recall(lot_id=recalled.pk, reason="Có dị vật", by=factories.OFFICER)
    expired = shelves.lot(lot.variant, producer=lot.producer, code="E1", expires_on=lot.made_on)
    page = visit(size, color_scheme=scheme)
    for code in (lot.trace_code, recalled.trace_code, expired.trace_code, "L26-1103", "KHONG-CO", ""):
        page.goto(f"/t/{code}")
        assert_fits(page)
        assert_accessible(page)
