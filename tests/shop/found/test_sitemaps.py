"""The map of the site."""

from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.services import publish
from tests import factories

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(autouse=True)
def market(db):
    factories.tax_rate()
    factories.channel("intl", "USD", countries=["US"])


def read(client, path="/sitemap.xml"):
    answer = client.get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def places(tree) -> list[str]:
    return [one.text for one in tree.findall("s:url/s:loc", NAMES)]


def test_every_page_that_may_be_found_is_in_it_in_both_languages(client):
    product = factories.listed("Khoai deo", name_en="Sweet potato")
    factories.price(product.variants.get(), 300, factories.channel("intl"))

    publish(product=product, channel=factories.channel("intl"))
    found = places(read(client))
    assert "http://testserver/" in found
    assert "http://testserver/en/" in found
    assert "http://testserver/san-pham/khoai-deo/" in found
    assert "http://testserver/en/products/sweet-potato/" in found
    assert "http://testserver/muc-tieu/" in found
    assert len(found) == len(set(found))


def test_a_page_names_itself_in_the_languages_that_show_it(client):
    factories.listed("Khoai deo", name_en="Sweet potato")  # sold at home only
    (url,) = [one for one in read(client).findall("s:url", NAMES) if "khoai-deo" in one.find("s:loc", NAMES).text]
    assert {one.get("hreflang") for one in url.findall("x:link", NAMES)} == {"vi", "x-default"}


def test_makers_and_communes_have_their_pages_in_it(client):
    factories.listed("Khoai deo", producer=factories.producer(slug="linh-hue"))
    factories.area("Xã Phong Nha", code="19138")
    found = places(read(client))
    assert "http://testserver/nguoi-lam/linh-hue/" in found
    assert "http://testserver/noi-lam/xa-phong-nha-19138/" in found


def test_what_is_not_shown_is_not_in_it(client):
    factories.product("Khoai deo")
    assert not [one for one in places(read(client)) if "khoai" in one]


def test_past_its_limit_it_is_an_index_of_files_that_hold_everything(client, monkeypatch):
    for number in range(5):
        factories.listed(f"Khoai deo {number}")
    everything = set(places(read(client)))
    monkeypatch.setattr(Sitemap, "limit", 2)
    index = read(client)
    files = [one.text for one in index.findall("s:sitemap/s:loc", NAMES)]
    assert len(files) > 3
    paths = [file.removeprefix("http://testserver") for file in files]
    assert {place for path in paths for place in places(read(client, path))} == everything


def test_a_file_costs_as_many_statements_however_many_pages_it_has(client, django_assert_num_queries):
    for _ in range(2):
        factories.listed()
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as first:
        client.get("/sitemap.xml")
    for _ in range(4):
        factories.listed()
    with django_assert_num_queries(len(first)):
        client.get("/sitemap.xml")


def test_robots_are_told_where_it_is(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
