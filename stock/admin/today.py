"""What of the shelves needs an officer today."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.desk import panels
from core.desk.panels import SHOWN, Item, Panel
from stock.models import DiscrepancyCase, Lot, StockBalance
from stock.pages.reports import FOR_OFFICERS, TABS


@panels.brought(60)
def cases(request: HttpRequest) -> Panel | None:
    """Where books and shelves disagree and nobody has said why."""
    if not request.user.has_perm("stock.change_discrepancycase"):
        return None
    address = reverse("admin:stock_discrepancycase_changelist")
    found = DiscrepancyCase.objects.filter(closed_at=None)
    first = found.select_related("balance__lot", "balance__location__point").order_by("id")[:SHOWN]
    items = [
        Item(f"{one.balance.location.point}: {one.quantity} × {one.balance.lot}", f"{address}{one.pk}/close/")
        for one in first
    ]
    return Panel(_("Lệch sổ chưa giải thích"), found.count(), items, address, _("Sổ và kệ khớp nhau."))


@panels.brought(65)
def recalled(request: HttpRequest) -> Panel | None:
    """Lots that are stopped and still lie somewhere."""
    if not request.user.has_perm("stock.view_stockmove"):
        return None
    there = StockBalance.objects.filter(is_held=True, on_hand__gt=0, lot__recalled_at__isnull=False)
    lots = Lot.objects.filter(pk__in=there.values("lot_id")).select_related("variant__product").order_by("-recalled_at")
    items = [Item(f"{one.code} · {one.variant.product}", reverse("recall", args=[one.pk])) for one in lots[:SHOWN]]
    return Panel(
        _("Lô thu hồi còn ở điểm bán"), lots.count(), items, reverse("recalls"), _("Không còn lô nào phải cất.")
    )


@panels.brought(85)
def reports(request: HttpRequest) -> Panel | None:
    """The way to the reports of shelves, though nothing waits there."""
    if not request.user.has_perm("stock.view_stockmove"):
        return None
    items = [Item(str(tab.words), reverse(tab.address)) for tab in (*TABS, *FOR_OFFICERS)]
    return Panel(_("Báo cáo điểm bán"), 0, items, "", "")
