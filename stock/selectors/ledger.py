"""Lots, moves and balances, each as far as a viewer may see them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order
from core.graph.paging import page_of
from stock.models import Lot, StockBalance, StockMove
from stock.selectors.access import Sight

KEY = models.BigAutoField()

LOT = (
    "id",
    "variant_id",
    "producer_id",
    "zone_id",
    "code",
    "trace_code",
    "made_on",
    "expires_on",
    "recalled_at",
    "recall_reason",
    "recall_reason_en",
    "recall_advice",
    "recall_advice_en",
    "recall_phone",
    "is_demonstration",
)
MOVE = (
    "id",
    "variant_id",
    "lot_id",
    "owner_id",
    "from_location_id",
    "to_location_id",
    "quantity",
    "occurred_at",
    "recorded_at",
    "document_type",
    "document_line",
    "reversal_of_id",
    "reason",
    "actor_role",
)
BALANCE = ("id", "location_id", "variant_id", "lot_id", "owner_id", "on_hand", "reserved", "excused")

NEWEST_LOT = Order(("id",), (KEY,), descending=True)
NEWEST_MOVE = Order(("recorded_at", "id"), (models.DateTimeField(), models.UUIDField()), descending=True)
LATEST_MOVE = Order(("occurred_at", "id"), (models.DateTimeField(), models.UUIDField()), descending=True)
BY_KEY = Order(("id",), (KEY,))

LOTS = rows.prepared(
    lambda p: (
        Lot.objects.filter(rows.among("id", p.ids) if p.ids is not None else Q(trace_code=p.trace_code))
        .order_by("id")
        .values_list(*LOT, named=True)
    ),
    ids=[KEY],
    trace_code=models.CharField(),
)


def lots_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Lots by key; what a lot's label says is everybody's to read."""
    return {row.id: row for row in LOTS(ids=sorted({key for key in ids if key is not None}))}


def lots_of(trace_code: str) -> Row | None:
    """The lot of a trace code."""
    return next(iter(LOTS(trace_code=trace_code)), None)


def visible_lots(sight: Sight) -> QuerySet[Lot]:
    """Lots that lie, or have lain, where the viewer works, or that a producer of theirs made."""
    if sight.everything:
        return Lot.objects.all()
    there = StockBalance.objects.filter(location__point__in=sorted(sight.points)).values("lot_id")
    return Lot.objects.filter(Q(pk__in=there) | Q(producer__in=sorted(sight.producers)))


def lots(sight: Sight, page: Page, **given: Any) -> Slice:
    """Lots the viewer may see; `ids`, `variant_id`, `recalled` and `expires_by` narrow them."""
    found = visible_lots(sight)
    if given.get("ids") is not None:
        found = found.filter(pk__in=given["ids"])
    if given.get("variant_id") is not None:
        found = found.filter(variant=given["variant_id"])
    if given.get("recalled") is not None:
        found = found.filter(recalled_at__isnull=not given["recalled"])
    if given.get("expires_by") is not None:
        found = found.filter(expires_on__lte=given["expires_by"])
    return page_of(found, LOT, page, NEWEST_LOT)


def moves(sight: Sight, page: Page, **given: Any) -> Slice:
    """The ledger, last recorded first, or with `occurred_first` last happened first; `narrowed_moves` says by what."""
    order = LATEST_MOVE if given.get("occurred_first") else NEWEST_MOVE
    return page_of(narrowed_moves(sight, **given), MOVE, page, order)


def narrowed_moves(sight: Sight, **given: Any) -> QuerySet[StockMove]:
    """Moves the viewer may see; `point_id`, `lot_id`, `variant_id`, `producer_id`, `kinds`, `since`, `until`."""
    found = visible_moves(sight)
    if given.get("point_id") is not None:
        place = given["point_id"]
        found = found.filter(Q(from_location__point=place) | Q(to_location__point=place))
    for name, path in (
        ("lot_id", "lot"),
        ("variant_id", "variant"),
        ("producer_id", "lot__producer"),
        ("kinds", "document_type__in"),
        ("since", "occurred_at__gte"),
        ("until", "occurred_at__lt"),
    ):
        if given.get(name) is not None:
            found = found.filter(**{path: given[name]})
    return found


def makers_and_goods(sight: Sight) -> tuple[list[int], list[int]]:
    """Producers and variants of the lots that the viewer may see, to choose from."""
    pairs = set(visible_lots(sight).order_by().values_list("producer_id", "variant_id").distinct())
    return sorted({producer for producer, _ in pairs}), sorted({variant for _, variant in pairs})


def visible_moves(sight: Sight) -> QuerySet[StockMove]:
    return StockMove.objects.filter(sight.of_goods("owner", "from_location__point", "to_location__point"))


def moves_of_lots(sight: Sight, ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every move of each lot that the viewer may see, in the order it happened."""
    found: dict[int, list[Row]] = {}
    wanted = visible_moves(sight).filter(lot__in=sorted(set(ids))).order_by("occurred_at", "recorded_at", "id")
    for row in wanted.values_list(*MOVE, named=True):
        found.setdefault(row.lot_id, []).append(row)
    return found


def visible_balances(sight: Sight) -> QuerySet[StockBalance]:
    return StockBalance.objects.filter(sight.of_goods("owner", "location__point"))


def balances(sight: Sight, page: Page, **given: Any) -> Slice:
    """What lies where goods can be touched; `point_id`, `variant_id` and `with_nothing` narrow or widen it."""
    found = visible_balances(sight).filter(is_held=True)
    if not given.get("with_nothing"):
        found = found.exclude(on_hand=0, reserved=0)
    if given.get("point_id") is not None:
        found = found.filter(location__point=given["point_id"])
    if given.get("variant_id") is not None:
        found = found.filter(variant=given["variant_id"])
    return page_of(found, BALANCE, page, BY_KEY)


def balances_of_lots(sight: Sight, ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every balance of each lot that the viewer may see, sums of what was sold and lost too."""
    found: dict[int, list[Row]] = {}
    wanted = visible_balances(sight).filter(lot__in=sorted(set(ids))).order_by("id")
    for row in wanted.values_list(*BALANCE, named=True):
        found.setdefault(row.lot_id, []).append(row)
    return found


def balances_of_variants(sight: Sight, ids: Iterable[int]) -> dict[int, list[Row]]:
    """What of each variant lies where goods can be touched, as far as the viewer may see it, by FEFO."""
    found: dict[int, list[Row]] = {}
    lying = visible_balances(sight).filter(variant__in=sorted(set(ids)), is_held=True).exclude(on_hand=0, reserved=0)
    for row in lying.order_by(F("lot__expires_on").asc(nulls_last=True), "id").values_list(*BALANCE, named=True):
        found.setdefault(row.variant_id, []).append(row)
    return found
