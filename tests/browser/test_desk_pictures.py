"""An officer sends a picture in a real browser, and says where in it what matters lies."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from catalog.models import ProductMedia
from core.work.worker import Worker
from tests import factories
from tests.pictures import drawn, written


@pytest.fixture
def officer(page, client, transactional_db, live_server):
    """The window, signed in."""
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return page


def test_a_picture_is_sent_with_its_product_and_cut_where_one_clicks(officer):
    product = factories.product("Mật ong")
    officer.goto(f"/admin/catalog/product/{product.pk}/change/")
    officer.locator("#media-group a.add-row").click()
    sent = {"name": "IMG_2041.JPG", "mimeType": "image/jpeg", "buffer": written(drawn(800, 400))}
    officer.set_input_files("input[name=media-0-upload]", sent)
    officer.fill("input[name=media-0-alt_vi]", "Hũ mật ong")
    officer.click("[name=_continue]")
    expect(officer.locator("#media-group img")).to_have_attribute("alt", "Hũ mật ong")

    Worker().drain()
    media = ProductMedia.objects.get(product=product)
    officer.goto(f"/admin/catalog/productmedia/{media.pk}/change/")
    picture = officer.get_by_alt_text("Hũ mật ong")
    box = picture.bounding_box()
    assert abs(box["width"] / box["height"] - 2) < 0.05
    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    officer.click("[name=_continue]")
    expect(officer.locator("#id_focal_x")).not_to_have_value("500")
    media.picture.refresh_from_db()
    assert abs(media.picture.focal_x - 250) < 10
    assert abs(media.picture.focal_y - 750) < 15
