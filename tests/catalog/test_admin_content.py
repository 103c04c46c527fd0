"""Pages, menus, collections and the operator's facts on the officers' desk."""

import pytest
from django.urls import reverse

from catalog import services
from catalog.models import Collection, CollectionProduct, MenuItem, OperatorFact, Page
from core.desk.conflicts import SEEN
from core.models import FieldChange
from tests import factories
from tests.catalog import making


@pytest.fixture
def officer(client, db):
    client.force_login(factories.user(is_staff=True, is_superuser=True))
    return client


def send(officer, row, fields):
    """Send a row's own page back as if it had just been opened; the answer."""
    newest = FieldChange.objects.order_by("-pk").first()
    address = reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])
    return officer.post(address, fields | {SEEN: newest.pk if newest else 0})


def inline(prefix, known, *rows):
    """The fields of rows below a page."""
    fields = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": known}
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def test_an_officer_states_a_fact_that_pages_quote(officer, graphql):
    fact, _ = services.put_operator_fact(key="phone", label_vi="Số điện thoại", label_en="Telephone", position=1)
    making.page(slug_vi="lien-he", content_vi="Gọi {operator:phone}.")
    given = {"label_vi": fact.label_vi, "label_en": fact.label_en, "value_vi": "0232 000 000", "position": 1}
    assert send(officer, fact, given).status_code == 302
    assert "Gọi 0232 000 000." in graphql('{ page(slug: "lien-he") { content } }')["page"]["content"]
    assert FieldChange.objects.filter(kind=OperatorFact._meta.label_lower, field="value_vi").exists()


def page_fields(page, **changed):
    return {"page_type": page.page_type_id, "title_vi": page.title_vi, "content_vi": page.content_vi, **changed}


def test_an_officer_changes_shows_and_hides_a_page(officer):
    page = making.page(shown=False)
    answer = send(officer, page, page_fields(page, title_vi="Giao hàng", content_vi="## Mới"))
    assert answer.status_code == 302, answer.context["errors"]
    page.refresh_from_db()
    assert (page.title_vi, page.content_vi, page.is_published) == ("Giao hàng", "## Mới", False)
    step = f"/admin/catalog/page/{page.pk}"
    refused = officer.post(f"{step}/show/", {"first_day": "2026-11-24", "published_until": "2026-11-24"})
    assert "Ngày thôi hiện phải sau ngày bắt đầu hiện." in refused.content.decode()
    assert officer.post(f"{step}/show/", {}).status_code == 302
    page.refresh_from_db()
    assert page.is_published
    assert officer.post(f"{step}/hide/", {}).status_code == 302
    page.refresh_from_db()
    assert not page.is_published


def test_a_page_that_quotes_an_unknown_fact_is_refused_beside_its_content(officer):
    page = making.page()
    answer = send(officer, page, page_fields(page, content_vi="{operator:khong-co}"))
    assert answer.status_code == 200
    assert "Chưa có mục này về đơn vị vận hành: khong-co." in answer.content.decode()
    assert Page.objects.get(pk=page.pk).content_vi == "Chữ."


def test_products_are_placed_in_a_collection_and_taken_out(officer):
    one, two, three = (factories.listed(str(number)) for number in range(3))
    collection = making.collection("Chọn", products=[one, two])
    first, second = CollectionProduct.objects.order_by("position")
    fields = {"name_vi": "Chọn", **inline("listings", 0)}
    fields |= inline(
        "places",
        2,
        {"id": first.pk, "collection": collection.pk, "product": one.pk, "position": 1, "DELETE": "on"},
        {"id": second.pk, "collection": collection.pk, "product": two.pk, "position": 5},
        {"collection": collection.pk, "product": three.pk, "position": 4},
    )
    answer = send(officer, collection, fields)
    assert answer.status_code == 302, answer.context["errors"]
    places = CollectionProduct.objects.order_by("position").values_list("product", "position")
    assert list(places) == [(three.pk, 4), (two.pk, 5)]
    assert Collection.objects.get(pk=collection.pk).slug_vi == collection.slug_vi


def test_items_of_a_menu_are_added_and_removed_and_unsafe_ones_refused(officer):
    menu = making.menu("navbar", Một="/1", Hai="/2")
    one, two = MenuItem.objects.order_by("position")
    known = [
        {"id": item.pk, "menu": menu.pk, "position": item.position, "name_vi": item.name_vi, "url": item.url}
        for item in (one, two)
    ]
    added = {"menu": menu.pk, "position": 3, "name_vi": "Ba", "url": "//vidu.example"}
    answer = send(officer, menu, {"name": "navbar", **inline("items", 2, *known, added)})
    assert answer.status_code == 200
    assert MenuItem.objects.count() == 2
    known[0]["DELETE"] = "on"
    answer = send(officer, menu, {"name": "navbar", **inline("items", 2, *known, added | {"url": "/3"})})
    assert answer.status_code == 302, answer.context["errors"]
    assert list(MenuItem.objects.order_by("position").values_list("name_vi", "url")) == [("Hai", "/2"), ("Ba", "/3")]


def test_what_stands_under_an_item_goes_with_it(db):
    menu = making.menu("footer", Một="/1")
    item = MenuItem.objects.get()
    under, _ = services.put_menu_item(menu=menu, position=2, name_vi="Hai", parent=item)
    services.put_menu_item(menu=menu, position=3, name_vi="Ba", parent=under)
    services.remove_menu_item(item=item)
    assert not MenuItem.objects.exists()
