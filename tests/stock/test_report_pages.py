"""Reports as pages and files: for officers and staff, each figure that of the ledger, each filter in the address."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import User
from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from programme import facts
from stock.models import DocumentType, Usage
from stock.models.points import PointLevel
from stock.pages import report_files
from tests import factories
from tests.stock import replaying, shelves

pytestmark = pytest.mark.usefixtures("now")

SOLD = (Usage.SHELF, Usage.CUSTOMER)
PAGES = ["", "gia-tri/", "xuat-nhap/", "hao-hut/", "ban-cham/"]
FILES = ["do-phu", "gia-tri", "xuat-nhap", "hao-hut", "ban-cham"]


@pytest.fixture
def officer(db, client):
    user = factories.user("can-bo@vidu.example", first_name="An", last_name="Lê")
    user.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    client.force_login(user)
    return client


def on(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 3, tzinfo=UTC)


@pytest.fixture
def shop(db):
    return shelves.point(slug="dong-hoi", name_vi="Điểm bán Đồng Hới")


@pytest.fixture
def lot(shop):
    """40 jars at 50,000 đồng, 6 sold, 3 broken."""
    variant = factories.variant(factories.product("Mật ong rừng"))
    factories.price(variant, 50_000)
    made = shelves.lot(variant, producer=shelves.consigned(shop), code="=1+1")
    shelves.move(shelves.going(made, shop, 40), occurred_at=on(2))
    shelves.move(shelves.going(made, shop, 6, SOLD), document=DocumentType.SALE, occurred_at=on(10))
    shelves.move(shelves.going(made, shop, 3, (Usage.SHELF, Usage.SCRAP)), document=DocumentType.WRITE_OFF)
    return made


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\N{NO-BREAK SPACE}", " "))


def table(answer) -> list[dict[str, str]]:
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("page", PAGES)
def test_officers_and_staff_come_in_others_are_told_and_strangers_sign_in(client, lot, shop, page):
    address = f"/bao-cao/{page}"
    assert client.get(address).status_code == 302
    client.force_login(factories.user("nguoi-mua@vidu.example"))
    refused = client.get(address)
    assert refused.status_code == 403
    assert "không dành cho tài khoản" in text(refused)
    client.force_login(factories.member(lot.producer))
    assert client.get(address).status_code == 403
    client.force_login(User.objects.get(pk=shelves.seller(shop).id))
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("report", FILES)
def test_files_are_for_the_same_people(client, lot, report):
    client.force_login(factories.user("nguoi-mua@vidu.example"))
    assert client.get(f"/bao-cao/{report}.csv").status_code == 403


def test_value_is_said_with_whose_it_is_and_at_which_price(officer, lot):
    page = text(officer.get("/bao-cao/gia-tri/"))
    assert "1.550.000 ₫" in page
    assert "giá niêm yết hôm nay, đã gồm thuế" in page
    assert 'aria-label="Giá trị hàng theo giá niêm yết: Điểm bán Đồng Hới: 1.550.000 ₫"' in page
    assert "1.700.000 ₫" in text(officer.get("/bao-cao/gia-tri/?on=2026-11-12&by=expiry"))


def test_shrinkage_is_a_fraction(officer, lot):
    page = text(officer.get("/bao-cao/hao-hut/"))
    assert "3 trên 40 = 7,5%" in page
    assert "Không hao hụt gì." in text(officer.get("/bao-cao/hao-hut/?since=2026-11-01&until=2026-11-20"))


def test_moves_are_narrowed_by_the_address(officer, lot, shop):
    assert len(officer.get("/bao-cao/xuat-nhap/").context["moves"]) == 3
    assert len(officer.get("/bao-cao/xuat-nhap/?kind=sale").context["moves"]) == 1
    assert len(officer.get("/bao-cao/xuat-nhap/?since=2026-11-05&until=2026-11-10").context["moves"]) == 1
    assert len(officer.get(f"/bao-cao/xuat-nhap/?variant={lot.variant_id}&point={shop.pk}").context["moves"]) == 3
    shelves.stocked(shelves.lot(), shelves.point(), 4)
    assert len(officer.get(f"/bao-cao/xuat-nhap/?producer={lot.producer_id}").context["moves"]) == 3


def test_what_lies_too_long_is_named_with_the_rest_on_demand(officer, lot, shop):
    still = shelves.lot(factories.variant(factories.product("Ruốc sả")))
    shelves.move(shelves.going(still, shop, 8), occurred_at=on(1, month=9))
    page = text(officer.get("/bao-cao/ban-cham/"))
    assert "Ruốc sả" in page
    assert "Mật ong rừng" not in page.split("<main", 1)[1].split("</form>", 1)[1]
    everything = officer.get("/bao-cao/ban-cham/?everything=on&days=20").context["movers"]
    assert [one["daysLeft"] for one in everything] == [None, 31 * 20 // 6]


@pytest.mark.parametrize(
    "asked",
    [
        "gia-tri/?on=hom-qua",
        "xuat-nhap/?since=2026-11-20&until=2026-11-01",
        "hao-hut/?by=gi",
        "ban-cham/?days=0",
        "?on=32",
        "gia-tri/?point=999",
        "gia-tri/?on=9999-12-31",
        "xuat-nhap/?since=0001-01-01&until=0001-01-02",
        "hao-hut/?since=9999-12-30&until=9999-12-31",
        "?on=0001-01-01",
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(officer, lot, asked):
    answer = officer.get(f"/bao-cao/{asked}")
    assert answer.status_code == 400
    assert answer.context["form"].errors


def test_a_cursor_that_is_none_is_not_found(officer, lot):
    assert officer.get("/bao-cao/gia-tri/?after=abc").status_code == 404


def test_the_next_page_keeps_what_was_asked(officer, shop):
    for _ in range(21):
        shelves.stocked(shelves.lot(), shop, 1)
    first = officer.get(f"/bao-cao/gia-tri/?point={shop.pk}&by=producer")
    link = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1].replace("&amp;", "&")
    assert f"point={shop.pk}" in link
    assert len(officer.get(f"/bao-cao/gia-tri/{link}").context["lines"]) == 1


def test_staff_may_ask_of_their_own_shop_only(client, lot, shop):
    elsewhere = shelves.point()
    client.force_login(User.objects.get(pk=shelves.seller(elsewhere).id))
    assert client.get("/bao-cao/gia-tri/").context["report"]["total"]["units"] == 0
    assert client.get(f"/bao-cao/gia-tri/?point={shop.pk}").status_code == 400
    assert client.get(f"/bao-cao/gia-tri.csv?point={shop.pk}").status_code == 400
    assert table(client.get("/bao-cao/xuat-nhap.csv")) == []


def test_a_file_holds_every_row_and_no_cell_runs(officer, lot, shop):
    (row,) = table(officer.get("/bao-cao/gia-tri.csv?on=2026-11-12"))
    assert (row["Đơn vị"], row["Giá trị (đồng)"], row["Lô"]) == ("34", "1700000", "'=1+1")
    moves = table(officer.get("/bao-cao/xuat-nhap.csv"))
    assert [(one["Vì phiếu nào"], one["Đơn vị"]) for one in moves] == [
        ("Phiếu hủy", "3"),
        ("Bán hàng", "6"),
        ("Phiếu nhập", "40"),
    ]
    assert moves[1]["Đến nơi"] == "Điểm bán Đồng Hới: Đã bán"
    (lost,) = table(officer.get("/bao-cao/hao-hut.csv"))
    assert (lost["Đã qua tay"], lost["Hao hụt"], lost["Cuối kỳ"]) == ("40", "3", "31")


def test_what_is_made_up_is_said_on_pages_and_in_files(officer, lot):
    assert "là dữ liệu minh họa" not in text(officer.get("/bao-cao/gia-tri/"))
    invented = shelves.point(name_vi="Điểm mẫu", is_demonstration=True)
    shelves.stocked(lot, invented, 4)
    assert "là dữ liệu minh họa" in text(officer.get("/bao-cao/gia-tri/"))
    for report in ("gia-tri", "xuat-nhap", "hao-hut", "ban-cham"):
        rows = table(officer.get(f"/bao-cao/{report}.csv?everything=on"))
        assert {one["Minh họa"] for one in rows} == {"", "minh họa"}, report


def test_a_workbook_holds_numbers_as_numbers(officer, lot):
    answer = officer.get("/bao-cao/gia-tri.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="gia-tri-2026-11-26.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).active
    headings, row = list(sheet.iter_rows(values_only=True))
    found = dict(zip(headings, row, strict=True))
    assert (found["Đơn vị"], found["Giá trị (đồng)"], found["Lô"]) == (31, 1_550_000, "=1+1")


def test_a_file_of_the_ledger_is_what_replaying_gives(officer, lot, shop):
    rows = table(officer.get("/bao-cao/xuat-nhap.csv?since=2026-11-01&until=2026-11-26"))
    sold = sum(int(one["Đơn vị"]) for one in rows if one["Đến nơi"].endswith("Đã bán"))
    assert sold == sum(replaying.gone(date(2026, 11, 1), date(2026, 11, 26), Usage.CUSTOMER).values())


def test_a_file_there_is_none_of_is_not_found(officer):
    assert officer.get("/bao-cao/gia-tri.pdf").status_code == 404
    assert officer.get("/bao-cao/khac.csv").status_code == 404


@pytest.fixture
def plan(db):
    load_areas(Report())
    facts.load(Report())


def test_coverage_stands_beside_the_plan_and_counts_nothing_made_up(officer, plan):
    for name, invented in (("Xã Lệ Thủy", True), ("Phường Ba Đồn", False)):
        area = Area.objects.get(level="commune", valid_to=None, name_vi=name)
        shelves.point(level=PointLevel.DISTRICT, area=area, is_demonstration=invented)
    answer = officer.get("/bao-cao/")
    page = text(answer)
    assert "1 trên 8 huyện, thị xã, thành phố cũ đã có điểm bán" in page
    assert "Kế hoạch, Điểm giới thiệu và bán ở huyện: từ 8." in page
    assert "Thị xã Ba Đồn: đã mở" in page
    assert "Huyện Lệ Thủy: chỉ có điểm minh họa" in page
    rows = {one["Đơn vị trước 7/2025"]: one["Được đếm"] for one in table(officer.get("/bao-cao/do-phu.csv"))}
    assert (rows["Thị xã Ba Đồn"], rows["Huyện Lệ Thủy"], rows["Cấp tỉnh"]) == ("có", "minh họa, không đếm", "chưa có")


def test_the_english_pages_stand_at_english_addresses(officer, lot):
    assert "Value of goods on shelves" in text(officer.get("/en/reports/value/"))
    assert officer.get("/en/reports/gia-tri.csv").status_code == 200


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_page_costs_the_same_however_many_rows_it_has(officer, lot, shop, page):
    def statements() -> int:
        officer.get(f"/bao-cao/{page}?everything=on")
        with CaptureQueriesContext(connection) as asked:
            officer.get(f"/bao-cao/{page}?everything=on")
        return len(asked)

    few = statements()
    for _ in range(5):
        shelves.stocked(shelves.lot(), shelves.point(), 3)
    assert statements() == few


def test_a_long_file_is_read_in_pieces(officer, shop):
    lot = shelves.lot()
    shelves.stocked(lot, shop, 600)
    shelves.move(*(shelves.going(lot, shop, 1, SOLD) for _ in range(599)), document=DocumentType.SALE)
    pieces = list(officer.get("/bao-cao/xuat-nhap.csv").streaming_content)
    assert len(pieces) == 3
    assert b"".join(pieces).count(b"\r\n") == 601


def test_a_table_that_is_too_long_for_a_workbook_is_said_on_its_page(officer, lot, monkeypatch):
    monkeypatch.setattr(report_files, "MOST_ROWS", 2)
    answer = officer.get("/bao-cao/xuat-nhap.xlsx?since=2026-11-01", follow=True)
    assert answer.redirect_chain == [("/bao-cao/xuat-nhap/?since=2026-11-01", 302)]
    assert "quá dài cho một tệp Excel" in text(answer)
    assert officer.get("/bao-cao/gia-tri.xlsx").status_code == 200


def test_the_way_to_reports_stands_on_the_desk_of_those_who_may_read_them(client, shop):
    client.force_login(factories.user("nguoi-mua@vidu.example"))
    assert 'href="/bao-cao/"' not in text(client.get("/desk/"))
    client.force_login(User.objects.get(pk=shelves.seller(shop).id))
    assert 'href="/bao-cao/"' in text(client.get("/desk/dong-hoi/"))
