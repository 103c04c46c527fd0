"""Every page of the desk: it opens, in words of Vietnamese, and its statements do not grow with its rows."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.text import camel_case_to_spaces

from catalog.loading.province import load_province
from tests import factories

PAGES = {model._meta.label: page for model, page in admin.site._registry.items()}


@pytest.fixture
def superuser(db, client):
    """Somebody who may do everything."""
    client.user = factories.user("who-may-all@vidu.example", is_staff=True, is_superuser=True)
    client.force_login(client.user)
    return client


def address_of(page) -> str:
    return f"/admin/{page.opts.app_label}/{page.opts.model_name}/"


def statements(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def test_every_page_opens_and_no_list_costs_more_for_showing_more_rows(superuser, monkeypatch):
    """One test, since everything the shop is shown with takes long to load."""
    load_province(demonstration=True, accounts=True)
    request = RequestFactory().get("/")
    request.user = superuser.user
    for page in PAGES.values():
        monkeypatch.setattr(page, "list_per_page", 50)
        many = statements(superuser, address_of(page))
        monkeypatch.setattr(page, "list_per_page", 1)
        assert many <= statements(superuser, address_of(page)), page
        for address in addresses_within(page, request):
            assert superuser.get(address).status_code == 200, address


def addresses_within(page, request) -> list[str]:
    """The page of one row with its history and its steps, a search, and the form of a new row."""
    row = page.model._default_manager.order_by("-pk").first()
    ends = ["change/", "history/", *(f"{step.name}/" for step in page.steps)] if row else []
    addresses = [f"{address_of(page)}{row.pk}/{end}" for end in ends]
    if page.search_fields:
        addresses.append(f"{address_of(page)}?q=dua+go")
    if page.has_add_permission(request):
        addresses.append(f"{address_of(page)}add/")
    return addresses


def test_the_page_of_a_product_costs_the_same_however_many_sizes_it_has(superuser):
    product = factories.product("Mật ong")
    factories.variant(product, source=factories.source())
    factories.variant(product, source=factories.source())
    address = f"/admin/catalog/product/{product.pk}/change/"
    few = statements(superuser, address)
    for _ in range(4):
        factories.variant(product, source=factories.source())
    assert statements(superuser, address) == few


def test_the_page_of_a_size_costs_the_same_however_many_prices_it_has(superuser):
    variant = factories.variant()
    address = f"/admin/catalog/productvariant/{variant.pk}/change/"
    for number in range(2):
        factories.price(variant, 50_000, factories.channel(f"kenh-{number}"))
    few = statements(superuser, address)
    for number in range(2, 6):
        factories.price(variant, 50_000, factories.channel(f"kenh-{number}"))
    assert statements(superuser, address) == few


def test_a_wooden_chopstick_is_found_without_its_accents(superuser):
    factories.product("Mật ong rừng")
    factories.product("Đũa gỗ Quảng Thủy")
    found = superuser.get("/admin/catalog/product/", {"q": "dua go quang thuy"}).context["cl"].result_list
    assert [row.name for row in found] == ["Đũa gỗ Quảng Thủy"]


@pytest.mark.parametrize("label", PAGES)
def test_every_column_is_named_in_vietnamese(label):
    page = PAGES[label]
    shown = {
        name
        for names in (page.list_display, page.fields or (), page.list_filter)
        for name in names
        if isinstance(name, str) and not hasattr(page, name)
    }
    inside = {field for inline in getattr(page, "inlines", ()) for field in inline.fields}
    unnamed = {name for name in shown if name.split("__")[-1] not in page.labels} | {
        name for inline in getattr(page, "inlines", ()) for name in inside if name not in {**page.labels, "amount": ""}
    }
    assert unnamed <= {"id", "pk"}


def test_a_model_is_called_by_a_vietnamese_name():
    named_by_django = [
        label for label, page in PAGES.items() if page.opts.verbose_name == camel_case_to_spaces(page.opts.object_name)
    ]
    assert named_by_django == []


def test_the_pages_of_this_test_are_those_of_the_desk():
    assert len(PAGES) > 15
    assert all(apps.get_model(label) for label in PAGES)
