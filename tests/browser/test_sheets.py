"""An officer brings goods in: sends a file, sees what is wrong with it, mends it, writes it, sees the goods."""

import io

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from catalog.models import Product, SheetImport
from tests import factories
from tests.catalog.exchange.sheets import csv

HEADINGS = "code,name_vi,programme,category,sku,variant_name_vi,price_vn"
GOOD = "M-1,Mật ong rừng,OCOP,1.1a,M-1-1,Chai 500 g,150.000 ₫"
BAD = "T-1,Trà rau má,OCOP,1.1z,T-1-1,Hộp,rẻ"
MENDED = "T-1,Trà rau má,OCOP,1.1a,T-1-1,Hộp,45.000"


@pytest.fixture
def officer(live_server, page):
    """A window of each size in which somebody who may do everything is signed in."""
    factories.channel("vn", position=1)
    factories.category(parent=factories.category(code="1", position=100), code="1.1a", position=101)
    client = Client()
    client.force_login(factories.user("can-bo@vidu.example", is_staff=True, is_superuser=True))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def send(page, *lines):
    page.goto("/admin/catalog/sheetimport/send/")
    page.get_by_label("Bảng", exact=True).select_option("products")
    page.set_input_files(
        "input[type=file]", {"name": "hang.csv", "mimeType": "text/csv", "buffer": csv(HEADINGS, *lines)}
    )
    page.get_by_label("Nguồn của cả tệp").fill("Bảng giá của HTX")
    page.get_by_role("button", name="Xem trước").click()


def test_an_officer_sends_a_file_mends_it_and_writes_it(officer):
    send(officer, GOOD, BAD)
    refused = officer.get_by_role("row").filter(has_text="T-1")
    assert "không nhận" in refused.inner_text()
    assert "“rẻ” không phải là số." in refused.inner_text()
    assert officer.get_by_role("button", name="Ghi vào danh mục").count() == 0
    assert not Product.objects.exists()

    send(officer, GOOD, BAD.replace("rẻ", "45.000"))
    refused = officer.get_by_role("row").filter(has_text="T-1")
    assert "Không có phân nhóm “1.1z”. Có phải là “1.1a”?" in refused.inner_text()

    send(officer, GOOD, MENDED)
    officer.get_by_role("button", name="Ghi vào danh mục").wait_for()
    assert officer.get_by_role("row").filter(has_text="thêm").count() == 2
    officer.get_by_role("button", name="Ghi vào danh mục").click()
    officer.get_by_text("thêm 2. Đã ghi.").first.wait_for()
    assert Product.objects.count() == 2
    assert bytes(SheetImport.objects.latest("id").content) == b""
    assert officer.get_by_role("button", name="Ghi vào danh mục").count() == 0


def test_a_file_that_is_no_sheet_is_told_on_the_form(officer):
    officer.goto("/admin/catalog/sheetimport/send/")
    officer.set_input_files(
        "input[type=file]", {"name": "anh.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n"}
    )
    officer.get_by_role("button", name="Xem trước").click()
    assert "Đây là tệp PNG, không phải bảng tính." in officer.get_by_role("alert").inner_text()
    assert not SheetImport.objects.exists()


def test_everything_is_taken_out_as_a_file(officer):
    factories.listed("Mật ong")
    officer.goto("/admin/catalog/sheetimport/")
    with officer.expect_download() as download:
        officer.get_by_role("row").filter(has_text="Sản phẩm").get_by_role("link", name="XLSX").first.click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert "Mật ong" in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
