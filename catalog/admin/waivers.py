"""Goods that may be shown though nobody has seen their papers: granted on a source's word, ended by a step."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import PAPERS, WORDS
from catalog.models import PermitWaiver
from core import clock, history
from core.admin import ServiceAdmin, Step
from core.transitions import Actor


class EndForm(forms.Form):
    on = forms.DateField(label=_("Cần đủ giấy tờ từ ngày"))
    reason = forms.CharField(label=_("Lý do"))


def _end(waiver: PermitWaiver, values: dict[str, Any], by: Actor) -> str:
    services.end_waiver(product=waiver.product, by=by, **values)
    return gettext("Đã kết thúc miễn giấy tờ. Từ ngày đó hàng chỉ bày bán khi đủ giấy.")


@admin.register(PermitWaiver)
class PermitWaiverAdmin(ServiceAdmin):
    """A product that is shown on a waiver, and since when."""

    section, icon, labels = PAPERS, "hourglass_top", WORDS
    fields = ("product", "valid_to", "source")
    autocomplete_fields = ("product", "source")
    list_display = ("product", "valid_from", "valid_to", "source")
    list_filter = ("valid_to",)
    list_select_related = ("product", "source")
    search_fields = ("product__name_folded",)
    ordering = ("product__name_sort", "-id")
    steps = (
        Step(
            "end",
            _("Kết thúc miễn giấy tờ"),
            EndForm,
            _end,
            about=_("Trang thôi ghi “giấy tờ chưa được kiểm”; hàng thiếu giấy thôi bày bán từ ngày này."),
            when=lambda waiver: waiver.valid_to is None or waiver.valid_to > clock.today(),
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and bool(super().has_change_permission(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj) or super().has_change_permission(request))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return self.fields if obj is None else ("product", "valid_from", "valid_to", "source")

    def keep(self, values: dict[str, Any], known: PermitWaiver | None) -> PermitWaiver:
        given = {"product": values["product"], "source": values["source"], "until": values["valid_to"]}
        return services.waive_permits(by=history.actor(), **given)
