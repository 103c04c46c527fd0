"""On what terms goods stand on shelves: reorder levels, consignment agreements, and the codes goods are known by."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin import ServiceAdmin, Step
from core.transitions import Actor
from stock import services
from stock.admin.words import LEDGER, POINTS, WORDS
from stock.models import Barcode, ConsignmentAgreement, ReorderRule
from stock.models.lots import Symbology


@admin.register(ReorderRule)
class ReorderRuleAdmin(ServiceAdmin):
    """Below how many units a sales point asks for more."""

    section, icon, labels = POINTS, "notification_important", WORDS
    key = ("point", "variant")
    fields = (*key, "minimum", "target")
    autocomplete_fields = ("point", "variant")
    list_display = ("variant", "point", "minimum", "target")
    list_filter = ("point",)
    list_select_related = ("point", "variant__product")
    search_fields = ("variant__product__name_folded", "variant__sku", "point__name_vi")
    ordering = ("point", "variant")

    def keep(self, values: dict[str, Any], known: ReorderRule | None) -> ReorderRule:
        return services.put_reorder_rule(**values)

    def remove(self, row: ReorderRule) -> None:
        services.drop_reorder_rule(rule=row)


class OnceWritten(ServiceAdmin):
    """Rows that are added and never edited: what changes is another row, or a step."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and bool(super().has_change_permission(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj) or super().has_change_permission(request))


class EndForm(forms.Form):
    on = forms.DateField(label=_("Thôi từ ngày"))


def _end(agreement: ConsignmentAgreement, values: dict[str, Any], _by: Actor) -> str:
    services.end_agreement(agreement=agreement, on=values["on"])
    return gettext("Đã ghi ngày hợp đồng kết thúc.")


@admin.register(ConsignmentAgreement)
class AgreementAdmin(OnceWritten):
    """Whose goods may stand where, and what the shop keeps of their price; a new one ends the one before."""

    section, icon, labels = POINTS, "handshake", WORDS
    hints = {
        "commission_bp": _("1500 là mười lăm phần trăm giá bán."),
        "valid_to": _("Ngày đầu tiên không còn hiệu lực; để trống nếu chưa hẹn ngày."),
    }
    fields = ("producer", "point", "commission_bp", "valid_from", "valid_to", "number", "is_demonstration")
    readonly_fields = ("is_demonstration",)
    autocomplete_fields = ("producer", "point")
    list_display = ("producer", "point", "commission_bp", "valid_from", "valid_to", "number", "is_demonstration")
    list_filter = ("point", "is_demonstration", "valid_from")
    list_select_related = ("producer", "point")
    search_fields = ("producer__name_folded", "point__name_vi", "number")
    ordering = ("-valid_from", "-id")
    steps = (
        Step(
            "end",
            _("Kết thúc hợp đồng"),
            EndForm,
            _end,
            about=_("Phần của điểm bán và số hợp đồng không sửa được: thay đổi thì ghi hợp đồng mới."),
            when=lambda agreement: agreement.valid_to is None,
        ),
    )

    def keep(self, values: dict[str, Any], known: ConsignmentAgreement | None) -> ConsignmentAgreement:
        return services.agree(**values)


@admin.register(Barcode)
class BarcodeAdmin(OnceWritten):
    """What a scanner reads, and what it stands for; a wrong one is taken away and given again."""

    section, icon, labels = LEDGER, "barcode", WORDS
    hints = {"lot": _("Chỉ khi mã chỉ đúng một lô.")}
    fields = ("symbology", "value", "variant", "lot")
    autocomplete_fields = ("variant", "lot")
    list_display = ("value", "symbology", "variant", "lot")
    list_filter = ("symbology",)
    list_select_related = ("variant__product", "lot")
    search_fields = ("value", "variant__sku", "variant__product__name_folded")
    ordering = ("-id",)

    def keep(self, values: dict[str, Any], known: Barcode | None) -> Barcode:
        return services.put_barcode(**values | {"symbology": Symbology(values["symbology"])})[0]

    def remove(self, row: Barcode) -> None:
        services.drop_barcode(barcode=row)
