"""The first page of the day: numbers, what is behind each, and the few statements it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock as core_clock
from stock import services
from stock.services.transfers import Sent
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")


def ending(shop, maker, days: int, units: int = 2):
    lot = shelves.lot(expires_on=core_clock.today() + timedelta(days=days), producer=maker, code=f"con{days}")
    shelves.stocked(lot, shop, units)
    return lot


def coming(shop, maker):
    other = shelves.point(name_vi="Điểm Lệ Thủy")
    lot = shelves.lot(producer=maker)
    shelves.stocked(lot, other, 9)
    draft = services.draft_transfer(
        from_point=other,
        to_point=shop,
        sent=[Sent(lot.pk, lot.producer_id, shelves.place(other).pk, 6)],
        by=factories.OFFICER,
    )
    services.dispatch(transfer_id=draft.pk, version=draft.version, by=factories.OFFICER)


def counted(page) -> dict[str, int]:
    return {str(one.words): one.many for one in page.context["numbers"]}


def test_a_shelf_in_order_says_so(staff):
    page = staff.get("/desk/dong-hoi/")
    assert set(counted(page).values()) == {0}
    assert "Kệ đang ổn" in page.content.decode()
    assert "Thứ Năm, 26/11" in page.content.decode()


def test_each_number_counts_what_is_listed_below_it(staff, shop, maker):
    for days in (-1, 0, 7, 8, 14, 15, 30, 31):
        ending(shop, maker, days)
    services.put_reorder_rule(point=shop, variant=factories.variant(), minimum=5, target=12)
    coming(shop, maker)
    services.open_count(location=shelves.place(shop), by=factories.OFFICER)
    page = staff.get("/desk/dong-hoi/")
    assert counted(page) == {
        "Đã hết": 1,
        "Sắp hết": 0,
        "Hết hạn trong 30 ngày": 6,
        "Đã quá hạn": 1,
        "Chuyến đang về": 1,
        "Chờ gửi đi": 0,
        "Phiếu kiểm kê đang mở": 1,
    }
    groups = {one.days: [row["lot"]["code"] for row in one.rows] for one in page.context["near"]}
    assert groups == {7: ["con0", "con7"], 14: ["con8", "con14"], 30: ["con15", "con30"]}
    text = page.content.decode()
    assert "hết hạn hôm nay" in text
    assert "quá hạn 1 ngày" in text
    assert "Điểm Lệ Thủy" in text


def test_a_recalled_lot_stands_above_all_and_is_nothing_else(staff, shop, maker):
    lot = ending(shop, maker, -1)
    services.recall(lot_id=lot.pk, reason="Nhãn ghi sai hạn dùng.", by=factories.OFFICER)
    page = staff.get("/desk/dong-hoi/")
    assert set(counted(page).values()) == {0}
    text = page.content.decode()
    assert "1 lô bị thu hồi còn trên kệ" in text
    assert "Nhãn ghi sai hạn dùng." in text
    assert "Kệ đang ổn" not in text


def statements(client) -> int:
    client.get("/desk/dong-hoi/")  # what the process keeps of the catalog is read once for all
    with CaptureQueriesContext(connection) as caught:
        client.get("/desk/dong-hoi/")
    return len(caught)


def test_the_page_takes_as_many_statements_for_five_of_everything_as_for_one(staff, shop, maker):
    def another():
        for days in (-1, 3):
            lot = shelves.lot(expires_on=core_clock.today() + timedelta(days=days), producer=shelves.consigned(shop))
            shelves.stocked(lot, shop, 2)
        services.put_reorder_rule(point=shop, variant=factories.variant(), minimum=5, target=12)
        coming(shop, maker)

    another()
    one = statements(staff)
    for _ in range(4):
        another()
    assert statements(staff) == one
    assert one <= 34
