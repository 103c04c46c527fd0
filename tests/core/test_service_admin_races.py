"""Two officers at one row, on real connections: the second is told, and what the first wrote stays."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from core.desk import writing
from core.models import FieldChange
from tests import factories


@pytest.fixture
def source(transactional_db):
    return factories.source(document="Quyết định 12/QĐ-UBND")


def officer(number):
    user = factories.user(f"officer{number}@vidu.example", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__endswith="_source"))
    client = Client()
    client.force_login(user)
    return client


def saves(source, day):
    """An officer who has the page open, and what saving does: the status, and the day that was meant."""
    client, seen = officer(day), FieldChange.objects.order_by("-id").values_list("pk", flat=True)[0]

    def save():
        answer = client.post(
            f"/admin/catalog/source/{source.pk}/change/", {"_seen": seen, "published_on": f"2026-03-0{day}"}
        )
        return answer.status_code

    return save


def changes():
    return FieldChange.objects.filter(kind="catalog.source", field="published_on").count()


def test_of_two_who_save_at_once_one_is_told(source, at_once):
    assert sorted(at_once(saves(source, 1), saves(source, 2))) == [200, 302]
    assert changes() == 1


def test_without_the_look_at_what_was_seen_the_first_would_be_overwritten(source, at_once, monkeypatch):
    monkeypatch.setattr(writing, "refuse_if_changed", lambda *args: None)
    assert at_once(saves(source, 1), saves(source, 2)) == [302, 302]
    assert changes() == 2
