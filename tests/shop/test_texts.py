"""The shop's texts, hand-picked goods, and the ways that officers arrange to them."""

import pytest

from catalog import services
from tests import factories
from tests.catalog import making
from tests.shop.reading import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def channels():
    factories.tax_rate()
    factories.channel()


def test_a_text_shows_headings_lists_and_links_and_nothing_else_as_markup(client):
    making.page("Giao hàng", slug_vi="giao-hang", content_vi="## Phí\n\n- một\n- hai\n\n[Xem](/san-pham/) <b>đậm</b>")
    body = client.get("/trang/giao-hang/").content.decode()
    assert "<h2>Phí</h2>" in body
    assert "<li>một</li><li>hai</li>" in body
    assert '<p><a href="/san-pham/">Xem</a> &lt;b&gt;đậm&lt;/b&gt;</p>' in body


def test_a_text_of_the_other_language_leads_to_this_languages_address(client):
    making.page("Giao hàng", slug_vi="giao-hang", slug_en="delivery", title_en="Delivery", content_en="Text.")
    wrong = client.get("/trang/delivery/")
    assert (wrong.status_code, wrong["Location"]) == (301, "/trang/giao-hang/")
    assert "Delivery" in text(client.get("/en/pages/delivery/"))


def test_a_text_that_is_not_published_is_not_there(client):
    making.page("Nháp", shown=False, slug_vi="nhap")
    assert client.get("/trang/nhap/").status_code == 404


def test_a_collection_shows_its_goods_in_its_order(client):
    goods = [factories.listed(name) for name in ("Muối", "Mật ong", "Bún")]
    making.collection("Quà quê", products=goods, slug="qua-que")
    shown = text(client.get("/bo-suu-tap/qua-que/"))
    assert shown.index("Muối") < shown.index("Mật ong") < shown.index("Bún")
    assert "3 món" in shown


def test_an_empty_or_hidden_collection_is_told_honestly(client):
    making.collection("Trống", slug="trong")
    making.collection("Ẩn", shown=False, slug="an")
    assert "Bộ này chưa có món nào." in text(client.get("/bo-suu-tap/trong/"))
    assert client.get("/bo-suu-tap/an/").status_code == 404
    assert client.get("/bo-suu-tap/trong/?after=x").status_code == 404


def test_menus_are_the_ways_at_the_top_and_at_the_foot(client):
    page = making.page("Giao hàng", slug_vi="giao-hang")
    making.menu("navbar", Quà=making.collection("Quà quê", slug="qua-que"), Giao=page)
    foot = services.put_menu(slug="footer", name="Chân trang")[0]
    column = services.put_menu_item(menu=foot, position=1, name_vi="Mua hàng")[0]
    services.put_menu_item(menu=foot, position=2, name_vi="Giao hàng", parent=column, page=page)
    body = client.get("/trang/giao-hang/").content.decode()
    assert '<a href="/bo-suu-tap/qua-que/">Quà</a>' in body
    assert '<a href="/trang/giao-hang/" aria-current="page">Giao</a>' in body
    assert '<h2 id="foot-1">Mua hàng</h2>' in body
    assert '<li><a href="/trang/giao-hang/">Giao hàng</a></li>' in body


def test_the_foot_says_who_runs_the_shop_and_what_is_made_up_or_not_stated(client):
    facts = {"label_en": None, "value_en": None}
    services.put_operator_fact(
        key="name", label_vi="Chủ quản", value_vi="Ông A", position=1, is_demonstration=True, **facts
    )
    services.put_operator_fact(key="tax", label_vi="Mã số thuế", value_vi="", position=2, **facts)
    shown = text(client.get("/san-pham/"))
    assert "Chủ quản Ông A (số minh họa)" in shown
    assert "Đơn vị vận hành chưa khai: mã số thuế." in shown
