"""Collections in the graph: who sees which, their products in their order, and their translations."""

import pytest

from catalog import services
from catalog.models import TaxClass
from catalog.schema import Collection
from core import graph
from core.viewer import Viewer
from tests import factories
from tests.catalog import making
from tests.catalog.asking import LIST, global_id, names
from tests.catalog.viewers import VIEWERS

PRODUCTS = """
query Of($slug: String!, $channel: String, $sortBy: ProductOrder, $where: ProductWhereInput, $first: Int,
         $after: String) {
  collection(slug: $slug, channel: $channel) {
    name
    products(first: $first, after: $after, sortBy: $sortBy, where: $where) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { name pricing { onSale } } }
    }
  }
}
"""


@pytest.fixture
def picked(goods):
    """Three goods in an order of their own."""
    factories.tax_rate()
    factories.tax_rate(0, TaxClass.EXPORT)
    return making.collection("Chọn", products=[goods[name] for name in ("Ớt", "Mật ong", "Đũa")], name_en="Picked")


def told(answer):
    return [edge["node"]["name"] for edge in answer["collection"]["products"]["edges"]]


def test_products_stand_in_the_order_their_collection_gives_them(graphql, picked):
    answer = graphql(PRODUCTS, slug=picked.slug_vi, channel="vn")
    assert told(answer) == ["Ớt", "Mật ong", "Đũa"]
    assert answer["collection"]["products"]["totalCount"] == 3


@pytest.mark.parametrize(
    ("field", "direction", "expected"),
    [
        ("COLLECTION", "ASC", ["Ớt", "Mật ong", "Đũa"]),
        ("COLLECTION", "DESC", ["Đũa", "Mật ong", "Ớt"]),
        ("NAME", "ASC", ["Đũa", "Mật ong", "Ớt"]),
        ("PRICE", "ASC", ["Ớt", "Đũa", "Mật ong"]),
    ],
)
def test_products_sorted_otherwise(graphql, picked, field, direction, expected):
    sort = {"field": field, "direction": direction}
    assert told(graphql(PRODUCTS, slug=picked.slug_vi, channel="vn", sortBy=sort)) == expected


def test_pages_and_filters_of_a_collection(graphql, picked):
    first = graphql(PRODUCTS, slug=picked.slug_vi, channel="vn", first=2)
    page = first["collection"]["products"]["pageInfo"]
    assert page["hasNextPage"]
    second = graphql(PRODUCTS, slug=picked.slug_vi, channel="vn", first=2, after=page["endCursor"])
    assert told(first) + told(second) == ["Ớt", "Mật ong", "Đũa"]
    cheap = graphql(PRODUCTS, slug=picked.slug_vi, channel="vn", where={"price": {"range": {"lte": 85000}}})
    assert told(cheap) == ["Ớt", "Đũa"]
    assert cheap["collection"]["products"]["totalCount"] == 2


def test_a_collection_has_the_products_of_the_channel_it_was_asked_in(graphql, picked):
    assert graphql(PRODUCTS, slug=picked.slug_vi, channel="intl") == {"collection": None}
    services.publish_collection(collection=picked, channel=factories.channel("intl"))
    assert told(graphql(PRODUCTS, slug=picked.slug_vi, channel="intl")) == ["Mật ong"]
    unpriced = graphql(PRODUCTS, slug=picked.slug_vi)["collection"]["products"]["edges"][0]["node"]
    assert unpriced == {"name": "Ớt", "pricing": None}


def test_products_are_filtered_by_the_collections_they_stand_in(graphql, goods, picked):
    other = making.collection(products=[goods["Dầu lạc"]])
    hidden = making.collection(products=[goods["Ớt"]], shown=False)
    for where, expected in (
        ({"collection": {"eq": global_id(picked)}}, ["Đũa", "Mật ong", "Ớt"]),
        ({"collection": {"oneOf": [global_id(picked), global_id(other)]}}, ["Dầu lạc", "Đũa", "Mật ong", "Ớt"]),
        ({"collection": {"eq": global_id(hidden)}}, []),
        ({"collection": {"oneOf": []}}, []),
    ):
        answer = graphql(LIST, channel="vn", where=where)
        assert names(answer) == expected
        assert answer["products"]["totalCount"] == len(expected)
    assert names(graphql(LIST, channel="vn", filter={"collections": [global_id(other)]})) == ["Dầu lạc"]
    assert names(graphql(LIST, channel="intl", filter={"collections": [global_id(picked)]})) == []


