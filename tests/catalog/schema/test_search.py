"""Products asked for by words; how they are found is the finder's business (tests/catalog/test_finding.py)."""

import pytest

from core import graph
from tests import factories
from tests.catalog.asking import global_id, names, refused

SEARCH = """
query($search: String, $first: Int, $after: String, $last: Int, $before: String, $channel: String,
      $filter: ProductFilterInput, $where: ProductWhereInput, $sortBy: ProductOrder) {
  products(search: $search, first: $first, after: $after, last: $last, before: $before, channel: $channel,
           filter: $filter, where: $where, sortBy: $sortBy) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { name description } }
  }
}
"""
NEAREST = """query($search: String!, $first: Int) {
  nearestProducts(search: $search, channel: "vn", first: $first) {
    name
    pricing { priceRange { start { gross { amount } } } }
  }
}"""
COUNTED = 'query($search: String) { products(search: $search, channel: "vn") { totalCount edges { node { name } } } }'


@pytest.fixture
def jars(db):
    factories.tax_rate()
    group = factories.category(parent=factories.category())
    prices = {"Nước mắm": 30_000, "Nước mắm chay": 20_000, "Mắm ruốc": 10_000, "Mật ong": 90_000}
    return {name: factories.listed(name, price, category=group) for name, price in prices.items()}


@pytest.mark.parametrize("asked", [{"search": "mam nuoc"}, {"filter": {"search": "mam nuoc"}}])
def test_a_list_is_searched_by_argument_and_by_filter(graphql, jars, asked):
    answer = graphql(SEARCH, channel="vn", **asked)
    assert names(answer) == ["Nước mắm", "Nước mắm chay"]
    assert answer["products"]["totalCount"] == 2


def test_two_texts_are_refused(jars):
    assert "cannot be combined" in refused(SEARCH, search="mắm", filter={"search": "mắm"})


@pytest.mark.parametrize("search", [None, ""])
def test_an_empty_text_searches_nothing_out(graphql, jars, search):
    assert len(names(graphql(SEARCH, channel="vn", search=search, filter={"search": search}))) == 4


@pytest.mark.parametrize(
    ("field", "direction", "expected"),
    [
        (None, "ASC", ["Mắm ruốc", "Nước mắm", "Nước mắm chay"]),
        ("RANK", "DESC", ["Mắm ruốc", "Nước mắm", "Nước mắm chay"]),
        ("RATING", "ASC", ["Mắm ruốc", "Nước mắm", "Nước mắm chay"]),
        ("RATING", "DESC", ["Mắm ruốc", "Nước mắm", "Nước mắm chay"]),
        ("PRICE", "ASC", ["Mắm ruốc", "Nước mắm chay", "Nước mắm"]),
        ("NAME", "DESC", ["Nước mắm chay", "Nước mắm", "Mắm ruốc"]),
    ],
)
@pytest.mark.parametrize("search", ["mắm"])
def test_what_was_found_is_sorted(graphql, jars, search, field, direction, expected):
    sort = {"field": field, "direction": direction} if field else None
    assert names(graphql(SEARCH, channel="vn", search=search, sortBy=sort)) == expected


def test_the_farthest_first_is_refused(jars):
    sort = {"field": "RANK", "direction": "ASC"}
    assert refused(SEARCH, channel="vn", search="mắm", sortBy=sort) == "RANK is sorted DESC, the nearest first."


@pytest.mark.parametrize("sort", [None, {"field": "PRICE", "direction": "DESC"}])
def test_pages_of_a_search_hold_each_product_once_forward_and_backward(graphql, jars, sort):
    whole = names(graphql(SEARCH, channel="vn", search="m", sortBy=sort))
    forward, backward, after, before = [], [], None, None
    for _ in range(4):
        page = graphql(SEARCH, channel="vn", search="m", sortBy=sort, first=1, after=after)
        forward += names(page)
        after = page["products"]["pageInfo"]["endCursor"]
        page = graphql(SEARCH, channel="vn", search="m", sortBy=sort, last=1, before=before)
        backward = names(page) + backward
        before = page["products"]["pageInfo"]["startCursor"]
    assert forward == backward == whole
    assert len(whole) == 4


def test_a_cursor_of_another_order_is_refused(graphql, jars):
    cursor = graphql(SEARCH, channel="vn", first=1)["products"]["pageInfo"]["endCursor"]
    assert "not a cursor" in refused(SEARCH, channel="vn", search="mắm", after=cursor)


def test_filters_hold_beside_a_search(graphql, jars):
    shelf = {"categories": [global_id(jars["Nước mắm"].category)], "price": {"gte": 15_000}, "search": "mắm"}
    assert names(graphql(SEARCH, channel="vn", filter=shelf)) == ["Nước mắm", "Nước mắm chay"]
    where = {"price": {"range": {"lte": 15_000}}}
    assert names(graphql(SEARCH, channel="vn", search="mắm", where=where)) == ["Mắm ruốc"]


def test_a_list_nested_in_a_category_is_searched_too(graphql, jars):
    document = """{ categories(level: 0) { edges { node { products(channel: "vn", filter: {search: "chay"}) {
        totalCount edges { node { name } } } } } } }"""
    [group] = graphql(document)["categories"]["edges"]
    assert group["node"]["products"] == {"totalCount": 1, "edges": [{"node": {"name": "Nước mắm chay"}}]}


def test_the_nearest_are_offered_where_nothing_is_found(graphql, jars):
    assert graphql(SEARCH, channel="vn", search="mắm tép chua")["products"]["totalCount"] == 0
    nearest = graphql(NEAREST, search="mắm tép chua", first=2)["nearestProducts"]
    assert [one["name"] for one in nearest] == ["Mắm ruốc", "Nước mắm"]
    assert nearest[0]["pricing"]["priceRange"]["start"]["gross"]["amount"] == 10_000


@pytest.mark.parametrize("first", [0, 25])
def test_the_nearest_are_few(jars, first):
    assert refused(NEAREST, search="mắm", first=first) == "first must be from 1 to 24."


def test_a_search_costs_as_many_statements_for_five_products_as_for_one(graphql, jars, django_assert_num_queries):
    graphql(COUNTED, search="ong")
    for text, total in (("ong", 1), ("m", 4)):
        with django_assert_num_queries(4):  # revision, the page's keys, their count, their rows
            answer = graph.execute(COUNTED, {"search": text}).data
        assert answer["products"]["totalCount"] == total
