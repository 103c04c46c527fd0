"""Sales points and shelves in the graph: what buyers see, and what nobody else may."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import graph
from core.viewer import Viewer
from stock import services
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of
from tests.stock.shelves import listed_lot

pytestmark = pytest.mark.usefixtures("now")

POINTS = """query ($near: GeoPointInput, $area: ID, $open: Boolean, $product: ID) {
  salesPoints(near: $near, area: $area, openNow: $open, productId: $product, first: 10) {
    edges { node { slug distanceM isOpenNow hours { weekday opens closes } area { name } } }
    totalCount: pageInfo { hasNextPage }
  }
}"""
AVAILABLE = """query ($near: GeoPointInput) {
  products(channel: "vn", first: 10) { edges { node {
    name
    availability(near: $near) { quantity isLastFew distanceM salesPoint { slug } }
    defaultVariant { quantityAvailable(countryCode: VN) stocks { quantity warehouse { id name } } }
  } } }
}"""
LEDGER = """{
  stockMoves { edges { node { quantity lot { code } fromSalesPoint { slug } owner { name } } } }
  stockBalances { edges { node { onHand reserved available location { usage } salesPoint { slug } } } }
  alerts { edges { node { kind variant { sku } salesPoint { slug } } } }
  lots { edges { node { code balances { onHand } moves { quantity } } } }
  goodsReceipts { edges { node { status lines { quantity lot { code } } } } }
  transfers { edges { node { status lines { quantity } } } }
  stockCounts { edges { node { status lines { counted book } } } }
  mySalesPoints { slug locations { usage } managerName }
}"""


@pytest.fixture
def shop(db):
    """In Đồng Hới, open on weekdays from half past seven to eleven."""
    point = shelves.point(slug="dong-hoi", latitude_e6=17_468_000, longitude_e6=106_622_000)
    services.put_hours(point=point, hours={day: [(450, 660)] for day in range(5)})
    return point


@pytest.fixture
def far_shop(db):
    """In Minh Hóa, some sixty kilometres away; its hours are not known."""
    return shelves.point(slug="minh-hoa", latitude_e6=17_790_000, longitude_e6=106_030_000)


NEAR = {"latitude": 17.47, "longitude": 106.62}


def nodes(connection):
    return [edge["node"] for edge in connection["edges"]]


def test_sales_points_come_nearest_first(graphql, shop, far_shop):
    found = nodes(graphql(POINTS, near=NEAR)["salesPoints"])
    assert [one["slug"] for one in found] == ["dong-hoi", "minh-hoa"]
    assert found[0]["distanceM"] < 1_000
    assert 70_000 < found[1]["distanceM"] < 75_000


def test_a_sales_point_tells_its_hours_and_whether_it_is_open(graphql, shop, far_shop, clock):
    (open_one,) = nodes(graphql(POINTS, open=True)["salesPoints"])
    assert open_one["hours"][0] == {"weekday": 0, "opens": "07:30", "closes": "11:00"}
    clock("2026-11-26T11:00")
    assert nodes(graphql(POINTS, open=True)["salesPoints"]) == []
    clock("2026-11-28T09:00")  # a Saturday
    assert nodes(graphql(POINTS, open=True)["salesPoints"]) == []


def test_a_closed_or_planned_sales_point_is_not_listed(graphql, db):
    shelves.point(closed_on=date(2026, 11, 26))
    shelves.point(opened_on=None)
    shelves.point(opened_on=date(2026, 11, 27))
    assert nodes(graphql(POINTS)["salesPoints"]) == []


def test_sales_points_of_a_place_and_of_a_product(graphql, shop, far_shop):
    lot = listed_lot(shop, 3)
    product = graph.global_id("Product", lot.variant.product_id)
    assert [one["slug"] for one in nodes(graphql(POINTS, product=product)["salesPoints"])] == ["dong-hoi"]
    area = graph.global_id("Area", far_shop.area_id)
    assert [one["slug"] for one in nodes(graphql(POINTS, area=area)["salesPoints"])] == ["minh-hoa"]


def test_buyers_see_where_a_product_is_and_when_few_are_left(graphql, shop, far_shop):
    lot = listed_lot(shop, 7)
    shelves.stocked(lot, far_shop, 2)
    services.reserve(reference="1", wanted={lot.variant_id: 2}, pickup_point_id=shop.pk)
    (product,) = nodes(graphql(AVAILABLE, near={"latitude": 17.79, "longitude": 106.03})["products"])
    assert [(one["salesPoint"]["slug"], one["quantity"], one["isLastFew"]) for one in product["availability"]] == [
        ("minh-hoa", 2, True),
        ("dong-hoi", 5, True),
    ]
    variant = product["defaultVariant"]
    assert variant["quantityAvailable"] == 7
    assert [one["quantity"] for one in variant["stocks"]] == [5, 2]


def test_what_may_not_be_sold_is_not_available(graphql, shop):
    lot = listed_lot(shop, 7)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    (product,) = nodes(graphql(AVAILABLE)["products"])
    assert (product["availability"], product["defaultVariant"]["quantityAvailable"]) == ([], 0)


def test_shelves_are_never_answered_from_the_cache(shop):
    plan = graph.document(AVAILABLE)
    operation = plan.operation(None)
    assert not plan.plan(operation, {}).cacheable


@pytest.fixture
def two_shops(shop, far_shop):
    """Goods of one producer at a shop, of another at another."""
    here, there = listed_lot(shop, 7), shelves.lot(producer=shelves.consigned(far_shop))
    shelves.received(there, far_shop, 3)
    services.put_reorder_rule(point=shop, variant=here.variant, minimum=9, target=20)
    services.renew_alerts()
    return here, there


def seen(answer) -> dict[str, set[str]]:
    return {
        "moves": {one["lot"]["code"] for one in nodes(answer["stockMoves"])},
        "balances": {one["salesPoint"]["slug"] for one in nodes(answer["stockBalances"])},
        "alerts": {one["salesPoint"]["slug"] for one in nodes(answer["alerts"])},
        "lots": {one["code"] for one in nodes(answer["lots"])},
        "receipts": len(nodes(answer["goodsReceipts"])),
        "points": {one["slug"] for one in answer["mySalesPoints"]},
    }


NOTHING = {"moves": set(), "balances": set(), "alerts": set(), "lots": set(), "receipts": 0, "points": set()}


def test_anonymous_and_buyers_see_nothing_of_the_ledger(graphql, two_shops):
    buyer = factories.user("mua@vidu.example")
    for viewer in (None, Viewer(lambda: buyer)):
        assert seen(graphql(LEDGER, viewer=viewer)) == NOTHING


def test_staff_see_their_own_sales_point_alone(graphql, shop, two_shops):
    here, _ = two_shops
    assert seen(graphql(LEDGER, viewer=viewer_of(shelves.seller(shop)))) == {
        "moves": {here.code},
        "balances": {"dong-hoi"},
        "alerts": {"dong-hoi"},
        "lots": {here.code},
        "receipts": 1,
        "points": {"dong-hoi"},
    }


def test_officers_see_everything(graphql, two_shops):
    here, there = two_shops
    told = seen(graphql(LEDGER, viewer=officer()))
    assert told["moves"] == {here.code, there.code}
    assert told["points"] == {"dong-hoi", "minh-hoa"}


def test_a_producer_sees_their_own_goods_wherever_they_stand(graphql, two_shops, monkeypatch):
    _, there = two_shops
    user = factories.user("chu-the@vidu.example")
    monkeypatch.setattr("stock.selectors.access.producers_of", lambda viewer: frozenset({there.producer_id}))
    told = seen(graphql(LEDGER, viewer=Viewer(lambda: user)))
    assert told == NOTHING | {"moves": {there.code}, "balances": {"minh-hoa"}, "lots": {there.code}}


def test_a_label_is_everybody_s_to_read_and_no_more(graphql, two_shops):
    here, _ = two_shops
    document = """query ($code: String!) { lot(traceCode: $code) {
      code madeOn expiresOn isRecalled recallReason variant { productName } producer { name }
      balances { onHand } moves { quantity }
    } }"""
    lot = graphql(document, code=here.trace_code)["lot"]
    assert (lot["code"], lot["variant"]["productName"]) == (here.code, "Khoai deo")
    assert (lot["balances"], lot["moves"]) == ([], [])


@pytest.mark.parametrize("document", [AVAILABLE, LEDGER, POINTS])
def test_a_list_of_five_costs_as_many_statements_as_a_list_of_one(graphql, db, document):

    factories.tax_rate()

    def add():
        point = shelves.point()
        lot = shelves.lot(factories.listed().variants.get(), producer=shelves.consigned(point))
        shelves.received(lot, point, 3)

    viewer = officer()
    counts = []
    for more in (1, 4):
        for _ in range(more):
            add()
        graphql(document, viewer=viewer)  # what is read once after a write is read before the counting
        with CaptureQueriesContext(connection) as captured:
            graphql(document, viewer=viewer)
        counts.append(len(captured))
    assert counts[0] == counts[1]
