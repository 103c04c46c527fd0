"""Officers' page of one draft: both sides of each field, a choice, a reason."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission

from catalog import services
from catalog.models.products import Programme
from core.transitions import Actor
from tests import factories

MEMBER = Actor(21, "producer")


@pytest.fixture
def officer(client, db):
    user = factories.user("officer@vidu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_draft", "judge_draft"]))
    client.force_login(user)
    return client


@pytest.fixture
def draft(db):
    product = factories.product("Mật ong rừng", producer=factories.producer(), description_vi="Mật ong.")
    wishes = {"description_vi": "Chữa bách bệnh.", "storage_vi": "Nơi mát."}
    made = services.save_product_draft(producer=product.producer, product=product, values=wishes, by=MEMBER)
    return services.submit_draft(draft=made, by=MEMBER)


def page_of(draft) -> str:
    return f"/admin/catalog/draft/{draft.pk}/judge/"


def seen(officer, draft) -> dict[str, str]:
    page = officer.get(page_of(draft)).content.decode()
    found = re.findall(r'<input type="hidden" name="(\w+_seen)"(?: value="([^"]*)")?', page)
    return {name: unescape(value) for name, value in found}


def test_both_sides_are_shown_and_each_field_is_decided_on(officer, draft):
    page = officer.get(page_of(draft)).content.decode()
    assert "Mật ong." in page
    assert "Chữa bách bệnh." in page
    told = {"description_vi": "reject", "description_vi_reason": "Không nói chữa bệnh.", "storage_vi": "accept"}
    assert officer.post(page_of(draft), seen(officer, draft) | told).status_code == 302
    draft.product.refresh_from_db()
    assert (draft.product.description_vi, draft.product.storage_vi) == ("Mật ong.", "Nơi mát.")


def test_a_refusal_without_a_reason_stands_beside_its_field(officer, draft):
    answer = officer.post(page_of(draft), seen(officer, draft) | {"description_vi": "reject", "storage_vi": "accept"})
    assert list(answer.context["form"].errors) == ["description_vi"]
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_what_moved_meanwhile_is_told(officer, draft):
    sent = seen(officer, draft) | {"description_vi": "accept", "storage_vi": "accept"}
    product = draft.product
    services.put_product(
        external_reference=product.external_reference,
        name_vi=product.name_vi,
        name_en=None,
        category=product.category,
        programme=Programme.OCOP,
        description_vi="Đổi rồi.",
    )
    answer = officer.post(page_of(draft), sent)
    assert "Giới thiệu" in str(answer.context["form"].non_field_errors())
    assert "Khi chủ thể viết, mục này còn là: Mật ong." in answer.content.decode()


def test_who_may_only_look_does_not_judge(client, draft):
    user = factories.user("nguoi-xem@vidu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_draft"))
    client.force_login(user)
    assert client.get(f"/admin/catalog/draft/{draft.pk}/change/").status_code == 200
    assert client.get(page_of(draft)).status_code == 403
