"""A producer's own pages: what stands there, what is wished, what officers said; nobody else sees them."""

from datetime import date

import pytest

from accounts.models import Membership
from catalog import services
from catalog.models import Draft
from catalog.services import Verdict
from tests import factories


@pytest.fixture(autouse=True)
def frame(db):
    factories.channel()


@pytest.fixture
def product(db):
    maker = factories.producer(name_vi="HTX Ong Rừng")
    return factories.product("Mật ong rừng", producer=maker, description_vi="Mật ong.")


@pytest.fixture
def member(client, product):
    user = factories.user("nguoi-lam@vidu.example")
    Membership.objects.create(user=user, producer=product.producer, role="editor", valid_from=date(2020, 1, 1))
    client.force_login(user)
    return client


def sheet_of(product) -> str:
    return f"/chu-the/{product.producer_id}/san-pham/{product.pk}/"


def text(answer) -> str:
    return answer.content.decode()


def test_the_desk_lists_products_that_buyers_may_not_see_yet(member, product):
    page = text(member.get("/chu-the/"))
    assert "HTX Ong Rừng" in page
    assert sheet_of(product) in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_wish_is_written_looked_at_and_sent(member, product):
    filled = {"name_vi": "Mật ong rừng", "description_vi": "Chữa bách bệnh.", "storage_vi": "Nơi mát."}
    answer = member.post(sheet_of(product), filled, follow=True)
    draft = Draft.objects.get()
    address = f"/chu-the/de-nghi/{draft.pk}/"
    assert answer.redirect_chain == [(address, 302)]
    assert "Chữa bách bệnh." in text(answer)
    assert "Mật ong." in text(answer)
    assert "Chờ duyệt" in text(member.post(address, {"do": "submit"}, follow=True))
    assert "Muốn sửa tiếp thì rút lại trước" in text(member.get(sheet_of(product)))
    told = {"description_vi": Verdict(False, "Mật ong.", "Không nói chữa bệnh."), "storage_vi": Verdict(True, None)}
    services.judge_draft(draft=draft, verdicts=told, by=factories.OFFICER)
    assert "Không nói chữa bệnh." in text(member.get(address))
    assert "Không nói chữa bệnh." in text(member.get("/chu-the/"))


def test_a_refusal_stands_beside_its_field(member, product):
    answer = member.post(sheet_of(product), {"name_vi": ""})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["name_vi"]
    assert not Draft.objects.exists()


def test_a_new_product_is_proposed_and_gone_on_with(member, product):
    group = factories.category(parent=factories.category())
    answer = member.post(f"/chu-the/{product.producer_id}/them/", {"name_vi": "Ruốc sả"}, follow=True)
    draft = Draft.objects.get()
    assert "Sản phẩm mới: Ruốc sả" in text(answer)
    refused = text(member.post(f"/chu-the/de-nghi/{draft.pk}/", {"do": "submit"}))
    assert "Sản phẩm mới cần có tên và nhóm sản phẩm." in refused
    page = member.get(f"/chu-the/{product.producer_id}/them/{draft.pk}/")
    chosen = next(key for key, name in page.context["form"].fields["category"].choices if name == group.name_vi)
    member.post(f"/chu-the/{product.producer_id}/them/{draft.pk}/", {"name_vi": "Ruốc sả", "category": chosen})
    assert Draft.objects.get() == draft
    assert "Chờ duyệt" in text(member.post(f"/chu-the/de-nghi/{draft.pk}/", {"do": "submit"}, follow=True))


def test_contacts_are_asked_for_too(member, product):
    page = f"/chu-the/{product.producer_id}/thong-tin/"
    answer = member.post(page, {"phone": "0912 345 678"}, follow=True)
    assert "0912 345 678" in text(answer)
    assert "email" in member.post(page, {"email": "không phải"}).context["form"].errors


@pytest.mark.parametrize("end", ["thong-tin/", "them/", "san-pham/{product}/"])
def test_pages_of_another_producer_are_not_there(member, product, end):
    other = factories.product(producer=factories.producer())
    assert member.get(f"/chu-the/{other.producer_id}/{end.format(product=other.pk)}").status_code == 404
    assert member.get(f"/chu-the/{product.producer_id}/san-pham/{other.pk}/").status_code == 404
    draft = services.save_product_draft(
        producer=other.producer, product=other, values={"storage_vi": "Mát."}, by=factories.OFFICER
    )
    assert member.get(f"/chu-the/de-nghi/{draft.pk}/").status_code == 404
    assert member.post(f"/chu-the/de-nghi/{draft.pk}/", {"do": "submit"}).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_nobody_signed_in_is_asked_to_and_who_acts_for_nobody_is_told(client, product):
    assert client.get(sheet_of(product)).status_code == 302
    client.force_login(factories.user("nguoi-mua@vidu.example"))
    assert "chưa được ghi là người của chủ thể nào" in text(client.get("/chu-the/"))
    assert "Việc của chủ thể" not in text(client.get("/tai-khoan/"))


def test_the_english_pages_stand_at_english_addresses(member, product):
    assert "HTX Ong Rừng" in text(member.get("/en/producer/"))
    assert member.get(f"/en/producer/{product.producer_id}/products/{product.pk}/").status_code == 200
