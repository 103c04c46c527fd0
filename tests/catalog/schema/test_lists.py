"""Lists of products: their order, their pages and their filters."""

import pytest
from graphql import print_type

from catalog import services
from core import graph
from tests import factories
from tests.catalog.asking import LIST, global_id, names, refused


def test_names_are_sorted_as_a_vietnamese_dictionary_does(graphql, goods):
    assert names(graphql(LIST, channel="vn")) == ["Dầu lạc", "Đũa", "Mật ong", "Ớt"]


@pytest.mark.parametrize(
    ("field", "direction", "expected"),
    [
        ("PRICE", "ASC", ["Ớt", "Đũa", "Dầu lạc", "Mật ong"]),
        ("MINIMAL_PRICE", "DESC", ["Mật ong", "Dầu lạc", "Đũa", "Ớt"]),
        ("NAME", "DESC", ["Ớt", "Mật ong", "Đũa", "Dầu lạc"]),
        ("CREATED_AT", "ASC", ["Ớt", "Đũa", "Mật ong", "Dầu lạc"]),
        ("PUBLISHED_AT", "DESC", ["Mật ong", "Dầu lạc", "Đũa", "Ớt"]),
        ("RATING", "DESC", ["Ớt", "Mật ong", "Đũa", "Dầu lạc"]),
    ],
)
def test_sorting(graphql, goods, field, direction, expected):
    if field == "PUBLISHED_AT":
        services.withdraw(product=goods["Mật ong"], channel=factories.channel())
        services.publish(product=goods["Mật ong"], channel=factories.channel())
    assert names(graphql(LIST, channel="vn", sortBy={"field": field, "direction": direction})) == expected


@pytest.mark.parametrize("field", ["RANK", "COLLECTION"])
def test_an_order_this_list_has_not_is_refused(goods, field):
    message = refused(LIST, channel="vn", sortBy={"field": field, "direction": "ASC"})
    assert message == f"This list cannot be sorted by {field}."


@pytest.mark.parametrize("field", ["NAME", "PRICE", "CREATED_AT"])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_pages_forward_and_backward_hold_every_product_once(graphql, goods, field, direction):
    sort = {"field": field, "direction": direction}
    whole = names(graphql(LIST, channel="vn", sortBy=sort))
    forward, backward, after, before = [], [], None, None
    for _ in range(2):
        page = graphql(LIST, channel="vn", sortBy=sort, first=2, after=after)
        forward += names(page)
        after = page["products"]["pageInfo"]["endCursor"]
        page = graphql(LIST, channel="vn", sortBy=sort, last=2, before=before)
        backward = names(page) + backward
        before = page["products"]["pageInfo"]["startCursor"]
    assert forward == backward == whole


@pytest.mark.parametrize("sorted_below", [0, 500])
def test_a_range_of_prices_is_the_same_list_by_either_index(graphql, goods, monkeypatch, sorted_below):
    monkeypatch.setattr("catalog.selectors.shelves.ways.SORTED", sorted_below)
    asked = {"channel": "vn", "where": {"price": {"range": {"gte": 85000, "lte": 190000}}}, "first": 2}
    first = graphql(LIST, **asked)
    after = first["products"]["pageInfo"]["endCursor"]
    second = graphql(LIST, **asked, after=after)
    assert names(first) + names(second) == ["Dầu lạc", "Đũa", "Mật ong"]
    assert first["products"]["totalCount"] == 3


@pytest.mark.parametrize(("page", "expected"), [("first: 1", ["Đũa", "Dầu lạc"]), ("last: 1", ["Ớt", "Mật ong"])])
def test_a_page_nested_in_each_category(graphql, goods, page, expected):
    document = """{ categories(level: 1) { edges { node {
        products(%s, channel: "vn", sortBy: {field: NAME, direction: ASC}) {
          pageInfo { hasNextPage hasPreviousPage } edges { node { name } } } } } } }"""
    shown = [edge["node"]["products"] for edge in graphql(document % page)["categories"]["edges"]]
    assert [one["edges"][0]["node"]["name"] for one in shown] == expected
    assert all(one["pageInfo"]["hasNextPage"] == page.startswith("first") for one in shown)


