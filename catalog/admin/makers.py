"""Producers: who they are, what they are by law since when, and whether somebody has seen their papers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.pictures import picture_steps
from catalog.admin.words import MAKERS, WORDS
from catalog.models import Producer, ProducerKindPeriod, SellerCheck, Source
from catalog.models.producers import CheckMethod, ProducerKind, SellerState
from catalog.services.pictures import LEAST_SIDE_OF_A_LOGO
from catalog.services.seller_checks import DECIDED
from core import clock
from core.admin import ReadOnlyAdmin, ServiceAdmin, Step
from core.transitions import Actor


class KindForm(forms.Form):
    kind = forms.ChoiceField(choices=ProducerKind.choices, label=_("Loại hình mới"))
    since = forms.DateField(label=_("Từ ngày"))
    source = forms.ModelChoiceField(Source.objects.order_by("document"), required=False, label=_("Theo văn bản"))
    reason = forms.CharField(required=False, label=_("Lý do"))


def _change_kind(producer: Producer, values: dict[str, Any], by: Actor) -> str:
    services.change_kind(producer=producer, by=by, **values | {"kind": ProducerKind(values["kind"])})
    return gettext("Đã ghi loại hình mới.")


class CheckForm(forms.Form):
    """`seen` is the last check the page knew of, so that of two officers the second is told."""

    state = forms.ChoiceField(choices=[(one.value, one.label) for one in DECIDED], label=_("Kết quả"))
    method = forms.ChoiceField(
        choices=[("", "—"), *CheckMethod.choices], required=False, label=_("Xác minh bằng cách nào")
    )
    checked_on = forms.DateField(required=False, label=_("Ngày kiểm tra"), help_text=_("Để trống nếu là hôm nay."))
    reason = forms.CharField(
        required=False, label=_("Lý do"), help_text=_("Khi từ chối hoặc thu hồi. Không ghi tên hay số giấy tờ của ai.")
    )
    last_check = forms.IntegerField(widget=forms.HiddenInput, required=False)


def _check(producer: Producer, values: dict[str, Any], by: Actor) -> str:
    check = services.check_seller(
        producer=producer,
        state=SellerState(values["state"]),
        by=by,
        seen=values["last_check"] or 0,
        method=CheckMethod(values["method"]) if values["method"] else None,
        checked_on=values["checked_on"],
        reason=values["reason"],
    )
    return gettext("Đã ghi: %(state)s.") % {"state": SellerState(check.state).label}


@admin.register(Producer)
class ProducerAdmin(ServiceAdmin):
    """A subject of the programme. Its slug says which; its legal form and its verification are steps."""

    section, icon, labels = MAKERS, "storefront", WORDS
    hints = {
        "slug": _("Dùng trong địa chỉ trang, không dấu; không đổi được về sau."),
        "legal_name": _("Đổi tên, mã số thuế hay đăng ký thì phải xác minh lại."),
        "representative": _("Không bao giờ đưa lên trang."),
        "has_trading_contact": _("Hộ kinh doanh, tổ hợp tác: chỉ hiện điện thoại và e-mail khi chọn ô này."),
    }
    key = ("slug",)
    fields = (
        *("slug", "name_vi", "name_en", "legal_name", "tax_number", "registration_number", "registration_issuer"),
        *("registered_on", "area", "address_printed", "story_vi", "story_en", "phone", "email", "website"),
        *("representative", "has_trading_contact", "note", "kind_now", "verified", "is_demonstration"),
    )
    readonly_fields = ("kind_now", "verified", "is_demonstration")
    autocomplete_fields = ("area",)
    list_display = ("name_vi", "kind_now", "area", "verified", "is_demonstration")
    list_filter = ("is_demonstration", "kind_periods__kind")
    list_select_related = ("area",)
    search_fields = ("name_folded", "legal_name", "tax_number")
    ordering = ("name_folded", "id")
    steps = (
        Step("verify", _("Ghi kết quả xác minh"), CheckForm, _check, permission="catalog.add_sellercheck"),
        Step("kind", _("Đổi loại hình"), KindForm, _change_kind),
        *picture_steps("portrait", _("Thay ảnh chân dung"), _("Bỏ ảnh chân dung")),
        *picture_steps("logo", _("Thay biểu trưng"), _("Bỏ biểu trưng"), least_side=LEAST_SIDE_OF_A_LOGO),
    )

    def keep(self, values: dict[str, Any], known: Producer | None) -> Producer:
        return services.put_producer(**values)[0]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Producer]:
        """With the legal form of today and the last check, each as a column of the same statement."""
        kinds = ProducerKindPeriod.objects.on(clock.today()).filter(producer=OuterRef("pk")).values("kind")[:1]
        checks = SellerCheck.objects.filter(producer_id=OuterRef("pk")).order_by("-number")
        queryset: QuerySet[Producer] = super().get_queryset(request)
        return queryset.annotate(
            today_kind=Subquery(kinds),
            last_state=Subquery(checks.values("state")[:1]),
            last_check=Subquery(checks.values("number")[:1]),
        )

    @admin.display(description=_("Loại hình hôm nay"), ordering="today_kind")
    def kind_now(self, producer: Any) -> str:
        kind = getattr(producer, "today_kind", None)
        return str(ProducerKind(kind).label) if kind else ""

    @admin.display(description=_("Xác minh"), ordering="last_state")
    def verified(self, producer: Any) -> str:
        return str(SellerState(getattr(producer, "last_state", None) or SellerState.UNVERIFIED).label)


@admin.register(SellerCheck)
class SellerCheckAdmin(ReadOnlyAdmin):
    """Every look at who a producer is; written by the step on the producer's page."""

    section, icon, labels = MAKERS, "verified_user", WORDS
    list_display = ("at", "producer_id", "number", "state", "method", "checked_on", "actor_id")
    list_filter = ("state", "method")
    search_fields = ("reason",)
    ordering = ("-id",)
