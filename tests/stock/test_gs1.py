"""GS1's identifiers, against numbers that GS1 prints, and hostile ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.gs1 import Linked, check_digit, is_ean13, is_gtin, label_path, link_path, read_link, read_path

# GS1 General Specifications, section 7.9 and the Digital Link standard's examples.
PRINTED = ["6291041500213", "09506000134352", "9506000134352", "00614141999996"]


@pytest.mark.parametrize("gtin", PRINTED)
def test_a_printed_number_is_one(gtin):
    assert is_gtin(gtin)
    assert not is_gtin(gtin[:-1] + str((int(gtin[-1]) + 1) % 10))


@pytest.mark.parametrize("value", ["", "123", "629104150021X", "６291041500213", "62910415002133", " 6291041500213"])
def test_other_texts_are_none(value):
    assert not is_ean13(value)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_number_has_one_last_digit(digits):
    assert [last for last in "0123456789" if is_ean13(digits + last)] == [check_digit(digits)]


def test_an_address_names_an_item_and_a_lot():
    assert read_link("https://example.vn/01/09506000134352/10/AB-12?x=1") == Linked("09506000134352", "AB-12")
    assert read_link("https://example.vn/some/where/01/9506000134352") == Linked("09506000134352", None)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.vn/01/09506000134353/10/AB",
        "https://example.vn/10/AB",
        "https://example.vn/01/09506000134352/10/" + "A" * 21,
        "https://example.vn/01/09506000134352/10/%00",
        "https://example.vn/01/09506000134352/10/L%C3%B4",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_digital_link_is_left_alone(address):
    assert read_link(address) is None


@pytest.mark.parametrize(
    "rest",
    [
        "/01/09506000134352/10/AB-12",
        "/01/09506000134352/10/AB-12/21/10",
        "/01/09506000134352/22/2A/10/AB-12/21/778",
        "/01/09506000134352/10/AB-12?17=271231&linkType=gs1:traceability",
        "/01/09506000134352?17=271231&10=AB-12",
        "/01/09506000134352/22/2A/?10=AB-12",
    ],
)
def test_what_else_a_label_says_does_not_hide_the_lot(rest):
    assert read_link(f"https://example.vn{rest}") == Linked("09506000134352", "AB-12")


def test_a_path_a_server_has_unquoted_keeps_the_lot_whole():
    assert read_path("9506000134352", "10/A/B/21/9") == Linked("09506000134352", "A/B")
    assert read_path("9506000134352", "", "AB") == Linked("09506000134352", "AB")
    assert read_path("9506000134352", "21/10") == Linked("09506000134352", None)
    assert read_path("9506000134353", "10/AB") is None


lots = st.text("""!"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz""", min_size=1, max_size=20)


@given(lots)
def test_a_path_that_we_write_is_read_again(lot):
    assert read_link("https://example.vn" + link_path("9506000134352", lot)) == Linked("09506000134352", lot)


@pytest.mark.parametrize(
    ("gtin", "lot", "path"),
    [
        ("9506000134352", "L26/1", "/01/09506000134352/10/L26%2F1"),
        (None, "L26", "/t/ABCD"),
        ("9506000134352", "Lô 26", "/t/ABCD"),
        ("9506000134352", "..", "/t/ABCD"),
    ],
)
def test_a_label_leads_to_the_digital_link_where_there_is_one(gtin, lot, path):
    assert label_path(gtin, lot, "ABCD") == path
