"""A producer's goods on others' shelves: exact to the ledger and the agreements, and nobody else's business."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import graph
from core.viewer import Viewer
from stock import services
from stock.models import DocumentType, Usage
from tests import factories
from tests.stock import replaying, shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

SOLD = (Usage.SHELF, Usage.CUSTOMER)
ASK = """query ($producer: ID!, $since: Date!, $until: Date!) {
  consignment(producer: $producer, since: $since, until: $until) {
    producer { slug }
    total { soldValue { amount } leftValue { amount } commission { amount } due { amount } unpricedLines unagreedUnits
      flow { received sold lost closing } }
    lines(first: 100) { edges { node {
      salesPoint { slug } lot { code } variant { sku } unagreedUnits
      flow { opening received sold lost short found returned arrived sent closing }
      price { amount } soldValue { amount } leftValue { amount } commission { amount } due { amount }
    } } }
    agreements { salesPoint { slug } commissionBp validFrom validTo }
  }
}"""


def on(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 3, tzinfo=UTC)


def sell(lot, shop, units, at, ends=SOLD):
    shelves.move(shelves.going(lot, shop, units, ends), document=DocumentType.SALE, occurred_at=at)


@pytest.fixture
def lot(shop):
    """40 jars at 33,333 đồng: 7 sold at 15 %, 4 at 12 %, 2 broken; a buyer brought one back."""
    maker = shelves.consigned(shop)
    variant = factories.variant()
    factories.price(variant, 33_333)
    services.agree(producer=maker, point=shop, commission_bp=1200, valid_from=date(2026, 11, 15))
    made = shelves.lot(variant, producer=maker)
    shelves.move(shelves.going(made, shop, 40), occurred_at=on(1, month=10))
    sell(made, shop, 8, on(5))
    sell(made, shop, 1, on(6), SOLD[::-1])
    sell(made, shop, 4, on(20))
    shelves.move(shelves.going(made, shop, 2, (Usage.SHELF, Usage.SCRAP)), document=DocumentType.WRITE_OFF)
    return made


def asked(graphql, of, viewer=None, **values):
    given = {"since": "2026-11-01", "until": "2026-11-26", **values}
    return graphql(ASK, viewer=viewer or officer(), producer=graph.global_id("Producer", of.pk), **given)["consignment"]


def lines(report):
    return [edge["node"] for edge in report["lines"]["edges"]]


def test_a_lot_tells_what_came_was_sold_lost_and_is_left(graphql, lot):
    (line,) = lines(asked(graphql, lot.producer))
    flow = {name: units for name, units in line["flow"].items() if units}
    assert flow == {"opening": 40, "sold": 11, "lost": 2, "closing": 27}
    assert line["leftValue"] == {"amount": 27 * 33_333}


def test_each_sale_is_at_the_rate_of_its_day_and_each_rate_is_rounded_once(graphql, lot):
    (line,) = lines(asked(graphql, lot.producer))
    # 7 at 15 % are 34,999.65 and 4 at 12 % are 15,999.84.
    assert line["commission"] == {"amount": 35_000 + 16_000}
    assert line["due"] == {"amount": 11 * 33_333 - 51_000}
    assert [(one["commissionBp"], one["validTo"]) for one in asked(graphql, lot.producer)["agreements"]] == [
        (1500, "2026-11-15"),
        (1200, None),
    ]


def test_the_days_asked_bound_both_the_units_and_the_rates(graphql, lot):
    report = asked(graphql, lot.producer, since="2026-11-16", until="2026-11-25")
    (line,) = lines(report)
    assert (line["flow"]["opening"], line["flow"]["sold"], line["flow"]["closing"]) == (33, 4, 29)
    assert line["commission"] == {"amount": 16_000}
    assert [one["commissionBp"] for one in report["agreements"]] == [1200]


def test_totals_are_what_the_moves_replayed_sum_up_to(graphql, lot, shop):
    maker = lot.producer
    other = shelves.lot(producer=maker)
    shelves.move(shelves.going(other, shop, 9), occurred_at=on(3))
    sell(other, shop, 5, on(9))
    report = asked(graphql, maker)
    since, until = date(2026, 11, 1), date(2026, 11, 26)
    for usage, name, sign in (
        (Usage.CUSTOMER, "sold", 1),
        (Usage.SCRAP, "lost", 1),
        (Usage.PRODUCER, "received", -1),
    ):
        of_maker = [units for (_, owner, _), units in replaying.gone(since, until, usage).items() if owner == maker.pk]
        assert report["total"]["flow"][name] == sign * sum(of_maker)
    left = [units for (_, owner, _), units in replaying.lying_on(until).items() if owner == maker.pk]
    assert report["total"]["flow"]["closing"] == sum(left)
    assert (report["total"]["unpricedLines"], report["total"]["soldValue"]["amount"]) == (1, 11 * 33_333)


def test_what_is_sold_without_an_agreement_is_said_and_costs_nothing(graphql, shop):
    maker = factories.producer()
    services.agree(
        producer=maker, point=shop, commission_bp=1000, valid_from=date(2026, 1, 1), valid_to=date(2026, 11, 5)
    )
    variant = factories.variant()
    factories.price(variant, 10_000)
    lot = shelves.lot(variant, producer=maker)
    shelves.move(shelves.going(lot, shop, 9), occurred_at=on(1))
    sell(lot, shop, 2, on(4))
    sell(lot, shop, 3, on(5))
    (line,) = lines(asked(graphql, maker))
    assert (line["unagreedUnits"], line["commission"], line["due"]) == (3, {"amount": 2_000}, {"amount": 48_000})


def test_what_the_shop_has_bought_of_the_maker_is_no_business_of_its(graphql, lot, shop):
    shelves.move(shelves.going(lot, shop, 6)._replace(owner_id=None))
    assert asked(graphql, lot.producer)["total"]["flow"]["closing"] == 27


def test_only_its_own_members_and_officers_are_answered(graphql, lot, shop):
    other = factories.producer()
    strangers = (
        Viewer.anonymous(),
        Viewer(lambda: factories.user("nguoi-mua@vidu.example")),
        Viewer(lambda: factories.member(other)),
        viewer_of(shelves.seller(shop)),
    )
    for stranger in strangers:
        assert asked(graphql, lot.producer, viewer=stranger) is None
    member = factories.member(lot.producer)
    assert asked(graphql, lot.producer, viewer=Viewer(lambda: member)) == asked(graphql, lot.producer)
    assert asked(graphql, other, viewer=Viewer(lambda: member)) is None


def test_another_makers_goods_on_the_same_shelf_are_left_out(graphql, lot, shop):
    theirs = shelves.lot(lot.variant, producer=shelves.consigned(shop))
    shelves.move(shelves.going(theirs, shop, 5))
    assert [one["lot"]["code"] for one in lines(asked(graphql, lot.producer))] == [lot.code]


def test_goods_moved_between_shops_came_once(graphql, lot, shop):
    other = shelves.point()
    road = shelves.place(other, Usage.TRANSIT).pk
    sent = shelves.going(lot, shop, 5)._replace(from_location_id=shelves.place(shop).pk, to_location_id=road)
    shelves.move(sent, document=DocumentType.TRANSFER)
    report = asked(graphql, lot.producer, since="2026-10-01")
    assert [one["flow"]["closing"] for one in lines(report)] == [22, 5]
    assert (report["total"]["flow"]["received"], report["total"]["flow"]["closing"]) == (40, 27)


def test_many_lots_cost_what_one_does(graphql, lot):
    viewer = officer()

    def statements() -> int:
        asked(graphql, lot.producer, viewer=viewer)
        with CaptureQueriesContext(connection) as found:
            asked(graphql, lot.producer, viewer=viewer)
        return len(found)

    few = statements()
    for _ in range(4):
        shelves.move(shelves.going(shelves.lot(producer=lot.producer), shelves.point(), 5))
    assert statements() == few
