"""Pictures of pages for those who share them."""

from io import BytesIO

import pytest
from PIL import Image

from catalog.models.products import Programme
from catalog.services import put_product
from shop.found.pictures import drawn
from tests import factories


@pytest.fixture(autouse=True)
def market(db):
    factories.tax_rate()


def path_of(client):
    text = client.get("/san-pham/khoai-deo/").content.decode()
    return text.partition('property="og:image" content="http://testserver')[2].partition('"')[0]


def test_a_product_s_page_has_one_that_is_drawn(client):
    factories.listed("Khoai deo")
    answer = client.get(path_of(client))
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


def test_a_changed_name_has_another_address_and_the_old_one_leads_there(client):
    product = factories.listed("Khoai deo")
    old = path_of(client)

    put_product(
        external_reference=product.external_reference,
        name_vi="Khoai deo Linh Huệ",
        name_en=None,
        category=product.category,
        programme=Programme(product.programme),
    )
    new = path_of(client)
    assert new != old
    assert client.get(old).headers["Location"] == new


@pytest.mark.parametrize("path", ["/hinh/khong-co.123456789abc.png", "/hinh/khoai-deo.xyz.png"])
def test_what_is_no_product_has_none(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("title", ["Đũa", "Một tên rất dài " * 12, "x" * 300, "<script>&\"'", "ẫ ử ỡ ệ Ế Ỗ Ự", "酱 🌶"])
def test_any_name_can_be_drawn(title):
    picture = Image.open(BytesIO(drawn(title, title, title)))
    assert picture.size == (1200, 630)


def test_the_letters_of_vietnamese_are_drawn():
    """Two names that differ only in their marks give two pictures, and neither is the empty one."""
    empty, one, other = (drawn(name, "", "Khoai") for name in ("", "ẫ", "ẳ"))
    assert len({empty, one, other}) == 3
