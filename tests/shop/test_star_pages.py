"""Stars on pages: only of a certificate valid today, and what is known in words otherwise."""

import re
from datetime import timedelta
from html import unescape

import pytest

from catalog.models import Certificate
from catalog.services import waive_permits
from tests import factories
from tests.shop.reading import english, text

pytestmark = pytest.mark.usefixtures("market")


def starred(response):
    """Whether a product's page shows a star of it; the goods beside it below have their own."""
    own = response.content.decode().partition('class="buy"')[2].partition('class="cols c-main section"')[0]
    assert own
    return 'class="stars"' in own or "rosette" in own


def test_reported_stars_are_a_sentence_and_never_a_star(client):
    response = client.get("/san-pham/tra-nam-linh-chi-tuan-linh/")
    assert "Từng được công nhận 3 sao (2019), chưa xác nhận còn hiệu lực." in text(response)
    assert not starred(response)
    assert "Once certified with 3 stars (2019), not confirmed as still valid." in text(client.get(english(response)))


def test_what_a_source_says_less_clearly_is_told_word_for_word(client):
    response = client.get("/san-pham/hat-tieu-phu-quy/")
    assert "Nguồn ghi: từ 3 sao trở lên (2019). Chưa xác nhận còn hiệu lực." in text(response)
    assert not starred(response)


def test_a_valid_certificate_is_shown_with_its_number_its_day_and_its_end(client):
    certificate = Certificate.objects.get(product__slug="nuoc-mam-lang-mau", stars=4)
    response = client.get("/san-pham/nuoc-mam-lang-mau/")
    shown = text(response)
    assert starred(response)
    assert f"đến {certificate.valid_to:%m/%Y}" in shown
    for said in ("Bốn sao OCOP", certificate.decision_number, "UBND tỉnh", f"{certificate.issued_on:%d/%m/%Y}"):
        assert said in shown
    assert f"Hiệu lực đến {certificate.valid_to:%d/%m/%Y}" in shown
    first = Certificate.objects.get(product__slug="nuoc-mam-lang-mau", stars=3).issued_on.year
    assert f"Từng đạt 3 sao, {first}–{certificate.issued_on.year}." in shown
    assert "Sản phẩm minh họa" in shown
    assert "Chứng nhận minh họa" in shown


def card(client, name):
    """A product in the list, as the first page that holds it shows it."""
    address = "/san-pham/"
    while address:
        body = client.get(address).content.decode()
        for item in re.findall(r'<li class="item">.*?</li>', body, re.DOTALL):
            if f">{name}</a>" in item:
                return item
        following = re.search(r'rel="next" href="([^"]+)"', body)
        address = following and f"/san-pham/{unescape(following[1])}"
    raise LookupError(name)


def test_a_star_is_gone_from_page_and_list_the_day_after_its_last(client, clock):
    certificate = Certificate.objects.get(product__slug="nuoc-mam-lang-mau", stars=4)
    # Its papers end before its star does, and then nobody would see it at all.
    waive_permits(product=certificate.product, source=factories.source(), by=factories.OFFICER)
    for day, shown in ((certificate.valid_to, True), (certificate.valid_to + timedelta(days=1), False)):
        clock(f"{day}T12:00")
        page = client.get("/san-pham/nuoc-mam-lang-mau/")
        assert starred(page) == shown
        assert ("Bốn sao OCOP" in text(page)) == shown
        assert ('class="stars"' in card(client, "Nước mắm Làng Mẫu")) == shown
    assert f"Từng đạt 4 sao, {certificate.issued_on.year}–{certificate.valid_to.year}." in text(page)


def test_a_lapsed_certificate_is_history_and_no_star(client):
    response = client.get("/san-pham/khoai-deo-lang-mau/")
    held = Certificate.objects.get(product__slug="khoai-deo-lang-mau")
    assert f"Từng đạt 3 sao, {held.issued_on.year}–{held.valid_to.year}." in text(response)
    assert not starred(response)


def test_a_fifth_star_awaited_is_told_in_words_beside_four(client):
    response = client.get("/san-pham/tra-thao-moc-lang-mau/")
    assert "Tỉnh đã đề nghị 5 sao, đang chờ trung ương." in text(response)
    assert "Bốn sao OCOP" in text(response)
    assert "Năm sao OCOP" not in text(response)
    told = text(client.get(english(response)))
    assert "The province proposed 5 stars; the centre has yet to decide." in told
    assert "Four OCOP stars" in told
