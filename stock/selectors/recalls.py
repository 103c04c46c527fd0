"""Recalls as they stand in the ledger of transitions."""

from collections.abc import Iterable

from core.graph import Row
from core.models import Transition
from stock.models import Lot


def recalls_of(lot_ids: Iterable[int]) -> dict[int, list[Row]]:
    """When each lot was stopped and let go, and why, in their order."""
    found: dict[int, list[Row]] = {}
    events = Transition.objects.filter(kind=Lot._meta.label_lower, object_id__in=sorted(set(lot_ids))).order_by("id")
    for row in events.values_list("object_id", "to_state", "reason", "at", named=True):
        found.setdefault(row.object_id, []).append(row)
    return found
