"""Stars: what is reported, what a decision proves, what is taken back. The page shows; steps act."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import PAPERS, WORDS
from catalog.errors import CertificateSettled
from catalog.models import Certificate, StarPeriod
from catalog.models.certificates import PROVEN, STARS, CertificateEvent, CertificateStatus, CertifierLevel, DayPrecision
from catalog.services.certificates import OPEN, PrintedDay
from catalog.services.corrections import READ
from core import history
from core.admin import ReadOnlyAdmin, ServiceAdmin, ServiceForm, Step
from core.transitions import Actor


def hundredths(points: Decimal | None) -> int | None:
    """93.44 points are kept as 9344."""
    return None if points is None else int(points * 100)


class ReportForm(ServiceForm):
    """What a source says, as far as it prints it."""

    beside = ("awaits_centre",)
    stars = forms.TypedChoiceField(choices=[(one, str(one)) for one in STARS], coerce=int, label=WORDS["stars"])
    awaits_centre = forms.BooleanField(required=False, label=WORDS["awaits_centre"])

    class Meta:
        model = Certificate
        fields = ("product", "source", "decision_number", "issued_on", "issued_precision", "province_score")


class ConfirmForm(forms.Form):
    decision_number = forms.CharField(label=_("Số quyết định"), help_text=_("Như in trên quyết định: 412/QĐ-UBND."))
    issued_on = forms.DateField(label=_("Ngày quyết định"))
    issuer = forms.ChoiceField(
        choices=[("", _("Theo quy định của ngày đó")), *CertifierLevel.choices], required=False, label=_("Nơi cấp")
    )
    score = forms.DecimalField(required=False, max_digits=5, decimal_places=2, label=_("Điểm (trên 100)"))
    event = forms.ChoiceField(choices=CertificateEvent.choices, label=_("Lần công nhận"), initial="new")


class WithdrawForm(forms.Form):
    on = forms.DateField(label=_("Không còn hiệu lực từ ngày"))
    reason = forms.CharField(label=_("Lý do"))


def correct_form(certificate: Certificate) -> type[forms.Form]:
    """The decision as it was entered, which the step compares with what it is when the officer is done."""
    fields: dict[str, forms.Field] = {
        "stars": forms.TypedChoiceField(
            choices=[(one, str(one)) for one in STARS], coerce=int, label=WORDS["stars"], initial=certificate.stars
        ),
        "decision_number": forms.CharField(label=_("Số quyết định"), initial=certificate.decision_number),
        "issued_on": forms.DateField(label=_("Ngày quyết định"), initial=certificate.issued_on),
        "points": forms.DecimalField(
            required=False,
            max_digits=5,
            decimal_places=2,
            label=_("Điểm (trên 100)"),
            help_text=_("Trống: giữ nguyên."),
        ),
        "reason": forms.CharField(label=_("Lý do")),
        "seen": forms.CharField(widget=forms.HiddenInput, initial=_seen(certificate)),
    }
    return type("CorrectForm", (forms.Form,), fields)


def _seen(certificate: Certificate) -> str:
    return "|".join(str(getattr(certificate, name)) for name in READ)


def _correct(certificate: Certificate, values: dict[str, Any], by: Actor) -> str:
    if values.pop("seen") != _seen(certificate):
        raise CertificateSettled
    points = values.pop("points")
    score = {} if points is None else {"score": hundredths(points)}
    services.correct_certificate(certificate=certificate, by=by, **values | score)
    return gettext("Đã sửa theo quyết định. Bản cũ và lý do nằm trong lịch sử.")


def _known_of_the_decision(certificate: Certificate) -> dict[str, Any]:
    """Of a report's day only one that is a day: the first of a year that a source names is nobody's decision."""
    is_day = certificate.issued_precision == DayPrecision.DAY
    issued_on = certificate.issued_on if is_day else None
    return {"decision_number": certificate.decision_number or "", "issued_on": issued_on}


def _confirm(certificate: Certificate, values: dict[str, Any], by: Actor) -> str:
    chosen = {
        "issuer": CertifierLevel(values["issuer"]) if values["issuer"] else None,
        "score": hundredths(values["score"]),
        "event": CertificateEvent(values["event"]),
    }
    made = services.confirm_certificate(certificate=certificate, by=by, **values | chosen)
    return gettext("Đã xác nhận %(stars)s sao, hiệu lực đến hết %(until)s.") % {
        "stars": made.stars,
        "until": f"{made.valid_to:%d/%m/%Y}",
    }


def _withdraw(certificate: Certificate, values: dict[str, Any], by: Actor) -> str:
    services.withdraw_certificate(certificate=certificate, by=by, **values)
    return gettext("Đã rút chứng nhận.")


@admin.register(Certificate)
class CertificateAdmin(ServiceAdmin):
    """A new one is a report; a decision confirms it. What was entered wrongly is corrected by a step, with a reason."""

    section, icon, labels = PAPERS, "workspace_premium", WORDS
    form = ReportForm
    fields = (
        *("product", "stars", "source", "decision_number", "issued_on", "issued_precision"),
        *("province_score", "awaits_centre"),
    )
    autocomplete_fields = ("product", "source")
    list_display = ("product", "stars", "status", "decision_number", "issued_on", "valid_to", "source", "demonstration")
    list_filter = ("status", "stars", "source__is_demonstration", "valid_to")
    list_select_related = ("product", "source")
    search_fields = ("product__name_folded", "decision_number")
    ordering = ("product__name_sort", "-id")
    steps = (
        Step(
            "confirm",
            _("Xác nhận theo quyết định"),
            ConfirmForm,
            _confirm,
            about=_("Chỉ xác nhận khi đã thấy quyết định. Sao hiện trên trang ngay, đến hết hạn của quyết định."),
            when=lambda certificate: certificate.status in OPEN,
            initial=_known_of_the_decision,
        ),
        Step(
            "correct",
            _("Sửa chỗ nhập sai"),
            correct_form,
            _correct,
            about=_("Nhập đúng như quyết định ghi. Ngày hết hạn, nơi cấp và những ngày có sao đổi theo."),
            when=lambda certificate: certificate.status in PROVEN,
        ),
        Step(
            "withdraw",
            _("Rút chứng nhận"),
            WithdrawForm,
            _withdraw,
            about=_("Sao mất từ ngày này. Chứng nhận vẫn còn trong lịch sử, cùng lý do."),
            when=lambda certificate: certificate.status != CertificateStatus.WITHDRAWN,
        ),
    )

    def called(self, row: Certificate) -> str:
        return gettext("%(product)s: %(stars)s sao") % {"product": row.product, "stars": row.stars}

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and bool(super().has_change_permission(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj) or super().has_change_permission(request))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        if obj is None:
            return self.fields
        shown = ("product", "stars", "status", "event", "decision_number", "issued_on", "issued_precision", "issuer")
        return (*shown, "valid_to", "withdrawn_on", "score", "province_score", "source")

    def keep(self, values: dict[str, Any], known: Certificate | None) -> Certificate:
        issued = values.pop("issued_on")
        precision = DayPrecision(values.pop("issued_precision") or DayPrecision.DAY)
        given = values | {"decision_number": values["decision_number"] or ""}
        return services.put_certificate(
            by=history.actor(), issued=PrintedDay(issued, precision) if issued else None, **given
        )[0]

    @admin.display(description=_("Minh họa"))
    def demonstration(self, certificate: Certificate) -> str:
        return format_html('<span class="desk-badge">{}</span>', _("minh họa")) if _invented(certificate) else ""


def _invented(certificate: Certificate) -> bool:
    return certificate.source.is_demonstration


@admin.register(StarPeriod)
class StarPeriodAdmin(ReadOnlyAdmin):
    """The days on which a product has which stars, worked out from its certificates."""

    section, icon, labels = PAPERS, "date_range", WORDS
    list_display = ("product", "stars", "valid_from", "valid_to")
    list_filter = ("stars", "valid_to")
    list_select_related = ("product",)
    search_fields = ("product__name_folded",)
    ordering = ("-valid_to", "id")
