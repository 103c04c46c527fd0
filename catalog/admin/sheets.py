"""Sheets in and out on the officers' desk: send a file, see row by row what it would do, write it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _

from catalog.admin.words import GOODS
from catalog.errors import CatalogError
from catalog.exchange import writing
from catalog.exchange.commands import exported
from catalog.exchange.faults import FileRefused
from catalog.exchange.kinds import KINDS
from catalog.exchange.previews import apply_preview, preview
from catalog.exchange.reading import MOST_BYTES
from catalog.exchange.report import Action, why
from catalog.models import SheetImport
from catalog.models.imports import ImportState, SheetKind
from core.admin import ReadOnlyAdmin
from core.desk.steps import dressed, officer

# The model whose rows a sheet's are, whose permissions are asked.
MODELS = {
    SheetKind.AREAS: "area",
    SheetKind.PRODUCERS: "producer",
    SheetKind.PRODUCTS: "product",
    SheetKind.PRICES: "variantprice",
    SheetKind.CERTIFICATES: "certificate",
}
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ON_A_PAGE = 100
WANTED = "viec"


class SheetForm(forms.Form):
    """A file and what to do with it."""

    kind = forms.ChoiceField(label=_("Bảng"), choices=SheetKind.choices)
    file = forms.FileField(label=_("Tệp .csv hoặc .xlsx"))
    source = forms.CharField(
        label=_("Nguồn của cả tệp"),
        max_length=300,
        required=False,
        help_text=_("Dùng cho những dòng không ghi nguồn riêng."),
    )
    keep_going = forms.BooleanField(label=_("Ghi những dòng đúng dù có dòng không nhận"), required=False)

    def clean_file(self) -> Any:
        """Judged by its content later; here only that it is not held whole for nothing."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn %d MB.") % (MOST_BYTES // 1024**2))
        return file


@admin.register(SheetImport)
class SheetImportAdmin(ReadOnlyAdmin):
    """Files that were sent in, and the way to send one and to take everything out."""

    section, icon = GOODS, "upload_file"
    labels = {
        "file_name": _("Tệp"),
        "kind": _("Bảng"),
        "state": _("Trạng thái"),
        "sent_at": _("Gửi lúc"),
        "applied_at": _("Ghi lúc"),
    }
    list_display = ("file_name", "kind", "state", "sent_at", "applied_at")
    list_filter = ("kind", "state")
    search_fields = ("file_name",)
    ordering = ("-id",)
    list_before_template = "catalog/desk/sheets.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("send/", view(self.send), name="catalog_sheetimport_send"),
            path("export/<slug:kind><str:suffix>", view(self.export), name="catalog_sheetimport_export"),
            path("<int:pk>/change/", view(self.show), name="catalog_sheetimport_change"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        ways = [{"value": kind.value, "title": kind.label} for kind in SheetKind if self._may(request, kind, "view")]
        return super().changelist_view(
            request, {"ways": ways, "may_send": self._sendable(request), **(extra_context or {})}
        )

    def send(self, request: HttpRequest) -> HttpResponse:
        """The form to send a file, and what is wrong with the one that was sent."""
        kinds = self._sendable(request)
        if not kinds:
            raise PermissionDenied
        form = SheetForm(request.POST or None, request.FILES or None, initial={"kind": SheetKind.PRODUCTS.value})
        form.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        dressed(form)
        blames = []
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            try:
                sheet = preview(
                    kind=given["kind"],
                    file_name=given["file"].name,
                    content=given["file"].read(),
                    source=given["source"],
                    keep_going=given["keep_going"],
                    by=officer(request),
                )
            except FileRefused as refused:
                blames = [{"row": blame.row, "why": why(blame)} for blame in refused.blames]
            else:
                return redirect("admin:catalog_sheetimport_change", sheet.pk)
        context = {"form": form, "blames": blames, "title": _("Nhập từ tệp")}
        return self._page(request, "catalog/desk/send_sheet.html", context)

    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The preview of a file and, once it is written, what became of its rows."""
        sheet = SheetImport.objects.defer("content").filter(pk=pk).first()
        if sheet is None:
            raise Http404
        if not self._may(request, SheetKind(sheet.kind), "view"):
            raise PermissionDenied
        may_apply = sheet.state == ImportState.PREVIEWED and self._may(request, SheetKind(sheet.kind), "change")
        if request.method == "POST":
            if not may_apply:
                raise PermissionDenied
            return self._apply(request, sheet)
        rows = sheet.report["rows"]
        wanted = request.GET.get(WANTED, "")
        chosen = [row | {"label": Action(row["action"]).label} for row in rows if not wanted or row["action"] == wanted]
        refused = sheet.report["counts"].get(Action.REFUSE.value, 0)
        writes = sum(sheet.report["counts"].get(action.value, 0) for action in (Action.CREATE, Action.CHANGE))
        context = {
            "title": sheet.file_name,
            "sheet": sheet,
            "shown": Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("p")),
            "counts": [(action, sheet.report["counts"].get(action.value, 0)) for action in Action],
            "wanted": wanted,
            "may_apply": may_apply and writes > 0 and (sheet.keep_going or not refused),
            "refused": refused,
            "total": len(rows),
        }
        return self._page(request, "catalog/desk/sheet.html", context)

    def export(self, request: HttpRequest, kind: str, suffix: str) -> HttpResponse:
        """Everything of a kind, or with ?empty=1 the sheet to fill in, as a file."""
        if kind not in KINDS or suffix not in TYPES:
            raise Http404
        if not self._may(request, SheetKind(kind), "view"):
            raise PermissionDenied
        empty = "empty" in request.GET
        try:
            content = writing.template_bytes(KINDS[kind].columns(), suffix) if empty else exported(KINDS[kind], suffix)
        except FileRefused as refused:
            messages.error(request, " ".join(map(why, refused.blames)))
            return redirect("admin:catalog_sheetimport_changelist")
        name = f"{kind}-mau{suffix}" if empty else f"{kind}{suffix}"
        return HttpResponse(
            content, content_type=TYPES[suffix], headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    def _apply(self, request: HttpRequest, sheet: SheetImport) -> HttpResponse:
        try:
            outcome = apply_preview(sheet=sheet, by=officer(request))
        except CatalogError as refusal:
            messages.error(request, refusal.message)
        else:
            told = messages.success if outcome.applied else messages.error
            told(request, outcome.sum())
        return redirect("admin:catalog_sheetimport_change", sheet.pk)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )

    def _sendable(self, request: HttpRequest) -> list[SheetKind]:
        """The kinds of which this officer may send a file."""
        return [kind for kind in SheetKind if self._may(request, kind, "change")]

    def _may(self, request: HttpRequest, kind: SheetKind, doing: str) -> bool:
        return bool(request.user.has_perm(f"catalog.{doing}_{MODELS[kind]}"))
