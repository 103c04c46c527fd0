"""A page of the desk that writes: saving and deleting call services, and refusals are shown in the form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from unfold.admin import TabularInline

from core import history
from core.desk import showing
from core.desk.conflicts import SEEN, refuse_if_changed, seen_now
from core.desk.reading import DeskAdmin, Words
from core.desk.refusals import AlreadyThere, InUse, refusal_of
from core.desk.steps import officer
from core.errors import DomainError

M = TypeVar("M", bound=Model)


class ServiceForm(forms.ModelForm[Any]):
    """A form that also shows what a service refused of the same input, each refusal beside the field it blames."""

    refusals: list[DomainError] = []

    def _post_clean(self) -> None:
        """Services say in words, beside the field, what a constraint says by its name; the database stands behind."""
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()  # type: ignore[misc]

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for refusal in self.refusals:
            blamed = refusal.field if refusal.field in self.fields else None
            self.add_error(blamed, refusal.message)


def name_widget(widget: Any, name: str) -> None:
    """Give a widget that no label stands beside a name of its own; of a wrapper, what it wraps."""
    getattr(widget, "widget", widget).attrs["aria-label"] = name


class ServiceInline(TabularInline):
    """Rows of a page that a service writes one by one; `keep` and `remove` are given the page's own row."""

    extra = 0
    hide_title = True
    labels: Words = {}

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Under the words of the page it stands on, and without the models' words for programmers."""
        hints = dict.fromkeys((field.name for field in self.opts.get_fields()), "")
        return super().get_formset(request, obj, labels=dict(self.labels), help_texts=hints, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Named for those who do not see the table's head."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            name_widget(field.widget, str(self.labels.get(db_field.name, db_field.verbose_name)))
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Its choices read once, and not again for every row."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.choices = list(field.choices)
        return field

    def keep(self, parent: Any, values: dict[str, Any], known: Any) -> Any:
        """Call the service that writes this row; `known` is the row as it was, or None for a new one."""
        raise NotImplementedError

    def remove(self, parent: Any, row: Any) -> None:
        """Call the service that takes the row away; where there is none, `can_delete` is off."""
        raise NotImplementedError


class ServiceAdmin(DeskAdmin):
    """A page whose rows services write.

    A subclass gives `keep`, and `remove` if its rows may go. Whatever a service refuses, and whatever the database
    does, undoes the whole attempt and is shown in the form. Two officers at one row: the second is told what changed.
    """

    form = ServiceForm
    # The columns that say which row it is: chosen when it is added, and fixed from then on.
    key: tuple[str, ...] = ()
    change_form_before_template = "core/desk/seen.html"
    change_form_outer_after_template = "core/desk/history.html"

    def keep(self, values: dict[str, Any], known: Any) -> Model:
        """Call the service that writes such a row; `known` is the row as it was, or None for a new one."""
        raise NotImplementedError

    def remove(self, row: Any) -> None:
        """Call the service that takes a row away."""
        raise NotImplementedError

    # What the form is and shows.

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        given = tuple(super().get_readonly_fields(request, obj))
        return given if obj is None else (*given, *(name for name in self.key if name not in given))

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Any]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusals": getattr(request, "refusals", [])})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        removable = type(self).remove is not ServiceAdmin.remove
        return removable and super().has_delete_permission(request, obj)

    # Writing.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """As Django's; a refusal undoes what was written, and the same form is shown again with what was refused."""
        if request.method == "POST":
            try:
                with transaction.atomic(), history.acting(officer(request)):
                    if object_id is not None:
                        refuse_if_changed(self, request, unquote(object_id))
                    return super().changeform_view(request, object_id, form_url, self._around(request, object_id))
            except DomainError as refusal:
                request.refusals = [refusal]  # type: ignore[attr-defined]
            except IntegrityError as error:
                request.refusals = [refusal_of(error)]  # type: ignore[attr-defined]
        context = self._around(request, object_id) | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def _around(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """What stands around the form: the last change it has seen, and what happened to the row."""
        if object_id is None:
            return {"seen_name": SEEN, "desk_history": []}
        key = unquote(object_id)
        return {
            "seen_name": SEEN,
            "seen": seen_now(self, request, key),
            "desk_history": showing.lines_of_page(self, request, key),
        }

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm[Any], change: bool) -> None:
        """Give what the form holds to the service, and take over the row it answers with."""
        values = {name: value for name, value in form.cleaned_data.items() if name in self._columns(form)}
        if not change and self.key and self.model._default_manager.filter(**{n: values[n] for n in self.key}).exists():
            raise AlreadyThere(self.key[0])
        known = obj if change else None
        if known is not None:
            values |= {name: getattr(known, name) for name in self.key}
        kept = self.keep(values, known)
        obj.__dict__.update(kept.__dict__)

    def save_related(self, request: HttpRequest, form: forms.ModelForm[Any], formsets: Any, change: bool) -> None:
        """The rows below, each by its own service; relations to many are the service's business."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def save_formset(self, request: HttpRequest, form: forms.ModelForm[Any], formset: Any, change: bool) -> None:
        inline = next(one for one in self.get_inline_instances(request, form.instance) if one.model is formset.model)
        for row in formset.forms:
            known = row.instance if row.instance.pk else None
            if formset.can_delete and formset._should_delete_form(row):
                if known is not None:
                    inline.remove(form.instance, known)
            elif row.has_changed():
                values = {name: row.cleaned_data[name] for name in row.cleaned_data if name in self._columns(row)}
                inline.keep(form.instance, values, known)
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    @staticmethod
    def _columns(form: forms.ModelForm[Any]) -> set[str]:
        return {field.name for field in form._meta.model._meta.get_fields()} | set(getattr(form, "beside", ()))

    # Deleting.

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with history.acting(officer(request)):
            self.remove(obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's; what the service refuses is told on the row's own page."""
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except DomainError as refusal:
            told = refusal.message
        except (ProtectedError, IntegrityError):
            told = InUse().message
        self.message_user(request, told, messages.ERROR)
        return redirect(self.address("change", object_id))

    # History is ours (core.history), not the log Django keeps of forms.

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Nothing: the service has recorded it."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Nothing: the service has recorded it."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Nothing: the service has recorded it."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Everything that happened to the row and the rows below it, the newest first."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return redirect(self.address("changelist"))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return showing.whole_history(self, request, row)

    # Small things that actions use.

    def address(self, page: str, *arguments: object) -> str:
        """Of one of this page's own addresses: "changelist", "change", "add"."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def each(self, request: HttpRequest, chosen: QuerySet[M], do: Callable[[M], object], one: str, many: str) -> None:
        """Call a service for every chosen row; what it refuses is told with the row's name, the rest are counted."""
        done = 0
        for row in chosen:
            try:
                with history.acting(officer(request)):
                    do(row)
            except DomainError as refusal:
                self.message_user(request, f"{row}: {refusal.message}", messages.WARNING)
            else:
                done += 1
        if done:
            self.message_user(request, ngettext(one, many, done) % {"count": done}, messages.SUCCESS)
