"""Counting at the desk: blind, line by line, gone on with later, handed in, and ended by somebody else."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import graph
from stock import services
from stock.models import StockCount, Usage
from stock.models.points import StaffRole
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def lots(shop, maker):
    """Seventeen and twenty-three units of two lots."""
    factories.tax_rate()
    size = factories.listed("Khoai deo").variants.get()
    made = [
        shelves.lot(size, date(2027, 1, 1), producer=maker, code="L1"),
        shelves.lot(size, date(2027, 2, 1), producer=maker, code="L2"),
    ]
    for lot, units in zip(made, (17, 23), strict=True):
        shelves.received(lot, shop, units)
    return made


def staff_of(shop, email: str) -> Client:
    user = factories.user(email)
    services.employ(point=shop, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ha(shop):
    """Who counts."""
    return staff_of(shop, "ha@vidu.example")


@pytest.fixture
def lan(shop):
    """Who approves."""
    return staff_of(shop, "lan@vidu.example")


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def begun(client, shop) -> str:
    """The address of a count of the shelf."""
    place = graph.global_id("Location", shelves.place(shop).pk)
    return client.post("/desk/dong-hoi/kiem/", {"location": place, "operation": uuid4()}).url


def counted(client, address: str, lot, units: int | str, owner=None):
    owner = lot.producer_id if owner is None else owner
    return client.post(f"{address}?lo={lot.pk}&cua={owner}", {"counted": str(units), "operation": uuid4()})


def handed_in(client, address: str):
    version = StockCount.objects.get().version
    return client.post(f"{address}nop/", {"version": version, "operation": uuid4()}, follow=True)


def ended(client, address: str, do: str, **values):
    version = StockCount.objects.get().version
    return client.post(f"{address}duyet/", {"do": do, "version": version, "operation": uuid4(), **values}, follow=True)


def on_hand(shop, lots) -> list[int]:
    return [shelves.balance(lot, shop).on_hand for lot in lots]


def test_a_shelf_is_counted_line_by_line_without_a_figure_of_the_books(ha, shop, lots):
    address = begun(ha, shop)
    page = ha.get(address)
    assert page.context["now"]["lot"]["code"] == "L1"
    assert "dòng 1 trên 2" in text_of(page)
    for figure in (">17<", ">23<", "17 ", "23 "):
        assert figure not in text_of(page).split("<main")[1].split("</main")[0].replace("2027", "")
    assert counted(ha, address, lots[0], 12).url == address
    page = ha.get(address)
    assert page.context["now"]["lot"]["code"] == "L2"
    assert (page.context["done"], page.context["undone"]) == (1, 1)


def test_a_count_is_gone_on_with_where_it_was_left(ha, lan, shop, lots):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    assert begun(lan, shop) == address
    assert lan.get(address).context["now"]["lot"]["code"] == "L2"


def test_a_number_is_written_to_the_line_it_was_typed_for(ha, lan, shop, lots):
    """Both see line one; the second to press must not write into line two."""
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    counted(lan, address, lots[0], 13)
    assert [line.counted for line in StockCount.objects.get().lines.all()] == [13]
    assert ha.post(address, {"counted": "9", "operation": uuid4()}).status_code == 404


def test_nothing_there_is_a_number_and_no_number_is_none(ha, shop, lots):
    address = begun(ha, shop)
    assert counted(ha, address, lots[0], 0).status_code == 302
    assert "Bạn chưa ghi số lượng" in text_of(counted(ha, address, lots[1], ""))
    assert [line.counted for line in StockCount.objects.get().lines.all()] == [0]


def test_a_lot_that_should_not_be_there_is_added(ha, lan, shop, lots, maker):
    found = shelves.lot(lots[0].variant, producer=maker, code="LA-9")
    address = begun(ha, shop)
    page = text_of(ha.get(address, {"q": "la-9"}))
    assert f"?lo={found.pk}&amp;cua={maker.pk}" in page
    assert f"?lo={found.pk}&amp;cua=0" in page
    assert "LA-9" in text_of(ha.get(f"{address}?lo={found.pk}&cua={maker.pk}"))
    counted(ha, address, found, 4)
    counted(ha, address, lots[0], 17)
    handed_in(ha, address)
    ended(lan, address, "approve")
    assert shelves.balance(found, shop).on_hand == 4


def test_a_scanned_line_is_led_to_and_an_unknown_one_said(ha, shop, lots):
    address = begun(ha, shop)
    assert ha.get(address, {"q": lots[1].trace_code}).url == f"{address}?lo={lots[1].pk}&cua={lots[1].producer_id}"
    assert "Không thấy lô nào là “gì đó”" in text_of(ha.get(address, {"q": "gì đó"}))


@pytest.mark.parametrize("query", ["?lo=999&cua=0", "?lo=x&cua=0", "?lo=1&cua=x"])
def test_a_line_there_cannot_be_is_no_page(ha, shop, lots, query):
    assert ha.get(begun(ha, shop) + query).status_code == 404


def test_whoever_counted_neither_sees_the_differences_nor_approves(ha, shop, lots):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    assert "Đã nộp phiếu" in text_of(handed_in(ha, address))
    page = text_of(ha.get(f"{address}duyet/"))
    assert "Người đếm không xem chênh lệch" in page
    assert "−5" not in page
    ended(ha, address, "approve")
    assert StockCount.objects.get().status == "submitted"
    assert on_hand(shop, lots) == [17, 23]


def test_another_sees_how_far_off_it_is_and_approves(ha, lan, shop, lots):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    handed_in(ha, address)
    page = text_of(lan.get(f"{address}duyet/"))
    assert "−5" in page
    assert "−250.000 ₫" in page
    assert "Chưa đếm, sổ giữ nguyên" in page
    assert "Đã duyệt" in text_of(ended(lan, address, "approve"))
    assert on_hand(shop, lots) == [12, 23]
    assert "−5" in text_of(ha.get(f"{address}duyet/"))


def test_a_count_is_sent_back_with_a_reason_counted_again_and_approved(ha, lan, shop, lots):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    handed_in(ha, address)
    assert "Trường này là bắt buộc" in text_of(ended(lan, address, "reopen", reason=""))
    ended(lan, address, "reopen", reason="Đếm lại lô L1")
    assert "Phiếu được trả lại để đếm lại: Đếm lại lô L1" in text_of(ha.get(address))
    counted(ha, address, lots[0], 16)
    handed_in(ha, address)
    ended(lan, address, "approve")
    assert on_hand(shop, lots) == [16, 23]


def test_a_page_that_is_behind_is_told(ha, lan, shop, lots):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    version = StockCount.objects.get().version
    handed_in(ha, address)
    late = ha.post(f"{address}nop/", {"version": version, "operation": uuid4()}, follow=True)
    assert "Chờ duyệt" in text_of(late)
    stale = lan.post(f"{address}duyet/", {"do": "approve", "version": version, "operation": uuid4()})
    assert "vừa được người khác thay đổi" in text_of(stale)


def test_counts_of_another_shop_are_not_here(ha, shop, lots):
    there = shelves.point()
    made = services.open_count(location=shelves.place(there), by=factories.OFFICER)
    for address in ("", "duyet/"):
        assert ha.get(f"/desk/dong-hoi/kiem/{made.pk}/{address}").status_code == 404


def test_open_counts_and_those_done_are_listed(ha, lan, shop, lots):
    address = begun(ha, shop)
    assert "Đếm tiếp" in text_of(ha.get("/desk/dong-hoi/kiem/"))
    counted(ha, address, lots[0], 17)
    handed_in(ha, address)
    assert f'href="{address}duyet/"' in text_of(lan.get("/desk/dong-hoi/kiem/"))
    ended(lan, address, "approve")
    assert f'href="{address}duyet/"' in text_of(ha.get("/desk/dong-hoi/kiem/"))


@pytest.mark.parametrize("address", ["", "duyet/"])
def test_a_long_sheet_costs_as_much_as_a_short_one(ha, lan, shop, lots, maker, address):
    place = begun(ha, shop)
    costs = []
    for more in (0, 4):
        for _ in range(more):
            shelves.stocked(shelves.lot(lots[0].variant, producer=maker), shop, 2)
        counted(ha, place, lots[0], 12)
        handed_in(ha, place)
        lan.get(place + address)  # what a process reads once
        with CaptureQueriesContext(connection) as asked:
            page = lan.get(place + address)
        costs.append((len(page.context["count"]["sheet"]), len(asked)))
        ended(lan, place, "reopen", reason="Đếm lại")
    assert [lines for lines, _ in costs] == [2, 6]
    assert costs[0][1] == costs[1][1]


def test_a_shop_with_several_shelves_chooses_one(ha, shop, lots):
    page = text_of(ha.get("/desk/dong-hoi/kiem/"))
    assert "Kệ bán" in page
    assert f"Location:{shelves.place(shop, Usage.BACKROOM).pk}" not in page
    assert graph.global_id("Location", shelves.place(shop, Usage.BACKROOM).pk) in page


@pytest.mark.parametrize(
    "values",
    [
        {"version": "99999999999999999999"},
        {"version": "x"},
        {"version": "1", "operation": "x"},
        {"version": "1", "do": "reopen", "reason": "a\x00"},
        {"version": "1", "do": "reopen", "reason": "a" * 301},
        {},
    ],
)
def test_what_no_page_sends_changes_nothing_and_breaks_none(ha, lan, shop, lots, values):
    address = begun(ha, shop)
    counted(ha, address, lots[0], 12)
    handed_in(ha, address)
    sent = {"do": "approve", "operation": uuid4(), **values}
    assert lan.post(f"{address}duyet/", sent).status_code == 200
    assert lan.post(f"{address}nop/", sent).status_code == 302
    assert StockCount.objects.get().status == "submitted"
