"""Lists of products: their addresses say everything, and their counts set only their own kind aside."""

import re
from html import unescape

import pytest
from django.test import RequestFactory

from shop.listing import Asked
from tests.shop.reading import text

pytestmark = pytest.mark.usefixtures("market")


def asked(query, groups=("a", "b")):
    return Asked.of(RequestFactory().get(f"/?{query}").GET, "vn", groups)


def counts(response):
    """(choice, how many) of every checkbox and radio of the filters."""
    body = response.content.decode()
    return {
        (name, value): int(total)
        for name, value, total in re.findall(
            r'<input type="(?:checkbox|radio)" name="(\w+)" value="([^"]+)".*?<span class="n num">(\d+)</span>', body
        )
    }


def names(response):
    return [unescape(name) for name in re.findall(r"<h2><a [^>]+>([^<]+)</a>", response.content.decode())]


@pytest.mark.parametrize(
    "query", ["nhom=nowhere&sao=9&gia=x&xep=y", "sao=3%00", "gia=-1", "xep=gan", "q=+%20+", "nhom=", "after="]
)
def test_what_an_address_says_that_we_do_not_know_is_passed_over(query):
    assert asked(query).address() == "?"


def test_an_address_keeps_all_that_was_chosen():
    query = "?q=m%E1%BA%AFm&nhom=a&nhom=b&sao=5&sao=3&gia=50000-100000&xep=gia"
    assert asked(query[1:]).address() == query
    assert asked(query[1:]).address(nhom=["a"], gia="") == "?q=m%E1%BA%AFm&nhom=a&sao=5&sao=3&xep=gia"
    assert asked(query[1:] + "&after=x").address() == query


def test_each_choice_shows_as_many_products_as_it_promised(client):
    for (name, value), total in counts(client.get("/san-pham/?q=m")).items():
        shown = client.get("/san-pham/", {"q": "m", name: value})
        assert f"{total} món" in text(shown), (name, value)


def test_counts_set_their_own_kind_aside_and_no_other(client):
    all_of_them = counts(client.get("/san-pham/"))
    with_three = counts(client.get("/san-pham/?sao=3"))
    assert {key: total for key, total in with_three.items() if key[0] == "sao"} == {
        key: total for key, total in all_of_them.items() if key[0] == "sao"
    }
    assert sum(total for key, total in with_three.items() if key[0] == "nhom") == all_of_them["sao", "3"]


def test_prices_of_a_band_lie_in_it_and_the_next_band_begins_where_it_ends(client):
    whole = client.get("/san-pham/")
    bands = {value: total for (name, value), total in counts(whole).items() if name == "gia"}
    assert f"{sum(bands.values())} món" in text(whole)
    shown = client.get("/san-pham/?gia=50000-100000&xep=gia")
    prices = [
        int(price.replace(".", ""))
        for price in re.findall(r'class="price">([\d.]+)', shown.content.decode().partition('id="list"')[2])
    ]
    assert prices == sorted(prices)
    assert prices[0] >= 50_000
    assert max(prices) < 100_000


def test_a_choice_is_taken_back_by_its_chip(client):
    body = client.get("/san-pham/?sao=3&sao=4&q=m&xep=gia").content.decode()
    chips = [unescape(address) for address in re.findall(r'class="chip on" href="([^"]+)"', body)]
    assert chips == ["?q=m&sao=3&xep=gia", "?q=m&sao=4&xep=gia"]


def test_pages_of_a_narrowed_list_stay_narrowed(client):
    body = client.get("/san-pham/?q=m&xep=gia").content.decode()
    following = unescape(re.search(r'rel="next" href="([^"]+)"', body)[1])
    assert following.startswith("?q=m&xep=gia&after=")
    assert client.get(f"/san-pham/{following}").status_code == 200


def test_a_group_has_a_page_in_each_language_with_its_subgroups_to_choose_from(client):
    shown = client.get("/nhom/do-uong/")
    assert "Đồ uống" in text(shown)
    assert 'hreflang="en" href="http://testserver/en/groups/drinks/"' in shown.content.decode()
    assert {name for name, _value in counts(shown)} >= {"nhom", "gia"}
    wrong = client.get("/nhom/drinks/")
    assert (wrong.status_code, wrong["Location"]) == (301, "/nhom/do-uong/")
    assert client.get("/nhom/khong-co/").status_code == 404


def test_a_search_says_what_was_searched_and_is_not_indexed(client):
    shown = client.get("/san-pham/?q=mat+ong")
    assert "Tìm “mat ong”" in text(shown)
    assert '<meta name="robots" content="noindex, follow">' in shown.content.decode()
    assert names(shown)[0].startswith("Mật ong")


def test_where_nothing_is_found_the_nearest_is_offered(client):
    shown = client.get("/san-pham/?q=m%E1%BA%AFm+t%C3%A9p+chua")
    assert "Không thấy “mắm tép chua” Gần nhất có: Nước mắm" in text(shown)
    assert client.get("/san-pham/?q=xyzzy").status_code == 200


def test_a_text_that_looks_like_a_page_is_shown_as_text(client):
    body = client.get("/san-pham/?q=<script>alert(1)</script>").content.decode()
    assert "<script>" not in body
