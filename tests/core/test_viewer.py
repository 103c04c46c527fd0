"""Who is asking is found out once, and only when it matters."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.test import RequestFactory

from core import viewer
from core.viewer import ScopeUnknownError, Viewer


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    monkeypatch.setattr(viewer, "_sources", {})


@pytest.fixture
def user(db):
    return get_user_model().objects.create(email="an@example.com", is_active=True)


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_anonymous_is_nobody_and_costs_nothing(django_assert_num_queries, db):
    viewer.scope_source("producers")(lambda user_id: [1])
    with django_assert_num_queries(0):
        for nobody in (
            Viewer.anonymous(),
            Viewer.of(request_of(AnonymousUser())),
            Viewer.of(RequestFactory().get("/")),
        ):
            assert nobody.user_id is None
            assert not nobody.is_authenticated
            assert not nobody.is_staff
            assert not nobody.has_perm("core.change_task")
            assert nobody.scope("producers") == frozenset()


def test_a_request_is_its_users(user):
    reader = Viewer.of(request_of(user))
    assert (reader.user_id, reader.is_authenticated, reader.is_staff) == (user.pk, True, False)


def test_an_inactive_user_is_nobody(user):
    user.is_active = False
    assert Viewer.of(request_of(user)).user_id is None


def test_the_user_and_the_permissions_are_loaded_once_and_only_when_asked(user, django_assert_num_queries):
    user.user_permissions.add(Permission.objects.get(codename="change_task"))
    with django_assert_num_queries(0):
        reader = Viewer(lambda: get_user_model().objects.get(pk=user.pk))
    with django_assert_num_queries(3):  # the user, its own permissions, its groups'
        assert reader.has_perm("core.change_task")
        assert reader.has_perm("core.change_task")
        assert not reader.has_perm("core.delete_task")


def test_a_scope_joins_its_sources_and_is_asked_once(user):
    asked = []

    @viewer.scope_source("points")
    def as_manager(user_id):
        asked.append(user_id)
        return [1, 2]

    @viewer.scope_source("points")
    def as_clerk(user_id):
        return iter([2, 3])

    reader = Viewer.of(request_of(user))
    assert asked == []
    assert reader.scope("points") == reader.scope("points") == frozenset({1, 2, 3})
    assert asked == [user.pk]


def test_a_scope_nobody_fills_is_a_mistake_not_an_empty_one(user):
    with pytest.raises(ScopeUnknownError):
        Viewer.anonymous().scope("produecrs")
