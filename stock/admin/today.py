"""What of the shelves needs an officer today."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.desk import panels
from core.desk.panels import SHOWN, Item, Panel
from stock.models import DiscrepancyCase


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
