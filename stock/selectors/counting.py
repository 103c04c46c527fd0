"""What a count of a shelf is told: which lots should lie there, and, once it is handed in, how far off it is."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from core.graph import Row
from core.models import Transition
from stock.models import CountStatus, StockBalance, StockCount, StockCountLine, StockMove
from stock.selectors.papers import lines_of_counts

# The shop's own goods have no owner, and NULL is equal to nothing.
OWN = Coalesce(F("owner_id"), Value(0))


class ToCount(NamedTuple):
    """A lot of one owner that lies at the counted place by the books, or was found there; no figure of the books."""

    count_id: int
    lot_id: int
    owner_id: int | None
    line: Row | None


class Reviewed(NamedTuple):
    """A counted lot beside the ledger as it stood at that instant."""

    line: Row
    lot_id: int
    owner_id: int | None
    book: int
    price_minor: int | None

    @property
    def difference(self) -> int:
        """Units counted less units by the ledger."""
        return int(self.line.counted) - self.book

    @property
    def worth_minor(self) -> int | None:
        """The difference in đồng, at today's list price; None where nobody has set one."""
        return None if self.price_minor is None else self.difference * self.price_minor


def sheets_of(counts: Iterable[Row]) -> dict[int, list[ToCount]]:
    """What is to be counted, by product and first to expire first, then what was found beside; in two statements."""
    places = {count.location_id: count.id for count in counts}
    lines = lines_of_counts(places.values())
    counted = {(line.count_id, line.lot_id, line.owner_id): line for found in lines.values() for line in found}
    order = ("variant__product__name_folded", "variant__position", F("lot__expires_on").asc(nulls_last=True), "id")
    lying = StockBalance.objects.filter(location__in=sorted(places)).exclude(on_hand=0, reserved=0).order_by(*order)
    sheets: dict[int, list[ToCount]] = {}
    for location_id, lot_id, owner_id in lying.values_list("location_id", "lot_id", "owner_id"):
        count_id = places[location_id]
        line = counted.pop((count_id, lot_id, owner_id), None)
        sheets.setdefault(count_id, []).append(ToCount(count_id, lot_id, owner_id, line))
    for (count_id, lot_id, owner_id), line in counted.items():
        sheets.setdefault(count_id, []).append(ToCount(count_id, lot_id, owner_id, line))
    return sheets


def books_of(count_ids: Iterable[int]) -> dict[int, int]:
    """Units by the ledger at the instant each line was counted, of every line of these counts; one statement."""
    lines = StockCountLine.objects.filter(count__in=sorted(set(count_ids))).annotate(
        came=_moved("to_location"), went=_moved("from_location")
    )
    return {
        key: came - went if book is None else book
        for key, book, came, went in lines.values_list("id", "book", "came", "went")
    }


def _moved(end: str) -> Any:
    """Units of a line's lot and owner that had come to, or left, the counted place by then."""
    moves: QuerySet[StockMove] = StockMove.objects.annotate(own=OWN).filter(
        **{end: OuterRef("count__location_id")},
        lot=OuterRef("lot_id"),
        own=Coalesce(OuterRef("owner_id"), Value(0)),
        occurred_at__lte=OuterRef("counted_at"),
    )
    units = moves.order_by().values("lot").annotate(units=Sum("quantity")).values("units")
    return Coalesce(Subquery(units, output_field=IntegerField()), Value(0))


def counters_of(counts: Iterable[Row]) -> dict[int, set[int]]:
    """Who counted something of each, or handed it in: they do not approve it, nor are they told how far off it is."""
    found = {count.id: {count.submitted_by} for count in counts}
    for count_id, lines in lines_of_counts(found).items():
        found[count_id] |= {line.counted_by for line in lines}
    return {count_id: {one for one in people if one is not None} for count_id, people in found.items()}


def sent_back(count_ids: Iterable[int]) -> dict[int, str]:
    """Why each count was sent back the last time, of those that were and are being counted again."""
    turns = Transition.objects.filter(
        kind=StockCount._meta.label_lower,
        object_id__in=sorted(set(count_ids)),
        from_state=CountStatus.SUBMITTED,
        to_state=CountStatus.COUNTING,
    )
    return dict(turns.order_by("id").values_list("object_id", "reason"))
