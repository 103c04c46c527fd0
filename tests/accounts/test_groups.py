"""Officers' groups: who may do what on the desk."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.groups import MODERATORS, PROGRAMME_OFFICERS
from tests import factories


def in_group(client, *names):
    user = factories.user(f"{len(names)}-{'-'.join(names)[:8]}@vidu.example".replace(" ", ""), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=names))
    client.force_login(user)
    return user


def test_officers_write_the_catalog_and_do_not_judge_producers_drafts(db):
    allowed = set(Group.objects.get(name=PROGRAMME_OFFICERS).permissions.values_list("codename", flat=True))
    assert {"add_product", "change_certificate", "view_draft", "change_task"} <= allowed
    assert "judge_draft" not in allowed
    assert not {name for name in allowed if "user" in name or "group" in name}


def test_moderators_judge_and_write_nothing_else(db):
    allowed = set(Group.objects.get(name=MODERATORS).permissions.values_list("codename", flat=True))
    assert "judge_draft" in allowed
    assert {name for name in allowed if not name.startswith("view_")} == {"judge_draft"}


@pytest.mark.parametrize("groups", [(), (MODERATORS,)])
def test_who_may_not_is_refused_every_form_and_step(client, db, groups):
    user = in_group(client, *groups)
    certificate = factories.certificate()
    for address in ("product/add/", f"certificate/{certificate.pk}/confirm/", "source/add/", "area/add/"):
        assert client.get(f"/admin/catalog/{address}").status_code == 403
        assert client.post(f"/admin/catalog/{address}", {}).status_code == 403
    assert user.is_staff


def test_who_has_no_permission_sees_an_empty_desk(client, db):
    in_group(client)
    page = client.get("/admin/")
    assert page.status_code == 200
    assert page.context["sidebar_navigation"] == []
    for page in admin.site._registry.values():
        assert client.get(f"/admin/{page.opts.app_label}/{page.opts.model_name}/").status_code == 403
