"""What staff are told of a scanned or typed text, and that nobody else is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.viewer import Viewer
from stock import services
from stock.gs1 import link_path
from stock.models.lots import Symbology
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

LOOKUP = """query ($text: String!) { stockLookup(text: $text) {
  gtin lotCode madeOn expiresOn
  lots { code balances { onHand } }
  variants { sku productName balances { onHand available lot { code } owner { name } salesPoint { slug } } }
} }"""
GTIN = "9506000134352"


@pytest.fixture
def lot(shop):
    made = factories.variant(factories.product("Khoai deo Linh Huệ"), sku="KD-500")
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=made)
    brought = shelves.lot(made, producer=shelves.consigned(shop), code="L26-1103")
    shelves.received(brought, shop, 12)
    return brought


@pytest.fixture
def seller(shop):
    return viewer_of(shelves.seller(shop))


@pytest.fixture
def ask(graphql, seller):
    def asked(text, viewer=seller):
        return graphql(LOOKUP, viewer=viewer, text=text)["stockLookup"]

    return asked


def test_an_ean_stands_for_a_size_and_where_it_lies(ask, lot, shop):
    (found,) = ask(GTIN)["variants"]
    assert (found["sku"], found["productName"]) == ("KD-500", "Khoai deo Linh Huệ")
    (lying,) = found["balances"]
    assert (lying["onHand"], lying["lot"]["code"], lying["salesPoint"]["slug"]) == (12, "L26-1103", "dong-hoi")


@pytest.mark.parametrize(
    "scanned",
    [
        f"https://cho.vidu.example{link_path(GTIN, 'L26-1103')}",
        f"]C1010{GTIN}17270630" + "10L26-1103",
        f"(01)0{GTIN}(10)L26-1103",
    ],
)
def test_a_label_stands_for_its_lot(ask, lot, scanned):
    shelves.lot(lot.variant, producer=lot.producer, code="L26-1104")
    found = ask(scanned)
    assert [one["code"] for one in found["lots"]] == ["L26-1103"]
    assert (found["gtin"], found["lotCode"]) == (f"0{GTIN}", "L26-1103")


def test_a_lot_nobody_has_seen_yet_is_told_by_its_own_label(ask, lot):
    found = ask(f"(01)0{GTIN}(11)261103(17)270503(10)NEW")
    assert (found["lots"], found["lotCode"], found["madeOn"], found["expiresOn"]) == (
        [],
        "NEW",
        "2026-11-03",
        "2027-05-03",
    )
    assert len(found["variants"]) == 1


def test_our_own_codes_are_known_wherever_the_lot_lies(ask, lot):
    far = shelves.lot()
    for text in (far.trace_code, far.trace_code.lower(), f"https://cho.vidu.example/t/{far.trace_code}"):
        assert [one["code"] for one in ask(text)["lots"]] == [far.code]
    assert ask(f"HOP{far.trace_code}")["lots"] == []


def test_a_code_stuck_on_by_hand_stands_for_what_it_was_given_to(ask, lot):
    services.put_barcode(symbology=Symbology.CODE_128, value="KHO-7", variant=lot.variant, lot=lot)
    services.put_barcode(symbology=Symbology.CODE_128, value="KHO-8", variant=lot.variant)
    assert [one["code"] for one in ask("KHO-7")["lots"]] == ["L26-1103"]
    assert [one["sku"] for one in ask("KHO-8")["variants"]] == ["KD-500"]


@pytest.mark.parametrize("typed", ["khoai deo", "KHOAI LINH", "huệ deo", "kd-500"])
def test_words_and_skus_find_what_lies_here(ask, lot, typed):
    assert [one["sku"] for one in ask(typed)["variants"]] == ["KD-500"]


def test_a_lot_s_printed_code_finds_it_in_any_case(ask, lot):
    assert [one["code"] for one in ask(" l26-1103 ")["lots"]] == ["L26-1103"]


def test_words_do_not_find_what_lies_elsewhere(ask, lot):
    there = shelves.point()
    far = shelves.lot(factories.variant(factories.product("Khoai lang Hải Ninh")), producer=shelves.consigned(there))
    shelves.received(far, there, 3)
    assert [one["productName"] for one in ask("khoai")["variants"]] == ["Khoai deo Linh Huệ"]
    assert len(ask("khoai", officer())["variants"]) == 2


def test_a_lot_s_code_finds_one_s_own_first_and_else_another_s(ask, lot):
    far = shelves.lot(code="XA-1")
    assert [one["code"] for one in ask("xa-1")["lots"]] == ["XA-1"]
    shelves.lot(code=lot.code, producer=far.producer)
    (found,) = ask(lot.code)["lots"]
    assert [one["onHand"] for one in found["balances"] if one["onHand"] > 0] == [12]


@pytest.mark.parametrize("text", ["", "  ", "k", "không có gì", "%", "9506000134353"])
def test_what_stands_for_nothing_finds_nothing(ask, lot, text):
    found = ask(text)
    assert (found["lots"], found["variants"]) == ([], [])


def test_only_those_who_work_at_shops_are_told_anything(ask, lot):
    buyer, maker = factories.user("khach@vidu.example"), factories.member(lot.producer)
    for outsider in (Viewer.anonymous(), Viewer(lambda: buyer), Viewer(lambda: maker)):
        for text in (GTIN, lot.trace_code, "khoai", "L26-1103"):
            assert ask(text, outsider) == {
                "gtin": None, "lotCode": None, "madeOn": None, "expiresOn": None, "lots": [], "variants": [],
            }  # fmt: skip


def test_another_shop_s_figures_are_not_told(ask, lot):
    there = viewer_of(shelves.seller(shelves.point()))
    (found,) = ask(GTIN, there)["variants"]
    assert found["balances"] == []


def test_first_to_expire_is_told_first(ask, lot, shop):
    for code, ends in (("A", None), ("B", date(2027, 1, 1))):
        shelves.stocked(shelves.lot(lot.variant, ends, producer=lot.producer, code=code), shop, 1)
    (found,) = ask("khoai deo")["variants"]
    assert [one["lot"]["code"] for one in found["balances"]] == ["B", "L26-1103", "A"]


def test_many_found_cost_as_much_as_one(ask, lot, shop):
    for _ in range(4):
        shelves.stocked(shelves.lot(factories.variant(factories.product("Khoai deo"))), shop, 2)
    costs = []
    ask("khoai")  # what a process reads once
    for words in ("khoai linh", "khoai"):
        with CaptureQueriesContext(connection) as asked:
            found = ask(words)
        costs.append((len(found["variants"]), len(asked)))
    assert [count for count, _ in costs] == [1, 5]
    assert costs[0][1] == costs[1][1]
