"""Whatever a scanner is set to send, it is read as what stands on the pack, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.gs1 import GTIN_LENGTH, LOT, is_gtin
from stock.scanned import Read, read

lots = st.text("""!"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz""", min_size=1, max_size=20)

TODAY = date(2026, 11, 26)
FULL = Read("09506000134352", "AB-12", date(2026, 11, 3), date(2027, 5, 3))


@pytest.mark.parametrize(
    ("scanned", "said"),
    [
        ("9506000134352", Read("09506000134352")),
        ("]E09506000134352\r\n", Read("09506000134352")),
        ("96385074", Read("00000096385074")),
        ("]C101095060001343521126110317270503" + "10AB-12", FULL),
        ("]d20109506000134352" + "10AB-12\x1d" + "11261103" + "17270503", FULL),
        ("\x1d0109506000134352" + "10AB-12\x1d" + "11261103" + "17270503", FULL),
        ("0109506000134352" + "21SN9\x1d" + "10AB-12", Read("09506000134352", "AB-12")),
        ("0109506000134352" + "3103000500" + "10AB-12\x1d" + "8200https://x", Read("09506000134352", "AB-12")),
        ("(01)09506000134352(11)261103(17)270503(10)AB-12", FULL),
        ("]Q3https://example.vn/01/09506000134352/10/AB-12?17=270503", Read("09506000134352", "AB-12")),
    ],
)
def test_every_way_to_write_a_code_says_the_same(scanned, said):
    assert read(scanned, TODAY) == said


@pytest.mark.parametrize(
    "scanned",
    [
        "",
        "9506000134353",
        "0109506000134353" + "10AB",
        "(01)09506000134352(10)" + "A" * 21,
        "10AB-12",
        "0112",
        "01095060001343",
        "L26-1103",
        "]C1",
        "(",
        "\x1d\x1d",
    ],
)
def test_what_names_no_item_rightly_is_not_read(scanned):
    assert read(scanned, TODAY) is None


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("270200", date(2027, 2, 28)),
        ("280200", date(2028, 2, 29)),
        ("261301", None),
        ("260230", None),
        ("26 101", None),
        ("760101", date(2076, 1, 1)),
        ("770101", date(1977, 1, 1)),
    ],
)
def test_a_day_is_of_the_nearest_century_or_none(digits, day):
    assert read(f"(01)09506000134352(17){digits}", TODAY).expires_on == day


@given(st.dates(TODAY - timedelta(days=49 * 365), TODAY + timedelta(days=49 * 365)), lots)
def test_what_a_label_says_in_128_is_read_back(day, lot):
    scanned = f"]C1010950600013435217{day:%y%m%d}10{lot}"
    assert read(scanned, TODAY) == Read("09506000134352", lot, None, day)


@given(st.text(max_size=60))
def test_any_text_is_read_as_a_trade_item_whose_check_digit_is_right_or_not_at_all(scanned):
    for text in (scanned, f"]C101{scanned}"):
        found = read(text, TODAY)
        assert found is None or (len(found.gtin) == GTIN_LENGTH and is_gtin(found.gtin))
        assert found is None or found.lot is None or LOT.fullmatch(found.lot)
