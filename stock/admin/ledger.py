"""Lots, moves and what lies where, to look up: written at the sales points, never here.

The ledger grows without end, so its pages do not count it, and what is searched for is found by codes that have an
index before any move is looked at.
"""

from functools import cached_property
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin import ReadOnlyAdmin, Step
from core.transitions import Actor
from stock import services
from stock.admin.words import LEDGER, WORDS
from stock.models import Barcode, DiscrepancyCase, Lot, Reservation, StockBalance, StockMove

# Rows of a ledger that are paged through; whoever looks for older ones narrows the list.
REACHED = 5_000
PLACES = ("from_location__point", "to_location__point")


class Uncounted(Paginator[Any]):
    """Pages of a list that is too long to be counted: the first REACHED rows."""

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[:REACHED].count()


def lots_called(text: str) -> list[int]:
    """Lots by the code on the pack, by our own code, or by a barcode."""
    code = text.strip()
    of_barcode = Barcode.objects.filter(value=code)
    found = Lot.objects.filter(
        Q(code=code)
        | Q(trace_code=code.upper())
        | Q(pk__in=of_barcode.filter(lot__isnull=False).values("lot_id"))
        | Q(variant__in=of_barcode.filter(lot=None).values("variant_id"))
        | Q(variant__sku=code)
    )
    return list(found.values_list("pk", flat=True))


class OfLots(ReadOnlyAdmin):
    """A list that grows without end and is searched by the codes of its lots."""

    section, labels = LEDGER, WORDS
    paginator = Uncounted
    search_fields = ("lot__code",)
    search_help_text = _("Mã lô, mã truy xuất, mã vạch hoặc mã quy cách, viết đủ.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(lot__in=lots_called(search_term)), False


@admin.register(Lot)
class LotAdmin(ReadOnlyAdmin):
    """What was made together; known from the label when goods were first received."""

    section, icon, labels = LEDGER, "package_2", WORDS
    list_display = (
        "code",
        "trace_code",
        "variant",
        "producer",
        "made_on",
        "expires_on",
        "recalled_at",
        "is_demonstration",
    )
    list_filter = ("is_demonstration", ("recalled_at", admin.EmptyFieldListFilter), "made_on", "expires_on")
    list_select_related = ("variant__product", "producer")
    search_fields = ("code", "trace_code", "variant__sku", "variant__product__name_folded", "producer__name_folded")
    ordering = ("-id",)

    change_form_before_template = "stock/officers_lot.html"

    def called(self, row: Lot) -> str:
        return f"{row.code} · {row.variant}"


@admin.register(StockMove)
class StockMoveAdmin(OfLots):
    """The ledger: whatever moved, the latest first."""

    icon = "swap_horiz"
    list_display = ("occurred_at", "document_type", "lot", "quantity", "start", "end", "owner", "actor_role")
    list_filter = ("document_type", "occurred_at", "from_location__point", "to_location__point")
    list_select_related = ("lot", "owner", *PLACES)
    ordering = ("-occurred_at", "-id")

    @admin.display(description=_("Từ nơi"))
    def start(self, move: StockMove) -> str:
        return f"{move.from_location.point}: {move.from_location.get_usage_display()} {move.from_location.code}"

    @admin.display(description=_("Đến nơi"))
    def end(self, move: StockMove) -> str:
        return f"{move.to_location.point}: {move.to_location.get_usage_display()} {move.to_location.code}"


@admin.register(StockBalance)
class StockBalanceAdmin(OfLots):
    """What lies where, by the ledger."""

    icon = "inventory"
    list_display = ("lot", "place", "owner", "on_hand", "reserved", "excused")
    list_filter = ("is_held", "location__usage", "location__point")
    list_select_related = ("lot", "owner", "location__point")
    ordering = ("-id",)

    @admin.display(description=_("Nơi để"))
    def place(self, balance: StockBalance) -> str:
        return f"{balance.location.point}: {balance.location.get_usage_display()} {balance.location.code}"


@admin.register(Reservation)
class ReservationAdmin(ReadOnlyAdmin):
    """What is held for buyers."""

    section, icon, labels = LEDGER, "bookmark", WORDS
    paginator = Uncounted
    list_display = ("reference", "status", "created_at", "expires_at")
    list_filter = ("status", "created_at")
    ordering = ("status", "-expires_at")


class ExplainForm(forms.Form):
    explanation = forms.CharField(label=_("Giải thích"), max_length=300)


def _close(case: DiscrepancyCase, values: dict[str, Any], by: Actor) -> str:
    services.close_case(case_id=case.pk, explanation=values["explanation"], by=by)
    return gettext("Đã đóng trường hợp lệch sổ.")


@admin.register(DiscrepancyCase)
class DiscrepancyCaseAdmin(ReadOnlyAdmin):
    """Where books and shelves disagree, until somebody explains it."""

    section, icon, labels = LEDGER, "report", WORDS
    list_display = ("opened_at", "lot", "where", "quantity", "cause", "closed_at")
    list_filter = (("closed_at", admin.EmptyFieldListFilter), "balance__location__point")
    list_select_related = ("balance__lot", "balance__location__point")
    ordering = ("-id",)
    steps = (
        Step(
            "close",
            _("Giải thích và đóng"),
            ExplainForm,
            _close,
            when=lambda case: case.closed_at is None,
            initial=lambda case: {},
        ),
    )

    @admin.display(description=_("Lô"))
    def lot(self, case: DiscrepancyCase) -> str:
        return str(case.balance.lot)

    @admin.display(description=_("Điểm bán"))
    def where(self, case: DiscrepancyCase) -> str:
        return str(case.balance.location.point)
