"""What needs somebody at a sales point, as the shelves stand now; told to its staff and officers only."""

from datetime import date

import pytest

from core import graph
from stock import services
from stock.models import Usage
from stock.services.transfers import Sent
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

WATCHED = """query ($point: ID!, $by: Date!) {
  salesPoint(id: $point) {
    scarce { variant { sku } available minimum target elsewhere { quantity salesPoint { slug } } }
    spoiling(by: $by) { onHand lot { code } location { usage } }
  }
}"""
ROADS = """query ($point: ID!, $incoming: Boolean) {
  transfers(salesPoint: $point, incoming: $incoming) { totalCount }
}"""


@pytest.fixture
def watched(graphql):
    def ask(shop, viewer, by="2026-12-26"):
        point = graph.global_id("SalesPoint", shop.pk)
        return graphql(WATCHED, viewer=viewer, point=point, by=by)["salesPoint"]

    return ask


@pytest.fixture
def staff(shop):
    return viewer_of(shelves.seller(shop))


def test_what_is_out_stands_before_what_is_low_and_what_suffices_is_not_told(watched, shop, maker, staff):
    low, out, plenty = (factories.variant() for _ in range(3))
    for variant, units in ((low, 3), (plenty, 9)):
        shelves.stocked(shelves.lot(variant, producer=maker), shop, units)
    for variant in (low, out, plenty):
        services.put_reorder_rule(point=shop, variant=variant, minimum=5, target=12)
    other = shelves.point(slug="noi-khac")
    shelves.stocked(shelves.lot(out, producer=maker), other, 7)
    told = watched(shop, staff)["scarce"]
    assert [(one["variant"]["sku"], one["available"]) for one in told] == [(out.sku, 0), (low.sku, 3)]
    assert (told[0]["minimum"], told[0]["target"]) == (5, 12)
    assert told[0]["elsewhere"] == [{"quantity": 7, "salesPoint": {"slug": "noi-khac"}}]
    assert told[1]["elsewhere"] == []


def test_what_may_not_be_sold_does_not_count_as_there(watched, shop, maker, staff):
    variant = factories.variant()
    recalled = shelves.lot(variant, producer=maker)
    for lot in (recalled, shelves.lot(variant, date(2026, 11, 25), producer=maker)):
        shelves.stocked(lot, shop, 9)
    services.recall(lot_id=recalled.pk, reason="Nhãn sai.", by=factories.OFFICER)
    services.put_reorder_rule(point=shop, variant=variant, minimum=5, target=12)
    assert watched(shop, staff)["scarce"][0]["available"] == 0


def test_lots_that_end_by_the_day_or_are_recalled_the_soonest_first(watched, shop, maker, staff):
    ends = {"b": date(2026, 12, 26), "a": date(2026, 11, 1), "late": date(2026, 12, 27), "never": None, "r": None}
    lots = {code: shelves.lot(expires_on=day, producer=maker, code=code) for code, day in ends.items()}
    for lot in lots.values():
        shelves.stocked(lot, shop, 2)
    services.recall(lot_id=lots["r"].pk, reason="Nhãn sai.", by=factories.OFFICER)
    told = watched(shop, staff)["spoiling"]
    assert [(one["lot"]["code"], one["onHand"], one["location"]["usage"]) for one in told] == [
        ("a", 2, "SHELF"),
        ("b", 2, "SHELF"),
        ("r", 2, "SHELF"),
    ]


def test_what_is_gone_or_still_on_the_road_is_not_on_the_shelf(watched, shop, maker, staff):
    gone = shelves.lot(expires_on=date(2026, 12, 1), producer=maker)
    shelves.stocked(gone, shop, 2)
    shelves.move(shelves.going(gone, shop, 2, (Usage.SHELF, Usage.SCRAP)))
    coming = shelves.lot(expires_on=date(2026, 12, 1), producer=maker)
    shelves.move(shelves.going(coming, shop, 2, (Usage.PRODUCER, Usage.TRANSIT)))
    assert watched(shop, staff)["spoiling"] == []


def test_only_who_works_there_and_officers_are_told(watched, shop, maker):
    shelves.stocked(shelves.lot(expires_on=date(2026, 12, 1), producer=maker), shop, 2)
    services.put_reorder_rule(point=shop, variant=factories.variant(), minimum=5, target=12)
    stranger = viewer_of(shelves.seller(shelves.point()))
    for viewer in (None, stranger):
        assert watched(shop, viewer) == {"scarce": [], "spoiling": []}
    told = watched(shop, officer())
    assert (len(told["scarce"]), len(told["spoiling"])) == (1, 1)


def test_the_road_is_asked_in_one_direction_or_both(graphql, shop, maker, staff):
    other = shelves.point()
    lot = shelves.lot(producer=maker)
    for one in (shop, other):
        shelves.stocked(lot, one, 9)
    for start, end in ((shop, other), (other, shop), (other, shop)):
        sent = [Sent(lot.pk, lot.producer_id, shelves.place(start).pk, 1)]
        services.draft_transfer(from_point=start, to_point=end, sent=sent, by=factories.OFFICER)
    point = graph.global_id("SalesPoint", shop.pk)
    told = [graphql(ROADS, viewer=staff, point=point, incoming=way)["transfers"] for way in (None, True, False)]
    assert [one["totalCount"] for one in told] == [3, 2, 1]


def test_what_may_be_sold_is_told_by_fefo_to_those_who_work_there(graphql, shop, maker, staff):
    variant = factories.variant()
    ends = {"late": date(2027, 3, 1), "soon": date(2026, 12, 1), "spoiled": date(2026, 11, 25)}
    for code, day in ends.items():
        shelves.stocked(shelves.lot(variant, day, producer=maker, code=code), shop, 4)
    document = "query ($id: ID!) { salesPoint(id: $id) { sellable { available lot { code } } } }"
    point = graph.global_id("SalesPoint", shop.pk)
    told = graphql(document, viewer=staff, id=point)["salesPoint"]["sellable"]
    assert [(one["lot"]["code"], one["available"]) for one in told] == [("soon", 4), ("late", 4)]
    for viewer in (None, viewer_of(shelves.seller(shelves.point()))):
        assert graphql(document, viewer=viewer, id=point)["salesPoint"]["sellable"] == []
