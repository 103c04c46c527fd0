"""What should be seen to."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from core.graph import Page, Row, Slice
from core.graph.orders import Order
from core.graph.paging import page_of
from stock.models import Alert
from stock.selectors.access import Sight

ALERT = ("id", "point_id", "kind", "variant_id", "lot_id", "opened_at", "closed_at")
NEWEST = Order(("id",), (models.BigAutoField(),), descending=True)


def alerts(sight: Sight, page: Page, **given: Any) -> Slice:
    """Alerts at the viewer's sales points, newest first; `point_id`, `kind` and `open` narrow them."""
    found = Alert.objects.filter(sight.of_point("point"))
    if given.get("point_id") is not None:
        found = found.filter(point=given["point_id"])
    if given.get("kind") is not None:
        found = found.filter(kind=given["kind"])
    if given.get("open") is not None:
        found = found.filter(closed_at__isnull=given["open"])
    return page_of(found, ALERT, page, NEWEST)


def alerts_by_id(sight: Sight, ids: Iterable[int]) -> dict[int, Row]:
    found = Alert.objects.filter(sight.of_point("point"), pk__in=set(ids))
    return {row.id: row for row in found.values_list(*ALERT, named=True)}
