"""Makers and places, each at an address of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.kept_pages import kept_pages
from tests import factories
from tests.shop.reading import text

pytestmark = pytest.mark.usefixtures("market")


def test_a_maker_tells_who_sells_where_and_what(client):
    shown = text(client.get("/nguoi-lam/tuan-linh/"))
    assert "HTX SX nấm sạch và KD nông nghiệp Tuấn Linh" in shown
    assert "Danh tính chưa được kiểm ở đây" in shown
    assert "Xã Đông Trạch" in shown
    assert "Nấm mộc nhĩ Tuấn Linh" in shown
    assert client.get("/nguoi-lam/khong-co/").status_code == 404


def test_all_makers_are_on_one_page_or_another(client):
    first = client.get("/nguoi-lam/").content.decode()
    assert first.partition('class="index"')[2].partition("</ul>")[0].count("<li>") == 24
    assert 'rel="next"' in first
    assert client.get("/nguoi-lam/?after=x").status_code == 404


def test_a_commune_of_today_tells_what_it_was_made_of(client):
    shown = text(client.get("/noi-lam/xa-phong-nha-19138/"))
    assert "Xã Phong Nha" in shown
    assert "Xã Phúc Trạch (Huyện Bố Trạch)" in shown
    assert "Mật ong rừng Phong Nha" in shown


def test_a_district_of_old_tells_that_it_is_none_any_more(client):
    shown = text(client.get("/noi-lam/huyen-bo-trach-455/"))
    assert "Không còn là đơn vị hành chính từ 01/07/2025" in shown
    assert "Mật ong rừng Phong Nha" in shown


@pytest.mark.parametrize("slug", ["455", "huyen-quang-ninh-455", "xa-bo-trach-455"])
def test_a_name_that_is_not_the_codes_leads_to_the_one_address(client, slug):
    response = client.get(f"/noi-lam/{slug}/")
    assert (response.status_code, response["Location"]) == (301, "/noi-lam/huyen-bo-trach-455/")


@pytest.mark.parametrize("slug", ["xa-phong-nha", "44", "tinh-quang-tri-44", "xa-khong-co-99999", "x-123456"])
def test_a_code_that_names_no_page_is_not_there(client, slug):
    assert client.get(f"/noi-lam/{slug}/").status_code == 404


def test_quang_ninh_is_a_district_of_old_and_a_commune_of_today(client):
    assert "Huyện Quảng Ninh" in text(client.get("/noi-lam/huyen-quang-ninh-456/"))
    body = client.get("/noi-lam/").content.decode()
    assert "/noi-lam/huyen-quang-ninh-456/" in body
    assert "/noi-lam/xa-quang-ninh-" in body


def test_the_map_names_every_commune_once_in_its_list(client):
    body = client.get("/noi-lam/").content.decode()
    listed = body.partition('class="districts"')[2]
    assert listed.count('<a class="chip small"') == 41


def test_a_product_shows_where_it_is_made_on_the_sketch_and_not_where_nobody_knows(client):
    assert (
        "Sơ đồ vùng Quảng Bình cũ, Xã Nam Ba Đồn được tô" in client.get("/san-pham/dua-go-quang-thuy/").content.decode()
    )
    assert "Sơ đồ vùng" not in client.get("/san-pham/nuoc-mam-ngoc-bien/").content.decode()


@pytest.mark.parametrize("address", ["/nguoi-lam/", "/noi-lam/huyen-bo-trach-455/"])
def test_a_page_of_many_costs_the_statements_of_one_of_few(client, monkeypatch, address):
    client.get(address)
    counts = set()
    for size in (12, 24):
        monkeypatch.setattr("shop.listing.PAGE_SIZE", size)
        kept_pages.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.add(len(captured))
    assert len(counts) == 1


def test_a_phone_is_shown_only_where_the_maker_may_be_called(client):
    maker = factories.producer(name_vi="HTX Gọi được")
    factories.listed("Muối gọi được", producer=maker)
    assert "Người làm chưa cho đăng số điện thoại" in text(client.get("/cach-dat-hang/?mon=muoi-goi-duoc"))
    assert client.get("/cach-dat-hang/?mon=khong-co").status_code == 200
    assert client.get("/cach-dat-hang/").status_code == 200
