"""Labels: what the law wants of them, and each version looked over item by item."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from catalog import selectors, services
from catalog.admin.permits import paper_link
from catalog.admin.pictures import ACCEPTED
from catalog.admin.rules import DatedAdmin
from catalog.admin.words import PAPERS, WORDS
from catalog.models import LabelRequirement, Packaging, TaxClass
from catalog.models.labels import LabelStatus
from catalog.services.labels import Found
from core import clock, history
from core.admin import ServiceAdmin, ServiceForm, Step
from core.transitions import Actor

LAID_FLAT = _("Ảnh nhãn trải phẳng")
LOOK = WORDS | {"version": _("Bản"), "judged_at": _("Xét lúc"), "judged_role": _("Người xét")}


@admin.register(LabelRequirement)
class LabelRequirementAdmin(DatedAdmin):
    """One thing that labels of some goods say."""

    section, icon, labels = PAPERS, "checklist", WORDS | {"is_optional": _("Không bắt buộc")}
    key = ("code", "valid_from")
    fields = (
        *(*key, "valid_to", "name_vi", "name_en", "position", "is_optional"),
        *("category", "tax_class", "alcohol_from_bp", "source"),
    )
    autocomplete_fields = ("category", "source")
    list_display = ("name_vi", "category", "tax_class", "is_optional", "valid_from", "valid_to")
    list_select_related = ("category",)
    list_filter = ("tax_class", "valid_from")
    search_fields = ("name_vi", "code")
    ordering = ("position", "code", "-valid_from")

    def keep(self, values: dict[str, Any], known: LabelRequirement | None) -> LabelRequirement:
        tax_class = TaxClass(values["tax_class"]) if values["tax_class"] else None
        return services.put_label_requirement(**values | {"tax_class": tax_class})[0]


class NothingForm(forms.Form):
    """A step that asks for nothing but to be sure."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"))


def _checklist(packaging: Packaging) -> type[forms.Form]:
    """A line for each item of today's list: whether it is there, and what it says or what is wrong with it."""
    found = {one.requirement_id: one for one in packaging.findings.all()}
    fields: dict[str, forms.Field] = {}
    for item in selectors.label_items(packaging.product_id, clock.today()):
        seen = found.get(item.id)
        fields[item.code] = forms.BooleanField(label=item.name_vi, required=False, initial=bool(seen and seen.is_found))
        fields[f"{item.code}{NOTE}"] = forms.CharField(
            label=gettext("Ghi chú: %(item)s") % {"item": item.name_vi},
            required=False,
            max_length=300,
            initial=seen.note if seen else "",
        )
    return type("ChecklistForm", (forms.Form,), fields)


# A code is a slug, so no item's code ends so.
NOTE = ":note"


def _check(packaging: Packaging, values: dict[str, Any], by: Actor) -> str:
    findings = {
        code: Found(is_found=found, note=values[f"{code}{NOTE}"])
        for code, found in values.items()
        if not code.endswith(NOTE)
    }
    services.check_label(packaging=packaging, findings=findings, by=by)
    return gettext("Đã ghi kết quả xem nhãn.")


def _approve(packaging: Packaging, values: dict[str, Any], by: Actor) -> str:
    services.approve_label(packaging=packaging, by=by)
    return gettext("Nhãn đã đạt.")


def _send_back(packaging: Packaging, values: dict[str, Any], by: Actor) -> str:
    services.send_back_label(packaging=packaging, by=by, **values)
    return gettext("Đã trả lại nhãn để sửa.")


def _is_waiting(packaging: Packaging) -> bool:
    return packaging.status == LabelStatus.WAITING


class PackagingForm(ServiceForm):
    """A product, and a picture of its label laid flat."""

    beside = ("image",)
    image = forms.FileField(
        label=LAID_FLAT,
        required=False,
        help_text=_("Chỉ cán bộ và người của chủ thể xem được."),
        widget=widgets.UnfoldAdminFileFieldWidget(attrs={"accept": ACCEPTED}),
    )

    class Meta:
        model = Packaging
        fields = ("product",)


@admin.register(Packaging)
class PackagingAdmin(ServiceAdmin):
    """A version of a product's packaging; a correction is a new version."""

    section, icon, form = PAPERS, "package", PackagingForm
    labels = LOOK | {"image": LAID_FLAT}
    fields = ("product", "image")
    autocomplete_fields = ("product",)
    list_display = ("product", "version", "status", "submitted_at", "judged_at")
    list_filter = ("status",)
    list_select_related = ("product",)
    search_fields = ("product__name_folded",)
    ordering = ("-id",)
    steps = (
        Step("check", _("Xem từng mục của nhãn"), _checklist, _check, when=_is_waiting),
        Step(
            "approve",
            _("Nhãn đạt"),
            NothingForm,
            _approve,
            about=_("Chỉ đạt khi mọi mục bắt buộc đã thấy trên nhãn. Sau đó ai cũng xem được kết quả."),
            when=_is_waiting,
        ),
        Step("send_back", _("Trả lại để sửa"), ReasonForm, _send_back, when=_is_waiting),
    )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and bool(super().has_change_permission(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj) or super().has_change_permission(request))

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        if obj is None:
            return self.fields
        return ("product", "version", "picture", "status", "submitted_at", "judged_at", "judged_role")

    @admin.display(description=LAID_FLAT)
    def picture(self, packaging: Packaging) -> str | SafeString:
        return paper_link(packaging.image.name)

    def keep(self, values: dict[str, Any], known: Packaging | None) -> Packaging:
        return services.submit_packaging(product=values["product"], image=values.get("image"), by=history.actor())
