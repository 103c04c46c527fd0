"""Looking up at the desk: one field for scanners, cameras and hands, and a page of each lot."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stock import services
from stock.models import Usage
from stock.models.lots import Symbology
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")

GTIN = "9506000134352"


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm OCOP tỉnh")


@pytest.fixture
def lot(shop):
    size = factories.variant(factories.product("Khoai deo Linh Huệ"), name_vi="gói 500 g", sku="KD-500")
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=size)
    made = shelves.lot(size, date(2027, 5, 3), producer=shelves.consigned(shop), code="L26-1103")
    shelves.received(made, shop, 12)
    services.reserve(reference="1", wanted={size.pk: 2})
    return made


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("scanned", [f"(01)0{GTIN}(10)L26-1103", f"]C1010{GTIN}" + "10L26-1103", "l26-1103"])
def test_a_code_of_one_lot_leads_straight_to_it(staff, lot, scanned):
    page = staff.get("/desk/dong-hoi/tra/", {"q": scanned})
    assert (page.status_code, page.url) == (302, f"/desk/dong-hoi/lo/{lot.pk}/")


def test_a_lot_s_page_tells_where_it_stands_and_what_is_promised(staff, lot, shop):
    page = text_of(staff.get(f"/desk/dong-hoi/lo/{lot.pk}/"))
    for said in ("Khoai deo Linh Huệ, gói 500 g", "L26-1103", "03/05/2027", "Điểm OCOP tỉnh, Kệ bán", lot.trace_code):
        assert said in page
    assert "đã hứa khách 2, còn bán được 10" in page
    assert f"hàng gửi của {lot.producer.name}" in page
    assert "Phiếu nhập" in page
    assert f'href="/01/0{GTIN}/10/L26-1103"' in page
    assert f"/desk/dong-hoi/nhan/?lo={lot.pk}" in page


def test_goods_are_found_by_their_ean_and_by_words(staff, lot):
    for text in (GTIN, "khoai linh", "KD-500"):
        page = staff.get("/desk/dong-hoi/tra/", {"q": text})
        assert page.status_code == 200
        assert "Khoai deo Linh Huệ, gói 500 g" in text_of(page)
        assert f"/desk/dong-hoi/lo/{lot.pk}/" in text_of(page)


def test_what_is_not_known_is_said_with_what_the_code_says(staff, lot):
    assert "Không thấy “gì đó”" in text_of(staff.get("/desk/dong-hoi/tra/", {"q": "gì đó"}))
    unknown = text_of(staff.get("/desk/dong-hoi/tra/", {"q": "(01)00012345678905(17)270503(10)AB"}))
    assert "00012345678905" in unknown
    assert "03/05/2027" in unknown
    assert "Lô NEW chưa được nhập" in text_of(staff.get("/desk/dong-hoi/tra/", {"q": f"(01)0{GTIN}(10)NEW"}))


def test_another_shop_s_figures_are_not_shown(staff, lot):
    there = shelves.point(name_vi="Điểm Lệ Thủy")
    far = shelves.lot(producer=shelves.consigned(there))
    shelves.received(far, there, 7)
    page = text_of(staff.get(f"/desk/dong-hoi/lo/{far.pk}/"))
    assert "Điểm Lệ Thủy" not in page
    assert "Không còn ở điểm bán nào của anh/chị" in page
    assert "Chưa có lần nào" in page


def test_a_recalled_lot_says_so(staff, lot):
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    page = text_of(staff.get(f"/desk/dong-hoi/lo/{lot.pk}/"))
    assert "Lô này bị thu hồi" in page
    assert "Có dị vật" in page


def test_there_is_no_page_of_a_lot_there_is_none_of(staff):
    assert staff.get("/desk/dong-hoi/lo/999/").status_code == 404


@pytest.mark.parametrize("address", ["tra/", "tra/?q=khoai", "lo/1/", "nhan/", "nhan/nhan.pdf?giay=50x30&n1=1"])
def test_nobody_else_opens_them(client, shop, address):
    assert client.get(f"/desk/dong-hoi/{address}").status_code == 302
    client.force_login(factories.user("khach@vidu.example"))
    assert client.get(f"/desk/dong-hoi/{address}").status_code == 403


def test_a_long_list_costs_as_much_as_a_short_one(staff, lot, shop):
    for place in range(4):
        more = shelves.lot(factories.variant(factories.product("Khoai deo")), producer=lot.producer, code=f"X{place}")
        shelves.stocked(more, shop, 2)
    costs = []
    staff.get("/desk/dong-hoi/tra/", {"q": "khoai"})  # what a process reads once
    for words in ("khoai linh", "khoai"):
        with CaptureQueriesContext(connection) as asked:
            page = staff.get("/desk/dong-hoi/tra/", {"q": words})
        costs.append((page.content.count(b'<section aria-labelledby="v'), len(asked)))
    assert [found for found, _ in costs] == [1, 5]
    assert costs[0][1] == costs[1][1]


def test_what_was_carried_on_is_seen_in_its_moves(staff, lot, shop):
    shelves.move(shelves.going(lot, shop, 3, (Usage.SHELF, Usage.BACKROOM)), document=shelves.DocumentType.RELOCATION)
    page = text_of(staff.get(f"/desk/dong-hoi/lo/{lot.pk}/"))
    assert "Phiếu dời kệ" in page
    assert "Kệ bán → Kho" in page


@pytest.mark.parametrize(
    "address",
    [
        "tra/?q=%00",
        "tra/?q=a%00b",
        "tra/?q=%ED%A0%80",
        f"tra/?q={'9' * 5000}",
        "tra/?q=%1D",
        "huy/?q=%00",
        "lo/99999999999999999999/",
        "kiem/99999999999999999999/",
        "kiem/99999999999999999999/duyet/",
        "huy/99999999999999999999/",
        "huy/?lot=99999999999999999999",
        "huy/?lot=999999999999999",
        "huy/?after=x",
        "kiem/?before=x",
        "nhan/?phieu=99999999999999999999",
        "nhan/?ke=999999999999999",
        "nhan/nhan.pdf?giay=50x30&n99999999999999999999=1",
        "nhan/nhan.pdf?giay=50x30&tu=99999999999999999999&n1=1",
        "nhan/nhan.pdf?giay=%00&n1=1",
    ],
)
def test_no_address_breaks_a_page(staff, lot, address):
    assert staff.get(f"/desk/dong-hoi/{address}").status_code in (200, 404, 422)
