"""Lists of producers, by what is known of them, and what each has on show."""

from datetime import date

import pytest

from catalog import services
from catalog.models.areas import AreaLevel
from catalog.models.producers import ProducerKind
from core import graph
from tests import factories
from tests.catalog.asking import global_id, refused

PRODUCERS = """
query Producers($search: String, $filter: ProducerFilterInput, $first: Int, $after: String) {
  producers(search: $search, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { name } }
  }
}
"""


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def listed(answer):
    return [edge["node"]["name"] for edge in answer["producers"]["edges"]]


@pytest.fixture
def makers(db):
    """An old district, its commune, what that became; and a maker at each."""
    old = {"valid_from": date(2004, 1, 1), "valid_to": date(2025, 7, 1)}
    district = factories.area("Huyện Bố Trạch", AreaLevel.DISTRICT, **old)
    commune = factories.area("Xã Cự Nẫm", parent=district, **old)
    new = factories.area("Xã Bố Trạch")
    services.succeed([(commune, new), (district, new), (district, factories.area("Xã Phong Nha"))])
    return {
        "district": district,
        "commune": commune,
        "new": new,
        "Đức": factories.producer(name_vi="Đức", kind=ProducerKind.FARM, area=district),
        "Dũng": factories.producer(name_vi="Dũng", kind=ProducerKind.COOPERATIVE, area=commune),
        "Ánh": factories.producer(name_vi="Ánh", kind=ProducerKind.ENTERPRISE, area=new),
        "Lan": factories.producer(name_vi="Lan"),
    }


def test_producers_stand_in_the_order_of_a_dictionary(makers, graphql):
    answer = graphql(PRODUCERS)
    assert listed(answer) == ["Ánh", "Dũng", "Đức", "Lan"]
    assert answer["producers"]["totalCount"] == 4


def test_a_page_goes_on_where_the_one_before_ended(makers, graphql):
    first = graphql(PRODUCERS, first=3)
    assert first["producers"]["pageInfo"]["hasNextPage"]
    second = graphql(PRODUCERS, first=3, after=first["producers"]["pageInfo"]["endCursor"])
    assert listed(first) + listed(second) == ["Ánh", "Dũng", "Đức", "Lan"]


@pytest.mark.parametrize(("text", "found"), [("dung", ["Dũng"]), ("DU", ["Dũng", "Đức"]), ("%", []), ("xyz", [])])
def test_a_part_of_a_name_finds_it(makers, graphql, text, found):
    assert listed(graphql(PRODUCERS, search=text)) == found


def test_makers_of_a_kind_are_those_that_are_it_today(makers, graphql):
    services.change_kind(
        producer=makers["Đức"], kind=ProducerKind.COOPERATIVE, since=date(2026, 11, 24), by=factories.OFFICER
    )
    assert listed(graphql(PRODUCERS, filter={"kinds": ["COOPERATIVE"]})) == ["Dũng", "Đức"]
    assert listed(graphql(PRODUCERS, filter={"kinds": ["FARM"]})) == []
    assert listed(graphql(PRODUCERS, filter={"kinds": ["ENTERPRISE", "COOPERATIVE"]})) == ["Ánh", "Dũng", "Đức"]


@pytest.mark.parametrize(
    ("unit", "found"), [("district", ["Ánh", "Dũng", "Đức"]), ("commune", ["Ánh", "Dũng"]), ("new", ["Ánh", "Dũng"])]
)
def test_makers_of_a_place_are_those_wholly_within_it_whatever_their_papers_call_it(makers, graphql, unit, found):
    answer = graphql(PRODUCERS, filter={"areas": [global_id(makers[unit])]})
    assert listed(answer) == found
    assert answer["producers"]["totalCount"] == len(found)


def test_no_area_is_no_maker(makers, graphql):
    assert listed(graphql(PRODUCERS, filter={"areas": []})) == []


