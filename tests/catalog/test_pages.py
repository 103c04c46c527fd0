"""Content pages, the operator's facts, and menus: what services and the database refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog import errors, services
from catalog.models import MenuItem, Page
from catalog.selectors import revision
from tests import factories
from tests.catalog import making


def test_a_page_is_shown_from_the_day_it_is_published_and_keeps_that_day(db, clock):
    clock("2026-11-20T09:00")
    made = making.page(shown=False)
    assert services.publish_page(page=made)
    made.refresh_from_db()
    clock("2026-11-24T09:00")
    assert not services.publish_page(page=made)
    made.refresh_from_db()
    assert made.published_from == date(2026, 11, 20)
    assert services.withdraw_page(page=made)
    made.refresh_from_db()
    assert (made.is_published, made.published_from) == (False, date(2026, 11, 20))
    services.publish_page(page=made)
    made.refresh_from_db()
    assert made.published_from == date(2026, 11, 24)


def test_a_page_is_shown_for_a_day_at_least(db):
    made = making.page(shown=False)
    day = date(2026, 11, 24)
    with pytest.raises(errors.PublicationDaysInvalid):
        services.publish_page(page=made, first_day=day, until=day)
    with pytest.raises(IntegrityError, match="page_shown_for_a_day_at_least"), transaction.atomic():
        Page.objects.filter(pk=made.pk).update(published_from=day, published_until=day)
    with pytest.raises(IntegrityError, match="page_published_from_a_day"):
        Page.objects.filter(pk=made.pk).update(is_published=True)


def test_a_page_quotes_only_facts_that_are_on_the_operators_list(db):
    with pytest.raises(errors.FactUnknown) as refusal:
        making.page(content_vi="{operator:phone} {operator:name}", content_en="{operator:seat}")
    assert str(refusal.value) == "Chưa có mục này về đơn vị vận hành: name, phone, seat."
    services.put_operator_fact(key="phone", label_vi="Điện thoại", label_en="Telephone", position=1)
    assert making.page(content_vi="{operator:phone}")


def test_a_page_is_written_again_only_when_it_changed(db, clock):
    clock("2026-11-20T09:00")
    facts = {"slug_vi": "giao-hang", "page_type": making.page_type(), "title_vi": "Giao hàng", "content_vi": "Chữ."}
    source = factories.source()
    services.put_page(**facts, sources=[source])
    clock("2026-11-24T09:00")
    before = revision()
    page, changed = services.put_page(**facts, sources=[source])
    assert (changed, revision(), page.updated_on) == (False, before, date(2026, 11, 20))
    page, changed = services.put_page(**facts)
    assert changed
    assert not page.sources.exists()
    page, _ = services.put_page(**facts | {"content_vi": "Chữ khác."})
    assert page.updated_on == date(2026, 11, 24)


def test_a_page_needs_a_title(db):
    with pytest.raises(errors.NameRequired):
        making.page(title_vi=" ")


def test_items_stand_at_most_three_deep_and_in_their_own_menu(db):
    menu, other = making.menu(), making.menu("footer")
    parent = None
    for position in range(3):
        parent, _ = services.put_menu_item(menu=menu, position=position, name_vi=str(position), parent=parent)
    assert parent.level == 2
    for given in ({"menu": menu, "position": 3}, {"menu": other, "position": 1}):
        with pytest.raises(errors.MenuPlaceWrong):
            services.put_menu_item(**given, name_vi="x", parent=parent)
    first = MenuItem.objects.get(menu=menu, position=0)
    with pytest.raises(errors.MenuPlaceWrong):
        services.put_menu_item(menu=menu, position=0, name_vi="x", parent=first)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//vidu.example", "/\\vidu.example", "http://vidu.example", "mailto:a@b.c", "trang"]
)
def test_an_item_leads_to_a_path_or_an_encrypted_address(db, url):
    menu = making.menu()
    with pytest.raises(errors.AddressUnsafe):
        services.put_menu_item(menu=menu, position=1, name_vi="x", url=url)
    services.put_menu_item(menu=menu, position=1, name_vi="x", url="/san-pham/")
    services.put_menu_item(menu=menu, position=2, name_vi="y", url="https://vidu.example/")


def test_an_item_leads_to_one_place(db):
    menu, page = making.menu(), making.page()
    with pytest.raises(errors.MenuPlaceWrong):
        services.put_menu_item(menu=menu, position=1, name_vi="x", page=page, url="/a")
    item, _ = services.put_menu_item(menu=menu, position=1, name_vi="x", page=page)
    for name, values in (
        ("menuitem_leads_to_one_place", {"url": "/a"}),
        ("menuitem_leads_to_one_place", {"category": factories.category()}),
        ("menuitem_url_is_safe", {"page": None, "url": "//vidu.example"}),
        ("menuitem_level_by_parent", {"level": 1}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            MenuItem.objects.filter(pk=item.pk).update(**values)


def test_what_stands_past_a_position_can_be_cut_off(db):
    menu = making.menu(Một="/1", Hai="/2", Ba="/3")
    assert services.cut_menu(menu=menu, after=1) == 2
    assert services.cut_menu(menu=menu, after=1) == 0
    assert [item.name for item in menu.items.all()] == ["Một"]
