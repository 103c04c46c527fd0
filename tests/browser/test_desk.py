"""What an officer and a producer do, in a real browser; `visit` fails a test for any error in the console."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from accounts.groups import MODERATORS, PROGRAMME_OFFICERS
from accounts.models import Membership
from catalog import services
from core.transitions import Actor
from tests import factories
from tests.browser.visiting import OF_UNFOLD, PASSWORD, assert_accessible, sign_in


# What is not of our making, with unfold 0.91: select2 names no search field (Django's), the last head of a table of
# rows is empty and the scrollbars' regions bear one name (unfold's).
@pytest.fixture
def honey(transactional_db):
    """A product with a star that waits to be confirmed, its officer and its maker's member."""
    factories.channel()
    factories.tax_rate()
    factories.star_rules()
    maker = factories.producer(name_vi="HTX Ong Rừng")
    honey = factories.listed("Đũa gỗ Quảng Thủy", producer=maker, description_vi="Đũa.")
    factories.certificate(honey, 4)
    officer = factories.user("officer@vidu.example", PASSWORD, is_staff=True, last_name="Phạm", first_name="Quản")
    officer.groups.set(Group.objects.filter(name__in=[PROGRAMME_OFFICERS, MODERATORS]))
    member = factories.user("nguoi-lam@vidu.example", PASSWORD)
    Membership.objects.create(user=member, producer=maker, role="owner", valid_from=date(2020, 1, 1))
    return honey


def test_an_officer_finds_a_product_without_accents_and_confirms_its_star(visit, honey):
    page = visit("desktop")
    sign_in(page, "officer@vidu.example", "/admin/")
    expect(page.get_by_role("heading", name="Sao chờ xác nhận")).to_be_visible()
    page.goto("/admin/catalog/product/?q=dua+go+quang+thuy")
    expect(page.get_by_role("link", name="Đũa gỗ Quảng Thủy")).to_be_visible()
    page.goto("/admin/")
    page.get_by_role("link", name="Đũa gỗ Quảng Thủy: 4 sao").click()
    page.get_by_role("link", name="Xác nhận theo quyết định").click()
    page.get_by_label("Số quyết định").fill("412/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("02/03/2099")
    page.get_by_role("button", name="Xác nhận theo quyết định").click()
    expect(page.get_by_text("Ngày quyết định chưa đến")).to_be_visible()
    page.get_by_label("Ngày quyết định").fill("02/03/2026")
    page.get_by_role("button", name="Xác nhận theo quyết định").click()
    expect(page.get_by_text("Đã xác nhận 4 sao")).to_be_visible()
    page.goto(f"/san-pham/{honey.slug_vi}/")
    expect(page.get_by_text("412/QĐ-UBND").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_producer_asks_an_officer_judges_and_the_producer_reads_why(visit, honey, javascript):
    maker = visit("phone", javascript=javascript)
    sign_in(maker, "nguoi-lam@vidu.example", "/chu-the/")
    maker.get_by_role("link", name="Đũa gỗ Quảng Thủy").click()
    maker.get_by_label("Giới thiệu", exact=True).fill("Đũa chữa bách bệnh.")
    maker.get_by_label("Bảo quản", exact=True).fill("Nơi khô.")
    maker.get_by_role("button", name="Ghi lại").click()
    maker.get_by_role("button", name="Gửi cán bộ duyệt").click()
    expect(maker.get_by_text("Chờ duyệt")).to_be_visible()

    officer = visit("desktop")
    sign_in(officer, "officer@vidu.example", "/admin/")
    officer.get_by_role("link", name="HTX Ong Rừng: Đũa gỗ Quảng Thủy").click()
    story = officer.get_by_role("group", name="Giới thiệu")
    expect(story.get_by_text("Đũa chữa bách bệnh.")).to_be_visible()
    story.get_by_label("Không đồng ý", exact=True).check()
    officer.get_by_role("group", name="Bảo quản").get_by_label("Đồng ý", exact=True).check()
    officer.get_by_role("button", name="Xét từng mục").click()
    expect(officer.get_by_text("Cần ghi lý do")).to_be_visible()
    story.get_by_label("Lý do").fill("Không nói là chữa bệnh.")
    officer.get_by_role("button", name="Xét từng mục").click()
    expect(officer.get_by_text("Chủ thể đọc được từng lý do")).to_be_visible()

    maker.reload()
    expect(maker.get_by_text("Không nói là chữa bệnh.")).to_be_visible()
    honey.refresh_from_db()
    assert (honey.description_vi, honey.storage_vi) == ("Đũa.", "Nơi khô.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_producers_pages_fit_and_are_accessible(visit, honey, scheme):
    wish = {"storage_vi": "Nơi khô.", "description_vi": "Đũa gỗ trắc."}
    draft = services.save_product_draft(producer=honey.producer, product=honey, values=wish, by=Actor(1, "producer"))
    for size in ("phone", "desktop"):
        page = visit(size, color_scheme=scheme)
        sign_in(page, "nguoi-lam@vidu.example", "/chu-the/")
        sheet = f"/chu-the/{honey.producer_id}/san-pham/{honey.pk}/"
        for address in ("/chu-the/", sheet, f"/chu-the/de-nghi/{draft.pk}/", f"/en/producer/{honey.producer_id}/new/"):
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, page.url
            assert_accessible(page)


def test_the_officers_pages_are_accessible_but_for_what_is_unfolds(visit, honey):
    draft = services.save_product_draft(
        producer=honey.producer, product=honey, values={"storage_vi": "Khô."}, by=Actor(1, "producer")
    )
    services.submit_draft(draft=draft, by=Actor(1, "producer"))
    page = visit("desktop")
    sign_in(page, "officer@vidu.example", "/admin/")
    certificate = honey.certificates.get()
    for address in (
        "/admin/",
        "/admin/catalog/product/",
        f"/admin/catalog/product/{honey.pk}/change/",
        f"/admin/catalog/certificate/{certificate.pk}/confirm/",
        f"/admin/catalog/draft/{draft.pk}/judge/",
        f"/admin/catalog/product/{honey.pk}/history/",
    ):
        page.goto(address)
        assert_accessible(page, OF_UNFOLD)
