"""What everybody may read of a lot: which one a code means, and the road its units went, without whom they went to."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q, QuerySet

from core import clock
from core.graph import Row, rows
from stock.codes import alike, bare
from stock.gs1 import GTIN_LENGTH, GTIN_LENGTHS
from stock.models import Barcode, DocumentType, Lot, StockBalance, StockMove, Usage
from stock.models.points import SELLABLE
from stock.selectors.ledger import LOT

KEY = models.BigAutoField()
TEXT = models.CharField()
# A code that more lots bear says too little to choose by.
MOST_LOTS = 24
HELD_PUBLICLY = (*SELLABLE, Usage.TRANSIT)


def _typed(p: Any) -> QuerySet[Lot, Any]:
    if p.gtins is None:
        found = Lot.objects.filter(Q(code_alike=p.alike) | Q(trace_alike=p.alike))
    else:
        items = Barcode.objects.filter(rows.among("value", p.gtins)).values("variant_id")
        found = Lot.objects.filter(code_alike=p.alike, variant_id__in=items)
    return found.order_by("-made_on", "-id").values_list(*LOT, named=True)[:MOST_LOTS]


TYPED = rows.prepared(_typed, alike=TEXT, gtins=[TEXT])


def lots_meant(typed: str, gtin: str | None = None) -> list[Row]:
    """The lots a code means, newest first, MOST_LOTS at most; `gtin` says of which trade item.

    A code of ours, else codes as their makers print them, else codes that may be taken for what was typed.
    """
    found = TYPED(alike=alike(typed), gtins=None if gtin is None else forms_of(gtin)) if bare(typed) else []
    for column in ("trace_code", "code"):
        exactly = [lot for lot in found if bare(getattr(lot, column)) == bare(typed)]
        if exactly:
            return exactly
    return found


def forms_of(gtin: str) -> list[str]:
    """The lengths in which a scanner may have read a trade item's number."""
    whole = gtin.zfill(GTIN_LENGTH)
    return [whole[-length:] for length in GTIN_LENGTHS if not whole[:-length].strip("0")]


class Step(NamedTuple):
    """Units of a lot that came to a sales point: from its producer, or from another."""

    producer_id: int | None
    from_point_id: int | None
    point_id: int
    # None while they are on the road.
    arrived_on: date | None
    is_still_there: bool


def _brought(p: Any) -> QuerySet[StockMove, Any]:
    ends = {
        "leaves": "from_location__usage",
        "leaves_point": "from_location__point_id",
        "arrives": "to_location__usage",
        "arrives_point": "to_location__point_id",
    }
    return (
        StockMove.objects.filter(
            rows.among("lot_id", p.lots),
            document_type__in=[DocumentType.RECEIPT, DocumentType.TRANSFER],
            reversal__isnull=True,
        )
        .order_by("occurred_at", "id")
        .annotate(**{name: F(path) for name, path in ends.items()})
        .values_list("lot_id", "document_line", "document_type", "occurred_at", *ends, named=True)
    )


def _lying(p: Any) -> QuerySet[StockBalance, Any]:
    return (
        StockBalance.objects.filter(
            rows.among("lot_id", p.lots), location__usage__in=HELD_PUBLICLY, is_held=True, on_hand__gt=0
        )
        .order_by("id")
        .annotate(point_id=F("location__point_id"), usage=F("location__usage"))
        .values_list("lot_id", "point_id", "usage", named=True)
    )


BROUGHT = rows.prepared(_brought, lots=[KEY])
LYING = rows.prepared(_lying, lots=[KEY])


def road_of(lots: Iterable[Row]) -> dict[int, list[Step]]:
    """Where each lot's units came to, in the order they arrived; what is on the road last.

    What was put right by a reversal never happened, and what was never sent never left.
    """
    producers = {lot.id: lot.producer_id for lot in lots}
    lying = {(row.lot_id, row.point_id, row.usage) for row in LYING(lots=sorted(producers))}
    found: dict[int, list[Step]] = {}
    for (lot, origin, point), arrived_on in _legs(BROUGHT(lots=sorted(producers))).items():
        if arrived_on is None and (lot, point, Usage.TRANSIT) not in lying:
            continue
        is_still_there = arrived_on is not None and any((lot, point, usage) in lying for usage in SELLABLE)
        producer = producers[lot] if origin is None else None
        found.setdefault(lot, []).append(Step(producer, origin, point, arrived_on, is_still_there))
    return {lot: sorted(steps, key=lambda step: step.arrived_on or date.max) for lot, steps in found.items()}


def _legs(moves: Iterable[Row]) -> dict[tuple[int, int | None, int], date | None]:
    """The day units of a lot first arrived at a sales point from another, or from the producer (None)."""
    legs: dict[tuple[int, int | None, int], date | None] = {}
    arrived: list[tuple[int, Row]] = []
    senders: dict[int, int] = {}
    for move in moves:
        if move.document_type == DocumentType.RECEIPT:
            legs.setdefault((move.lot_id, None, move.arrives_point), clock.day_of(move.occurred_at))
        elif move.arrives == Usage.TRANSIT:
            senders[move.document_line] = move.leaves_point
            legs.setdefault((move.lot_id, move.leaves_point, move.arrives_point), None)
        elif move.arrives in SELLABLE and move.arrives_point == move.leaves_point:
            arrived.append((move.document_line, move))
    # The clocks of two devices differ: what arrived may seem to have come before it left.
    for line, move in arrived:
        leg = (move.lot_id, senders.get(line), move.arrives_point)
        if leg in legs:
            legs[leg] = legs[leg] or clock.day_of(move.occurred_at)
    return legs
