"""A page of the desk that only shows; the sections pages stand in; their words; and finding without accents."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Field, Model, Q, QuerySet, TextField
from django.http import HttpRequest
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextareaWidget

from core.db.folding import Folded
from core.desk import steps
from core.desk.steps import Step
from core.text import fold

M = TypeVar("M", bound=Model)
Words = Mapping[str, str | Promise]


class Section(NamedTuple):
    """A heading of the desk's sidebar; the lowest position is the highest on the page."""

    position: int
    title: str | Promise


MACHINERY = Section(90, _("Máy móc"))
LABELS: dict[str, str | Promise] = {
    "at": _("Lúc"),
    "kind": _("Loại"),
    "object_id": _("Số của dòng"),
    "actor_id": _("Người làm"),
    "actor_role": _("Vai"),
    "reason": _("Lý do"),
    "state": _("Trạng thái"),
    "from_state": _("Từ trạng thái"),
    "to_state": _("Sang trạng thái"),
    "name": _("Tên"),
    "attempts": _("Số lần đã thử"),
    "due_at": _("Hẹn lúc"),
    "finished_at": _("Xong lúc"),
    "operation": _("Việc"),
    "actor": _("Ai"),
    "key": _("Khóa"),
    "payload_sha256": _("Dấu vết nội dung"),
    "created_at": _("Tạo lúc"),
    "event": _("Việc"),
    "field": _("Mục"),
    "old": _("Từ"),
    "new": _("Thành"),
    "is_hidden": _("Không lưu giá trị"),
}


class DeskAdmin(ModelAdmin):
    """What every page of the desk has: a place in the sidebar, words for its columns, and search without accents."""

    section = MACHINERY
    # A name of Material Symbols, which the desk's own files hold.
    icon = "description"
    # What columns are called here, and what to know when filling them in. Models speak to programmers.
    labels: Words = LABELS
    hints: Words = {}
    # What is done to one row beside editing it, each on a page of its own.
    steps: tuple[Step, ...] = ()
    change_form_outer_before_template = "core/desk/steps.html"
    show_full_result_count = False
    list_per_page = 50
    warn_unsaved_form = True
    formfield_overrides = {TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 4})}}

    def get_urls(self) -> list[URLPattern]:
        return [*steps.addresses(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Model | None = None, **kwargs: Any
    ) -> Any:
        if obj is not None:
            base = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            context["subtitle"] = self.called(obj)
            context |= {"steps": steps.offered(self, request, obj), "step_base": f"{base}{obj.pk}/"}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def called(self, row: Any) -> str:
        """What a row is called over its own page."""
        return str(row)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        names = [field.name for field in self.opts.get_fields()]
        hints = dict.fromkeys(names, "") | {name: str(hint) for name, hint in self.hints.items()}
        return super().get_form(request, obj, change=change, labels=dict(self.labels), help_texts=hints, **kwargs)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [self._column(name) for name in super().get_list_display(request)]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        for spec in changelist.filter_specs:
            name = getattr(spec, "field_path", "").split("__")[-1]
            spec.title = self.labels.get(name, spec.title)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Every word somewhere, accents or not; a column that keeps a folded copy is named by that."""
        columns = []
        for number, name in enumerate(self.get_search_fields(request)):
            columns.append(name if name.endswith("_folded") else f"_folded_{number}")
            if not name.endswith("_folded"):
                queryset = queryset.alias(**{columns[-1]: Folded(name)})
        for word in fold(search_term).split():
            found = Q()
            for column in columns:
                found |= Q(**{f"{column}__contains": word})
            queryset = queryset.filter(found)
        return queryset, False

    def _column(self, name: Any) -> Any:
        """A column of a list under the name that this page gives it."""
        if not isinstance(name, str) or name not in self.labels or hasattr(self, name):
            return name
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return name
        return labelled(field, self.labels[name])


def labelled(field: Any, label: str | Promise) -> Callable[[Any], Any]:
    """A column's value, a choice by its words."""

    def value(row: Any) -> Any:
        if field.name == "is_demonstration":
            return format_html('<span class="desk-badge">{}</span>', _("minh họa")) if row.is_demonstration else ""
        if isinstance(field, Field) and field.flatchoices:
            return getattr(row, f"get_{field.name}_display")()
        return getattr(row, field.name)

    value.short_description = label  # type: ignore[attr-defined]
    value.admin_order_field = field.name  # type: ignore[attr-defined]
    value.boolean = isinstance(field, BooleanField) and field.name != "is_demonstration"  # type: ignore[attr-defined]
    value.__name__ = field.name
    return value


class ReadOnlyAdmin(DeskAdmin):
    """A list to look at; whatever changes a row is an action that calls a service."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