def test_two_channels_in_one_document(graphql, picked):
    services.publish_collection(collection=picked, channel=factories.channel("intl"))
    document = """query($slug: String!) {
      home: collection(slug: $slug, channel: "vn") { products { totalCount } }
      abroad: collection(slug: $slug, channel: "intl") { products { totalCount } } }"""
    answer = graphql(document, slug=picked.slug_vi)
    assert [answer[name]["products"]["totalCount"] for name in ("home", "abroad")] == [3, 1]


def test_the_order_of_a_collection_is_refused_elsewhere(goods, picked):
    for document in (
        '{ products(channel: "vn", sortBy: {field: COLLECTION, direction: ASC}) { totalCount } }',
        "{ categories { edges { node { products(sortBy: {field: COLLECTION, direction: ASC}) { totalCount } } } } }",
    ):
        assert graph.execute(document).errors[0].message == "This list cannot be sorted by COLLECTION."


def test_a_collection_by_each_of_its_names(graphql, picked):
    for argument in (
        f'id: "{global_id(picked)}"',
        f'slug: "{picked.slug_vi}"',
        'slug: "picked", slugLanguageCode: EN',
    ):
        document = f'{{ collection({argument}, channel: "vn") {{ translation(languageCode: EN) {{ name slug }} }} }}'
        assert graphql(document)["collection"] == {"translation": {"name": "Picked", "slug": "picked"}}
    untold = 'query($id: ID) { collection(id: $id, channel: "vn") { translation(languageCode: FR) { name } } }'
    assert graphql(untold, id=global_id(picked))["collection"] == {"translation": None}


def test_the_collections_a_product_stands_in(graphql, goods, picked):
    making.collection("Ẩn", products=[goods["Ớt"]], shown=False)
    making.collection("An", products=[goods["Ớt"]])
    document = '{ product(slug: "ot", channel: "vn") { collections { name } } }'
    assert graphql(document)["product"]["collections"] == [{"name": "An"}, {"name": "Chọn"}]


SEEN = {"anonymous": False, "buyer": False, "producer": False, "officer": True}


@pytest.mark.parametrize("who", SEEN)
def test_only_officers_see_collections_that_are_not_shown(graphql, goods, who):
    shown = making.collection("Chọn")
    hidden = making.collection("Ẩn", products=[goods["Ớt"]], shown=False)
    viewer = VIEWERS[who]()
    expected = ["Ẩn", "Chọn"] if SEEN[who] else ["Chọn"]
    listed = graphql('{ collections(channel: "vn") { totalCount edges { node { name } } } }', viewer=viewer)
    assert [edge["node"]["name"] for edge in listed["collections"]["edges"]] == expected
    assert listed["collections"]["totalCount"] == len(expected)
    one = graphql('query($id: ID) { collection(id: $id, channel: "vn") { name } }', viewer=viewer, id=global_id(hidden))
    assert (one["collection"] is not None) == SEEN[who]
    of_product = graphql('{ product(slug: "ot", channel: "vn") { collections { name } } }', viewer=viewer)
    assert [row["name"] for row in of_product["product"]["collections"]] == (["Ẩn"] if SEEN[who] else [])
    assert set(Collection.visible_to(viewer)) == ({shown, hidden} if SEEN[who] else {shown})


def test_collections_by_id_and_slug(graphql, db):
    wanted = making.collection("Một")
    making.collection("Hai")
    for given in ({"slugs": [wanted.slug_vi, "khong-co"]}, {"ids": [global_id(wanted)]}):
        document = "query($f: CollectionFilterInput) { collections(filter: $f) { edges { node { name } } } }"
        assert graphql(document, f=given)["collections"]["edges"] == [{"node": {"name": "Một"}}]


def test_no_more_is_told_of_a_collection_of_an_unknown_channel(graphql, picked):
    document = '{ collection(slug: "x", channel: "khac") { name } collections(channel: "khac") { totalCount } }'
    assert graphql(document, viewer=Viewer.anonymous()) == {"collection": None, "collections": {"totalCount": 0}}
