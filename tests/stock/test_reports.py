"""Reports of shelves in the graph: exact figures, each for those whose goods or shelves they are about."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLError

from core import graph
from core.viewer import Viewer
from stock import services
from stock.models import DocumentType, Usage, WriteOffReason
from stock.services.handling import Handled
from tests import factories
from tests.stock import replaying, shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

SOLD = (Usage.SHELF, Usage.CUSTOMER)
SPAN = {"since": "2026-11-01", "until": "2026-11-26"}
FLOW = """query ($since: Date!, $until: Date!, $by: [StockGroupEnum!]!, $order: StockFlowOrderEnum, $point: ID) {
  stockFlow(since: $since, until: $until, by: $by, order: $order, salesPoint: $point) {
    total { opening received sold lost short found shrinkage handled closing }
    flows(first: 100) { totalCount edges { node {
      salesPoint { slug } owner { slug } producer { slug } variant { sku } lot { code }
      received sold shrinkage closing
    } } }
  }
}"""
VALUE = """query ($on: Date, $by: StockValueGroupEnum!, $expiry: [ExpiryBandEnum!]) {
  stockValue(on: $on, by: $by, expiry: $expiry) {
    day
    total { units unpricedUnits value { amount currency } consignedUnits consignedValue { amount } ownValue { amount } }
    groups { salesPoint { slug } producer { slug } expiry worth { units value { amount } } }
    lines(first: 100) { totalCount edges { node {
      salesPoint { slug } owner { slug } producer { slug } variant { sku } lot { code } expiry units
      price { amount } value { amount }
    } } }
  }
}"""
MOVERS = """query ($days: Int!, $slow: Boolean, $on: Date) {
  stockMovers(days: $days, slow: $slow, on: $on, first: 100) { edges { node {
    salesPoint { slug } variant { sku } units sold lastSoldOn thereSince daysLeft isSlow value { amount }
  } } }
}"""


@pytest.fixture
def other(db):
    return shelves.point(slug="minh-hoa")


def nodes(found):
    return [edge["node"] for edge in found["edges"]]


def on(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 3, tzinfo=UTC)


def priced_lot(shop, price=50_000, **values):
    variant = factories.variant()
    if price:
        factories.price(variant, price)
    return shelves.lot(variant, producer=shelves.consigned(shop), **values)


def sell(lot, shop, units, at):
    shelves.move(shelves.going(lot, shop, units, SOLD), document=DocumentType.SALE, occurred_at=at)


@pytest.fixture
def goods(shop, other):
    """Two lots at one shop and one at another; some sold, some broken, some missing."""
    first, second = priced_lot(shop), priced_lot(shop, price=None, expires_on=None)
    third = priced_lot(other, 20_000, expires_on=date(2026, 12, 1))
    for lot, where, units in ((first, shop, 40), (second, shop, 10), (third, other, 30)):
        shelves.move(shelves.going(lot, where, units), occurred_at=on(2))
    sell(first, shop, 6, on(10))
    sell(third, other, 3, on(20))
    shelves.move(shelves.going(first, shop, 2, (Usage.SHELF, Usage.SCRAP)), document=DocumentType.WRITE_OFF)
    shelves.move(shelves.going(second, shop, 1, (Usage.SHELF, Usage.ADJUSTMENT)), document=DocumentType.COUNT)
    return first, second, third


def test_shrinkage_is_an_exact_part_of_what_was_handled_and_comes_first(graphql, goods, shop):
    given = {**SPAN, "by": ["SALES_POINT"], "order": "SHRINKAGE"}
    report = graphql(FLOW, viewer=officer(), **given)["stockFlow"]
    first, second = nodes(report["flows"])
    assert (first["salesPoint"]["slug"], first["shrinkage"], first["closing"]) == ("dong-hoi", 3, 41)
    assert (second["salesPoint"]["slug"], second["shrinkage"], second["closing"]) == ("minh-hoa", 0, 27)
    assert (report["total"]["shrinkage"], report["total"]["handled"], report["total"]["closing"]) == (3, 80, 68)
    assert first["producer"] is first["variant"] is first["lot"] is None


def test_rows_are_told_apart_as_asked(graphql, goods):
    report = graphql(FLOW, viewer=officer(), **SPAN, by=["SALES_POINT", "LOT", "PRODUCER", "PRODUCT", "OWNER"])
    found = nodes(report["stockFlow"]["flows"])
    assert [one["lot"]["code"] for one in found] == [lot.code for lot in goods]
    assert all(one["owner"] == one["producer"] and one["variant"]["sku"] for one in found)


def test_value_is_units_at_list_price_and_says_what_has_none(graphql, goods):
    report = graphql(VALUE, viewer=officer(), by="SALES_POINT")["stockValue"]
    assert report["total"] == {
        "units": 68,
        "unpricedUnits": 9,
        "value": {"amount": 32 * 50_000 + 27 * 20_000, "currency": "VND"},
        "consignedUnits": 68,
        "consignedValue": {"amount": 32 * 50_000 + 27 * 20_000},
        "ownValue": {"amount": 0},
    }
    assert [(one["salesPoint"]["slug"], one["worth"]["units"]) for one in report["groups"]] == [
        ("dong-hoi", 41),
        ("minh-hoa", 27),
    ]


def test_what_the_shop_has_bought_is_its_own(graphql, goods, shop):
    lot = goods[0]
    own = shelves.going(lot, shop, 4)._replace(owner_id=None)
    shelves.move(own)
    total = graphql(VALUE, viewer=officer(), by="SALES_POINT")["stockValue"]["total"]
    assert (total["units"], total["consignedUnits"], total["ownValue"]["amount"]) == (72, 68, 200_000)


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-05", "2026-11-15", "2026-11-26"])
def test_a_days_value_is_that_of_the_moves_replayed_to_its_end(graphql, goods, day):
    report = graphql(VALUE, viewer=officer(), by="EXPIRY", on=day)["stockValue"]
    lots = {lot.pk: lot for lot in goods}
    replayed = Counter()
    for (_, _, lot), units in replaying.lying_on(date.fromisoformat(day)).items():
        replayed[lots[lot].code] += units
    assert Counter({one["lot"]["code"]: one["units"] for one in nodes(report["lines"])}) == replayed


def test_bands_of_expiry_are_seen_from_the_day_and_narrow_the_lines(graphql, goods):
    report = graphql(VALUE, viewer=officer(), by="EXPIRY")["stockValue"]
    assert [(one["expiry"], one["worth"]["units"]) for one in report["groups"]] == [
        ("WITHIN_7", 27),
        ("LATER", 32),
        ("KEEPS", 9),
    ]
    narrowed = graphql(VALUE, viewer=officer(), by="EXPIRY", expiry=["KEEPS", "EXPIRED"])["stockValue"]
    assert narrowed["total"]["units"] == 9
    earlier = graphql(VALUE, viewer=officer(), by="EXPIRY", on="2026-11-16")["stockValue"]
    assert "WITHIN_30" in {one["expiry"] for one in earlier["groups"]}


def test_what_does_not_sell_comes_first_and_the_rest_by_how_long_it_lasts(graphql, goods):
    first, second, third = nodes(graphql(MOVERS, viewer=officer(), days=20)["stockMovers"])
    assert (first["variant"]["sku"], first["isSlow"], first["daysLeft"]) == (goods[1].variant.sku, True, None)
    assert (first["lastSoldOn"], first["thereSince"], first["value"]) == (None, "2026-11-02", None)
    assert (second["sold"], second["daysLeft"], second["lastSoldOn"]) == (3, 27 * 20 // 3, "2026-11-20")
    assert (third["sold"], third["daysLeft"], third["value"]) == (6, 32 * 20 // 6, {"amount": 32 * 50_000})


def test_what_came_lately_is_not_slow_yet(graphql, goods):
    found = nodes(graphql(MOVERS, viewer=officer(), days=25, slow=True)["stockMovers"])
    assert found == []
    assert len(nodes(graphql(MOVERS, viewer=officer(), days=24, slow=True)["stockMovers"])) == 1


def test_a_sale_that_was_taken_back_is_none(graphql, shop):
    lot = priced_lot(shop)
    shelves.move(shelves.going(lot, shop, 5), occurred_at=on(1, month=9))
    (sale,) = shelves.move(shelves.going(lot, shop, 2, SOLD), document=DocumentType.SALE, occurred_at=on(20))
    services.reverse(move_id=sale.pk, reason="Nhầm", by=factories.OFFICER)
    (found,) = nodes(graphql(MOVERS, viewer=officer(), days=30)["stockMovers"])
    assert (found["sold"], found["isSlow"], found["lastSoldOn"]) == (0, True, None)


def test_goods_sent_from_shop_to_shop_are_handled_once_in_all(graphql, goods, shop, other):
    first = goods[0]
    road = shelves.place(other, Usage.TRANSIT).pk
    sent = shelves.going(first, shop, 10)._replace(from_location_id=shelves.place(shop).pk, to_location_id=road)
    shelves.move(sent, document=DocumentType.TRANSFER)
    total = graphql(FLOW, viewer=officer(), **SPAN, by=["SALES_POINT"])["stockFlow"]["total"]
    assert (total["handled"], total["closing"]) == (80, 68)


def test_makers_and_goods_to_choose_from_are_those_one_may_ask_about(graphql, goods, shop):
    document = "{ stockMakers { slug } stockGoods { sku } }"
    assert graphql(document, viewer=Viewer.anonymous()) == {"stockMakers": [], "stockGoods": []}
    assert len(graphql(document, viewer=officer())["stockMakers"]) == 3
    staff = graphql(document, viewer=viewer_of(shelves.seller(shop)))
    assert {one["sku"] for one in staff["stockGoods"]} == {lot.variant.sku for lot in goods[:2]}


def everything(graphql, viewer):
    flow = graphql(FLOW, viewer=viewer, **SPAN, by=["SALES_POINT"])["stockFlow"]
    value = graphql(VALUE, viewer=viewer, by="SALES_POINT")["stockValue"]
    found = nodes(graphql(MOVERS, viewer=viewer, days=30)["stockMovers"])
    return (
        flow and {one["salesPoint"]["slug"] for one in nodes(flow["flows"])},
        value and value["total"]["units"],
        {one["salesPoint"]["slug"] for one in found},
    )


def test_anonymous_and_buyers_are_told_nothing(graphql, goods):
    assert everything(graphql, Viewer.anonymous()) == (None, None, set())
    buyer = factories.user("nguoi-mua@vidu.example")
    assert everything(graphql, Viewer(lambda: buyer)) == (None, None, set())


def test_staff_are_told_of_their_shop_and_makers_of_their_goods_everywhere(graphql, goods, shop):
    staff = viewer_of(shelves.seller(shop))
    assert everything(graphql, staff) == ({"dong-hoi"}, 41, {"dong-hoi"})
    member = factories.member(goods[2].producer)
    assert everything(graphql, Viewer(lambda: member)) == ({"minh-hoa"}, 27, {"minh-hoa"})
    assert everything(graphql, officer()) == ({"dong-hoi", "minh-hoa"}, 68, {"dong-hoi", "minh-hoa"})


def test_another_shop_cannot_be_asked_for(graphql, goods, shop, other):
    staff = viewer_of(shelves.seller(shop))
    asked = graph.global_id("SalesPoint", other.pk)
    report = graphql(FLOW, viewer=staff, **SPAN, by=["SALES_POINT"], point=asked)["stockFlow"]
    assert nodes(report["flows"]) == []


@pytest.mark.parametrize(
    ("document", "given"),
    [
        (FLOW, {"since": "2026-11-02", "until": "2026-11-01", "by": []}),
        (FLOW, {"since": "1900-01-01", "until": "2026-11-01", "by": []}),
        (FLOW, {"since": "0001-01-01", "until": "0001-01-02", "by": []}),
        (VALUE, {"on": "9999-12-31", "by": "EXPIRY"}),
        (MOVERS, {"days": 30, "on": "0001-01-01"}),
        (MOVERS, {"days": 0}),
        (MOVERS, {"days": 367}),
    ],
)
def test_impossible_days_are_refused(graphql, db, document, given):
    with pytest.raises(GraphQLError):
        graphql(document, viewer=officer(), **given)


def test_goods_that_left_before_the_days_are_opened_without(graphql, shop):
    lot = priced_lot(shop)
    shelves.move(shelves.going(lot, shop, 5), occurred_at=on(1, month=9))
    units = Handled(lot.pk, lot.producer_id, shelves.place(shop).pk, 5)
    services.write_off(
        point=shop, units=units, reason=WriteOffReason.BROKEN, by=factories.OFFICER, occurred_at=on(9, month=9)
    )
    assert nodes(graphql(FLOW, viewer=officer(), **SPAN, by=["LOT"])["stockFlow"]["flows"]) == []


@pytest.mark.parametrize(
    ("document", "given"),
    [
        (FLOW, {**SPAN, "by": ["SALES_POINT", "PRODUCER", "PRODUCT", "LOT", "OWNER"]}),
        (VALUE, {"by": "PRODUCER"}),
        (MOVERS, {"days": 30}),
    ],
)
def test_a_report_of_many_rows_costs_what_one_of_few_does(shop, document, given):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert not graph.execute(document, given, viewer=viewer).errors
        return len(asked)

    viewer = officer()
    for _ in range(2):
        shelves.move(shelves.going(priced_lot(shop), shop, 5))
    statements()
    few = statements()
    for _ in range(6):
        shelves.move(shelves.going(priced_lot(shelves.point()), shop, 5))
    statements()
    assert statements() == few
