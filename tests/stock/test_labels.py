"""Printed labels: real Vietnamese text, a QR that scanners read, and nothing that leaves its label."""

from functools import partial
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from stock.labels import LAYOUTS, MOST_LABELS, Label, drawing, printed
from stock.labels.fitting import ELLIPSIS, cut, fitted, wrapped

KHOAI = Label(
    name="Khoai deo Linh Huệ, gói 500 g",
    prices=("89.000 ₫", "178.000 ₫/kg"),
    stars=4,
    stars_until="đến 03/2027",
    lot="L26-1103",
    made="03/11/2026",
    expires="03/05/2027",
    address="https://cho.vidu.example/01/08938500000017/10/L26-1103",
    invented="Dữ liệu minh họa",
)
# Stacked marks above and below, in both cases.
HARDEST = "Đũa gỗ, ẫ ử ỡ ệ, Ế Ỗ Ự, ĐƯỜNG VỀ"
WORDS = st.lists(
    st.sampled_from(
        ["Nước", "mắm", "cốt", "nhĩ", "Hợp", "tác", "xã", "ĐƯỜNG", "nghiêng" * 12, "W" * 60, "i", "Ỗ" * 25]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
LABELS = st.builds(
    Label,
    name=WORDS,
    prices=st.sampled_from([(), ("0 ₫",), ("1.234.567.890 ₫", "98.765.432.109 ₫/kg")]),
    stars=st.sampled_from([0, 3, 5]),
    stars_until=st.just("đến 03/2027"),
    lot=st.text("LW18-/", min_size=1, max_size=20),
    made=st.just("03/11/2026"),
    expires=st.sampled_from(["", "03/05/2027"]),
    address=st.text("abcXYZ0189-", min_size=1, max_size=110).map("https://cho.vidu.example/{}".format),
    invented=st.sampled_from(["", "Minh họa: hàng, lô, giá, khối lượng, sao"]),
)
FULLEST = KHOAI._replace(
    name="Nước mắm cốt nhĩ cá cơm truyền thống ủ chượp " * 4,
    prices=("1.234.567.890 ₫", "98.765.432.109 ₫/kg"),
    stars=5,
    lot="W" * 20,
    invented="Minh họa: hàng, lô, giá, khối lượng, sao",
)
LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def boxes(pdf: bytes):
    """Every letter's box, in millimetres from the page's upper left corner, page by page."""
    for page in pypdfium2.PdfDocument(pdf):
        text, height = page.get_textpage(), page.get_height()
        found = [text.get_charbox(place) for place in range(text.count_chars())]
        yield [
            (left / mm, (height - top) / mm, right / mm, (height - bottom) / mm) for left, bottom, right, top in found
        ]


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What a scanner reads off a page at 203 dots an inch, a label printer's."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=203 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@LAYOUT
def test_a_label_s_text_can_be_searched_with_every_mark(layout):
    (text,) = text_of(printed([KHOAI._replace(name=HARDEST)], layout))
    lines = [line.strip() for line in text.split("\n")]
    assert HARDEST in " ".join(lines)
    for said in ("89.000 ₫", "178.000 ₫/kg", "đến 03/2027", "Lô L26-1103", "HSD 03/05/2027", "Dữ liệu minh họa"):
        assert said in lines


def test_its_letters_travel_with_it_and_no_others():
    fonts = PdfReader(BytesIO(printed([KHOAI], LAYOUTS["50x30"]))).pages[0]["/Resources"]["/Font"]
    embedded = [font.get_object() for font in fonts.values()]
    files = [font["/FontDescriptor"]["/FontFile2"] for font in embedded if "/FontDescriptor" in font]
    assert len(files) == 3
    assert all(len(file.get_object().get_data()) < 40_000 for file in files)
    assert all("/ToUnicode" in font for font in embedded if "/FontDescriptor" in font)


@LAYOUT
def test_a_scanner_reads_the_address(layout):
    assert codes(printed([KHOAI], layout)) == [KHOAI.address]


def test_the_qr_is_of_level_m_within_four_empty_modules():
    pdf = printed([KHOAI._replace(prices=(), stars=0, name="")], LAYOUTS["50x30"])
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=10).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.ec_level == "M"
    dark = found.position
    module = (dark.top_right.x - dark.top_left.x) / 33
    edge = round(4 * module) - 2
    strip = picture.crop(
        (dark.top_left.x - edge, dark.top_left.y - edge, dark.top_left.x - 2, dark.bottom_left.y + edge)
    )
    assert strip.getextrema() == (255, 255)


def test_without_a_certificate_there_is_no_star_and_no_word_of_one():
    assert "đến" not in text_of(printed([KHOAI._replace(stars=0, stars_until="")], LAYOUTS["50x30"]))[0]


def test_what_does_not_spoil_says_when_it_was_made():
    (text,) = text_of(printed([KHOAI._replace(expires="")], LAYOUTS["50x30"]))
    assert "NSX 03/11/2026" in text
    assert "HSD" not in text


def test_a_sheet_begins_at_the_first_label_that_is_left():
    layout = LAYOUTS["a4-24"]
    pdf = printed([KHOAI] * 3, layout, first=23)
    first, second = text_of(pdf)
    assert first.count("HSD") == 2
    assert second.count("HSD") == 1
    (begun, fresh) = boxes(pdf)
    left, top = layout.corner(22)
    assert min(box[0] for box in begun) >= left
    assert min(box[1] for box in begun) >= top
    assert min(box[0] for box in fresh) < layout.width


@pytest.mark.parametrize(("count", "first"), [(0, 1), (MOST_LABELS + 1, 1), (1, 0), (1, 25)])
def test_labels_that_no_sheet_holds_are_not_printed(count, first):
    with pytest.raises(ValueError, match="not printed"):
        printed([KHOAI] * count, LAYOUTS["a4-24"], first)


def test_the_same_labels_make_the_same_file():
    assert printed([KHOAI], LAYOUTS["50x30"]) == printed([KHOAI], LAYOUTS["50x30"])


@LAYOUT
@settings(deadline=None, max_examples=10)
@given(label=LABELS)
@example(label=FULLEST)
def test_nothing_leaves_its_label_and_what_must_be_whole_is(layout, label):
    pdf = printed([label], layout)
    (letters,) = boxes(pdf)
    left, top = layout.corner(0)
    right, bottom = left + layout.width, top + layout.height
    for box in letters:
        assert left <= box[0]
        assert box[2] <= right
        assert top <= box[1]
        assert box[3] <= bottom
    (text,) = text_of(pdf)
    for said in (f"Lô{label.lot}", label.invented.replace(" ", "")):
        assert said in text.replace("\n", "").replace(" ", "")
    assert codes(pdf) == [label.address]


@settings(deadline=None)
@given(text=WORDS, width=st.floats(20, 200), lines=st.integers(1, 3))
def test_no_line_is_wider_than_it_may_be(text, width, lines):
    drawing.load_fonts()
    measure = partial(_wide, drawing.SERIF)
    set_in = fitted(text, measure, width, lines, 12, 6)
    assert len(set_in.lines) <= lines
    assert all(measure(line, set_in.size) <= width for line in set_in.lines)
    # Only what does not fit at the smallest size is cut.
    whole = "".join(set_in.lines).replace(" ", "") == text.replace(" ", "")
    assert whole or (set_in.size == 6 and set_in.lines[-1].endswith(ELLIPSIS))


def test_words_are_kept_whole_while_a_smaller_size_allows_it():
    def measure(text: str, size: float) -> float:
        return len(text) * size

    assert fitted("khoai deo", measure, 60, 2, 12, 6) == (["khoai", "deo"], 12)
    assert fitted("khoaideo", measure, 60, 2, 12, 6) == (["khoaideo"], 7.5)
    assert wrapped("khoaideo", measure, 40, 10) == ["khoa", "ideo"]
    assert cut("khoai deo", measure, 60, 10) == f"khoai{ELLIPSIS}"


def _wide(font: str, text: str, size: float) -> float:
    return pdfmetrics.stringWidth(text, font, size)
