"""What a label leads to: the right lot however its code was typed, its road, and nothing of whoever bought from it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import graph
from stock import services
from stock.codes import alike
from stock.models import DocumentType, Usage
from stock.models.lots import Symbology
from stock.services.transfers import Arrived, Sent
from tests import factories
from tests.stock import shelves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
LOTS = """query ($code: String!, $gtin: String) { lotsOfCode(code: $code, gtin: $gtin) {
  code traceCode isExpired isRecalled
  variant { gtin english: translation(languageCode: EN) { productName } }
  certificateWhenMade { stars } certificateNow { stars }
  product(channel: "vn") { slug }
  road { arrivedOn isStillThere fromProducer { name } fromSalesPoint { slug } salesPoint { slug } }
} }"""
GTIN = "8936012345674"


def found(graphql, code, gtin=None):
    return graphql(LOTS, code=code, gtin=gtin)["lotsOfCode"]


@pytest.mark.parametrize("typed", ["L26-1103", "l26 1103", "l261103", "L2611O3", "I26/ll03"])
def test_a_printed_code_is_found_however_it_was_typed(graphql, typed):
    shelves.lot(code="L26-1103")
    shelves.lot(code="L26-1104")
    assert [one["code"] for one in found(graphql, typed)] == ["L26-1103"]


@pytest.mark.parametrize("typed", ["", "  ", "-", "L26-1105", "Ô", "x" * 500, "'; --", "%", "\\"])
def test_another_code_means_nothing(graphql, typed):
    shelves.lot(code="L26-1103")
    assert found(graphql, typed) == []


def test_a_code_of_ours_is_found_with_signs_taken_for_others(graphql):
    lot = shelves.lot()
    typed = lot.trace_code.lower().replace("s", "5").replace("q", "0").replace("l", "1")
    assert [one["traceCode"] for one in found(graphql, typed)] == [lot.trace_code]


def test_what_is_printed_goes_before_what_only_looks_like_it(graphql):
    shelves.lot(code="LO1")
    shelves.lot(code="L01")
    assert [one["code"] for one in found(graphql, "l01")] == ["L01"]
    assert {one["code"] for one in found(graphql, "iol")} == {"LO1", "L01"}


def test_two_makers_with_one_code_are_both_told(graphql):
    one, other = shelves.lot(code="L1"), shelves.lot(code="L1")
    assert {lot["traceCode"] for lot in found(graphql, "L1")} == {one.trace_code, other.trace_code}


def test_the_database_takes_signs_for_others_as_the_shop_does(db):
    lot = shelves.lot(code="bO-q/I.l_S z6")
    lot.refresh_from_db()
    assert lot.code_alike == alike(lot.code) == "800115" + "26"
    assert lot.trace_alike == alike(lot.trace_code)


def test_a_trade_item_s_number_tells_one_maker_s_lot_from_another_s(graphql):
    ours, _other = shelves.lot(code="L1"), shelves.lot(code="L1")
    services.put_barcode(symbology=Symbology.EAN_13, value=GTIN, variant=ours.variant)
    for gtin in (GTIN, f"0{GTIN}"):
        (lot,) = found(graphql, "L1", gtin)
        assert (lot["traceCode"], lot["variant"]["gtin"]) == (ours.trace_code, GTIN)
    assert found(graphql, "L2", GTIN) == []
    assert found(graphql, "L1", "9506000134352") == []
    assert found(graphql, "L1", GTIN[:-1] + "5") == []
    # Our own code is no lot number of a trade item.
    assert found(graphql, ours.trace_code, GTIN) == []


def test_a_lot_says_whether_its_last_day_is_past(graphql, clock):
    lot = shelves.lot(expires_on=date(2026, 11, 26))
    assert not found(graphql, lot.code)[0]["isExpired"]
    clock("2026-11-27T00:01")
    assert found(graphql, lot.code)[0]["isExpired"]
    assert not found(graphql, shelves.lot(expires_on=None).code)[0]["isExpired"]


def test_stars_are_those_of_the_day_it_was_made_and_those_of_today(graphql):
    factories.star_rules()
    product = factories.listed("Muối")
    factories.confirmed(product, 3, issued_on=date(2023, 11, 1))
    variant = product.variants.get()
    before, within = (
        shelves.lot(variant, code=code, made_on=made)
        for code, made in (("A", date(2023, 10, 31)), ("B", date(2026, 10, 1)))
    )
    assert found(graphql, before.code)[0]["certificateWhenMade"] is None
    (lot,) = found(graphql, within.code)
    # Three years are over.
    assert (lot["certificateWhenMade"], lot["certificateNow"]) == ({"stars": 3}, None)
    assert lot["product"]["slug"] == product.slug_vi


def sent(lot, left, right, units):
    """Units on the road from one sales point to another."""
    draft = services.draft_transfer(
        from_point=left,
        to_point=right,
        sent=[Sent(lot.pk, lot.producer_id, shelves.place(left).pk, units)],
        by=factories.OFFICER,
    )
    return services.dispatch(transfer_id=draft.pk, version=draft.version, by=factories.OFFICER)


def arrive(transfer, units):
    line = transfer.lines.get()
    return services.receive_transfer(
        transfer_id=transfer.pk, version=transfer.version, arrived={line.pk: Arrived(units)}, by=factories.OFFICER
    )


def road(graphql, lot):
    return [
        (
            (step["fromProducer"] or step["fromSalesPoint"]).get("slug", "maker"),
            step["salesPoint"]["slug"],
            step["arrivedOn"],
            step["isStillThere"],
        )
        for step in found(graphql, lot.trace_code)[0]["road"]
    ]


@pytest.fixture
def points(db):
    return shelves.point(slug="tinh"), shelves.point(slug="huyen")


def test_the_road_is_one_step_back_and_one_step_forward(graphql, clock, points):
    province, district = points
    lot = shelves.lot(producer=shelves.consigned(province))
    clock("2026-11-09T09:00")
    shelves.received(lot, province, 9)
    clock("2026-11-10T09:00")
    transfer = sent(lot, province, district, 4)
    assert road(graphql, lot) == [
        ("maker", "tinh", "2026-11-09", True),
        ("tinh", "huyen", None, False),
    ]
    clock("2026-11-12T09:00")
    arrive(transfer, 4)
    clock("2026-11-13T09:00")
    shelves.move(shelves.going(lot, province, 5, ends=(Usage.SHELF, Usage.CUSTOMER)), document=DocumentType.SALE)
    assert road(graphql, lot) == [
        ("maker", "tinh", "2026-11-09", False),
        ("tinh", "huyen", "2026-11-12", True),
    ]


def test_what_was_put_right_never_happened(graphql, points):
    province, _district = points
    lot = shelves.lot(producer=shelves.consigned(province))
    receipt = shelves.received(lot, province, 9)
    services.reverse_receipt(receipt_id=receipt.pk, version=receipt.version, reason="Nhập nhầm", by=factories.OFFICER)
    assert road(graphql, lot) == []


def test_the_road_tells_nothing_of_how_many_or_to_whom():
    step = graph.schema().get_type("LotStep")
    assert set(step.fields) == {"fromProducer", "fromSalesPoint", "salesPoint", "arrivedOn", "isStillThere"}


def test_five_lots_cost_as_many_statements_as_one(graphql, points):
    province, district = points

    def add():
        lot = shelves.lot(factories.variant(), producer=shelves.consigned(province), code="L9")
        shelves.received(lot, province, 3)
        arrive(sent(lot, province, district, 1), 1)

    counts = set()
    for more in (0, 4):
        for _ in range(more or 1):
            add()
        found(graphql, "L9")  # what is known of the catalog is read again after it changed
        with CaptureQueriesContext(connection) as captured:
            assert len(found(graphql, "L9")) == 1 + more
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.parametrize("typed", ["L26\x00-1103", "\x00", "L\ud800"])
def test_signs_no_keyboard_has_are_passed_over(graphql, typed):
    shelves.lot(code="L26-1103")
    assert len(found(graphql, typed)) <= 1
