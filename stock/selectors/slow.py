"""What lies and does not sell: units on shelves, the last sale, and for how many days the rest would last."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Max, Min, Q, QuerySet

from core import clock
from stock.models import DocumentType, StockMove, Usage
from stock.models.points import HELD
from stock.selectors.access import Sight
from stock.selectors.flows import EVERYTHING, Key, Narrowed, flows

MOST_DAYS = 366
BY = ("point_id", "variant_id")


class Mover(NamedTuple):
    """A variant at a sales point over the last days: how much lies there and how it sells."""

    point_id: int
    variant_id: int
    units: int
    sold: int
    days: int
    # The day of the last sale, if there has been one in a year; and since when the variant has been there.
    last_sold_on: date | None
    there_since: date | None
    on: date

    @property
    def days_left(self) -> int | None:
        """How long the units last if they go on selling so, rounded down; None if nothing sells."""
        return self.units * self.days // self.sold if self.sold > 0 else None

    @property
    def is_slow(self) -> bool:
        """Whether it had all these days to sell and nothing did."""
        return self.sold <= 0 and (self.there_since is None or (self.on - self.there_since).days >= self.days)


def movers(sight: Sight, *, on: date, days: int, of: Narrowed = EVERYTHING) -> list[Mover]:
    """Everything that lies on shelves at the end of a day, the slowest first. Five statements."""
    since = on - timedelta(days=days - 1)
    there = {key: flow for key, flow in flows(sight, since=since, until=on, by=BY, of=of).items() if flow.closing > 0}
    last, first = _last_sales(sight, of, on), _first_days(sight, of, on)
    found = [
        Mover(
            *(key.point_id, key.variant_id, flow.closing, flow.sold, days),
            *(last.get(key), first.get(key), on),
        )
        for key, flow in there.items()
        if key.point_id is not None and key.variant_id is not None
    ]
    return sorted(found, key=_slowest_first)


def _slowest_first(one: Mover) -> tuple[bool, bool, int, int, int, int]:
    left = one.days_left
    return (not one.is_slow, left is not None, -(left or 0), -one.units, one.point_id, one.variant_id)


def _last_sales(sight: Sight, of: Narrowed, on: date) -> dict[Key, date]:
    """The day of the last sale in a year that was not taken back."""
    since = clock.midnight_after(on - timedelta(days=MOST_DAYS))
    sales = _moves(sight, of, "from_location__point", on).filter(
        occurred_at__gte=since, document_type=DocumentType.SALE, to_location__usage=Usage.CUSTOMER, reversal=None
    )
    return _days(sales, "from_location__point_id", Max("occurred_at"))


def _first_days(sight: Sight, of: Narrowed, on: date) -> dict[Key, date]:
    """Since when a variant has been at a sales point: the first time any came from elsewhere."""
    came = _moves(sight, of, "to_location__point", on).filter(
        ~Q(from_location__usage__in=HELD) | ~Q(from_location__point=F("to_location__point")),
        to_location__usage__in=HELD,
        reversal_of=None,
    )
    return _days(came, "to_location__point_id", Min("occurred_at"))


def _moves(sight: Sight, of: Narrowed, place: str, on: date) -> QuerySet[StockMove]:
    found = StockMove.objects.filter(
        sight.of_goods("owner", place), of.goods(), occurred_at__lt=clock.midnight_after(on)
    )
    return found if of.point_id is None else found.filter(**{place: of.point_id})


def _days(moves: QuerySet[StockMove], place: str, instant: Any) -> dict[Key, date]:
    found = moves.order_by().values(place, "variant_id").annotate(at=instant).values_list(place, "variant_id", "at")
    return {Key(point_id=point, variant_id=variant): clock.day_of(at) for point, variant, at in found}
