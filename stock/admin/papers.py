"""Papers of the sales points and what should be seen to there, to look up: written at the sales points."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.admin.permits import paper_link
from core.admin import ReadOnlyAdmin
from stock.admin.ledger import OfLots, Uncounted
from stock.admin.words import LEDGER, WORDS
from stock.models import Alert, GoodsReceipt, Relocation, StockCount, Transfer, WriteOff


class PaperAdmin(ReadOnlyAdmin):
    """Papers with states, the latest first."""

    section, labels = LEDGER, WORDS
    paginator = Uncounted
    ordering = ("-id",)


@admin.register(GoodsReceipt)
class GoodsReceiptAdmin(PaperAdmin):
    """What producers brought."""

    icon = "input"
    list_display = ("id", "point", "producer", "is_consigned", "status", "number", "created_at", "is_demonstration")
    list_filter = ("status", "is_consigned", "created_at", "point")
    list_select_related = ("point", "producer")
    search_fields = ("number", "producer__name_folded")


@admin.register(Transfer)
class TransferAdmin(PaperAdmin):
    """What goes from one sales point to another."""

    icon = "local_shipping"
    list_display = ("id", "from_point", "to_point", "status", "dispatched_at", "created_at", "is_demonstration")
    list_filter = ("status", "created_at", "from_point", "to_point")
    list_select_related = ("from_point", "to_point")
    search_fields = ("number", "note")


@admin.register(StockCount)
class StockCountAdmin(PaperAdmin):
    """Counts of shelves."""

    icon = "fact_check"
    list_display = ("id", "where", "status", "due_on", "submitted_by", "approved_by", "created_at")
    list_filter = ("status", "created_at", "location__point")
    list_select_related = ("location__point",)

    @admin.display(description=_("Nơi để"))
    def where(self, count: StockCount) -> str:
        return f"{count.location.point}: {count.location.get_usage_display()} {count.location.code}"


@admin.register(WriteOff)
class WriteOffAdmin(OfLots):
    """What was taken off shelves for good, and why."""

    icon = "delete"
    fields = ("point", "lot", "owner", "location", "quantity", "reason", "note", "picture", "created_at")
    list_display = ("created_at", "point", "lot", "quantity", "reason", "picture", "is_demonstration")
    list_filter = ("reason", "created_at", "point")
    list_select_related = ("point", "lot")
    ordering = ("-id",)

    @admin.display(description=_("Ảnh"))
    def picture(self, paper: WriteOff) -> str | SafeString:
        return paper_link(paper.photo.name)


@admin.register(Relocation)
class RelocationAdmin(OfLots):
    """What was carried from one shelf to another."""

    icon = "move_down"
    list_display = ("created_at", "point", "lot", "quantity")
    list_filter = ("created_at", "point")
    list_select_related = ("point", "lot")
    ordering = ("-id",)


@admin.register(Alert)
class AlertAdmin(PaperAdmin):
    """What somebody at a sales point should see to."""

    icon = "warning"
    list_display = ("opened_at", "point", "kind", "variant", "lot", "closed_at")
    list_filter = ("kind", ("closed_at", admin.EmptyFieldListFilter), "point")
    list_select_related = ("point", "variant__product", "lot")
    search_fields = ("variant__product__name_folded", "lot__code")
