"""Linked data, as a reader of the web finds it."""

import pytest
from extruct.jsonld import JsonLdExtractor

from catalog.services import publish
from tests import factories


@pytest.fixture(autouse=True)
def market(db):
    factories.tax_rate()


def things(client, path) -> dict[str, dict]:
    (document,) = JsonLdExtractor().extract(client.get(path).content.decode())
    assert document["@context"] == "https://schema.org"
    return {one["@type"]: one for one in document["@graph"]}


def test_the_home_page_says_what_the_shop_is_and_how_to_search_it(client):
    found = things(client, "/")
    assert found["Organization"]["url"] == "http://testserver/"
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/san-pham/?q={search_term_string}"


def test_a_product_s_page_says_what_it_is_who_makes_it_and_what_it_costs(client):
    product = factories.listed("Khoai deo", 52_000, producer=factories.producer(name_vi="HTX Linh Huệ"))
    found = things(client, "/san-pham/khoai-deo/")
    assert found["Product"]["name"] == "Khoai deo"
    assert found["Product"]["manufacturer"]["name"] == "HTX Linh Huệ"
    offer = found["Product"]["offers"]
    assert (offer["@type"], offer["price"], offer["priceCurrency"]) == ("Offer", "52000", "VND")
    crumbs = [one["name"] for one in found["BreadcrumbList"]["itemListElement"]]
    assert crumbs[0] == "Chợ Phiên"
    assert crumbs[-1] == "Khoai deo"
    factories.price(factories.variant(product), 99_000)
    assert len(things(client, "/san-pham/khoai-deo/")["Product"]["offers"]) == 2


def test_an_invented_price_says_so(client):
    shown = factories.product("Khoai deo")
    factories.price(factories.variant(shown), 52_000, source=factories.source(is_demonstration=True))

    publish(product=shown, channel=factories.channel())
    assert "minh họa" in things(client, "/san-pham/khoai-deo/")["Product"]["offers"]["description"]


def test_a_list_names_the_pages_of_its_products_in_order(client):
    for name in ("Bánh", "Chè"):
        factories.listed(name)
    entries = things(client, "/san-pham/")["ItemList"]["itemListElement"]
    assert [one["url"] for one in entries] == ["http://testserver/san-pham/banh/", "http://testserver/san-pham/che/"]


def test_a_name_cannot_end_the_script_it_stands_in(client):
    factories.listed("Khoai </script><script>alert(1)</script>")
    found = things(client, "/san-pham/khoai-script-script-alert-1-script/")
    assert found["Product"]["name"] == "Khoai </script><script>alert(1)</script>"
