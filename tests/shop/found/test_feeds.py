"""Feeds for readers and for merchant centres."""

from xml.etree import ElementTree

import pytest

from catalog.services import publish
from tests import factories

G = "{http://base.google.com/ns/1.0}"


@pytest.fixture(autouse=True)
def market(db):
    factories.tax_rate()
    factories.channel("intl", "USD", countries=["US"])


def items(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content).findall("channel/item")


def test_readers_are_told_what_came_last_in_their_language(client):
    factories.listed("Khoai deo", description_vi="Khoai luộc rồi phơi.")
    (item,) = items(client, "/moi.xml")
    assert item.findtext("title") == "Khoai deo"
    assert item.findtext("link") == "http://testserver/san-pham/khoai-deo/"
    assert item.findtext("description") == "Khoai luộc rồi phơi."
    assert items(client, "/en/new.xml") == []


def test_merchant_centres_get_an_offer_for_every_size(client):
    product = factories.listed("Khoai deo", 52_000)
    factories.price(factories.variant(product, net_weight_g=300), 99_000)
    offers = items(client, "/hang-hoa.xml")
    assert sorted(offer.findtext(f"{G}price") for offer in offers) == ["52000 VND", "99000 VND"]
    assert {offer.findtext(f"{G}item_group_id") for offer in offers} == {offers[0].findtext(f"{G}item_group_id")}
    assert {offer.findtext(f"{G}shipping_weight") for offer in offers} == {None, "300 g"}


def test_what_is_invented_is_marked_for_them(client):
    shown = factories.product("Khoai deo")
    factories.price(factories.variant(shown), 52_000, source=factories.source(is_demonstration=True))

    publish(product=shown, channel=factories.channel())
    (offer,) = items(client, "/hang-hoa.xml")
    assert offer.findtext(f"{G}title").startswith("[Minh họa] ")
    assert offer.findtext(f"{G}custom_label_0") == "demonstration"


def test_a_feed_longer_than_a_page_is_whole(client, monkeypatch):
    monkeypatch.setattr("shop.found.feeds.A_PAGE", 2)
    for _ in range(5):
        factories.listed()
    assert len(items(client, "/hang-hoa.xml")) == 5


def test_the_picture_of_an_offer_is_there(client):
    factories.listed("Khoai deo")
    (offer,) = items(client, "/hang-hoa.xml")
    answer = client.get(offer.findtext(f"{G}image_link").removeprefix("http://testserver"))
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
