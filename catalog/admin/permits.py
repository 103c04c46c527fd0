"""Papers the law asks for before goods are sold, and which goods need which."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from catalog import services
from catalog.admin.pictures import ACCEPTED
from catalog.admin.rules import DatedAdmin
from catalog.admin.words import PAPERS, WORDS
from catalog.models import Permit, RequiredPermit, TaxClass
from catalog.models.permits import PermitKind, PermitStatus
from core import files, history
from core.admin import ServiceAdmin, ServiceForm, Step
from core.transitions import Actor

SCAN = _("Bản quét")


def paper_link(name: str | None) -> str | SafeString:
    """A way to a private paper, for whoever may read it; a dash where none was handed in."""
    return format_html('<a href="{}">{}</a>', files.address_of_paper(name), gettext("Mở tệp")) if name else "–"


class NothingForm(forms.Form):
    """Nothing to fill in: the button is the confirmation."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), help_text=_("Chủ thể đọc được."))


class WithdrawForm(forms.Form):
    on = forms.DateField(label=_("Không còn hiệu lực từ ngày"))
    reason = forms.CharField(label=_("Lý do"))


def _confirm(permit: Permit, _values: dict[str, Any], by: Actor) -> str:
    services.confirm_permit(permit=permit, by=by)
    return gettext("Đã ghi: đã thấy giấy này.")


def _reject(permit: Permit, values: dict[str, Any], by: Actor) -> str:
    services.reject_permit(permit=permit, by=by, **values)
    return gettext("Đã trả lại giấy này.")


def _withdraw(permit: Permit, values: dict[str, Any], by: Actor) -> str:
    services.withdraw_permit(permit=permit, by=by, **values)
    return gettext("Đã rút giấy này.")


def _is_submitted(permit: Permit) -> bool:
    return permit.status == PermitStatus.SUBMITTED


class PermitForm(ServiceForm):
    """A paper, and its scan if there is one."""

    beside = ("scan",)
    scan = forms.FileField(
        label=SCAN,
        required=False,
        help_text=_("PDF hoặc ảnh. Chỉ cán bộ và người của chủ thể xem được."),
        widget=widgets.UnfoldAdminFileFieldWidget(attrs={"accept": f"application/pdf,{ACCEPTED}"}),
    )

    class Meta:
        model = Permit
        fields = ("kind", "number", "issuer", "law", "issued_on", "valid_to", "producer", "product", "source")


@admin.register(Permit)
class PermitAdmin(ServiceAdmin):
    """A paper of a maker or of one product; it counts once an officer has seen it."""

    section, icon, form = PAPERS, "assignment_turned_in", PermitForm
    labels = WORDS | {"scan": SCAN}
    fields = (*PermitForm.Meta.fields, "scan")
    autocomplete_fields = ("producer", "product", "source")
    list_display = ("kind", "number", "producer", "product", "issued_on", "valid_to", "status")
    list_filter = ("status", "kind", "valid_to")
    list_select_related = ("producer", "product")
    search_fields = ("producer__name_folded", "product__name_folded", "number", "issuer")
    ordering = ("-id",)
    steps = (
        Step(
            "confirm",
            _("Đã thấy giấy này"),
            NothingForm,
            _confirm,
            about=_("Chỉ ghi khi đã thấy chính giấy này. Từ đó hàng cần nó được bày bán."),
            when=_is_submitted,
        ),
        Step("reject", _("Trả lại"), ReasonForm, _reject, when=_is_submitted),
        Step(
            "withdraw",
            _("Rút giấy"),
            WithdrawForm,
            _withdraw,
            when=lambda permit: permit.status != PermitStatus.WITHDRAWN,
        ),
    )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and bool(super().has_change_permission(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj) or super().has_change_permission(request))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return self.fields if obj is None else (*PermitForm.Meta.fields, "paper", "status", "withdrawn_on")

    @admin.display(description=SCAN)
    def paper(self, permit: Permit) -> str | SafeString:
        return paper_link(permit.file.name)

    def keep(self, values: dict[str, Any], known: Permit | None) -> Permit:
        given = values | {"kind": PermitKind(values["kind"]), "scan": values.get("scan") or None}
        return services.submit_permit(by=history.actor(), **given)


class RequiredForm(ServiceForm):
    kinds = forms.MultipleChoiceField(
        choices=PermitKind.choices, widget=forms.CheckboxSelectMultiple, label=WORDS["kinds"]
    )


@admin.register(RequiredPermit)
class RequiredPermitAdmin(DatedAdmin):
    """What goods of a kind need; any one of the kinds of paper is enough."""

    section, icon, form = PAPERS, "rule", RequiredForm
    key = ("code", "valid_from")
    fields = (*key, "valid_to", "name_vi", "name_en", "kinds", "category", "tax_class", "alcohol_from_bp", "source")
    autocomplete_fields = ("category", "source")
    list_display = ("name_vi", "category", "tax_class", "alcohol_from_bp", "valid_from", "valid_to")
    list_select_related = ("category",)
    list_filter = ("tax_class", "valid_from")
    search_fields = ("name_vi", "code")
    ordering = ("code", "-valid_from")

    def keep(self, values: dict[str, Any], known: RequiredPermit | None) -> RequiredPermit:
        tax_class = TaxClass(values["tax_class"]) if values["tax_class"] else None
        kinds = [PermitKind(kind) for kind in values["kinds"]]
        return services.put_required_permit(**values | {"tax_class": tax_class, "kinds": kinds})[0]
