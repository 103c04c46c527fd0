"""Marks of communities and makers, who may use them, and every paper that comes near its end."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import PAPERS, WORDS
from catalog.models import ExpiryNotice, Mark, MarkLicence, Producer
from catalog.models.marks import MarkKind
from catalog.validity import ONE_DAY
from core import history
from core.admin import ReadOnlyAdmin, ServiceAdmin, ServiceInline, Step
from core.transitions import Actor


class LicenceInline(ServiceInline):
    """Who may use the mark; a licence is ended by a step, with its reason."""

    model = MarkLicence
    labels = WORDS
    fields = ("producer", "valid_from", "valid_to", "number", "source")
    can_delete = False
    verbose_name = verbose_name_plural = _("Quyền dùng nhãn hiệu")

    def keep(self, parent: Mark, values: dict[str, Any], known: MarkLicence | None) -> MarkLicence:
        """`valid_to` is the first day it no longer holds, as everywhere on the desk."""
        ends = values["valid_to"]
        fixed = {"producer": known.producer, "valid_from": known.valid_from} if known else {}
        given = values | fixed | {"valid_to": ends - ONE_DAY if ends else None}
        return services.license_mark(mark=parent, by=history.actor(), **given)[0]


class WithdrawForm(forms.Form):
    on = forms.DateField(label=_("Không còn hiệu lực từ ngày"))
    reason = forms.CharField(label=_("Lý do"))


class EndForm(WithdrawForm):
    producer: forms.ModelChoiceField[Producer] = forms.ModelChoiceField(
        Producer.objects.order_by("name_folded"), label=_("Chủ thể")
    )


def _withdraw(mark: Mark, values: dict[str, Any], by: Actor) -> str:
    services.withdraw_mark(mark=mark, by=by, **values)
    return gettext("Đã rút nhãn hiệu.")


def _end(mark: Mark, values: dict[str, Any], by: Actor) -> str:
    services.end_licence(mark=mark, by=by, **values)
    return gettext("Đã chấm dứt quyền dùng nhãn hiệu.")


@admin.register(Mark)
class MarkAdmin(ServiceAdmin):
    """A registered mark with all it covers; kind and number say which."""

    section, icon, labels = PAPERS, "verified", WORDS | {"products": _("Sản phẩm mang nhãn hiệu")}
    key = ("kind", "number")
    fields = (*key, "name_vi", "name_en", "owner", "holder", "registered_on", "valid_to", "products", "source")
    autocomplete_fields = ("holder", "products", "source")
    inlines = (LicenceInline,)
    list_display = ("name_vi", "kind", "number", "holder", "registered_on", "valid_to", "withdrawn_on")
    list_filter = ("kind", "valid_to", "source__is_demonstration")
    list_select_related = ("holder",)
    search_fields = ("name_vi", "number", "owner")
    ordering = ("name_vi", "id")
    steps = (
        Step("withdraw", _("Rút nhãn hiệu"), WithdrawForm, _withdraw, when=lambda mark: mark.withdrawn_on is None),
        Step("end", _("Chấm dứt quyền dùng"), EndForm, _end),
    )

    def keep(self, values: dict[str, Any], known: Mark | None) -> Mark:
        return services.put_mark(by=history.actor(), **values | {"kind": MarkKind(values["kind"])})[0]


@admin.register(MarkLicence)
class MarkLicenceAdmin(ReadOnlyAdmin):
    """Who may use which mark; given and ended on the mark's own page."""

    section, icon, labels = PAPERS, "handshake", WORDS
    list_display = ("mark", "producer", "number", "valid_from", "valid_to", "source")
    list_filter = ("valid_to",)
    list_select_related = ("mark", "producer", "source")
    search_fields = ("mark__name_vi", "producer__name_folded", "number")
    ordering = ("mark__name_vi", "id")


@admin.register(ExpiryNotice)
class ExpiryNoticeAdmin(ReadOnlyAdmin):
    """That a paper came within 90, 60 or 30 days of its end; today's list stands on the desk's first page."""

    section, icon, labels = PAPERS, "event_busy", WORDS
    list_display = ("last_day", "paper", "object_id", "band", "noticed_at")
    list_filter = ("band", "paper", "last_day")
    ordering = ("-last_day", "-id")
