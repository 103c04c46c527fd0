"""A producer's own goods at sales points, as its people read it; nobody else's, and exact to the ledger."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from stock.models import DocumentType, Usage
from tests import factories
from tests.stock import replaying, shelves

SOLD = (Usage.SHELF, Usage.CUSTOMER)


@pytest.fixture(autouse=True)
def today(clock):
    return clock("2026-11-26T09:00")


@pytest.fixture
def shop(db):
    factories.channel()
    return shelves.point(name_vi="Điểm bán Đồng Hới")


def on(day: int) -> datetime:
    return datetime(2026, 11, day, 3, tzinfo=UTC)


@pytest.fixture
def lot(shop):
    """30 jars at 100,000 đồng and 15 %, 4 sold, 1 broken."""
    variant = factories.variant(factories.product("Mật ong rừng"))
    factories.price(variant, 100_000)
    made = shelves.lot(variant, producer=shelves.consigned(shop), code="L-0907")
    shelves.move(shelves.going(made, shop, 30), occurred_at=on(2))
    shelves.move(shelves.going(made, shop, 4, SOLD), document=DocumentType.SALE, occurred_at=on(10))
    shelves.move(shelves.going(made, shop, 1, (Usage.SHELF, Usage.SCRAP)), document=DocumentType.WRITE_OFF)
    return made


@pytest.fixture
def member(client, lot):
    client.force_login(factories.member(lot.producer))
    return client


def page_of(lot) -> str:
    return f"/chu-the/{lot.producer_id}/ky-gui/"


def file_of(lot) -> str:
    return f"/chu-the/{lot.producer_id}/ky-gui.csv"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_members_read_what_is_theirs_and_find_it_from_their_desk(member, lot):
    assert f'href="{page_of(lot)}"' in member.get("/chu-the/").content.decode()
    page = text(member.get(page_of(lot)))
    for told in ("400.000 ₫", "60.000 ₫", "340.000 ₫", "25 đơn vị, 2.500.000 ₫", "điểm bán giữ 15% giá bán"):
        assert told in page
    assert "chưa phải bảng quyết toán" in page


def test_the_days_are_chosen(member, lot):
    page = member.get(f"{page_of(lot)}?since=2026-11-11&until=2026-11-25")
    assert page.context["report"]["total"]["soldValue"]["amount"] == 0
    assert page.context["report"]["total"]["flow"]["closing"] == 26
    refused = member.get(f"{page_of(lot)}?since=2026-11-11&until=2026-11-01")
    assert refused.status_code == 400
    assert refused.context["form"].errors
    assert member.get(f"{file_of(lot)}?since=hom-qua").status_code == 400


def test_another_producers_goods_are_not_there(member, lot, shop):
    other = shelves.lot(lot.variant, producer=shelves.consigned(shop), code="CUA-NGUOI-KHAC")
    shelves.move(shelves.going(other, shop, 9), occurred_at=on(3))
    assert "CUA-NGUOI-KHAC" not in text(member.get(page_of(lot)))
    assert [one["Lô"] for one in table(member.get(file_of(lot)))] == ["L-0907"]
    assert member.get(page_of(other)).status_code == 404
    assert member.get(file_of(other)).status_code == 404


def test_strangers_sign_in_and_buyers_and_staff_are_refused(client, lot, shop):
    assert client.get(page_of(lot)).status_code == 302
    assert client.get(file_of(lot)).status_code == 302
    staff = shelves.seller(shop)
    for user_id in (factories.user("nguoi-mua@vidu.example").pk, staff.id):
        client.force_login(User.objects.get(pk=user_id))
        assert client.get(page_of(lot)).status_code == 404
        assert client.get(file_of(lot)).status_code == 404


def test_a_number_that_no_producer_can_have_is_not_found(client, lot):
    officer = factories.user("can-bo@vidu.example", is_superuser=True)
    client.force_login(officer)
    for end in ("ky-gui/", "ky-gui.csv", "thong-tin/"):
        assert client.get(f"/chu-the/{'9' * 25}/{end}").status_code == 404


def test_officers_read_it_too(client, lot):
    officer = factories.user("can-bo@vidu.example")
    officer.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    client.force_login(officer)
    assert client.get(page_of(lot)).status_code == 200


def test_the_file_is_exact_to_the_ledger(member, lot, shop):
    second = shelves.lot(lot.variant, producer=lot.producer)
    shelves.move(shelves.going(second, shop, 7), occurred_at=on(4))
    rows = table(member.get(f"{file_of(lot)}?since=2026-11-01&until=2026-11-26"))
    since, until = date(2026, 11, 1), date(2026, 11, 26)
    assert sum(int(one["Đã bán"]) for one in rows) == sum(replaying.gone(since, until, Usage.CUSTOMER).values())
    assert sum(int(one["Cuối kỳ"]) for one in rows) == sum(replaying.lying_on(until).values())
    assert sum(int(one["Phần của chủ thể (đồng)"]) for one in rows) == 340_000


def test_many_lots_cost_what_one_does(member, lot):
    def statements() -> int:
        member.get(page_of(lot))
        with CaptureQueriesContext(connection) as asked:
            member.get(page_of(lot))
        return len(asked)

    few = statements()
    for _ in range(4):
        shelves.move(shelves.going(shelves.lot(producer=lot.producer), shelves.point(), 5))
    assert statements() == few


def test_the_english_page_stands_at_an_english_address(member, lot):
    assert "Consigned goods of" in text(member.get(f"/en/producer/{lot.producer_id}/consigned/"))
