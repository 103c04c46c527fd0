"""Menus in the graph: where items lead, and what is left out of them."""

import pytest

from catalog import services
from catalog.models import MenuItem
from tests import factories
from tests.catalog import making
from tests.catalog.asking import global_id, refused
from tests.catalog.viewers import VIEWERS

MENU = """
query Menu($slug: String!, $channel: String) {
  menu(slug: $slug, channel: $channel) {
    items {
      name level url
      category { name } collection { name products { totalCount } } page { title }
      children { name level children { name level page { title } } }
    }
  }
}
"""


def names(items):
    return [item["name"] for item in items]


def test_items_lead_to_categories_collections_pages_and_addresses(graphql, db):
    collection = making.collection("Chọn", products=[factories.listed()])
    category, page = factories.category(name_vi="Gia vị"), making.page("Giao hàng")
    making.menu("navbar", Gia=category, Chọn=collection, Giao=page, Tất="/san-pham/")
    items = graphql(MENU, slug="navbar", channel="vn")["menu"]["items"]
    nowhere = {"url": None, "category": None, "collection": None, "page": None, "children": [], "level": 0}
    assert items == [
        {**nowhere, "name": "Gia", "category": {"name": "Gia vị"}},
        {**nowhere, "name": "Chọn", "collection": {"name": "Chọn", "products": {"totalCount": 1}}},
        {**nowhere, "name": "Giao", "page": {"title": "Giao hàng"}},
        {**nowhere, "name": "Tất", "url": "/san-pham/"},
    ]


def test_items_stand_under_items(graphql, db):
    factories.channel()
    menu = making.menu("footer")
    heading, _ = services.put_menu_item(menu=menu, position=1, name_vi="Mua hàng")
    under, _ = services.put_menu_item(menu=menu, position=2, name_vi="Giao", parent=heading, url="/giao/")
    services.put_menu_item(menu=menu, position=3, name_vi="Phí", parent=under, page=making.page("Phí"))
    services.put_menu_item(menu=menu, position=4, name_vi="Trả", parent=heading, url="/tra/")
    (item,) = graphql(MENU, slug="footer", channel="vn")["menu"]["items"]
    assert (item["name"], item["level"], names(item["children"])) == ("Mua hàng", 0, ["Giao", "Trả"])
    assert item["children"][0]["children"] == [{"name": "Phí", "level": 2, "page": {"title": "Phí"}}]


SEEN = {"anonymous": False, "buyer": False, "producer": False, "officer": True}


@pytest.mark.parametrize("who", SEEN)
def test_what_leads_to_something_hidden_is_left_out_with_what_stands_under_it(graphql, db, who):
    factories.channel()
    hidden_page, hidden_collection = making.page("Nháp", shown=False), making.collection("Ẩn", shown=False)
    menu = making.menu("navbar", Một="/1", Nháp=hidden_page, Ẩn=hidden_collection)
    services.put_menu_item(
        menu=menu, position=9, name_vi="Dưới", parent=MenuItem.objects.get(page=hidden_page), url="/duoi/"
    )
    items = graphql(MENU, viewer=VIEWERS[who](), slug="navbar", channel="vn")["menu"]["items"]
    assert names(items) == (["Một", "Nháp", "Ẩn"] if SEEN[who] else ["Một"])
    if SEEN[who]:
        assert items[1]["page"] == {"title": "Nháp"}
        assert names(items[1]["children"]) == ["Dưới"]


def test_a_collection_is_left_out_where_it_is_not_shown(graphql, db):
    factories.channel("intl", "USD")
    making.menu("navbar", Chọn=making.collection("Chọn"))
    assert names(graphql(MENU, slug="navbar", channel="vn")["menu"]["items"]) == ["Chọn"]
    assert graphql(MENU, slug="navbar", channel="intl")["menu"] == {"items": []}


def test_two_channels_and_two_selections_of_one_menu(graphql, db):
    factories.channel("intl", "USD")
    making.menu("navbar", Chọn=making.collection("Chọn"), Giao=making.page("Giao"))
    document = """{ home: menu(slug: "navbar", channel: "vn") { items { name } }
                    abroad: menu(slug: "navbar", channel: "intl") { items { name page { title content } } } }"""
    answer = graphql(document)
    assert names(answer["home"]["items"]) == ["Chọn", "Giao"]
    assert answer["abroad"]["items"][0]["page"]["title"] == "Giao"


def test_a_menu_by_each_of_its_names(graphql, db):
    factories.channel()
    made = making.menu("navbar")
    for argument in (f'id: "{global_id(made)}"', 'slug: "navbar"', 'name: "navbar"'):
        assert graphql(f"{{ menu({argument}) {{ slug }} }}") == {"menu": {"slug": "navbar"}}
    assert graphql('{ menu(slug: "khong-co") { slug } }') == {"menu": None}
    assert refused("{ menu { slug } }") == "At least one of arguments is required: 'id', 'slug', 'name'."


def test_an_item_in_another_language(graphql, db):
    factories.channel()
    menu = making.menu("navbar")
    services.put_menu_item(menu=menu, position=1, name_vi="Giỏ", name_en="Basket", url="/gio/")
    services.put_menu_item(menu=menu, position=2, name_vi="Tất cả", url="/")
    document = '{ menu(slug: "navbar") { items { translation(languageCode: EN_GB) { name language { code } } } } }'
    assert graphql(document)["menu"]["items"] == [
        {"translation": {"name": "Basket", "language": {"code": "EN"}}},
        {"translation": None},
    ]
