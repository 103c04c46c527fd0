"""The storefront's pages, by the real products of the province."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from accounts.demonstration import PASSWORD, PEOPLE
from core import graph
from core.kept_pages import kept_pages
from tests.shop.reading import english, text

BUYER = next(person for person in PEOPLE if person.role == "buyer")
KHOAI = "/san-pham/khoai-deo-linh-hue/"

pytestmark = pytest.mark.usefixtures("market")


def statements(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("address", ["/", "/san-pham/", "/en/", "/en/products/"])
def test_a_list_costs_the_same_statements_however_many_products_it_shows(client, monkeypatch, address):
    client.get(address)
    counts = set()
    for size in (5, 24):
        monkeypatch.setattr("shop.listing.PAGE_SIZE", size)
        monkeypatch.setattr("shop.pages.front.CHOICE", size)
        kept_pages.clear()
        counts.add(len(statements(client, address)))
    assert len(counts) == 1
    assert counts.pop() <= 34  # a count for each choice of a list, until one field counts them all


def test_a_visitor_without_a_session_asks_nothing_about_one(client):
    assert not [sql for sql in statements(client, "/san-pham/") if "session" in sql or "accounts_user" in sql]


def test_the_list_has_24_to_a_page_and_every_product_on_one_of_them(client):
    address, seen = "/san-pham/", []
    while address:
        body = client.get(address).content.decode()
        seen.append(re.findall(r'<h2><a href="([^"]+)"', body))
        following = re.search(r'rel="next" href="([^"]+)"', body)
        address = f"/san-pham/{unescape(following[1])}" if following else None
    total = int(re.search(r"(\d+) món", text(client.get("/san-pham/")))[1])
    assert [len(page) for page in seen[:-1]] == [24] * (len(seen) - 1)
    assert sum(map(len, seen)) == len({product for page in seen for product in page}) == total


def test_walking_back_to_the_first_page_ends_at_its_one_address(client):
    second = client.get("/san-pham/").content.decode()
    second = client.get("/san-pham/" + unescape(re.search(r'rel="next" href="([^"]+)"', second)[1])).content.decode()
    back = unescape(re.search(r'rel="prev" href="([^"]+)"', second)[1])
    response = client.get(f"/san-pham/{back}")
    assert (response.status_code, response["Location"]) == (302, "/san-pham/")


@pytest.mark.parametrize("query", ["after=nonsense", "before=WyJ4Il0=", "after=%00"])
def test_a_cursor_we_did_not_give_is_a_page_that_is_not_there(client, query):
    assert client.get(f"/san-pham/?{query}").status_code == 404


def test_a_product_shows_its_price_with_tax_and_says_what_is_made_up(client):
    shown = text(client.get(KHOAI))
    assert "Giá minh họa" in shown
    assert "Đã gồm thuế GTGT 8%." in shown
    assert "₫" in shown
    assert "số minh họa" in shown


def test_a_place_is_told_as_it_is_and_as_it_was(client):
    shown = text(client.get("/san-pham/dua-go-quang-thuy/")).replace(" ,", ",")
    assert re.search(r"Xã Nam Ba Đồn, Tỉnh Quảng Trị \( ?trước 7/2025: Xã Quảng Thủy, Thị xã Ba Đồn ?\)", shown)


def test_a_product_without_a_maker_says_that_no_source_names_one(client):
    assert "Nguồn không ghi người làm" in text(client.get("/san-pham/muc-kho-dong-hoi/"))


def test_the_english_page_has_its_own_address_and_keeps_the_vietnamese_name(client):
    address = english(client.get(KHOAI))
    assert address.startswith("/en/products/")
    shown = client.get(address)
    assert '<p class="serif" lang="vi">Khoai deo Linh Huệ</p>' in shown.content.decode()
    assert "US$" in text(shown)
    assert "Demonstration price" in text(shown)


def test_a_slug_of_the_other_language_leads_to_this_languages_address(client):
    address = english(client.get(KHOAI))
    slug = address.rstrip("/").rpartition("/")[2]
    response = client.get(f"/san-pham/{slug}/")
    assert (response.status_code, response["Location"]) == (301, KHOAI)
    response = client.get("/en/products/khoai-deo-linh-hue/")
    assert (response.status_code, response["Location"]) == (301, address)


def test_every_page_names_itself_and_its_other_language(client):
    head = client.get(KHOAI).content.decode()
    assert f'<link rel="canonical" href="http://testserver{KHOAI}">' in head
    assert f'<link rel="alternate" hreflang="vi" href="http://testserver{KHOAI}">' in head
    assert f'<link rel="alternate" hreflang="x-default" href="http://testserver{KHOAI}">' in head
    assert "<title>Khoai deo Linh Huệ · Chợ Phiên</title>" in head
    assert '<meta name="description" content="' in head


def test_the_channel_follows_the_language_until_it_is_chosen(client):
    assert "US$" not in text(client.get("/san-pham/")).partition("Xem giá theo")[0]
    assert "US$" in text(client.get("/en/products/"))
    response = client.post("/gia/", {"channel": "intl", "next": "/san-pham/?after=x"})
    assert (response.status_code, response["Location"]) == (302, "/san-pham/?after=x")
    assert "US$" in text(client.get("/san-pham/"))


def test_the_channel_form_never_leads_away_and_takes_no_other_channel(client):
    response = client.post("/gia/", {"channel": "vn", "next": "https://elsewhere.example/"})
    assert response["Location"] == "/"
    response = client.post("/gia/", {"channel": "elsewhere"})
    assert response.status_code == 400
    assert not response.cookies


def test_a_form_without_its_token_is_refused_in_our_words():
    response = Client(enforce_csrf_checks=True).post("/en/sign-in/", {"login": BUYER.email})
    assert response.status_code == 403
    assert "The form did not arrive" in text(response)


def test_the_channel_is_chosen_without_a_token_but_from_no_other_site():
    chosen = {"channel": "intl", "next": "/"}
    client = Client(enforce_csrf_checks=True)
    assert client.post("/gia/", chosen, headers={"Origin": "https://else.example"}).status_code == 403
    assert not client.cookies
    assert client.post("/gia/", chosen, headers={"Origin": "http://testserver"}).status_code == 302
    assert client.cookies["channel"].value == "intl"


def test_a_cookie_with_another_channel_is_as_good_as_none(client):
    client.cookies["channel"] = "'; drop"
    assert client.get("/san-pham/").status_code == 200


def test_signing_in_and_out(client):
    response = client.post("/dang-nhap/", {"login": BUYER.email, "password": "wrong"})
    assert "Đăng nhập" in text(response)
    assert "alert" in response.content.decode()
    response = client.post("/dang-nhap/", {"login": BUYER.email, "password": PASSWORD})
    assert response.status_code == 302
    shown = text(client.get("/tai-khoan/"))
    assert BUYER.email in shown
    assert f"{BUYER.last_name} {BUYER.first_name}" in shown
    assert "Chưa có đơn nào" in shown
    assert "Việc của bạn" not in shown
    client.post("/dang-xuat/")
    response = client.get("/en/account/")
    assert response["Location"] == "/en/sign-in/?next=/en/account/"


def test_signing_in_stays_in_the_readers_language(client):
    response = client.post("/en/sign-in/", {"login": BUYER.email, "password": PASSWORD})
    assert response["Location"] == "/en/"
    assert client.post("/en/sign-out/")["Location"] == "/en/"


def test_an_incomplete_sign_in_says_what_is_missing(client):
    shown = text(client.post("/dang-nhap/", {"login": "le@", "password": ""}))
    assert "Địa chỉ đủ có dạng ten@hop-thu.vn." in shown
    assert "Bạn chưa điền ô này." in shown


def test_too_many_requests_are_told_in_our_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for _attempt in range(2):
        response = client.post("/en/sign-in/", {"login": "nobody@cho-phien.example", "password": "x"})
    assert response.status_code == 429
    assert "Too many requests" in text(response)


def test_an_account_page_is_never_kept(client):
    client.post("/dang-nhap/", {"login": BUYER.email, "password": PASSWORD})
    assert "no-store" in client.get("/tai-khoan/")["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "sentence"), [("/khong-co/", "Không thấy trang này"), ("/en/products/none/", "There is no such page")]
)
def test_nothing_here_says_so_in_the_readers_language(client, address, sentence):
    response = client.get(address)
    assert response.status_code == 404
    assert sentence in text(response)


@pytest.mark.parametrize(
    ("address", "sentence"), [("/san-pham/", "Lỗi ở phía chúng tôi"), ("/en/products/", "This is our fault")]
)
def test_an_error_of_ours_is_told_without_database_or_session(client, monkeypatch, address, sentence):
    def broken(*_args, **_kwargs):
        raise ConnectionError("the database is away")

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(graph, "execute", broken)
        patch.setattr(connection, "cursor", broken)
        response = client.get(address)
    assert response.status_code == 500
    assert sentence in text(response)
    assert "ConnectionError" not in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/san-pham/", KHOAI, "/dang-nhap/", "/khong-co/"])
def test_no_page_holds_a_style_or_script_the_policy_would_refuse(client, address):
    response = client.get(address)
    body = response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    # Files of ours may run, and linked data is no script to a browser.
    body = re.sub(r'<script type="(module" src="/static/|application/ld\+json")', "", body)
    assert not re.search(r"<(script|style)|\sstyle=|\son\w+=", body)


def test_words_of_an_address_are_translated():
    with override("en"):
        assert reverse("account_login") == "/en/sign-in/"
    assert reverse("account_login") == "/dang-nhap/"
