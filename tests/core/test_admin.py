"""Officers look; what changes a row is a service."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from core.admin import ReadOnlyAdmin
from core.models import Once, Task, TaskState, Transition


@pytest.fixture
def request_of(db):
    """A request of somebody in the admin who holds the permissions named."""

    def make(*codenames):
        user = get_user_model().objects.create(email=f"{len(codenames)}@example.com", is_active=True, is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        request = RequestFactory().post("/")
        request.user, request.session = user, {}
        request._messages = FallbackStorage(request)
        return request

    return make


def task(state):
    return Task.objects.create(name="x", state=state, due_at="2026-01-01T00:00Z", attempts=1, max_attempts=1)


@pytest.mark.parametrize("model", [Task, Once, Transition])
def test_nothing_of_core_is_written_by_a_form_of_the_admin(request_of, model):
    screen = admin.site._registry[model]
    request = request_of("add_task", "change_task", "delete_task", "add_once", "change_once", "delete_once")
    assert isinstance(screen, ReadOnlyAdmin)
    assert not screen.has_add_permission(request)
    assert not screen.has_change_permission(request)
    assert not screen.has_delete_permission(request)


def test_the_result_of_a_request_is_not_shown():
    assert "result" not in admin.site._registry[Once].fields


def test_trying_again_revives_the_dead_and_says_what_it_left(request_of):
    dead, done = task(TaskState.DEAD), task(TaskState.DONE)
    request = request_of("change_task", "view_task")
    screen = admin.site._registry[Task]
    screen.try_again(request, Task.objects.order_by("pk"))
    assert dict(Task.objects.values_list("pk", "state")) == {dead.pk: "ready", done.pk: "done"}
    assert Transition.objects.get().actor_id == request.user.pk
    told = [str(message) for message in get_messages(request)]
    assert len(told) == 2
    assert f"#{done.pk}" in told[0]


def test_only_who_may_change_tasks_is_offered_to_try_again(request_of):
    screen = admin.site._registry[Task]
    assert "try_again" in screen.get_actions(request_of("change_task", "view_task"))
    assert "try_again" not in screen.get_actions(request_of("view_task"))
