"""What may be sold today, and where: units that lie on a shelf, unpromised, of lots that may be sold."""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, F, Q, QuerySet, Sum

from core import clock
from core.graph import rows
from stock.models import StockBalance
from stock.models.points import SELLABLE, Usage

KEY = models.BigAutoField()
DAY = models.DateField()
# So many units of a product at a sales point, or fewer, are the last few.
LAST_FEW = 5


class Free(NamedTuple):
    """Units of a variant (or of all a product's variants) that a sales point may sell."""

    point_id: int
    units: int


def sellable_on(day: Any) -> QuerySet[StockBalance]:
    """What open sales points may sell on a day: unpromised units of lots neither past their day nor recalled."""
    return StockBalance.objects.filter(
        Q(lot__expires_on=None) | Q(lot__expires_on__gte=day),
        Q(location__point__closed_on=None) | Q(location__point__closed_on__gt=day),
        location__point__opened_on__lte=day,
        location__usage__in=SELLABLE,
        lot__recalled_at=None,
        is_held=True,
        on_hand__gt=F("reserved"),
    )


def _free(p: Any) -> QuerySet[StockBalance, Any]:
    of = "variant_id" if p.variants is not None else "variant__product_id"
    wanted = p.variants if p.variants is not None else p.products
    return (
        sellable_on(p.day)
        .filter(rows.among(of, wanted))
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


def _at_points(p: Any) -> QuerySet[StockBalance, Any]:
    return (
        sellable_on(p.day)
        .filter(rows.among("location__point_id", p.points))
        .order_by("location__point_id", "variant__product_id")
        .annotate(of=F("location__point_id"), product_id=F("variant__product_id"))
        .values("of", "product_id")
        .annotate(units=Sum(F("on_hand") - F("reserved")))
        .values_list("of", "product_id", "units", named=True)
    )


AT_POINTS = rows.prepared(_at_points, points=[KEY], day=DAY)


def free_at_points(ids: Iterable[int], day: date) -> dict[int, dict[int, int]]:
    """Units of each product that each sales point may sell on a day, by point and product."""
    found: dict[int, dict[int, int]] = {}
    for row in AT_POINTS(points=sorted(set(ids)), day=day):
        found.setdefault(row.of, {})[row.product_id] = row.units
    return found


SKUS = rows.prepared(
    lambda p: (
        sellable_on(p.day)
        .filter(rows.among("variant__product_id", p.products))
        .order_by("variant__product_id", "variant__position", "variant_id")
        .annotate(of=F("variant__product_id"), sku=F("variant__sku"))
        .values_list("of", "sku", "variant__position", "variant_id", named=True)
        .distinct()
    ),
    products=[KEY],
    day=DAY,
)


def skus_in_stock(ids: Iterable[int], day: date) -> dict[int, list[str]]:
    """The SKUs of each product's sizes that some open sales point may sell on a day, in their order."""
    found: dict[int, list[str]] = {}
    for row in SKUS(products=sorted(set(ids)), day=day):
        found.setdefault(row.of, []).append(row.sku)
    return found


class Gone(NamedTuple):
    """A sales point that had a product and has none to sell today."""

    point_id: int
    is_coming: bool


def _carried(p: Any) -> QuerySet[StockBalance, Any]:
    """Where units of a product lie or lay, and where some are on the road that may be sold when they arrive."""
    found: QuerySet[StockBalance, Any] = (
        StockBalance.objects.filter(
            Q(location__point__closed_on=None) | Q(location__point__closed_on__gt=p.day),
            Q(location__usage__in=SELLABLE)
            | Q(Q(lot__expires_on=None) | Q(lot__expires_on__gte=p.day), lot__recalled_at=None, on_hand__gt=0),
            rows.among("variant__product_id", p.products),
            location__point__opened_on__lte=p.day,
            is_held=True,
        )
        .order_by("variant__product_id", "location__point_id")
        .annotate(
            of=F("variant__product_id"),
            point_id=F("location__point_id"),
            is_coming=Q(location__usage=Usage.TRANSIT),
        )
        .values_list("of", "point_id", "is_coming", named=True)
        .distinct()
    )
    return found


CARRIED = rows.prepared(_carried, products=[KEY], day=DAY)


def gone_from(ids: Iterable[int], day: date) -> dict[int, list[Gone]]:
    """The open sales points that had each product, or wait for their first of it, and cannot sell any on a day."""
    wanted = sorted(set(ids))
    free = {(key, one.point_id) for key, found in free_of_products(wanted, day).items() for one in found}
    coming: dict[tuple[int, int], bool] = {}
    for row in CARRIED(products=wanted, day=day):
        if (row.of, row.point_id) not in free:
            key = (row.of, row.point_id)
            coming[key] = coming.get(key, False) or bool(row.is_coming)
    found: dict[int, list[Gone]] = {}
    for (product, point), is_coming in coming.items():
        found.setdefault(product, []).append(Gone(point, is_coming))
    return found


# Of a sales point, what pages of products tell.
TOLD = ("slug", "name_vi", "name_en", "area_id", "phone", "latitude_e6", "longitude_e6", "is_demonstration")


def _standing(p: Any) -> QuerySet[StockBalance, Any]:
    fresh = Q(Q(lot__expires_on=None) | Q(lot__expires_on__gte=p.day), lot__recalled_at=None)
    point = {f"point_{name}": F(f"location__point__{name}") for name in TOLD}
    found: QuerySet[StockBalance, Any] = (
        StockBalance.objects.filter(
            Q(location__point__closed_on=None) | Q(location__point__closed_on__gt=p.day),
            rows.among("variant__product_id", p.products),
            location__point__opened_on__lte=p.day,
            is_held=True,
        )
        .order_by("variant_id", "location__point_id")
        .annotate(point_id=F("location__point_id"), **point)
        .values("variant_id", "point_id", *point)
        .annotate(
            units=Sum(
                F("on_hand") - F("reserved"),
                filter=fresh & Q(location__usage__in=SELLABLE, on_hand__gt=F("reserved")),
                default=0,
            ),
            coming=Count("id", filter=fresh & Q(location__usage=Usage.TRANSIT, on_hand__gt=0)),
        )
        .values_list("variant_id", "point_id", "units", "coming", *point, named=True)
    )
    return found


STANDING = rows.prepared(_standing, products=[KEY], day=DAY)


def standing(ids: tuple[int, ...]) -> Hashable:
    """All that pages tell of where these products stand today, as one value: their witness (core.pages.run_while).

    Units count up to a few more than LAST_FEW, since pages say only "in stock" of more: a shop that sells one of forty
    changes no page.
    """
    found = STANDING(products=ids, day=clock.today())
    return (clock.today(), *(row._replace(units=min(row.units, LAST_FEW + 1), coming=row.coming > 0) for row in found))


class StockedOn(rows.Condition):
    """A condition on a product's key: an open sales point, or one of some, can sell units of it on a day.

    Made of a day and keys alone, so that a prepared statement of it is found again.
    """

    def __init__(self, column: str, day: date, points: tuple[int, ...] | None) -> None:
        super().__init__(column)
        there = sellable_on(day) if points is None else sellable_on(day).filter(location__point__in=points)
        self.is_empty = points == ()
        self.within = there.order_by().values("variant__product_id")

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if self.is_empty:
            return "1 = 0", []
        (column,), params = self.compiled(compiler)
        sql, given = self.within.query.get_compiler(connection=connection).as_sql()
        return f"{column} IN ({sql})", [*params, *given]


def _grouped(found: list[Any]) -> dict[int, list[Free]]:
    grouped: dict[int, list[Free]] = {}
    for row in found:
        grouped.setdefault(row.of, []).append(Free(row.point_id, row.units))
    return grouped
