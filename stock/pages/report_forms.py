"""What reports are asked by: days, sales points, makers, goods. What is not chosen is not narrowed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from core import clock, graph
from stock.models import DocumentType
from stock.pages.places import Found
from stock.selectors.flows import FIRST_DAY, LAST_DAY, LONGEST
from stock.selectors.slow import MOST_DAYS
from stock.selectors.worth import Band
from stock.templatetags.desk import goods, key, place_name

# A month, today in it.
USUAL_DAYS = 30
# What has not sold for three weeks stands still.
SLOW_DAYS = 21
EVERYTHING = ("", _("Tất cả"))


class DayField(forms.DateField):
    """A day that a report can be about, chosen from the browser's calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [
        MinValueValidator(FIRST_DAY, _("Chọn một ngày từ năm 2000.")),
        MaxValueValidator(LAST_DAY, _("Chọn một ngày trước năm 3000.")),
    ]


class DaysForm(forms.Form):
    """Some days, both of them in; the last month without any."""

    since = DayField(label=_("Từ ngày"), required=False, initial=lambda: clock.today() - timedelta(days=USUAL_DAYS - 1))
    until = DayField(label=_("Đến ngày"), required=False, initial=clock.today)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = self._days(given)
        if not timedelta(0) <= until - since < timedelta(days=LONGEST):
            self.add_error("until", _("Ngày cuối phải sau ngày đầu, cách nhau không quá mười một năm."))
        return given

    def days(self) -> tuple[date, date]:
        """The first and the last of them; the usual ones of a form that is not valid."""
        return self._days(self.cleaned_data if self.is_valid() else {})

    @staticmethod
    def _days(given: Mapping[str, Any]) -> tuple[date, date]:
        until = given.get("until") or clock.today()
        return given.get("since") or until - timedelta(days=USUAL_DAYS - 1), until


class Asking(forms.Form):
    """The choices of every report; `variables` are the graph's."""

    point = forms.ChoiceField(label=_("Điểm bán"), required=False)
    producer = forms.ChoiceField(label=_("Chủ thể"), required=False)

    def __init__(self, data: Any, found: Found) -> None:
        super().__init__(data)
        self._offer("point", [(key(one["id"]), place_name(one)) for one in found["points"]])
        self._offer("producer", [(key(one["id"]), one["name"]) for one in found["makers"]])
        self._offer("variant", [(key(one["id"]), goods(one)) for one in found["goods"]])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = [EVERYTHING, *choices]

    def variables(self) -> dict[str, Any]:
        """What was chosen, as global ids; nothing of a form that is not valid."""
        chosen = self.cleaned_data if self.is_valid() else {}
        kinds = {"point": "SalesPoint", "producer": "Producer", "variant": "ProductVariant"}
        return {name: graph.global_id(kind, int(chosen[name])) for name, kind in kinds.items() if chosen.get(name)}

    def keys(self) -> Mapping[str, int | None]:
        """The same as keys, for files."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return {name: int(chosen[name]) if chosen.get(name) else None for name in ("point", "producer", "variant")}


class PeriodForm(Asking, DaysForm):
    """Some days at sales points."""

    field_order = ("since", "until", "point", "producer")


class MovesForm(PeriodForm):
    """Also which goods, and for what they moved."""

    variant = forms.ChoiceField(label=_("Sản phẩm"), required=False)
    kind = forms.ChoiceField(label=_("Vì phiếu nào"), required=False, choices=[EVERYTHING, *DocumentType.choices])

    def kinds(self) -> list[str] | None:
        """Of papers, as stored; None for all."""
        chosen = self.cleaned_data.get("kind") if self.is_valid() else None
        return [chosen] if chosen else None


class ShrinkageForm(PeriodForm):
    """Also what rows are told apart by."""

    BY = {"point": "SALES_POINT", "producer": "PRODUCER", "product": "PRODUCT"}

    by = forms.ChoiceField(
        label=_("Gộp theo"),
        required=False,
        choices=[("point", _("Điểm bán")), ("producer", _("Chủ thể")), ("product", _("Sản phẩm"))],
    )

    def group(self) -> str:
        """As the graph names it."""
        return self.BY[(self.cleaned_data.get("by") if self.is_valid() else "") or "point"]


class ValueForm(Asking):
    """As it was at the end of a day; summed up by points, makers or expiry."""

    BY = {"point": "SALES_POINT", "producer": "PRODUCER", "expiry": "EXPIRY"}

    on = DayField(label=_("Cuối ngày"), required=False, initial=clock.today)
    by = forms.ChoiceField(
        label=_("Gộp theo"),
        required=False,
        choices=[("point", _("Điểm bán")), ("producer", _("Chủ thể")), ("expiry", _("Hạn dùng"))],
    )
    expiry = forms.ChoiceField(label=_("Hạn dùng"), required=False, choices=[EVERYTHING, *Band.choices])
    field_order = ("on", "by", "point", "producer", "expiry")

    def day(self) -> date:
        """The day asked for, else today."""
        return (self.cleaned_data.get("on") if self.is_valid() else None) or clock.today()

    def group(self) -> str:
        """As the graph names it."""
        return self.BY[(self.cleaned_data.get("by") if self.is_valid() else "") or "point"]

    def bands(self) -> list[Band]:
        """The one chosen; none for all."""
        chosen = self.cleaned_data.get("expiry") if self.is_valid() else None
        return [Band(chosen)] if chosen else []


class SlowForm(Asking):
    """How many days nothing has sold; with `everything` also what does sell."""

    days = forms.IntegerField(
        label=_("Không bán được trong (ngày)"), required=False, min_value=1, max_value=MOST_DAYS, initial=SLOW_DAYS
    )
    everything = forms.BooleanField(label=_("Cả hàng còn bán được, kèm số ngày còn đủ bán"), required=False)
    field_order = ("days", "point", "producer", "everything")

    def looked_back(self) -> int:
        return (self.cleaned_data.get("days") if self.is_valid() else None) or SLOW_DAYS

    def only_slow(self) -> bool | None:
        """As the graph's `slow`: None for everything."""
        return None if self.is_valid() and self.cleaned_data["everything"] else True


class CoverageForm(forms.Form):
    """Points that sell on a day; today without one."""

    on = DayField(label=_("Ngày"), required=False, initial=clock.today)

    def day(self) -> date:
        return (self.cleaned_data.get("on") if self.is_valid() else None) or clock.today()
