"""Sales points as buyers find them: where, when open, what is there now."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models.areas import AreaLevel
from stock import services
from stock.models import Usage
from stock.models.points import PointLevel
from tests import factories
from tests.shop.places import unit
from tests.shop.reading import text
from tests.stock import shelves
from tests.stock.shelves import listed_lot

pytestmark = pytest.mark.django_db
DONG_HOI, MINH_HOA = (17_468_000, 106_622_000), (17_790_000, 106_030_000)


@pytest.fixture(autouse=True)
def today(clock):
    factories.tax_rate()
    factories.channel()
    clock("2026-11-26T09:00")  # a Thursday


@pytest.fixture
def district(db):
    return unit(
        AreaLevel.DISTRICT, "450", "Thành phố Đồng Hới", valid_from=date(2004, 8, 16), valid_to=date(2025, 7, 1)
    )


@pytest.fixture
def shop(district):
    """In Đồng Hới, open on weekdays in two stretches."""
    point = shelves.point(
        slug="dong-hoi",
        name_vi="Điểm OCOP Đồng Hới",
        name_en="Dong Hoi OCOP point",
        level=PointLevel.PROVINCE,
        area=unit(AreaLevel.COMMUNE, "18880", "Phường Đồng Hới"),
        area_then=district,
        address="1 đường Chợ",
        phone="+84232000000",
        latitude_e6=DONG_HOI[0],
        longitude_e6=DONG_HOI[1],
    )
    services.put_hours(point=point, hours={day: [(450, 690), (810, 1080)] for day in range(5)})
    return point


@pytest.fixture
def far_shop(db):
    """In Minh Hóa; its hours are not known."""
    return shelves.point(
        slug="minh-hoa",
        name_vi="Điểm OCOP Minh Hóa",
        area=unit(AreaLevel.COMMUNE, "18901", "Xã Minh Hóa"),
        latitude_e6=MINH_HOA[0],
        longitude_e6=MINH_HOA[1],
    )


def listed(answer):
    return re.findall(r'<h2><a href="/diem-ban/([a-z0-9-]+)/">', answer.content.decode())


def told_distances(answer):
    return re.findall(r"cách (\d+ km|dưới 1 km)", text(answer))


def test_a_sales_point_is_found_with_its_hours_address_then_and_now_and_telephone(client, shop):
    shown = text(client.get("/diem-ban/"))
    assert "1 đường Chợ, Phường Đồng Hới" in shown
    assert "trước 7/2025: Thành phố Đồng Hới" in shown
    assert "Đang mở, đến 11:30" in shown
    assert "0232 000 000" in shown


def test_open_now_is_vietnam_s_now(client, shop, clock):
    clock("2026-11-26T04:29+00:00")
    assert listed(client.get("/diem-ban/?mo=1")) == ["dong-hoi"]
    clock("2026-11-26T04:30+00:00")
    assert listed(client.get("/diem-ban/?mo=1")) == []
    assert "Đang đóng, mở lại 13:30" in text(client.get("/diem-ban/"))
    clock("2026-11-27T18:00")
    assert "Đang đóng, mở lại 07:30 Thứ hai, 30/11/2026" in text(client.get("/diem-ban/"))


def test_the_list_is_narrowed_by_district_of_old_and_by_product(client, shop, far_shop):
    lot = listed_lot(shop, 3)
    assert listed(client.get("/diem-ban/?noi=450")) == ["dong-hoi"]
    found = client.get(f"/diem-ban/?mon={lot.variant.product.slug_vi}")
    assert listed(found) == ["dong-hoi"]
    assert "Điểm bán có Khoai deo" in text(found)
    assert "noindex" in found.content.decode()
    assert len(listed(client.get("/diem-ban/?noi=999&mon=khong-co&mo=x"))) == 2


def test_without_a_place_nobody_is_asked_and_no_distance_is_told(client, shop, far_shop):
    answer = client.get("/diem-ban/")
    assert not told_distances(answer)
    assert not answer.cookies


def test_a_commune_that_is_chosen_tells_distances_and_is_forgotten_again(client, shop, far_shop):
    answer = client.post("/diem-ban/gan/", {"commune": "18901", "next": "/diem-ban/"})
    assert (answer.status_code, answer["Location"]) == (302, "/diem-ban/")
    cookie = answer.cookies["near"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("18901", True, "Lax")
    found = client.get("/diem-ban/")
    assert listed(found) == ["minh-hoa", "dong-hoi"]
    assert "Khoảng cách tính từ Xã Minh Hóa" in text(found)
    assert len(told_distances(found)) == 2
    client.post("/diem-ban/gan/", {"commune": ""})
    assert not told_distances(client.get("/diem-ban/"))


def test_a_place_a_browser_tells_is_kept_rounded(client, shop, far_shop):
    answer = client.post("/diem-ban/gan/", {"place": "17.468912,106.622345", "commune": "18901"})
    assert answer.cookies["near"].value == "17.47_106.62"
    found = client.get("/diem-ban/")
    assert listed(found) == ["dong-hoi", "minh-hoa"]
    assert "cách dưới 1 km" in text(found)


@pytest.mark.parametrize("kept", ["", "99999", "x", "200.00_10.00", "17.47", "17.468_106.62", "1" * 500])
def test_a_cookie_that_is_no_place_is_passed_over(client, shop, kept):
    client.cookies["near"] = kept
    assert "Khoảng cách tính từ" not in text(client.get("/diem-ban/"))


@pytest.mark.parametrize("place", ["nan,nan", "inf,1", "1e9,1", "a,b", "1,2,3", "91,0"])
def test_what_is_no_place_is_not_kept(client, shop, place):
    answer = client.post("/diem-ban/gan/", {"place": place})
    assert answer.status_code == 302
    assert not answer.cookies["near"].value


def test_another_site_cannot_say_where_somebody_is_nor_send_them_away(client, shop):
    elsewhere = client.post("/diem-ban/gan/", {"commune": "18901"}, headers={"Origin": "https://khac.example"})
    assert elsewhere.status_code == 403
    away = client.post("/diem-ban/gan/", {"commune": "18901", "next": "https://khac.example/"})
    assert away["Location"] == "/diem-ban/"


def test_a_sales_point_s_page_tells_what_is_there_now(client, shop):
    lot = listed_lot(shop, 7)
    shown = text(client.get("/diem-ban/dong-hoi/"))
    assert "Khoai deo còn 7" in shown
    shelves.move(shelves.going(lot, shop, 5, ends=(Usage.SHELF, Usage.SCRAP)))
    assert "Khoai deo còn 2" in text(client.get("/diem-ban/dong-hoi/"))
    assert "cuối" in text(client.get("/diem-ban/dong-hoi/"))
    shelves.move(shelves.going(lot, shop, 2, ends=(Usage.SHELF, Usage.SCRAP)))
    assert "không có món nào của chợ" in text(client.get("/diem-ban/dong-hoi/"))


def test_today_is_marked_in_the_week(client, shop, clock):
    body = client.get("/diem-ban/dong-hoi/").content.decode()
    assert re.findall(r'<dt class="today">([^<]+)', body) == ["Thứ năm "]
    clock("2026-11-28T18:00+00:00")
    body = client.get("/diem-ban/dong-hoi/").content.decode()
    assert re.findall(r'<dt class="today">([^<]+)', body) == ["Chủ nhật "]


def test_planned_and_closed_points_say_so_and_are_not_listed(client):
    shelves.point(slug="ke-hoach", opened_on=None)
    shelves.point(slug="sap-mo", opened_on=date(2026, 12, 1))
    shelves.point(slug="da-dong", closed_on=date(2026, 11, 1))
    assert listed(client.get("/diem-ban/")) == []
    for slug, said in (
        ("ke-hoach", "đang được chuẩn bị"),
        ("sap-mo", "mở cửa từ 01/12/2026"),
        ("da-dong", "đã đóng từ 01/11/2026"),
    ):
        answer = client.get(f"/diem-ban/{slug}/")
        assert said in text(answer)
        assert "noindex" in answer.content.decode()
    assert client.get("/diem-ban/khong-co/").status_code == 404


def linked(answer):
    (found,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', answer.content.decode())
    return {thing["@type"]: thing for thing in json.loads(found)["@graph"]}


def test_what_is_made_up_is_marked_and_kept_from_search_engines(client, shop):
    made_up = shelves.point(slug="minh-hoa-1", name_vi="Điểm minh họa", is_demonstration=True)
    assert "Điểm bán minh họa" in text(client.get("/diem-ban/"))
    page = client.get(f"/diem-ban/{made_up.slug}/")
    assert "Điểm bán minh họa" in text(page)
    assert "noindex" in page.content.decode()
    assert "demonstration" in linked(page)["Store"]["description"]
    assert "noindex" not in client.get("/diem-ban/dong-hoi/").content.decode()
    mapped = client.get("/sitemap.xml").content.decode()
    assert "/diem-ban/</loc>" in mapped
    assert "/diem-ban/dong-hoi/</loc>" in mapped
    assert "/en/sales-points/dong-hoi/</loc>" in mapped
    assert "minh-hoa-1" not in mapped
    assert [one["url"] for one in linked(client.get("/diem-ban/"))["ItemList"]["itemListElement"]] == [
        "http://testserver/diem-ban/dong-hoi/"
    ]


def test_a_sales_point_is_told_to_machines(client, shop):
    store = linked(client.get("/diem-ban/dong-hoi/"))["Store"]
    assert store["address"]["streetAddress"] == "1 đường Chợ"
    assert store["geo"] == {"@type": "GeoCoordinates", "latitude": 17.468, "longitude": 106.622}
    assert len(store["openingHoursSpecification"]) == 10
    assert store["openingHoursSpecification"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "07:30",
        "closes": "11:30",
    }


def test_the_way_there_tells_others_nothing(client, shop):
    body = client.get("/diem-ban/dong-hoi/").content.decode()
    assert 'href="geo:17.468000,106.622000"' in body
    assert re.search(r'href="https://www.openstreetmap.org/[^"]+" rel="[^"]*noreferrer[^"]*"', body)


def test_the_english_page_is_in_english(client, shop):
    shown = text(client.get("/en/sales-points/dong-hoi/"))
    assert "Dong Hoi OCOP point" in shown
    assert "Open, until 11:30" in shown


@pytest.mark.parametrize("address", ["/diem-ban/", "/diem-ban/dong-hoi/"])
def test_five_cost_the_statements_of_one(client, shop, address):
    counts = set()
    for more in (1, 4):
        for _ in range(more):
            listed_lot(shop if "dong-hoi" in address else shelves.point(), 3)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.parametrize("address", ["/diem-ban/?mon=%00", "/cach-dat-hang/?mon=%00", "/diem-ban/?noi=%00&mo=%00"])
def test_a_sign_that_no_text_has_breaks_nothing(client, shop, address):
    assert client.get(address).status_code in (200, 400, 404)
