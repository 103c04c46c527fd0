"""The catalog's root fields, and what they lead to."""

import pytest

from catalog import services
from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from tests import factories
from tests.catalog.asking import LIST, global_id, names, refused


def test_what_a_channel_does_not_show_is_not_there(graphql, goods):
    assert names(graphql(LIST, channel="intl")) == ["Mật ong"]
    assert graphql('{ product(slug: "ot", channel: "intl") { name } }') == {"product": None}
    assert graphql('{ product(slug: "ot", channel: "khac") { name } }') == {"product": None}
    sku = goods["Ớt"].variants.get().sku
    assert graphql('query($s: String) { productVariant(sku: $s, channel: "intl") { sku } }', s=sku) == {
        "productVariant": None
    }


def test_a_withdrawn_product_is_nowhere(graphql, goods):
    services.withdraw(product=goods["Ớt"], channel=factories.channel())
    assert "Ớt" not in names(graphql(LIST, channel="vn"))
    assert graphql('{ product(slug: "ot", channel: "vn") { name } }') == {"product": None}


def test_without_a_channel_goods_have_no_prices(graphql, goods):
    document = '{ product(slug: "ot") { name isAvailable pricing { onSale } variants { pricing { onSale } } } }'
    assert graphql(document) == {
        "product": {"name": "Ớt", "isAvailable": None, "pricing": None, "variants": [{"pricing": None}]}
    }


def test_a_product_by_each_of_its_names(graphql, db):
    made = factories.listed("Khoai deo", name_en="Dried sweet potato")
    for argument in (
        f'id: "{global_id(made)}"',
        'slug: "khoai-deo"',
        f'externalReference: "{made.external_reference}"',
        'slug: "dried-sweet-potato", slugLanguageCode: EN',
        'slug: "khoai-deo", slugLanguageCode: VI',
    ):
        assert graphql(f'{{ product({argument}, channel: "vn") {{ name }} }}') == {"product": {"name": "Khoai deo"}}
    assert graphql('{ product(slug: "khoai-deo", slugLanguageCode: FR, channel: "vn") { name } }')["product"] is None


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{ product { name } }", "At least one of arguments is required: 'id', 'slug', 'externalReference'."),
        ('{ product(id: "x", slug: "y") { name } }', "Argument 'id' cannot be combined with 'slug'"),
        ("{ productVariant { sku } }", "At least one of arguments is required: 'id', 'sku'."),
        ('{ category(id: "x", slug: "y") { name } }', "Argument 'id' cannot be combined with 'slug'"),
        ("{ channel { slug } }", "At least one of arguments is required: 'id', 'slug'."),
    ],
)
def test_exactly_one_name_is_asked_by(db, document, message):
    assert refused(document) == message


def test_channels(graphql, goods):
    assert graphql("{ channels { slug currencyCode isActive } }") == {
        "channels": [
            {"slug": "vn", "currencyCode": "VND", "isActive": True},
            {"slug": "intl", "currencyCode": "USD", "isActive": True},
        ]
    }
    assert graphql('{ channel(slug: "khac") { slug } }') == {"channel": None}


def test_an_inactive_channel_shows_nothing(graphql, goods):
    services.put_channel(
        slug="intl", name_vi="intl", name_en="intl", currency="USD", position=9, countries=["US"], is_active=False
    )
    assert names(graphql(LIST, channel="intl")) == []


def test_a_tree_of_categories_with_their_products(graphql, goods):
    document = """{ categories(level: 0) { totalCount edges { node { level
        children { totalCount edges { node { name parent { level } } } }
        products(first: 1, channel: "vn", sortBy: {field: PRICE, direction: DESC}) {
          totalCount pageInfo { hasNextPage } edges { node { name } } } } } } }"""
    found = graphql(document)["categories"]
    assert found["totalCount"] == 2
    shown = [edge["node"]["products"] for edge in found["edges"]]
    assert [one["edges"][0]["node"]["name"] for one in shown] == ["Đũa", "Mật ong"]
    assert [one["totalCount"] for one in shown] == [2, 2]
    assert all(one["pageInfo"]["hasNextPage"] for one in shown)
    assert all(edge["node"]["children"]["totalCount"] == 1 for edge in found["edges"])


