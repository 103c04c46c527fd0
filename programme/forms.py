"""Shapes of what visitors of the programme's pages type."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day a board is asked for; today without one."""

    day = forms.DateField(required=False, label=_("Tính đến ngày"))
