"""Writing off at the desk: a lot, why, how many, a picture; asked twice; and a mistake put right with its reason."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import files
from stock import services
from stock.models import StockMove, Usage, WriteOff, WriteOffReason
from stock.services.handling import Handled
from tests import factories, pictures
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def lot(shop):
    made = shelves.lot(
        factories.variant(factories.product("Khoai deo")), producer=shelves.consigned(shop), code="L26-1103"
    )
    shelves.received(made, shop, 5)
    return made


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    """A private storage of the test's own, which hands files out as the shop's does."""
    kept = settings.STORAGES[files.PRIVATE]
    settings.STORAGES = settings.STORAGES | {files.PRIVATE: kept | {"OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def press(staff, shop, lot):
    """Send the form, filled in rightly but for what is given."""

    def send(**values):
        place = f"{shelves.place(shop).pk}-{lot.producer_id}"
        given = {"units": place, "quantity": "2", "reason": "broken", "note": "", "sure": "on", "operation": uuid4()}
        sent = {name: value for name, value in (given | values).items() if value is not None}
        return staff.post(f"/desk/dong-hoi/huy/?lot={lot.pk}", sent)

    return send


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def left(lot, shop) -> int:
    return shelves.balance(lot, shop).on_hand


def test_units_are_written_off_with_their_picture(staff, press, lot, shop):
    answer = press(photo=pictures.upload())
    paper = WriteOff.objects.get()
    assert answer.url == f"/desk/dong-hoi/huy/{paper.pk}/"
    assert left(lot, shop) == 3
    page = text_of(staff.get(answer.url))
    assert f'src="/papers/{paper.photo.name}"' in page
    assert "Vỡ, hỏng" in page
    assert staff.get(f"/papers/{paper.photo.name}").status_code == 200


def test_a_form_pressed_twice_writes_off_once_though_it_has_a_picture(press, lot, shop):
    operation = uuid4()
    answers = [press(operation=operation, photo=pictures.upload()) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert left(lot, shop) == 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sure": None}, "Xem lại rồi đánh dấu"),
        ({"quantity": "9"}, "Chỉ còn 5"),
        ({"quantity": "0"}, "số nguyên từ 1"),
        ({"reason": "other"}, "Cần ghi lý do"),
        ({"units": "1-99"}, "Hãy chọn"),
        ({"photo": pictures.upload(b"%PDF-1.7 no picture")}, "Loại tệp này chưa nhận được"),
        ({"photo": pictures.upload(b"")}, "Tệp này trống"),
    ],
)
def test_what_is_refused_is_said_and_writes_nothing(press, lot, shop, values, said):
    answer = press(**values)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert left(lot, shop) == 5


def test_a_picture_is_asked_for_again_when_the_rest_was_refused(press):
    assert "Chọn lại ảnh" in text_of(press(quantity="9", photo=pictures.upload()))


def test_of_several_places_one_is_chosen(staff, press, lot, shop):
    shelves.move(shelves.going(lot, shop, 2, (Usage.SHELF, Usage.BACKROOM)), document=shelves.DocumentType.RELOCATION)
    page = text_of(staff.get(f"/desk/dong-hoi/huy/?lot={lot.pk}"))
    assert "Kho, hàng gửi của" in page
    press(units=f"{shelves.place(shop, Usage.BACKROOM).pk}-{lot.producer_id}")
    assert (left(lot, shop), shelves.balance(lot, shop, Usage.BACKROOM).on_hand) == (3, 0)


def test_a_lot_is_found_by_its_code_and_led_to(staff, lot):
    assert staff.get("/desk/dong-hoi/huy/?q=l26-1103").url == f"/desk/dong-hoi/huy/?lot={lot.pk}"
    assert staff.get("/desk/dong-hoi/huy/?q=khoai").url == f"/desk/dong-hoi/huy/?lot={lot.pk}"
    assert "Không thấy “gì đó” ở điểm bán này" in text_of(staff.get("/desk/dong-hoi/huy/?q=gì đó"))


def test_what_lies_elsewhere_cannot_be_written_off_here(staff, shop):
    there = shelves.point()
    far = shelves.lot(producer=shelves.consigned(there))
    shelves.received(far, there, 3)
    assert "không có gì để hủy" in text_of(staff.get(f"/desk/dong-hoi/huy/?lot={far.pk}"))
    assert staff.get("/desk/dong-hoi/huy/?lot=999").status_code == 404
    assert staff.get("/desk/dong-hoi/huy/?lot=x").status_code == 404


def test_a_mistake_is_put_right_with_a_reason(staff, press, lot, shop):
    address = press().url
    nothing = staff.post(address, {"operation": uuid4(), "reason": ""})
    assert nothing.status_code == 200
    assert left(lot, shop) == 3
    staff.post(address, {"operation": uuid4(), "reason": "Nhầm lô"})
    assert left(lot, shop) == 5
    page = text_of(staff.get(address))
    assert "Đã ghi đảo, hàng trở lại kệ. Lý do: Nhầm lô" in page
    again = staff.post(address, {"operation": uuid4(), "reason": "Lần nữa"})
    assert again.status_code == 200
    assert StockMove.objects.filter(lot=lot).count() == 3


def test_another_shop_s_paper_is_not_here(staff, press, lot, shop):
    there = shelves.point()
    far = shelves.lot(producer=shelves.consigned(there))
    shelves.received(far, there, 3)
    paper = services.write_off(
        point=there,
        units=Handled(far.pk, far.producer_id, shelves.place(there).pk, 1),
        reason=WriteOffReason.BROKEN,
        by=factories.OFFICER,
    )
    assert staff.get(f"/desk/dong-hoi/huy/{paper.pk}/").status_code == 404


def test_a_long_list_costs_as_much_as_a_short_one(staff, press, lot):
    costs = []
    for more in (1, 3):
        for _ in range(more):
            press(quantity="1")
        staff.get("/desk/dong-hoi/huy/")  # what a process reads once
        with CaptureQueriesContext(connection) as asked:
            page = staff.get("/desk/dong-hoi/huy/")
        costs.append((len(page.context["papers"]), len(asked)))
    assert [papers for papers, _ in costs] == [1, 4]
    assert costs[0][1] == costs[1][1]
