"""Pages kept for strangers: never one visitor's own, never older than the facts or the day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.demonstration import PASSWORD
from catalog import services
from catalog.models.products import Programme
from core.kept_pages import kept_pages
from tests import factories
from tests.shop.reading import text

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", "/san-pham/", "/san-pham/muoi/", "/en/"]


@pytest.fixture(autouse=True)
def goods():
    kept_pages.clear()
    factories.tax_rate()
    factories.star_rules()
    return factories.listed("Muối", external_reference="M-1")


def statements(client, address, **options):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, **options).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_kept_is_the_same_page_and_asks_only_the_revision_and_its_witnesses(client, address):
    client.get(address)  # a process reads some of its tables first
    first = client.get(address)
    # What stands on shelves, and which sales points there are.
    assert statements(client, address) <= 3
    assert client.get(address).content == first.content
    assert not first.cookies


def test_a_fact_that_changes_is_on_the_next_page(client, goods):
    assert "Muối Roòn" not in text(client.get("/san-pham/"))
    services.put_product(
        external_reference="M-1",
        name_vi="Muối Roòn",
        name_en=None,
        category=goods.category,
        programme=Programme(goods.programme),
    )
    assert "Muối Roòn" in text(client.get("/san-pham/"))


def test_a_star_is_gone_on_the_day_after_its_last(client, clock, goods):
    clock("2026-04-01T09:00")
    certificate = factories.confirmed(goods, 3)
    last = certificate.valid_to
    clock(f"{last.isoformat()}T09:00")
    assert "sao OCOP" in client.get("/san-pham/muoi/").content.decode().partition("<main")[2]
    clock(f"{last.replace(day=last.day + 1).isoformat()}T00:01")
    assert "3 sao OCOP, hiệu lực" not in client.get("/san-pham/muoi/").content.decode()


def test_pages_end_with_the_day_and_the_market_with_the_week(client, clock):
    clock("2026-11-29T23:59")
    assert "Phiên 48" in text(client.get("/"))
    clock("2026-11-30T00:00")
    assert "Phiên 49" in text(client.get("/"))


def test_each_channel_and_language_has_its_own(client, goods):
    abroad = factories.channel("intl", "USD")
    factories.price(goods.variants.get(), 500, abroad)
    services.publish(product=goods, channel=abroad)
    assert "₫" in text(client.get("/san-pham/muoi/"))
    client.cookies["channel"] = "intl"
    assert "US$" in text(client.get("/san-pham/muoi/"))
    assert client.get("/").content != client.get("/en/").content


def test_whoever_is_signed_in_never_sees_a_kept_page_nor_leaves_one(client):
    factories.user("lan@vidu.example", PASSWORD)
    client.get("/san-pham/")
    client.post("/dang-nhap/", {"login": "lan@vidu.example", "password": PASSWORD})
    assert "Tài khoản" in text(client.get("/san-pham/"))
    assert "Tài khoản" in text(client.get("/san-pham/muoi/"))
    client.logout()
    client.cookies.clear()
    assert "Tài khoản" not in text(client.get("/san-pham/muoi/"))


def test_a_page_with_a_token_is_not_kept(client):
    assert client.get("/dang-nhap/").cookies
    assert not any("dang-nhap" in str(key) for key in kept_pages._kept)


def test_a_long_address_is_not_kept(client):
    client.get("/san-pham/?q=" + "m" * 500)
    assert not kept_pages._kept


def test_a_page_asked_for_again_is_not_sent_again(client):
    etag = client.get("/san-pham/")["ETag"]
    again = client.get("/san-pham/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_is_not_there_is_not_kept(client):
    assert client.get("/san-pham/?after=x").status_code == 404
    assert not kept_pages._kept