def test_makers_with_a_star_are_those_whose_product_has_one_today(makers, graphql, clock):
    factories.star_rules()
    factories.confirmed(factories.product(producer=makers["Lan"]), issued_on=date(2026, 3, 2))
    factories.confirmed(factories.product(producer=makers["Ánh"]), issued_on=date(2022, 3, 2))
    factories.certificate(factories.product(producer=makers["Đức"]))
    factories.confirmed(factories.product(), issued_on=date(2026, 3, 2))
    assert listed(graphql(PRODUCERS, filter={"hasCertifiedProduct": True})) == ["Lan"]
    assert listed(graphql(PRODUCERS, filter={"hasCertifiedProduct": False})) == ["Ánh", "Dũng", "Đức"]
    clock("2029-03-03T00:00")
    assert listed(graphql(PRODUCERS, filter={"hasCertifiedProduct": True})) == []


def test_those_made_up_can_be_told_apart(makers, graphql):
    factories.producer(name_vi="Làng Mẫu", is_demonstration=True)
    assert listed(graphql(PRODUCERS, filter={"isDemonstration": True})) == ["Làng Mẫu"]
    assert "Làng Mẫu" not in listed(graphql(PRODUCERS, filter={"isDemonstration": False}))


def test_one_producer_by_its_address_or_its_id(makers, graphql):
    document = "query One($id: ID, $slug: String) { producer(id: $id, slug: $slug) { name } }"
    assert graphql(document, slug=makers["Lan"].slug)["producer"] == {"name": "Lan"}
    assert graphql(document, id=global_id(makers["Lan"]))["producer"] == {"name": "Lan"}
    assert graphql(document, slug="khong-co")["producer"] is None
    assert refused(document) == "At least one of arguments is required: 'id', 'slug'."


GOODS = """
query Goods($channel: String, $filter: ProductFilterInput, $first: Int) {
  producers { edges { node { name products(channel: $channel, filter: $filter, first: $first, sortBy: {
    field: PRICE, direction: DESC }) { totalCount pageInfo { hasNextPage } edges { node { name } } } } } }
}
"""


def goods_of(answer):
    return {
        edge["node"]["name"]: [one["node"]["name"] for one in edge["node"]["products"]["edges"]]
        for edge in answer["producers"]["edges"]
    }


@pytest.fixture
def goods(makers):
    factories.listed("Mật ong", 90_000, producer=makers["Lan"])
    factories.listed("Tiêu", 40_000, producer=makers["Lan"])
    factories.listed("Chè", 60_000, producer=makers["Ánh"])
    factories.product("Chưa bán", producer=makers["Ánh"])
    return makers


def test_each_producer_has_its_own_products_that_are_shown(goods, graphql):
    shown = {"Ánh": ["Chè"], "Dũng": [], "Đức": [], "Lan": ["Mật ong", "Tiêu"]}
    assert goods_of(graphql(GOODS, channel="vn")) == shown
    assert goods_of(graphql(GOODS)) == shown
    assert goods_of(graphql(GOODS, channel="nowhere")) == {name: [] for name in shown}


def test_products_of_a_producer_come_in_pages_and_are_counted(goods, graphql):
    answer = graphql(GOODS, channel="vn", first=1)
    of = {edge["node"]["name"]: edge["node"]["products"] for edge in answer["producers"]["edges"]}
    assert (of["Lan"]["totalCount"], of["Lan"]["pageInfo"]["hasNextPage"]) == (2, True)
    assert [one["node"]["name"] for one in of["Lan"]["edges"]] == ["Mật ong"]
    assert (of["Dũng"]["totalCount"], of["Ánh"]["totalCount"]) == (0, 1)


def test_products_of_a_producer_can_be_filtered(goods, graphql):
    cheap = graphql(GOODS, channel="vn", filter={"price": {"lte": 60_000}})
    assert goods_of(cheap) == {"Ánh": ["Chè"], "Dũng": [], "Đức": [], "Lan": ["Tiêu"]}


def test_of_one_producer_as_of_many(goods, graphql):
    document = """query One($slug: String!) { producer(slug: $slug) {
      products(channel: "vn", first: 1, sortBy: { field: PRICE, direction: DESC }) {
        totalCount edges { node { name pricing { priceRange { start { gross { amount } } } } } } } } }"""
    factories.tax_rate()
    found = graph.execute(document, {"slug": goods["Lan"].slug})
    assert not found.errors
    products = found.data["producer"]["products"]
    assert (products["totalCount"], products["edges"][0]["node"]["name"]) == (2, "Mật ong")
    assert products["edges"][0]["node"]["pricing"]["priceRange"]["start"]["gross"]["amount"] == 90_000
