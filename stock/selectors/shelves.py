"""What may be sold today, and where: units that lie on a shelf, unpromised, of lots that may be sold."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet, Sum

from core.graph import rows
from stock.models import StockBalance
from stock.models.points import SELLABLE

KEY = models.BigAutoField()
DAY = models.DateField()


class Free(NamedTuple):
    """Units of a variant (or of all a product's variants) that a sales point may sell."""

    point_id: int
    units: int


def _free(p: Any) -> QuerySet[StockBalance, Any]:
    of = "variant_id" if p.variants is not None else "variant__product_id"
    wanted = p.variants if p.variants is not None else p.products
    return (
        StockBalance.objects.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=p.day),
            Q(location__point__closed_on=None) | Q(location__point__closed_on__gt=p.day),
            rows.among(of, wanted),
            location__point__opened_on__lte=p.day,
            location__usage__in=SELLABLE,
            lot__recalled_at=None,
            is_held=True,
            on_hand__gt=F("reserved"),
        )
        .order_by(of, "location__point_id")
        .annotate(of=F(of), point_id=F("location__point_id"))
        .values("of", "point_id")
        .annotate(units=Sum(F("on_hand") - F("reserved")))
        .values_list("of", "point_id", "units", named=True)
    )


FREE = rows.prepared(_free, variants=[KEY], products=[KEY], day=DAY)


def free_of_variants(ids: Iterable[int], day: date) -> dict[int, list[Free]]:
    """What each variant's sales points may sell on a day; those with nothing are left out."""
    return _grouped(FREE(variants=sorted(set(ids)), day=day))


def free_of_products(ids: Iterable[int], day: date) -> dict[int, list[Free]]:
    """The same of products, over all their variants."""
    return _grouped(FREE(products=sorted(set(ids)), day=day))


def _grouped(found: list[Any]) -> dict[int, list[Free]]:
    grouped: dict[int, list[Free]] = {}
    for row in found:
        grouped.setdefault(row.of, []).append(Free(row.point_id, row.units))
    return grouped
