"""Printing labels at the desk: which lots, how many, on which paper, and what is refused."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from stock.models import GoodsReceipt
from stock.pages.labels import MOST_LOTS
from tests import factories
from tests.stock import shelves
from tests.stock.test_labels import codes

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def lot(shop):
    factories.tax_rate()
    made = shelves.lot(
        factories.listed("Khoai deo Linh Huệ", 89_000).variants.get(), producer=shelves.consigned(shop), code="L26-1103"
    )
    shelves.received(made, shop, 12)
    return made


def offered(page) -> list[tuple[str, int]]:
    return [(row.lot["code"], row.many) for row in page.context["rows"]]


def test_a_shelf_offers_its_lots_and_no_label_before_one_is_asked_for(staff, lot, shop):
    page = staff.get("/desk/dong-hoi/nhan/")
    assert offered(page) == [("L26-1103", 0)]
    assert "có 12" in page.content.decode()
    other = shelves.place(shop, shelves.Usage.BACKROOM)
    assert offered(staff.get(f"/desk/dong-hoi/nhan/?ke={other.pk}")) == []
    assert offered(staff.get(f"/desk/dong-hoi/nhan/?ke={shelves.place(shop).pk}")) == [("L26-1103", 0)]


def test_a_receipt_offers_its_own_lots_and_a_lot_itself(staff, lot, shop):
    shelves.received(shelves.lot(producer=lot.producer, code="KHÁC"), shop, 3)
    first, second = GoodsReceipt.objects.order_by("pk")
    assert offered(staff.get(f"/desk/dong-hoi/nhan/?phieu={first.pk}")) == [("L26-1103", 12)]
    assert offered(staff.get(f"/desk/dong-hoi/nhan/?phieu={second.pk}")) == [("KHÁC", 3)]
    assert offered(staff.get(f"/desk/dong-hoi/nhan/?lo={lot.pk}")) == [("L26-1103", 1)]


@pytest.mark.parametrize("address", ["?phieu=99", "?lo=99", "?ke=99", "?lo=x"])
def test_what_is_not_there_offers_nothing_wrong(staff, shop, address):
    assert staff.get(f"/desk/dong-hoi/nhan/{address}").status_code == 200


def test_the_file_has_so_many_labels_from_the_first_that_is_left(staff, lot, settings):
    wanted = {"giay": "a4-24", "tu": "23", f"n{lot.pk}": "3"}
    answer = staff.get("/desk/dong-hoi/nhan/nhan.pdf", wanted)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    texts = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert [text.count("Khoai deo Linh Huệ") for text in texts] == [2, 1]
    assert "89.000" in texts[0]
    assert set(codes(answer.content)) == {f"{settings.SHOP_URL}/t/{lot.trace_code}"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"giay": "a4-24"}, "Chưa chọn nhãn nào"),
        ({"giay": "a4-24", "n1": "0"}, "Chưa chọn nhãn nào"),
        ({"giay": "a4-24", "n1": "x"}, "số nguyên"),
        ({"giay": "a4-24", "n1": "-1"}, "số nguyên"),
        ({"giay": "a4-24", "n1": "400", "n2": "400"}, "nhiều nhất 480"),
        ({"giay": "50x30", "n1": "1", "tu": "2"}, "không có nhãn thứ đó"),
        ({"giay": "a5", "n1": "1"}, "số nguyên"),
    ],
)
def test_what_cannot_be_printed_is_said(staff, lot, wanted, said):
    answer = staff.get("/desk/dong-hoi/nhan/nhan.pdf", wanted)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_was_typed_is_shown_again(staff, lot):
    shelves.received(shelves.lot(producer=lot.producer, code="KHÁC"), shelves.SalesPoint.objects.get(), 3)
    wanted = {"giay": "50x30", "tu": "9", f"n{lot.pk}": "7", "lo": lot.pk}
    answer = staff.get("/desk/dong-hoi/nhan/nhan.pdf", wanted)
    page = answer.content.decode()
    assert offered(answer) == [("L26-1103", "7")]
    assert 'value="50x30" checked' in page
    assert f'name="n{lot.pk}" value="7"' in page
    assert 'name="tu" value="9"' in page


def test_lots_that_never_lay_here_are_not_printed(staff, lot):
    far = shelves.lot()
    assert staff.get("/desk/dong-hoi/nhan/nhan.pdf", {"giay": "50x30", f"n{far.pk}": "1"}).status_code == 404


def test_many_lots_cost_as_much_as_one(staff, lot, shop):
    costs = []
    for more in (0, 4):
        for _ in range(more):
            shelves.stocked(shelves.lot(lot.variant, producer=lot.producer), shop, 2)
        staff.get("/desk/dong-hoi/nhan/")  # what a process reads once
        with CaptureQueriesContext(connection) as asked:
            page = staff.get("/desk/dong-hoi/nhan/")
        costs.append((len(page.context["rows"]), len(asked)))
    assert [rows for rows, _ in costs] == [1, 5]
    assert costs[0][1] == costs[1][1]


def test_as_many_lots_as_a_file_takes_are_printed_at_once(staff, lot, shop):
    """A hundred lots with their prices stay within the graph's limits."""
    many = [shelves.lot(lot.variant, producer=lot.producer) for _ in range(MOST_LOTS - 1)]
    shelves.move(*(shelves.going(one, shop, 1) for one in many))
    wanted = {f"n{one.pk}": "1" for one in (lot, *many)}
    answer = staff.get("/desk/dong-hoi/nhan/nhan.pdf", {"giay": "a4-24", **wanted})
    assert answer.status_code == 200
    assert len(PdfReader(BytesIO(answer.content)).pages) == 5
