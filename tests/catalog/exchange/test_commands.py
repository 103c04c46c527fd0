"""The commands as people and scripts call them: what they print, and the code they end with."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from catalog.exchange.commands import progress
from catalog.exchange.kinds import KINDS
from catalog.models import Product
from tests import factories
from tests.catalog.exchange.sheets import csv

HEADINGS = "code,name_vi,programme,category"
ROW = "A-1,Trà rau má,OCOP,1.1a"


def run(name, *arguments, **options):
    """What a command prints, and the code it ends with."""
    out = io.StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    except SystemExit as end:
        return out.getvalue(), end.code
    except CommandError as error:
        return f"{out.getvalue()}{error}", error.returncode
    return out.getvalue(), 0


@pytest.fixture
def file(shop, tmp_path):
    path = tmp_path / "hang.csv"

    def write(*lines):
        path.write_bytes(csv(*lines))
        return path

    return write


def test_a_dry_run_prints_a_line_for_every_row_and_writes_nothing(file):
    told, code = run("import_products", file(HEADINGS, ROW, ROW.replace("A-1", "B-1")), "--dry-run")
    assert code == 0
    assert told.splitlines() == [
        "     2  thêm  A-1 Trà rau má",
        "     3  thêm  B-1 Trà rau má",
        "thêm 2. Không ghi gì.",
    ]
    assert not Product.objects.exists()


def test_refused_rows_end_with_1_and_a_refused_file_with_2(file):
    told, code = run("import_products", file(HEADINGS, ROW.replace("1.1a", "1.1x")))
    assert (code, Product.objects.exists()) == (1, False)
    assert "Phân nhóm: Không có phân nhóm “1.1x”. Có phải là “1.1a”?" in told
    told, code = run("import_products", file(HEADINGS.replace("code", "mã SPP"), ROW))
    assert code == 2
    assert "Không có cột “mã SPP”. Có phải là “Mã SP”?" in told
    assert run("import_products", "/nowhere/x.csv")[1] == 2


def test_the_report_as_json(file):
    told, code = run("import_products", file(HEADINGS, ROW, ",Tên,ocop,1.1a"), "--format", "json", "--keep-going")
    report = json.loads(told)
    assert (code, report["applied"], report["counts"]) == (1, True, {"create": 1, "refuse": 1})
    assert report["rows"][1]["faults"][0]["column"] == "Mã sản phẩm"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_empty_sheet_can_be_read_and_its_example_is_left_out(shop, tmp_path, kind, suffix):
    path = tmp_path / f"mau{suffix}"
    assert run(f"import_{kind}", path, "--template") == ("", 0)
    told, code = run(f"import_{kind}", path, "--dry-run")
    assert code == 0, told
    assert "dòng ví dụ, bỏ qua" in told


def test_an_export_goes_to_a_file_in_either_language(shop, tmp_path):
    factories.listed("Mật ong")
    path = tmp_path / "hang.csv"
    run("export_products", path, "--language", "en")
    assert path.read_bytes().startswith("\ufeffProducer,Product code,Product name".encode())
    assert run("import_products", path)[0].endswith("giữ nguyên 1. Không ghi gì.\n")
    assert run("export_products", tmp_path / "hang.pdf")[1] == 2


class Terminal(io.StringIO):
    def __init__(self, is_terminal):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal

    def write(self, text, ending=""):
        return super().write(text + ending)


def test_progress_is_drawn_on_a_terminal_only():
    for is_terminal in (True, False):
        stream = Terminal(is_terminal)
        bar = progress(stream)
        for done in range(1, 5):
            bar(done, 4)
        assert ("[##############################] 4/4\n" in stream.getvalue()) == is_terminal
        assert bool(stream.getvalue()) == is_terminal
