"""How every form of the desk makes an operation: marked once, sent through `stockSync`, answered beside its fields.

    class HandOver(OperationForm):
        quantity = UnitsField(label=_("Số lượng"))

    form = HandOver(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if answer := operate(request, form, "relocate", {"quantity": form.cleaned_data["quantity"], ...}):
            say(request, answer, _("Đã chuyển sang kệ."))
            return redirect(...)
    return desk.show("stock/desk_relocate.html", {"form": form})

The template's form has `data-operation` and includes `stock/_operation.html`. A form carries its operation's UUID from
when it was shown, so one that is sent twice is done once and answered as the first was. One that was refused is
another operation when it is sent again: it gets a new UUID, and keeps what was typed. `static/stock/operating.js`
marks it on the device; without JavaScript the page has marked it already, and the server's clock stands for the
device's.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from graphene.utils.str_converters import to_camel_case, to_snake_case

from core import clock
from core.pages import run
from stock.services.posting import MOST_UNITS

# The device of a form that was marked by nobody but the page.
PAGE = "page"
# A page is sent when it is pressed: a device's clock that is further off is wrong, and ours stands for it.
WRONG_CLOCK = timedelta(days=1)
# The largest Int of the graph.
LARGEST_NUMBER = 2**31 - 1
# An operation under a mark that stands for another: pressed again from an old page, or on another's behalf.
USED_MARKS = ("OPERATION_REUSED", "SEQUENCE_REUSED")
USED_MARK = _("Lần bấm trước từ trang này đã được ghi hoặc bị từ chối. Xem lại sổ; nếu đây là việc mới, bấm lần nữa.")
WRONG_UNITS = {
    0: _("Số lượng là số nguyên từ 0 đến 1.000.000."),
    1: _("Số lượng là số nguyên từ 1 đến 1.000.000."),
}
REPEATED = _("Việc này đã ghi lúc trước rồi, không ghi thêm lần nữa.")


def _mark(name: str) -> forms.HiddenInput:
    return forms.HiddenInput(attrs={"data-mark": name})


class OperationForm(forms.Form):
    """The marks of one operation; `called` says what a form calls the field a refusal names otherwise."""

    called: ClassVar[Mapping[str, str]] = {}

    operation = forms.UUIDField(initial=uuid4, widget=_mark("operation"))
    device = forms.CharField(max_length=64, required=False, widget=_mark("device"))
    sequence = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, required=False, widget=_mark("sequence"), localize=False
    )
    device_at = forms.DateTimeField(required=False, widget=_mark("device_at"))

    @property
    def mark_errors(self) -> list[str]:
        """What is wrong with the marks, which no field is shown of."""
        return [str(error) for field in self.hidden_fields() for error in field.errors]

    def renew(self) -> None:
        """Make what is sent next another operation; what was typed stays."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        for name, value in (("operation", str(uuid4())), ("sequence", ""), ("device_at", "")):
            data[self.add_prefix(name)] = value
        self.data = data


def seen_version(*, required: bool = True) -> forms.IntegerField:
    """The version of the paper that a form was shown with, which goes with it."""
    return forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, required=required, widget=forms.HiddenInput)


class UnitsField(forms.IntegerField):
    """A number of units, on a number keypad."""

    def __init__(self, *, label: Any = "", least: int = 1, required: bool = True) -> None:
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_UNITS[least])
        super().__init__(
            label=label,
            min_value=least,
            max_value=MOST_UNITS,
            required=required,
            error_messages={"required": _("Bạn chưa ghi số lượng."), **errors},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]*"}),
        )


def operate(
    request: HttpRequest, form: OperationForm, kind: str, given: Mapping[str, Any], rows: Sequence[forms.Form] = ()
) -> dict[str, Any] | None:
    """Send a valid form as one operation of a kind, with its input as the graph's; what was applied, or None.

    Of a conflict each refusal is put beside the field it blames: in the row of `rows` whose place among the input's
    lines it names, else in the form, or above it; and the form is renewed.
    """
    marks = form.cleaned_data
    now = clock.now()
    at = marks["device_at"] or now
    operation = {
        "id": str(marks["operation"]),
        "sequence": marks["sequence"],
        "deviceAt": (at if abs(now - at) < WRONG_CLOCK else now).isoformat(),
        to_camel_case(kind): dict(given),
    }
    told = run(request, "stock/desk_sync", device=marks["device"] or PAGE, operations=[operation])["sync"]
    answer: dict[str, Any] | None = next(iter(told["answers"]), None)
    if answer is not None and answer["error"] is None:
        return answer
    for refusal in [*told["errors"], *([answer["error"]] if answer else [])]:
        _blame(form, rows, refusal)
    form.renew()
    return None


def say(request: HttpRequest, answer: Mapping[str, Any], sentence: str | Promise) -> None:
    """Tell on the next page what was done, or that it had been done before."""
    messages.success(request, str(REPEATED if answer["isRepeated"] else sentence))


def _blame(form: OperationForm, rows: Sequence[forms.Form], refusal: Mapping[str, Any]) -> None:
    line = refusal["line"]
    blamed = rows[line] if line is not None and line < len(rows) else form
    name = to_snake_case(refusal["field"] or "")
    name = getattr(blamed, "called", {}).get(name, name)
    message = USED_MARK if refusal["code"] in USED_MARKS else refusal["message"]
    shown = name in blamed.fields and not blamed.fields[name].widget.is_hidden
    blamed.add_error(name if shown else None, message)
