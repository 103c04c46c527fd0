"""Where goods can be had today, on pages that are kept: never a figure that is over, nor a statement too many."""

import json
import re
import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models.areas import AreaLevel
from core.kept_pages import kept_pages
from stock import services
from stock.models import Lot, SalesPoint, Usage
from tests import factories
from tests.shop.places import unit
from tests.shop.reading import text
from tests.stock import shelves
from tests.stock.shelves import listed_lot

pytestmark = pytest.mark.django_db
PAGE = "/san-pham/khoai-deo/"


@pytest.fixture(autouse=True)
def today(clock):
    kept_pages.clear()
    factories.star_rules()
    clock("2026-11-26T09:00")


@pytest.fixture
def shop(db):
    province = unit(AreaLevel.PROVINCE, "44", "Tỉnh Quảng Trị")
    return shelves.point(
        slug="dong-hoi",
        name_vi="Điểm OCOP Đồng Hới",
        area=unit(AreaLevel.COMMUNE, "18880", "Phường Đồng Hới", parent=province),
        phone="+84232000000",
        latitude_e6=17_468_000,
        longitude_e6=106_622_000,
    )


@pytest.fixture
def lot(shop):
    return listed_lot(shop, 9)


def take(lot, shop, units):
    shelves.move(shelves.going(lot, shop, units, ends=(Usage.SHELF, Usage.SCRAP)))


def availability(answer):
    (found,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', answer.content.decode())
    (product,) = (one for one in json.loads(found)["@graph"] if one["@type"] == "Product")
    return product["offers"]["availability"].rpartition("/")[2]


def test_a_product_s_page_tells_where_it_is_and_follows_every_jar(client, lot, shop):
    assert "Hôm nay có ở Điểm OCOP Đồng Hới còn hàng" in text(client.get(PAGE))
    take(lot, shop, 7)
    shown = text(client.get(PAGE))
    assert re.search(r"Điểm OCOP Đồng Hới còn 2 \w+ cuối", shown)
    take(lot, shop, 2)
    shown = text(client.get(PAGE))
    assert "Hôm nay các điểm bán đều tạm hết." in shown
    assert "Tạm hết ở Điểm OCOP Đồng Hới, chưa rõ ngày có lại." in shown
    shelves.move(shelves.going(lot, shop, 3, ends=(Usage.PRODUCER, Usage.TRANSIT)))
    assert "Tạm hết ở Điểm OCOP Đồng Hới, hàng đang trên đường về." in text(client.get(PAGE))


def test_without_its_witness_a_kept_page_would_tell_of_what_is_gone(client, lot, shop, monkeypatch):
    monkeypatch.setattr("shop.stocked.standing", lambda ids: 0)
    client.get(PAGE)
    take(lot, shop, 9)
    assert "còn hàng" in text(client.get(PAGE))


def test_a_promise_and_a_recall_change_the_page_too(client, lot, shop):
    client.get(PAGE)
    services.reserve(reference="1", wanted={lot.variant_id: 6}, pickup_point_id=shop.pk)
    assert "cuối" in text(client.get(PAGE))
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    assert "đều tạm hết" in text(client.get(PAGE))


def test_a_lot_s_last_day_ends_it(client, lot, clock):
    assert "còn hàng" in text(client.get(PAGE))
    clock("2027-07-01T00:01")
    assert "còn hàng" not in text(client.get(PAGE))


def test_a_sales_point_that_is_renamed_or_closes_is_so_on_the_next_page(client, lot, shop):
    client.get(PAGE)
    shop.name = shop.name_vi = "Chợ OCOP"
    shop.save(update_fields=["name", "name_vi"])
    assert "Chợ OCOP" in text(client.get(PAGE))
    shop.closed_on = date(2026, 11, 26)
    shop.save(update_fields=["closed_on"])
    assert "Chợ OCOP" not in text(client.get(PAGE))


def test_more_than_a_few_is_one_figure_so_that_a_sale_of_one_changes_no_page(client, lot, shop):
    first = client.get(PAGE)
    kept = len(kept_pages._kept)
    take(lot, shop, 1)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).content == first.content
    assert len(captured) <= 2
    assert len(kept_pages._kept) == kept


def test_machines_are_told_what_shops_have(client, lot, shop):
    assert availability(client.get(PAGE)) == "InStoreOnly"
    assert "<g:availability>in_stock<" in client.get("/hang-hoa.xml").content.decode()
    take(lot, shop, 9)
    assert availability(client.get(PAGE)) == "OutOfStock"
    assert "<g:availability>out_of_stock<" in client.get("/hang-hoa.xml").content.decode()