def test_categories_by_slug(graphql, goods):
    slugs = [goods["Ớt"].category.slug_vi, "khong-co"]
    document = "query($s: [String!]) { categories(first: 20, filter: {slugs: $s}) { edges { node { slug } } } }"
    assert [edge["node"]["slug"] for edge in graphql(document, s=slugs)["categories"]["edges"]] == slugs[:1]


def test_an_unknown_maker_is_told_as_unknown(graphql, goods):
    assert graphql('{ product(slug: "ot", channel: "vn") { producer { name } } }') == {"product": {"producer": None}}


def test_a_place_is_the_unit_of_its_day_and_of_today(graphql, db):
    areas = load_areas(Report())
    factories.listed("Đũa", origin=areas["old:19183"], origin_today=areas["new:19111"], place_printed="Hòa Trạch")
    document = """{ product(slug: "dua", channel: "vn") { placePrinted originToday { name }
                    origin { name validTo parent { name level } successors { name } } } }"""
    assert graphql(document)["product"] == {
        "placePrinted": "Hòa Trạch",
        "originToday": {"name": "Xã Hoàn Lão"},
        "origin": {
            "name": "Xã Hòa Trạch",
            "validTo": "2025-07-01",
            "parent": {"name": "Huyện Bố Trạch", "level": "DISTRICT"},
            "successors": [{"name": "Xã Hoàn Lão"}],
        },
    }


def test_stars_are_told_as_reports_with_their_source(graphql, goods):
    services.report_stars(
        product=goods["Ớt"], stars_printed="≥3", year_printed="2019", source=factories.source(document="Báo")
    )
    document = '{ product(slug: "ot", channel: "vn") { starReports { starsPrinted source { document confidence } } } }'
    assert graphql(document)["product"]["starReports"] == [
        {"starsPrinted": "≥3", "source": {"document": "Báo", "confidence": "SURE"}}
    ]


def test_a_description_is_an_editorjs_document_with_its_text_escaped(graphql, db):
    factories.listed("Ớt", description_vi="Cay <b>lắm</b>\n\nĐỏ")
    told = graphql('{ product(slug: "ot", channel: "vn") { description } }')["product"]["description"]
    assert '"text":"Cay &lt;b&gt;lắm&lt;/b&gt;"' in told
    assert told.count('"type":"paragraph"') == 2


def test_a_group_is_the_one_ancestor_of_its_sub_group_and_pages_end_there(graphql, goods):
    spices = goods["Ớt"].category
    asked = """query($id: ID, $after: String, $before: String, $last: Int) {
      category(id: $id) {
        ancestors(after: $after, before: $before, last: $last) {
          totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { id } }
        }
      }
    }"""

    def ancestors(**page):
        return graphql(asked, id=global_id(spices), **page)["category"]["ancestors"]

    whole = ancestors()
    assert [edge["node"]["id"] for edge in whole["edges"]] == [global_id(spices.parent)]
    cursor = whole["pageInfo"]["endCursor"]
    for page in ({"after": cursor}, {"before": cursor}, {"last": 1, "after": cursor}):
        assert ancestors(**page)["edges"] == []
        assert ancestors(**page)["totalCount"] == 1
    assert ancestors(last=1)["edges"] == whole["edges"]


def test_an_ancestor_of_a_forged_cursor_is_refused(goods):
    document = 'query($id: ID) { category(id: $id) { ancestors(after: "WyJ4Il0=") { totalCount } } }'
    assert refused(document, id=global_id(goods["Ớt"].category)) == "after is not a cursor of this connection."
