"""What an officer does to one row beside editing it: a form, a service, and its refusals beside the fields they blame.

    steps = (Step("confirm", _("Xác nhận"), ConfirmForm, confirm, when=is_open),)

A step is a page of its own at <row>/<name>/, so that it works without JavaScript and says what it is about to do.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.functional import Promise
from unfold import widgets

from core import history
from core.desk.refusals import refusal_of
from core.errors import DomainError
from core.transitions import OFFICER_ROLE, Actor

if TYPE_CHECKING:
    from core.desk.reading import DeskAdmin

CLOTHES: dict[type[forms.Field], Callable[..., forms.Widget]] = {
    forms.DateField: widgets.UnfoldAdminSingleDateWidget,
    forms.TypedChoiceField: widgets.UnfoldAdminSelectWidget,
    forms.ChoiceField: widgets.UnfoldAdminSelectWidget,
    forms.ModelChoiceField: widgets.UnfoldAdminSelectWidget,
    forms.IntegerField: widgets.UnfoldAdminIntegerFieldWidget,
    forms.DecimalField: widgets.UnfoldAdminDecimalFieldWidget,
    forms.BooleanField: widgets.UnfoldBooleanSwitchWidget,
    forms.FileField: widgets.UnfoldAdminFileFieldWidget,
    forms.CharField: widgets.UnfoldAdminTextInputWidget,
}


class Step(NamedTuple):
    """`do` calls the service and answers what to tell the officer; `when` says for which rows it is offered.

    `form` is a form, or makes the one of a row.
    """

    name: str
    title: str | Promise
    form: Callable[..., Any]
    do: Callable[[Any, dict[str, Any], Actor], str]
    about: str | Promise = ""
    permission: str = "change"
    when: Callable[[Any], bool] = lambda _row: True
    template: str = "core/desk/step.html"
    # What stands in the form at first; without it whatever of the row bears the names of its fields.
    initial: Callable[[Any], dict[str, Any]] | None = None


def officer(request: HttpRequest) -> Actor:
    """In whose name this request acts."""
    return Actor(request.user.pk, OFFICER_ROLE)


def offered(page: "DeskAdmin", request: HttpRequest, row: Any) -> list[Step]:
    """The steps this officer may take with this row."""
    return [step for step in page.steps if may(page, request, step) and step.when(row)]


def may(page: "DeskAdmin", request: HttpRequest, step: Step) -> bool:
    """Whether the officer holds the permission, on the model of the page unless another is named in full."""
    name = step.permission
    full = name if "." in name else f"{page.opts.app_label}.{name}_{page.opts.model_name}"
    return bool(request.user.has_perm(full))


def addresses(page: "DeskAdmin") -> list[URLPattern]:
    """One for each step of the page."""
    base = f"{page.opts.app_label}_{page.opts.model_name}"
    return [
        path(
            f"<path:object_id>/{step.name}/", page.admin_site.admin_view(_view(page, step)), name=f"{base}_{step.name}"
        )
        for step in page.steps
    ]


def _view(page: "DeskAdmin", step: Step) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, object_id: str) -> HttpResponse:
        if not may(page, request, step):
            raise PermissionDenied
        row = page.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        kind = step.form if isinstance(step.form, type) else step.form(row)
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = dressed(kind(*sent, initial=step.initial(row) if step.initial else _initial(kind, row)))
        if request.method == "POST" and form.is_valid():
            told = _taken(step, row, form, officer(request))
            if told is not None:
                messages.success(request, told)
                return redirect(f"admin:{page.opts.app_label}_{page.opts.model_name}_change", row.pk)
        context = {
            **page.admin_site.each_context(request),
            "title": f"{step.title}: {page.called(row)}",
            "subtitle": page.called(row),
            "opts": page.opts,
            "original": row,
            "step": step,
            "form": form,
        }
        return TemplateResponse(request, step.template, context)

    return view


def _taken(step: Step, row: Any, form: forms.Form, by: Actor) -> str | None:
    """What to tell when it is done; None when it was refused, which the form then says."""
    try:
        with transaction.atomic(), history.acting(by):
            return step.do(row, form.cleaned_data, by)
    except DomainError as refusal:
        refused = refusal
    except IntegrityError as error:
        refused = refusal_of(error)
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return None


def _initial(form: type[forms.Form], row: Any) -> dict[str, Any]:
    """What the row says already under the names the form uses."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}


def dressed(form: forms.Form) -> forms.Form:
    """The form with unfold's widgets in place of Django's plain ones."""
    for field in form.fields.values():
        widget = CLOTHES.get(type(field))
        if widget is None or isinstance(field.widget, forms.HiddenInput | forms.RadioSelect):
            continue
        if isinstance(field.widget, forms.Textarea):
            field.widget = widgets.UnfoldAdminTextareaWidget(attrs={"rows": 3})
        elif isinstance(field, forms.ChoiceField):
            field.widget = widget(choices=field.choices)
        else:
            field.widget = widget()
        field.widget.is_required = field.required
    return form
