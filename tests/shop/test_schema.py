"""`shop` and `shop/schema.graphql`."""

from tests import factories


def test_the_shop_says_where_it_sends_goods(graphql, db):
    factories.channel("vn", countries=["VN"])
    factories.channel("intl", "USD", countries=["US", "LA"])
    shop = graphql("{ shop { name version defaultCountry { code } countries { code country } languages { code } } }")[
        "shop"
    ]
    assert [country["code"] for country in shop["countries"]] == ["LA", "US", "VN"]
    assert shop["defaultCountry"] == {"code": "VN"}
    assert [language["code"] for language in shop["languages"]] == ["VI", "EN"]
