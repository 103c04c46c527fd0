"""What a producer brought, as a form: the paper, and a row for each lot."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import graph
from stock.pages.operating import OperationForm, UnitsField, seen_version
from stock.pages.places import Desk
from stock.pages.rows import Row, Rows, Values
from stock.services.lots import LOT_CODE_LENGTH
from stock.templatetags.desk import goods, key, shelf_name

Found = Mapping[str, Any]

CONSIGNED, OWN = "ky-gui", "mua"
# A native field sends the first, who types a day without one writes the second.
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
NO_DAY = _("Ngày ghi như 23/11/2026.")


class BroughtForm(OperationForm):
    """The paper that came with the goods."""

    called = {"producer": "owning", "is_consigned": "owning"}

    owning = forms.ChoiceField(
        label=_("Hàng của ai cho đến khi bán?"),
        choices=[(CONSIGNED, _("Của người làm (ký gửi)")), (OWN, _("Của điểm bán (mua đứt)"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bạn chọn một trong hai.")},
    )
    number = forms.CharField(label=_("Số phiếu giao hàng, nếu có"), max_length=40, required=False)
    note = forms.CharField(label=_("Ghi chú, nếu cần"), max_length=300, required=False)
    # Of a draft that is written anew, as it was seen.
    version = seen_version(required=False)


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label,
        required=required,
        widget=widget,
        input_formats=DAY_FORMATS,
        error_messages={"invalid": NO_DAY, "required": NO_DAY},
    )


class BroughtRow(Row):
    """Units of a lot, as its label says, and where they were put."""

    told_by = ("code", "made_on", "expires_on", "quantity")
    called = {"lot": "code"}

    variant = forms.ChoiceField(label=_("Sản phẩm"), error_messages={"required": _("Bạn chưa chọn sản phẩm.")})
    code = forms.CharField(
        label=_("Mã lô"),
        max_length=LOT_CODE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Bạn chưa ghi mã lô in trên bao bì.")},
    )
    made_on = _day(_("Ngày sản xuất (NSX)"))
    expires_on = _day(_("Hạn dùng (HSD)"))
    quantity = UnitsField(label=_("Số lượng"))
    location = forms.ChoiceField(label=_("Để ở"))

    def __init__(self, *args: Any, variants: Sequence[Found], locations: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = [(key(each["id"]), goods(each)) for each in variants]
        self.fields["variant"].choices = one if len(one) == 1 else [("", _("Chọn sản phẩm")), *one]  # type: ignore[attr-defined]
        self.fields["location"].choices = [(each["id"], shelf_name(each)) for each in locations]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("made_on") and told.get("expires_on") and told["expires_on"] < told["made_on"]:
            self.add_error("expires_on", _("Hạn dùng đứng trước ngày sản xuất. Bạn xem lại hai ngày trên bao bì."))
        return told

    @property
    def line(self) -> dict[str, Any]:
        """The graph's input."""
        told = self.cleaned_data
        days = {name: told[name].isoformat() if told[name] else None for name in ("made_on", "expires_on")}
        return {
            "variant": graph.global_id("ProductVariant", told["variant"]),
            "code": told["code"],
            "madeOn": days["made_on"],
            "expiresOn": days["expires_on"],
            "location": told["location"],
            "quantity": told["quantity"],
        }


def rows_of(desk: Desk, supplier: Found, data: QueryDict | None, initial: Sequence[Values] = ()) -> Rows:
    """A form's rows, for what this supplier makes and the places of this sales point."""
    return Rows(row_maker(desk, supplier), data, initial)


def row_maker(desk: Desk, supplier: Found) -> Any:
    return partial(BroughtRow, variants=supplier["variants"], locations=desk.locations("SHELF", "BACKROOM"))


def input_of(desk: Desk, supplier: Found, form: BroughtForm, rows: Sequence[BroughtRow]) -> dict[str, Any]:
    """What was typed, as the graph's input."""
    told = form.cleaned_data
    return {
        "point": desk.point["id"],
        "producer": supplier["producer"]["id"],
        "isConsigned": told["owning"] == CONSIGNED,
        "number": told["number"],
        "note": told["note"],
        "lines": [one.line for one in rows],
    }


def values_of(receipt: Found) -> tuple[Values, list[Values]]:
    """A receipt as it would be typed."""
    paper = {
        "owning": CONSIGNED if receipt["isConsigned"] else OWN,
        "number": receipt["number"],
        "note": receipt["note"],
        "version": receipt["version"],
    }
    return paper, [
        {
            "variant": key(one["variant"]["id"]),
            "code": one["lot"]["code"],
            "made_on": one["lot"]["madeOn"],
            "expires_on": one["lot"]["expiresOn"] or "",
            "quantity": one["quantity"],
            "location": one["location"]["id"],
        }
        for one in receipt["lines"]
    ]


def scanned(lookup: Found, supplier: Found) -> Values | None:
    """A row for what a scanner read: the one lot or size it stands for; None for what this supplier does not make."""
    made = {one["id"] for one in supplier["variants"]}
    lots = [one for one in lookup["lots"] if one["variant"]["id"] in made]
    variants = [one for one in lookup["variants"] if one["id"] in made]
    if len(lots) == 1:
        lot = lots[0]
        days = {"made_on": lot["madeOn"], "expires_on": lot["expiresOn"] or ""}
        return {"variant": key(lot["variant"]["id"]), "code": lot["code"], **days}
    if len(variants) == 1:
        days = {"made_on": lookup["madeOn"] or "", "expires_on": lookup["expiresOn"] or ""}
        return {"variant": key(variants[0]["id"]), "code": lookup["lotCode"] or "", **days}
    return None
