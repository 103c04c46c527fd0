"""Files as Excel and its kin write them, and as those write them who mean harm."""

import io
import unicodedata
import zipfile

import pytest
from openpyxl import Workbook

from catalog.exchange import reading, workbooks
from catalog.exchange.kinds import KINDS
from catalog.exchange.reading import read
from catalog.models import Product
from tests.catalog.exchange.sheets import actions, blames, csv, imported, refused, xlsx

HEADINGS = ["Mã sản phẩm", "Tên sản phẩm", "Chương trình", "Phân nhóm"]
ROW = ["A-1", "Trà rau má", "OCOP", "1.1a"]
LINES = [",".join(HEADINGS), ",".join(ROW)]


def takes(content):
    assert actions(imported(content)) == ["create"]
    assert Product.objects.get().name_vi == "Trà rau má"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(shop, separator):
    takes(csv(*LINES, separator=separator))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode(shop, encoding):
    takes(csv(*LINES, separator="\t", encoding=encoding))


def test_excels_own_line_for_the_separator(shop):
    takes(csv("sep=;", *(line.replace(",", ";") for line in LINES)))


def test_decomposed_letters(shop):
    takes(unicodedata.normalize("NFD", "\n".join(LINES)).encode())
    assert Product.objects.get().name_vi == unicodedata.normalize("NFC", "Trà rau má")


@pytest.mark.parametrize(
    "headings",
    [
        "code,name_vi,programme,category",
        "MÃ SẢN PHẨM,TÊN SẢN PHẨM,CHƯƠNG TRÌNH,PHÂN NHÓM",
        "ma san pham,ten san pham,chuong trinh,phan nhom",
        "  Mã   sản phẩm * ,Tên sản phẩm:,Chương_trình,Phân-nhóm",
        "Product code,Product name,Programme,Sub-group",
    ],
)
def test_headings_in_either_language_with_or_without_accents(shop, headings):
    takes(csv(headings, LINES[1]))


def test_empty_rows_and_columns_are_passed_over_and_rows_keep_their_numbers(shop):
    outcome = imported(csv(LINES[0] + ",,", "", ",,,", LINES[1] + ",,", '"","","",""', "B-1,,,"))
    assert [line.row for line in outcome.lines] == [4, 6]


def test_a_title_may_stand_above_the_headings(shop):
    takes(xlsx(["DANH SÁCH SẢN PHẨM"], [], HEADINGS, ROW))


def test_an_unknown_column_is_refused_with_the_nearest(shop):
    [blame] = refused(csv(LINES[0] + ",Tên tếng Anh", LINES[1] + ",tea"))
    assert blame == (1, "Tên tếng Anh", "Không có cột “Tên tếng Anh”.", "Có phải là “Tên tiếng Anh”?")


def test_all_faults_of_the_headings_are_told_at_once(shop):
    faults = refused(csv("Tên sản phẩm,name_vi,Chương trình,,zzz", "a,b,c,d,e"))
    assert [fault.reason for fault in faults] == [
        "Cột “Tên sản phẩm” có hai lần.",
        "Cột D có dữ liệu nhưng không có tiêu đề; có thể ô tiêu đề bị gộp.",
        "Không có cột “zzz”.",
        "Thiếu cột “Mã sản phẩm”.",
    ]


def test_a_file_without_headings_is_refused(shop):
    [fault] = refused(csv("A-1,Trà rau má,OCOP,1.1a"))
    assert "Không tìm thấy dòng tiêu đề" in fault.reason


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252"])
def test_old_code_pages_are_refused_with_what_to_do(shop, encoding):
    content = "Mã sản phẩm,Tên sản phẩm\nA,Trà".encode(encoding, errors="replace")
    [fault] = refused(content)
    assert "windows-1258" in fault.reason
    assert "CSV UTF-8" in fault.suggestion


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "rỗng"),
        (b"\xef\xbb\xbf \r\n", "tiêu đề"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (b"<html><table><tr><td>Ma</td></tr></table></html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", ".xls"),
        (b"PK\x03\x04 and nothing of a zip", "hỏng"),
        (b"code,name_vi\n\x00\x01\x02", "không phải là bảng tính"),
        (b'{"code": 1}', "JSON"),
    ],
)
def test_what_a_file_is_goes_by_its_content(shop, content, told):
    [fault] = refused(content)
    assert told in fault.reason


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def test_other_zipped_documents_are_refused_by_name(shop):
    assert "OpenDocument" in refused(zipped(mimetype="application/vnd.oasis"))[0].reason
    assert "Word" in refused(zipped(word__document_xml="<x/>"))[0].reason