WHERE = [
    ({"price": {"range": {"gte": 85000}}}, {"Đũa", "Dầu lạc", "Mật ong"}),
    ({"price": {"range": {"gte": "84999.5", "lte": 85000}}}, {"Đũa", "Dầu lạc"}),
    ({"price": {"eq": 20000}}, {"Ớt"}),
    ({"price": {"eq": "20000.5"}}, set()),
    ({"minimalPrice": {"oneOf": [20000, 190000]}}, {"Ớt", "Mật ong"}),
    ({"slug": {"oneOf": ["ot", "dua", "khong-co"]}}, {"Ớt", "Đũa"}),
    ({"OR": [{"price": {"eq": 20000}}, {"slug": {"eq": "mat-ong"}}]}, {"Ớt", "Mật ong"}),
    ({"AND": [{"price": {"eq": 85000}}, {"slug": {"eq": "dua"}}]}, {"Đũa"}),
    ({"price": {"eq": 85000}, "OR": [{"slug": {"eq": "dua"}}, {"slug": {"eq": "ot"}}]}, {"Đũa"}),
    ({"ids": []}, set()),
    ({}, {"Ớt", "Đũa", "Mật ong", "Dầu lạc"}),
]


@pytest.mark.parametrize(("where", "expected"), WHERE)
def test_where(graphql, goods, where, expected):
    answer = graphql(LIST, channel="vn", where=where)
    assert set(names(answer)) == expected
    assert answer["products"]["totalCount"] == len(expected)


def test_a_category_means_everything_under_it(graphql, goods):
    sub = goods["Ớt"].category
    for keys in (sub, sub.parent):
        for asked in ({"where": {"category": {"eq": global_id(keys)}}}, {"filter": {"categories": [global_id(keys)]}}):
            answer = graphql(LIST, channel="vn", **asked)
            assert set(names(answer)) == {"Ớt", "Đũa"}
            assert answer["products"]["totalCount"] == 2


def test_several_categories_are_joined(graphql, goods):
    keys = [global_id(goods[name].category) for name in ("Ớt", "Mật ong")]
    answer = graphql(LIST, channel="vn", filter={"categories": keys, "price": {"lte": 85000}})
    assert set(names(answer)) == {"Ớt", "Đũa", "Dầu lạc"}
    assert answer["products"]["totalCount"] == 3


def test_prices_are_compared_in_the_channels_currency(graphql, goods):
    assert names(graphql(LIST, channel="intl", where={"price": {"range": {"lte": "12.90"}}})) == ["Mật ong"]
    assert names(graphql(LIST, channel="intl", where={"price": {"range": {"lte": "12.89"}}})) == []


def test_filter_with_where_is_refused(goods):
    asked = {"filter": {"price": {"gte": 1}}, "where": {"price": {"eq": 1}}}
    assert refused(LIST, channel="vn", **asked) == "Only one filtering argument (filter or where) can be specified."


def test_an_id_of_another_type_is_refused(goods):
    assert "Expected: Category" in refused(LIST, channel="vn", where={"category": {"eq": global_id(goods["Ớt"])}})


def test_a_filter_that_a_variable_multiplies_is_refused(goods):
    # Fifty thousand conditions from two hundred and fifty names of one variable: seconds of Python, and no statement.
    names_of_one = ", ".join(["$part"] * 250)
    document = f"query($part: ProductWhereInput!) {{ products(where: {{ OR: [{names_of_one}] }}) {{ totalCount }} }}"
    message = refused(document, part={"OR": [{"price": {"eq": n}} for n in range(200)]})
    assert message == "A filter has too many values (limit 500)."


def test_an_empty_filter_beside_another_is_none(graphql, goods):
    assert names(graphql(LIST, channel="vn", filter={}, where={"slug": {"eq": "ot"}})) == ["Ớt"]


def test_fields_of_a_filter_have_no_default():
    assert "= null" not in str(print_type(graph.schema().get_type("ProductWhereInput")))
    assert "= null" not in str(print_type(graph.schema().get_type("ProductFilterInput")))
