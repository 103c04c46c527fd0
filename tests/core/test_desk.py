"""The officers' desk: who comes in, what may be registered, and what its pages may load."""

import difflib
from pathlib import Path

import pytest
import unfold
from django.conf import settings
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from core.desk.reading import DeskAdmin
from core.models import Task
from core.transitions import Actor
from tests import factories


@pytest.fixture
def officer(client, db):
    """A client of somebody who may look at tasks."""
    user = factories.user("officer@vidu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_task"))
    client.force_login(user)
    return client


def test_a_page_that_writes_by_itself_is_refused():
    with pytest.raises(ImproperlyConfigured, match=r"core\.Task"):
        admin.site.register(Task, ModelAdmin)


def test_what_a_library_registers_is_left_out():
    admin.site.register(Group, ModelAdmin)
    assert Group not in admin.site._registry
    assert all(isinstance(page, DeskAdmin) for page in admin.site._registry.values())


def test_the_desk_alone_lets_its_own_scripts_make_functions_of_text(officer):
    for address in ("/admin/", "/en/admin/", "/admin/core/task/"):
        answer = officer.get(address)
        assert answer.status_code == 200
        policy = answer["Content-Security-Policy"]
        assert "'unsafe-eval'" in policy
        assert "'unsafe-inline'" not in policy
        assert f"nonce-{answer.wsgi_request.csp_nonce}" in policy
    assert "unsafe" not in officer.get("/")["Content-Security-Policy"]


def test_it_speaks_vietnamese_and_english(officer):
    assert "Bàn cán bộ" in officer.get("/admin/").content.decode()
    english = officer.get("/en/admin/").content.decode()
    assert "Officers" in english
    assert 'href="/admin/"' in english


def test_nobody_comes_in_but_by_the_door_of_everybody(client, db):
    assert client.get("/admin/core/task/", follow=True).redirect_chain[-1][0].startswith("/dang-nhap/")


def test_who_is_no_officer_is_refused_and_not_sent_round_in_circles(client, db):
    client.force_login(factories.user())
    assert client.get("/admin/", follow=True).status_code == 403


def test_an_officer_sees_only_what_was_entrusted_to_them(officer):
    assert "/admin/core/task/" in officer.get("/admin/").content.decode()
    assert "/admin/core/once/" not in officer.get("/admin/").content.decode()
    assert officer.get("/admin/core/once/").status_code == 403


def test_the_first_page_tells_what_waits_and_costs_the_same_however_much_it_is(client, db):
    def waiting():
        product = factories.product("Mật ong rừng", producer=factories.producer())
        wishes = {"storage_vi": "Nơi mát."}
        draft = services.save_product_draft(
            producer=product.producer, product=product, values=wishes, by=Actor(1, "producer")
        )
        services.submit_draft(draft=draft, by=Actor(1, "producer"))
        factories.certificate(product, source=factories.source(is_demonstration=True))

    client.force_login(factories.user("tat-ca@vidu.example", is_staff=True, is_superuser=True))

    def statements():
        client.get("/admin/")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/admin/")
        return len(asked), {str(panel.title): panel.waiting for panel in page.context["panels"]}

    waiting()
    few, counts = statements()
    assert (
        counts["Chủ thể gửi, chờ duyệt"] == counts["Sao chờ xác nhận"] == counts["Dữ liệu minh họa còn trên trang"] == 1
    )
    for _ in range(4):
        waiting()
    many, counts = statements()
    assert many == few
    assert counts["Sao chờ xác nhận"] == 5


# Of unfold's templates we keep copies that differ in so many lines; a new unfold is compared by hand.
COPIES = {
    "unfold/layouts/skeleton.html": 7,
    "admin/actions.html": 2,
    "admin/base.html": 4,
}


@pytest.mark.parametrize(("name", "lines"), COPIES.items())
def test_a_copy_of_unfolds_template_differs_only_where_we_mean_it(name, lines):
    theirs = Path(unfold.__file__).parent / "templates" / name
    ours = Path(settings.BASE_DIR) / "core/templates" / name
    both = [path.read_text(encoding="utf-8").splitlines() for path in (theirs, ours)]
    changed = [line for line in difflib.ndiff(*both) if line[0] in "+-"]
    assert len(changed) == lines, "\n".join(changed)
