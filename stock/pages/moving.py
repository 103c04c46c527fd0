"""What goes to another sales point and what came of it, as rows of a form."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import formats
from core.graph import global_id
from stock.models import ShortReason
from stock.pages.operating import OperationForm, UnitsField
from stock.pages.papers import SeenForm
from stock.pages.places import language
from stock.pages.rows import Row
from stock.templatetags.desk import goods, key, shelf_name, units_coming

Found = Mapping[str, Any]

# What a row may name: a variant, whose lots then leave by FEFO, or one balance.
BY_VARIANT, BY_BALANCE = "v", "b"
LATER = "later"
# Why fewer came than were sent, and that the rest is still to come.
WHY = [("", "—"), (LATER, _("Còn chuyến sau")), *((one.name, one.label) for one in ShortReason)]


class SentForm(OperationForm):
    """Goods for another sales point."""

    note = forms.CharField(label=_("Ghi chú, nếu cần"), max_length=300, required=False)


class SentRow(Row):
    """Units of a product, or of one lot of it."""

    told_by = ("what", "quantity")
    called = {"lot": "what"}

    what = forms.ChoiceField(label=_("Sản phẩm, lô"), error_messages={"required": _("Bạn chưa chọn sản phẩm.")})
    quantity = UnitsField(label=_("Số lượng"))

    def __init__(self, *args: Any, sellable: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sellable = sellable
        self.fields["what"].choices = [("", _("Chọn sản phẩm")), *_choices(sellable)]  # type: ignore[attr-defined]

    @property
    def line(self) -> dict[str, Any]:
        """The graph's input."""
        kind, _colon, number = self.cleaned_data["what"].partition(":")
        quantity = self.cleaned_data["quantity"]
        if kind == BY_VARIANT:
            return {"variant": global_id("ProductVariant", number), "quantity": quantity}
        lying = next(one for one in self.sellable if key(one["id"]) == number)
        owner = lying["owner"] and lying["owner"]["id"]
        return {
            "lot": lying["lot"]["id"],
            "owner": owner,
            "fromLocation": lying["location"]["id"],
            "quantity": quantity,
        }


def _choices(sellable: Sequence[Found]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each product with its lots, the first to expire first. Every choice names it: a closed list shows no more."""
    found = []
    for variant, lying in groupby(sellable, key=lambda one: one["variant"]["id"]):
        rows = list(lying)
        told = {"goods": goods(rows[0]["variant"]), "count": sum(one["available"] for one in rows)}
        whole = _("%(goods)s: lô gần hạn đi trước (có %(count)d)") % told
        lots = [(f"{BY_BALANCE}:{key(one['id'])}", _lot(one)) for one in rows]
        found.append((told["goods"], [(f"{BY_VARIANT}:{key(variant)}", whole), *lots]))
    return found


def _lot(lying: Found) -> str:
    lot = lying["lot"]
    ends = formats.day(formats.day_of(lot["expiresOn"]), language().lower()) if lot["expiresOn"] else _("không có hạn")
    told = {
        "goods": goods(lying["variant"]),
        "code": lot["code"],
        "place": shelf_name(lying["location"]),
        "count": lying["available"],
        "day": ends,
    }
    return _("%(goods)s: lô %(code)s, HSD %(day)s, %(place)s (có %(count)d)") % told


class ArrivedForm(SeenForm):
    """What arrived, and where it was put."""

    called = {"location": "location"}

    location = forms.ChoiceField(label=_("Để ở"))

    def __init__(self, *args: Any, locations: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].choices = [(one["id"], shelf_name(one)) for one in locations]  # type: ignore[attr-defined]


class ArrivedRow(forms.Form):
    """What came of one line; where fewer came than are on the way, why."""

    called = {"received": "received", "quantity": "received", "reason": "why"}

    received = UnitsField(label=_("Đếm được"), least=0)
    why = forms.ChoiceField(label=_("Nếu thiếu, vì sao"), choices=WHY, required=False)

    def __init__(self, data: Any, line: Found) -> None:
        self.sent_line = line
        self.left = units_coming([line])
        super().__init__(data, prefix=f"l{key(line['id'])}", initial={"received": self.left})

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        missing = self.left - told.get("received", self.left)
        if missing > 0 and not told.get("why"):
            words = ngettext(
                "Thiếu %(count)d so với số gửi. Chọn vì sao, hoặc “còn chuyến sau”.",
                "Thiếu %(count)d so với số gửi. Chọn vì sao, hoặc “còn chuyến sau”.",
                missing,
            )
            self.add_error("why", words % {"count": missing})
        return told

    @property
    def is_told(self) -> bool:
        """Whether anything of the line came or is known to be missing."""
        told = self.cleaned_data
        return bool(told["received"]) or told["why"] not in ("", LATER)

    def input(self, location: str) -> dict[str, Any]:
        """The line as the graph's input."""
        told = self.cleaned_data
        missing = max(0, self.left - told["received"])
        why = told["why"] if missing and told["why"] != LATER else None
        return {
            "line": self.sent_line["id"],
            "received": told["received"],
            "short": missing if why else 0,
            "shortReason": why,
            "location": location,
        }
