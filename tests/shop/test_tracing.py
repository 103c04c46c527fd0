"""What a label leads to: whether it is fine, and at once when it is not."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models.permits import PermitKind
from catalog.services import supply
from stock import services
from stock.models.lots import Symbology
from tests import factories
from tests.shop.reading import text
from tests.stock import shelves

pytestmark = pytest.mark.django_db
GTIN = "8936012345674"


@pytest.fixture(autouse=True)
def today(clock):
    factories.tax_rate()
    factories.star_rules()
    clock("2026-11-26T09:00")


@pytest.fixture
def shop(db):
    return shelves.point(name_vi="Điểm OCOP Lệ Thủy", phone="+84232000000")


@pytest.fixture
def lot(shop):
    product = factories.listed("Khoai deo", name_en="Dried sweet potato")
    made = shelves.lot(product.variants.get(), producer=shelves.consigned(shop), code="L26-1103")
    shelves.received(made, shop, 9)
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=made.variant)
    return made


def test_a_lot_that_is_fine_says_so_in_both_languages(client, lot):
    answer = client.get(f"/t/{lot.trace_code}")
    shown = text(answer)
    assert "Lô này bình thường, còn hạn" in shown
    assert "This lot is in date and not recalled" in shown
    assert "Khoai deo" in shown
    assert "01/10/2026" in shown
    assert "Use by" in shown
    assert "Điểm OCOP Lệ Thủy" in shown
    assert "Straight from the maker." in shown
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_page_is_nobody_s_to_keep(client, lot):
    answer = client.get(f"/t/{lot.trace_code}")
    assert "no-store" in answer["Cache-Control"]


def test_a_recall_shows_at_once_and_takes_the_fine_line_s_place(client, lot):
    client.get(f"/t/{lot.trace_code}")
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    for address in (f"/t/{lot.trace_code}", f"/01/{GTIN}/10/L26-1103"):
        shown = text(client.get(address))
        assert "Lô này bị thu hồi. Đừng dùng." in shown
        assert "This lot is recalled. Do not use it." in shown
        assert "Có dị vật" in shown
        assert "0232 000 000" in shown
        assert "bình thường" not in shown


def test_a_lot_past_its_last_day_says_so_from_the_next_day_on(client, lot, clock):
    clock("2027-06-30T23:59")
    assert "còn hạn" in text(client.get(f"/t/{lot.trace_code}"))
    clock("2027-07-01T00:01")
    shown = text(client.get(f"/t/{lot.trace_code}"))
    assert "Lô này quá hạn dùng từ sau ngày 30/06/2027" in shown
    assert "past its last day, 30 June 2027" in shown
    assert "còn hạn" not in shown


def test_nothing_is_told_of_who_bought_nor_how_many(client, lot, shop):
    services.reserve(reference="DON-77", wanted={lot.variant_id: 7}, pickup_point_id=shop.pk)
    shown = text(client.get(f"/t/{lot.trace_code}"))
    assert "DON-77" not in shown
    assert "Ai mua thì chúng tôi không ghi ở đây." in shown


@pytest.mark.parametrize(
    "address",
    [
        f"/01/{GTIN}/10/L26-1103",
        f"/01/{GTIN}/10/L26-1103/",
        f"/01/0{GTIN}/10/l261103/21/998?17=270630&linkType=gs1:traceability",
        f"/01/{GTIN}?10=L26-1103",
    ],
)
def test_a_digital_link_leads_to_the_lot(client, lot, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert lot.trace_code in text(answer)


@pytest.mark.parametrize("typed", ["L26-1103", "l26 1103", "L261lO3"])
def test_what_is_typed_leads_to_the_one_address_of_the_lot(client, lot, typed):
    for address in (f"/t/{typed}", f"/t/{typed}/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/t/{lot.trace_code}")
    answer = client.get("/t/", {"ma": typed}, follow=True)
    assert answer.redirect_chain[-1] == (f"/t/{lot.trace_code}", 302)


def test_the_form_takes_a_label_s_whole_address(client, lot):
    asked = f"https://chophien.example/01/{GTIN}/10/L26-1103?17=270630"
    assert client.get("/t/", {"ma": asked})["Location"] == f"/01/0{GTIN}/10/L26-1103"
    whole = f"https://chophien.example/t/{lot.trace_code}"
    assert client.get("/t/", {"ma": whole})["Location"] == f"/t/{lot.trace_code}"


@pytest.mark.parametrize(
    "typed",
    ["https://x.example/t/", "/t/", "a\nb", "\u2028", "..", "//khac.example", "https://khac.example/t//khac.example"],
)
def test_whatever_is_typed_stays_in_the_shop(client, typed):
    answer = client.get("/t/", {"ma": typed})
    assert answer.status_code in (200, 302)
    assert answer.get("Location", "/t/").startswith(("/t/", "/01/"))


def test_bars_alone_ask_for_the_lot_number(client, lot):
    answer = client.get("/t/", {"ma": GTIN}, follow=True)
    assert "chỉ cho biết món hàng" in text(answer)
    assert client.get("/t/", {"gtin": GTIN, "ma": "L26-1103"})["Location"] == f"/01/0{GTIN}/10/L26-1103"
    assert "chỉ cho biết món hàng" in text(client.get(f"/01/{GTIN}"))


@pytest.mark.parametrize(
    "address", ["/t/KHONG-CO", "/t/%20", "/t/<script>", f"/01/{GTIN}/10/X", f"/01/{GTIN}/10/{'A' * 21}", "/01/abc/10/X"]
)
def test_an_unknown_code_is_a_kind_404(client, lot, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Bạn xem lại giúp" in text(answer)
    assert "<script>" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_wrong_last_digit_is_told(client, lot):
    answer = client.get(f"/01/{GTIN[:-1]}9/10/L26-1103")
    assert answer.status_code == 404
    assert "Chữ số cuối của mã vạch không khớp" in text(answer)


def test_one_code_of_two_makers_is_a_choice(client, lot):
    other = shelves.lot(code="L26-1103")
    answer = client.get("/t/L26-1103")
    assert answer.status_code == 200
    body = answer.content.decode()
    assert f'href="/t/{lot.trace_code}"' in body
    assert f'href="/t/{other.trace_code}"' in body


def test_papers_are_those_of_the_day_it_was_made(client, lot):
    product = lot.variant.product
    factories.confirmed(product, 4, issued_on=date(2026, 3, 2))
    shown = text(client.get(f"/t/{lot.trace_code}"))
    assert "Có sao này từ ngày làm ra đến hôm nay." in shown
    before = shelves.lot(lot.variant, producer=lot.producer, code="L25-1", made_on=date(2026, 3, 1))
    shown = text(client.get(f"/t/{before.trace_code}"))
    assert "Ngày làm ra: không có chứng nhận sao OCOP nào còn hiệu lực." in shown
    assert "Hôm nay: 4 sao OCOP" in shown


def test_a_licence_for_spirits_is_no_paper_of_a_root(client, lot):
    product = lot.variant.product
    product.producer = lot.producer
    product.save(update_fields=["producer"])
    for kind in (PermitKind.FACILITY, PermitKind.ALCOHOL):
        factories.permit(lot.producer, kind, issued_on=date(2026, 1, 1))
    shown = text(client.get(f"/t/{lot.trace_code}"))
    assert str(PermitKind.FACILITY.label) in shown
    assert str(PermitKind.ALCOHOL.label) not in shown


def test_a_product_that_is_not_shown_still_has_its_lot(client, shop):
    made = shelves.lot(producer=shelves.consigned(shop))
    answer = client.get(f"/t/{made.trace_code}")
    assert answer.status_code == 200
    assert "Xem món này" not in text(answer)


def test_where_it_grew_is_told_in_both_languages(client, lot):
    zone = factories.zone(name_en="Sand fields", crop_vi="Khoai lang", crop_en="Sweet potato")
    supply(zone=zone, products=[lot.variant.product])
    made = shelves.lot(lot.variant, producer=lot.producer, zone=zone)
    shown = text(client.get(f"/t/{made.trace_code}"))
    assert "Vùng nguyên liệu" in shown
    assert "Khoai lang" in shown
    assert "Sweet potato" in shown
    assert "Vùng nguyên liệu" not in text(client.get(f"/t/{lot.trace_code}"))


def test_what_is_made_up_says_so(client, lot):
    made = shelves.lot(lot.variant, producer=lot.producer, is_demonstration=True)
    assert "Lô minh họa" in text(client.get(f"/t/{made.trace_code}"))
    assert "Lô minh họa" not in text(client.get(f"/t/{lot.trace_code}"))


def test_a_lot_that_came_to_five_shops_costs_the_statements_of_one(client, lot):
    counts = set()
    for more in (0, 4):
        for _ in range(more):
            there = shelves.point()
            services.agree(producer=lot.producer, point=there, commission_bp=100, valid_from=date(2026, 1, 1))
            shelves.received(lot, there, 2)
        client.get(f"/t/{lot.trace_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/t/{lot.trace_code}")
        counts.add(len(captured))
    assert len(counts) == 1