def test_cards_follow_the_shelves_in_every_list(client, lot, shop):
    addresses = ("/san-pham/", f"/nhom/{lot.variant.product.category.slug_vi}/")
    for address in addresses:
        assert "Có ở Phường Đồng Hới" in text(client.get(address))
    take(lot, shop, 8)
    for address in addresses:
        assert "Còn 1 cuối, ở Phường Đồng Hới" in text(client.get(address))
    other = shelves.point()
    shelves.stocked(lot, other, 3)
    for address in addresses:
        assert "và 1 nơi khác" in text(client.get(address))
    take(lot, shop, 1)
    take(lot, other, 3)
    for address in addresses:
        assert "Tạm hết ở các điểm bán" in text(client.get(address))


def test_a_product_no_shop_ever_had_says_nothing_on_its_card(client, db):
    factories.tax_rate()
    factories.listed("Muối")
    assert "Tạm hết" not in text(client.get("/san-pham/"))
    assert "Chưa điểm bán nào có món này." in text(client.get("/san-pham/muoi/"))


def test_the_list_is_narrowed_to_what_a_shop_has_now(client, lot, shop):
    factories.listed("Muối")
    for chosen in ("co", "dong-hoi"):
        shown = text(client.get(f"/san-pham/?o={chosen}"))
        assert ("Khoai deo" in shown, "Muối" in shown) == (True, False)
    assert "Muối" in text(client.get("/san-pham/?o=khong-co"))
    take(lot, shop, 9)
    assert "Khoai deo" not in text(client.get("/san-pham/?o=co")).partition("Không món nào")[2]
    assert "Không món nào hợp" in text(client.get("/san-pham/?o=dong-hoi"))


def test_a_choice_taken_back_leaves_every_other(client, lot, shop):
    body = client.get("/san-pham/?o=dong-hoi&ai=cooperative&sao=4").content.decode()
    assert set(re.findall(r'<a class="chip on" href="([^"]+)"', body)) == {
        "?ai=cooperative&amp;o=dong-hoi",
        "?sao=4&amp;o=dong-hoi",
        "?sao=4&amp;ai=cooperative",
    }


def test_distances_are_told_to_who_said_where_they_are_alone(client, lot, shop):
    assert "cách 8 km" not in text(client.get(PAGE))
    client.cookies["near"] = "17.40_106.62"
    assert "cách 8 km" in text(client.get(PAGE))
    assert "Điểm bán gần bạn" in text(client.get("/"))
    del client.cookies["near"]
    assert "cách 8 km" not in text(client.get(PAGE))


def test_home_and_the_commune_name_their_sales_points(client, lot, shop):
    assert "Điểm OCOP Đồng Hới" in text(client.get("/"))
    assert "Điểm bán ở đây Điểm OCOP Đồng Hới" in text(client.get("/noi-lam/phuong-dong-hoi-18880/"))
    shop.closed_on = date(2026, 11, 26)
    shop.save(update_fields=["closed_on"])
    assert "Điểm OCOP Đồng Hới" not in text(client.get("/"))
    assert "Điểm bán ở đây" not in text(client.get("/noi-lam/phuong-dong-hoi-18880/"))


def test_how_to_order_names_the_shops_that_have_it_with_their_telephones(client, lot, shop):
    shown = text(client.get("/cach-dat-hang/?mon=khoai-deo"))
    assert "Điểm bán hôm nay có món này Điểm OCOP Đồng Hới" in shown
    assert "0232 000 000" in shown
    assert "Các điểm bán Điểm OCOP Đồng Hới" in text(client.get("/cach-dat-hang/"))
    take(lot, shop, 9)
    assert "Hôm nay chưa điểm bán nào có món này." in text(client.get("/cach-dat-hang/?mon=khoai-deo"))


@pytest.mark.parametrize("address", ["/san-pham/", PAGE, "/"])
def test_five_products_at_five_shops_cost_the_statements_of_one(client, lot, shop, address):
    counts = set()
    for more in (0, 4):
        for _ in range(more):
            there = shelves.point()
            made = shelves.lot(factories.listed().variants.get(), producer=shelves.consigned(there))
            shelves.received(made, there, 2)
            shelves.stocked(lot, there, 2)
        kept_pages.clear()
        client.get(address)
        kept_pages.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.parametrize("address", ["/", PAGE])
def test_while_nobody_writes_a_kept_page_asks_nothing(transactional_db, client, address):
    listed_lot(shelves.point(slug="mot", name_vi="Một"), 9)
    statements = None
    ends_at = time.monotonic() + 10
    while statements != 0 and time.monotonic() < ends_at:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        statements = len(asked)
    assert statements == 0
    take(Lot.objects.get(), SalesPoint.objects.get(), 8)
    assert "cuối" in text(client.get(PAGE))
