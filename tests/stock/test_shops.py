"""What buyers ask of sales points: what they have, when they open, and lists of products narrowed by that."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import graph
from stock import services
from stock.models import Usage
from tests import factories
from tests.stock import shelves
from tests.stock.shelves import listed_lot

pytestmark = pytest.mark.django_db
POINT = """query ($slug: String!) { salesPoint(slug: $slug) { isOpenNow opensAt closesAt
  goods(channel: "vn", first: 10) { totalCount edges { node { quantity isLastFew product { name } } } }
} }"""
POINTS = """{ salesPoints(first: 10) { edges { node { slug goods(channel: "vn", first: 5) { totalCount
  edges { node { product { name } } } } } } } }"""
FOUND = """query ($filter: ProductFilterInput, $where: ProductWhereInput) {
  products(channel: "vn", filter: $filter, where: $where, first: 20) { totalCount edges { node { name } } }
}"""
STOCKED = """query ($ids: [ID!]!) { stockedProducts(ids: $ids) { id
  availability { quantity salesPoint { slug } } soldOut { isComing salesPoint { slug } }
} }"""


@pytest.fixture(autouse=True)
def today(clock):
    factories.tax_rate()
    clock("2026-11-26T09:00")  # a Thursday


def point(graphql, slug="cho"):
    return graphql(POINT, slug=slug)["salesPoint"]


def open_on(where, *days, stretches=((450, 690), (810, 1080))):
    services.put_hours(point=where, hours=dict.fromkeys(days, stretches))


def test_a_sales_point_tells_when_it_closes_and_when_it_opens_next(graphql, clock):
    open_on(shelves.point(slug="cho"), 0, 1, 2, 3, 4)
    for now, closes, opens in (
        ("2026-11-26T09:00", "2026-11-26T04:30:00+00:00", None),
        ("2026-11-26T11:30", None, "2026-11-26T06:30:00+00:00"),
        ("2026-11-27T18:00", None, "2026-11-30T00:30:00+00:00"),  # a Friday evening
    ):
        clock(now)
        found = point(graphql)
        assert (found["closesAt"], found["opensAt"]) == (closes, opens), now
        assert found["isOpenNow"] is (closes is not None)


def test_a_night_market_closes_after_midnight(graphql, clock):
    where = shelves.point(slug="cho")
    services.put_hours(point=where, hours={3: [(600, 1440)], 4: [(0, 120), (600, 1200)]})
    clock("2026-11-26T23:00")
    assert point(graphql)["closesAt"] == "2026-11-26T19:00:00+00:00"


def test_one_that_never_closes_has_no_such_time(graphql):
    open_on(shelves.point(slug="cho"), *range(7), stretches=((0, 1440),))
    found = point(graphql)
    assert (found["isOpenNow"], found["closesAt"], found["opensAt"]) == (True, None, None)


def test_one_without_hours_or_days_promises_nothing(graphql):
    shelves.point(slug="cho")
    open_on(shelves.point(slug="ke-hoach", opened_on=None), 3)
    for slug in ("cho", "ke-hoach"):
        found = point(graphql, slug)
        assert (found["isOpenNow"], found["closesAt"], found["opensAt"]) == (False, None, None)


def test_one_that_closes_for_good_tomorrow_opens_no_more(graphql, clock):
    open_on(shelves.point(slug="cho", closed_on=date(2026, 11, 27)), 3, 4)
    clock("2026-11-26T19:00")
    assert point(graphql)["opensAt"] is None


def test_a_sales_point_tells_what_it_has_by_name(graphql):
    shop = shelves.point(slug="cho")
    listed_lot(shop, 7)
    few = shelves.lot(factories.listed("Đũa gỗ").variants.get(), producer=shelves.consigned(shop))
    shelves.received(few, shop, 2)
    hidden = shelves.lot(producer=shelves.consigned(shop))
    shelves.received(hidden, shop, 2)
    goods = point(graphql)["goods"]
    assert goods["totalCount"] == 2
    assert [
        (one["node"]["product"]["name"], one["node"]["quantity"], one["node"]["isLastFew"]) for one in goods["edges"]
    ] == [("Đũa gỗ", 2, True), ("Khoai deo", 7, False)]
    services.recall(lot_id=few.pk, reason="Có dị vật", by=factories.OFFICER)
    assert point(graphql)["goods"]["totalCount"] == 1


def names(answer):
    return [edge["node"]["name"] for edge in answer["products"]["edges"]]


def test_lists_are_narrowed_by_what_sales_points_have(graphql):
    here, there = shelves.point(), shelves.point()
    listed_lot(here, 7)
    factories.listed("Muối")
    at = [graph.global_id("Warehouse", one.pk) for one in (here, there)]
    for kind in ("filter", "where"):
        for asked, expected in (
            ({"stockAvailability": "IN_STOCK"}, ["Khoai deo"]),
            ({"stockAvailability": "OUT_OF_STOCK"}, ["Muối"]),
            ({"stocks": {"warehouseIds": [at[0]]}}, ["Khoai deo"]),
            ({"stocks": {"warehouseIds": [at[1]]}}, []),
            ({"stocks": {"warehouseIds": []}}, []),
            ({"stocks": {}}, ["Khoai deo"]),
        ):
            found = graphql(FOUND, **{kind: asked})
            assert (names(found), found["products"]["totalCount"]) == (expected, len(expected)), asked


def test_a_list_narrowed_by_stock_is_never_kept(client):
    shop = shelves.point()
    lot = listed_lot(shop, 7)
    asked = {"query": FOUND, "variables": {"where": {"AND": [{"stockAvailability": "IN_STOCK"}]}}}

    def answered():
        return names(client.post("/graphql/", asked, content_type="application/json").json()["data"])

    assert answered() == ["Khoai deo"]
    shelves.move(shelves.going(lot, shop, 7, ends=(Usage.SHELF, Usage.SCRAP)))
    assert answered() == []


def test_a_product_tells_where_it_is_and_where_it_ran_out(graphql):
    here, gone, coming = (shelves.point(slug=slug) for slug in ("con", "het", "dang-ve"))
    lot = listed_lot(here, 7)
    shelves.stocked(lot, gone, 2)
    shelves.move(shelves.going(lot, gone, 2, ends=(Usage.SHELF, Usage.SCRAP)))
    shelves.move(shelves.going(lot, coming, 3, ends=(Usage.PRODUCER, Usage.TRANSIT)))
    key = graph.global_id("Product", lot.variant.product_id)
    (found,) = graphql(STOCKED, ids=[key])["stockedProducts"]
    assert found["id"] == key
    assert [one["salesPoint"]["slug"] for one in found["availability"]] == ["con"]
    assert {one["salesPoint"]["slug"]: one["isComing"] for one in found["soldOut"]} == {"het": False, "dang-ve": True}


def test_too_many_products_are_refused(db):
    key = graph.global_id("Product", 1)
    answer = graph.execute(STOCKED, {"ids": [key] * 101})
    assert answer.errors[0].extensions["code"] == "INVALID"


@pytest.mark.parametrize("document", [POINTS, STOCKED])
def test_five_cost_as_many_statements_as_one(graphql, document):
    ids = []

    def add():
        shop = shelves.point()
        ids.append(graph.global_id("Product", listed_lot(shop, 3).variant.product_id))

    asked = {} if document == POINTS else {"ids": ids}
    counts = set()
    for more in (1, 4):
        for _ in range(more):
            add()
        graphql(document, **asked)
        with CaptureQueriesContext(connection) as captured:
            graphql(document, **asked)
        counts.add(len(captured))
    assert len(counts) == 1
