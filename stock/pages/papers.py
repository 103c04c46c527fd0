"""A paper as its page shows it, and the steps that move it on: each a small form of its own."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from graphene.utils.str_converters import to_camel_case

from stock.pages.operating import OperationForm, operate, say, seen_version


class SeenForm(OperationForm):
    """A step from the state in which the paper was seen."""

    version = seen_version()

    @property
    def told(self) -> dict[str, Any]:
        """What the step says of the paper, as the graph's input."""
        marks = OperationForm.base_fields
        return {to_camel_case(name): value for name, value in self.cleaned_data.items() if name not in marks}


class ReasonForm(SeenForm):
    """A step that is done for a reason."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Cần ghi lý do.")},
    )


class Step(NamedTuple):
    """A way on: the word its button sends, the kind of operation it makes, and what is said once it is done."""

    do: str
    kind: str
    sentence: str | Promise
    form: type[SeenForm] = SeenForm


def take(request: HttpRequest, steps: Sequence[Step], name: str, key: str) -> tuple[dict[str, SeenForm], bool]:
    """Take the step that was pressed on a paper (`name` of the graph's input, and id); its forms, and whether it was.

    Of the forms only the one that was pressed is bound, with what was refused.
    """
    do = request.POST.get("do", "") if request.method == "POST" else ""
    made = {one.do: one.form(request.POST if one.do == do else None, auto_id=f"{one.do}-%s") for one in steps}
    step = next((one for one in steps if one.do == do), None)
    if step is not None and made[do].is_valid():
        answer = operate(request, made[do], step.kind, {name: key, **made[do].told})
        if answer is not None:
            say(request, answer, step.sentence)
            return made, True
    return made, False


def seen_as(made: Mapping[str, SeenForm], version: int) -> Mapping[str, SeenForm]:
    """The forms on a paper that is shown as of this version: what is pressed next has seen it."""
    for form in made.values():
        form.initial["version"] = version
        if form.is_bound:
            form.data = {**{key: form.data[key] for key in form.data}, form.add_prefix("version"): version}
    return made
