"""Officers' view of the ground: tasks given up, keys answered, what was moved and changed. Nothing here writes a row.

The pages of every package are made of what is named here: a ReadOnlyAdmin, or a ServiceAdmin.
"""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.desk import panels
from core.desk.panels import SHOWN, Item, Panel
from core.desk.reading import DeskAdmin, ReadOnlyAdmin, Section
from core.desk.steps import Step, officer
from core.desk.writing import ServiceAdmin, ServiceForm, ServiceInline, name_widget
from core.models import FieldChange, Once, Task, TaskState, Transition
from core.transitions import OFFICER_ROLE
from core.viewer import Viewer
from core.work import upkeep

__all__ = [
    "DeskAdmin",
    "ReadOnlyAdmin",
    "Section",
    "ServiceAdmin",
    "ServiceForm",
    "ServiceInline",
    "Step",
    "name_widget",
    "officer",
]


@panels.brought(80)
def dead_tasks(request: HttpRequest) -> Panel | None:
    """Work that was given up."""
    if not request.user.has_perm("core.view_task"):
        return None
    dead = Task.objects.filter(state=TaskState.DEAD)
    address = reverse("admin:core_task_changelist")
    items = [Item(f"#{task.pk} {task.name}", f"{address}{task.pk}/change/") for task in dead.order_by("-id")[:SHOWN]]
    return Panel(
        gettext("Việc nền đã bỏ cuộc"), dead.count(), items, f"{address}?state__exact=dead", gettext("Không có.")
    )


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    """Tasks, the dead ones first."""

    icon = "build"
    list_display = ("id", "name", "state", "attempts", "due_at", "finished_at")
    list_filter = ("state", "name")
    ordering = ("state", "-id")
    actions = ("try_again",)

    @admin.action(description=_("Làm lại những việc đã bỏ cuộc"), permissions=("retry",))
    def try_again(self, request: HttpRequest, chosen: QuerySet[Task]) -> None:
        """Revive each dead one; the rest are told, not touched."""
        revived, actor_id = 0, Viewer.of(request).user_id
        for task_id in chosen.values_list("pk", flat=True):
            try:
                upkeep.try_again(task_id=task_id, actor_id=actor_id, actor_role=OFFICER_ROLE)
            except upkeep.TaskNotDead as refusal:
                self.message_user(request, f"#{task_id}: {refusal.message}", messages.WARNING)
            else:
                revived += 1
        if revived:
            told = ngettext("Đã xếp lại %d việc.", "Đã xếp lại %d việc.", revived) % revived
            self.message_user(request, told, messages.SUCCESS)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Whoever may change tasks in principle, though no form here lets them."""
        return request.user.has_perm("core.change_task")


@admin.register(Once)
class OnceAdmin(ReadOnlyAdmin):
    """Keys and when they came; results may name orders, so they are not listed."""

    icon = "key"
    list_display = ("operation", "actor", "key", "created_at")
    list_filter = ("operation",)
    fields = ("operation", "actor", "key", "payload_sha256", "created_at")


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin):
    """Who moved what, and why."""

    icon = "swap_horiz"
    list_display = ("at", "kind", "object_id", "from_state", "to_state", "actor_role", "actor_id")
    list_filter = ("kind", "to_state")


@admin.register(FieldChange)
class FieldChangeAdmin(ReadOnlyAdmin):
    """Who changed what, field by field; each row's own page shows its part in words."""

    icon = "history"
    list_display = ("at", "kind", "object_id", "event", "field", "old", "new", "actor_role", "actor_id")
    list_filter = ("event", "actor_role", "kind")
    search_fields = ("kind", "field", "reason")
    ordering = ("-id",)
