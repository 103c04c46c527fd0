"""What at a sales point needs somebody, by its shelves and rules as they stand now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, Sum

from core.graph import Row
from stock.models import ReorderRule, StockBalance
from stock.models.points import SELLABLE
from stock.selectors.ledger import BALANCE

# Rows of one sales point that are read at most: more would not be seen to in a day.
MOST_ROWS = 500


class Scarce(NamedTuple):
    """A variant of which fewer units are free at a sales point than its rule wants."""

    point_id: int
    variant_id: int
    available: int
    minimum: int
    target: int


def scarce_at(point_ids: Iterable[int], day: date) -> dict[int, list[Scarce]]:
    """Variants below their rule at each sales point; those of which nothing is left first."""
    keys = sorted(set(point_ids))
    by_name = ReorderRule.objects.filter(point__in=keys).order_by("variant__product__name_vi", "variant_id")
    rules: list[Any] = list(by_name.values_list("point_id", "variant_id", "minimum", "target", named=True))
    free = _free_at(keys, {rule.variant_id for rule in rules}, day) if rules else {}
    found: dict[int, list[Scarce]] = defaultdict(list)
    for rule in rules:
        units = max(0, free.get((rule.point_id, rule.variant_id), 0))
        if units == 0 or units < rule.minimum:
            found[rule.point_id].append(Scarce(rule.point_id, rule.variant_id, units, rule.minimum, rule.target))
    return {point: sorted(rows, key=lambda one: one.available > 0) for point, rows in found.items()}


def _free_at(point_ids: list[int], variant_ids: set[int], day: date) -> dict[tuple[int, int], int]:
    """Units that may be sold on a day by sales point and variant."""
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=day),
            location__point__in=point_ids,
            location__usage__in=SELLABLE,
            lot__recalled_at=None,
            variant__in=sorted(variant_ids),
        )
        .values_list("location__point_id", "variant_id")
        .annotate(units=Sum(F("on_hand") - F("reserved")))
    )
    return {(point, variant): units for point, variant, units in rows}


def spoiling_at(point_ids: Iterable[int], by: date) -> dict[int, list[Row]]:
    """What lies on the shelves of each sales point and ends by a day or is recalled, the soonest first."""
    found: dict[int, list[Row]] = defaultdict(list)
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on__lte=by) | Q(lot__recalled_at__isnull=False),
            location__point__in=sorted(set(point_ids)),
            location__usage__in=SELLABLE,
            on_hand__gt=0,
        )
        .order_by(F("lot__expires_on").asc(nulls_last=True), "lot_id", "id")
        .annotate(point_id=F("location__point_id"))
        .values_list(*BALANCE, "point_id", named=True)
    )
    for row in rows:
        if len(found[row.point_id]) < MOST_ROWS:
            found[row.point_id].append(row)
    return found


def sellable_at(point_ids: Iterable[int], day: date) -> dict[int, list[Row]]:
    """What may be sold at each sales point on a day and nobody was promised: by product, and by FEFO within one."""
    found: dict[int, list[Row]] = defaultdict(list)
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=day),
            location__point__in=sorted(set(point_ids)),
            location__usage__in=SELLABLE,
            lot__recalled_at=None,
            on_hand__gt=F("reserved"),
        )
        .order_by(
            "variant__product__name_sort",
            "variant_id",
            F("lot__expires_on").asc(nulls_last=True),
            "lot__made_on",
            "lot_id",
            "id",
        )
        .annotate(point_id=F("location__point_id"))
        .values_list(*BALANCE, "point_id", named=True)
    )
    for row in rows:
        if len(found[row.point_id]) < MOST_ROWS:
            found[row.point_id].append(row)
    return found