def test_a_bomb_is_not_unpacked(shop, monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("It was opened.")

    monkeypatch.setattr(workbooks, "load_workbook", never)
    bomb = zipped(xl__workbook_xml="<x/>", xl__worksheets__sheet1_xml=b"\0" * 250_000_000)
    assert len(bomb) < 1_000_000
    assert "nén quá nhiều" in refused(bomb)[0].reason


def test_xml_entities_are_refused(shop):
    good = xlsx(HEADINGS, ROW)
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", laughs.encode() + b"<worksheet").replace(b"OCOP", b"&b;")
            after.writestr(name, content)
    assert "hỏng" in refused(file.getvalue())[0].reason


def test_a_far_corner_costs_nothing(shop):
    def far(sheet):
        sheet.cell(row=1_048_576, column=1).number_format = "0"

    takes(xlsx(HEADINGS, ROW, change=far))


def test_more_rows_than_a_file_may_have_are_refused(shop, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert "hơn 2 dòng" in refused(csv(LINES[0], *[LINES[1]] * 3))[0].reason
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert "lớn hơn" in refused(csv(*LINES))[0].reason


def test_merged_cells_are_told_and_not_guessed(shop):
    content = xlsx(
        [*HEADINGS, "Chủ thể"],
        [*ROW, "htx-mau"],
        ["B-1", "Tên B", "OCOP", "1.1a", None],
        change=lambda s: s.merge_cells("E2:E3"),
    )
    outcome = imported(content)
    assert blames(outcome) == [
        (2, "Chủ thể", "Ô bị gộp; hãy tách ô và điền đủ từng dòng."),
        (3, "Chủ thể", "Ô bị gộp; hãy tách ô và điền đủ từng dòng."),
    ]


def test_merged_headings_are_refused(shop):
    content = xlsx([*HEADINGS, "Giá vn", None], [*ROW, 1, 2], change=lambda s: s.merge_cells("E1:F1"))
    assert any("bị gộp" in fault.reason for fault in refused(content))


def test_a_formula_counts_by_its_result_and_without_one_is_told(shop):
    outcome = imported(xlsx(HEADINGS, ["A-1", '="Trà"&" rau má"', "OCOP", "1.1a"]))
    assert blames(outcome) == [
        (2, "Tên sản phẩm", "Công thức chưa có kết quả; mở bằng Excel rồi lưu lại, hoặc dán giá trị.")
    ]


def test_a_calculated_formula_is_its_result(shop):
    content = xlsx(HEADINGS, ["A-1", '="Trà"', "OCOP", "1.1a"])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"</f><v" in part
                part = part.replace(b'<c r="B2">', b'<c r="B2" t="str">').replace(
                    b"</f><v />", "</f><v>Trà rau má</v>".encode()
                )
                part = part.replace(b"</f><v></v>", "</f><v>Trà rau má</v>".encode())
            after.writestr(name, part)
    takes(file.getvalue())


def test_excels_errors_are_told(shop):
    def broken(sheet):
        sheet["B2"] = "#N/A"

    assert blames(imported(xlsx(HEADINGS, ROW, change=broken))) == [(2, "Tên sản phẩm", "Ô báo lỗi #N/A.")]


def test_numbers_days_and_percentages_of_a_workbook(shop):
    def shown_as_percent(sheet):
        sheet["F2"].number_format = "0.0%"

    headings = [*HEADINGS, "Hạn dùng (ngày)", "Nồng độ cồn (%)"]
    imported(xlsx(headings, [12345, "Rượu", "OCOP", "1.1a", 540.0, 0.295], change=shown_as_percent))
    product = Product.objects.get()
    assert (product.external_reference, product.shelf_life_days, product.alcohol_bp) == ("12345", 540, 2950)


def test_the_sheet_with_the_headings_is_found_and_two_are_refused(shop):
    book = Workbook()
    book.active.append(["Ghi chú"])
    for title in ("Dữ liệu", "Bản sao"):
        page = book.create_sheet(title)
        page.append(HEADINGS)
        page.append(ROW)
    both, one = io.BytesIO(), io.BytesIO()
    book.save(both)
    assert "“Dữ liệu”, “Bản sao”" in refused(both.getvalue())[0].reason
    book["Bản sao"].sheet_state = "hidden"
    book.save(one)
    takes(one.getvalue())


def test_a_cell_longer_than_its_column_is_told(shop):
    outcome = imported(csv(LINES[0], f"A-1,{'a' * 40_000},OCOP,1.1a"))
    assert blames(outcome) == [(2, "Tên sản phẩm", "Dài 40000 chữ, chỉ được 200.")]


def test_every_title_names_one_column_in_both_languages(shop):
    for kind in KINDS.values():
        sheet = kind.columns()
        named = [word for column in sheet.columns for word in column.headings()]
        assert len(named) == len(set(named))


def test_a_table_is_read_in_the_order_of_the_sheet(shop):
    table = read(csv("name_vi,code", "Trà,A-1"), KINDS["products"].columns())
    assert [column.name for column in table.columns] == ["code", "name_vi"]
    assert table.rows[0].cells == {"name_vi": "Trà", "code": "A-1"}
