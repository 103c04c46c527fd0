"""The form of a producer's sheet, made of what the graph says may be asked for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from graphene.utils.str_converters import to_camel_case, to_snake_case

Field = Mapping[str, Any]


def sheet_form(fields: list[Field], groups: list[Mapping[str, str]], data: Any = None) -> forms.Form:
    """A form with a field for each of the sheet's; what is in it already stands in it."""
    made = {to_snake_case(field["field"]): _field(field, groups) for field in fields}
    initial = {to_snake_case(field["field"]): field["value"] for field in fields}
    form: forms.Form = type("SheetForm", (forms.Form,), made)(data, initial=initial)
    return form


def input_of(form: forms.Form) -> dict[str, Any]:
    """What the form holds, as the mutation's input; an empty group is not asked for."""
    values = {name: value for name, value in form.cleaned_data.items() if name != "category" or value}
    return {to_camel_case(name): value for name, value in values.items()}


def _field(field: Field, groups: list[Mapping[str, str]]) -> forms.Field:
    label = field["label"]
    match field["kind"]:
        case "group":
            choices = [("", _("Chọn nhóm")), *((group["id"], group["name"]) for group in groups)]
            return forms.ChoiceField(choices=choices, label=label, required=False)
        case "number":
            return forms.IntegerField(label=label, required=False, min_value=1, max_value=2**31 - 1)
        case "text":
            return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 6}))
        case _:
            return forms.CharField(label=label, required=False, max_length=field["maxLength"])
