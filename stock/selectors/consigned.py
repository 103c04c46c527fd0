"""A producer's goods on others' shelves: what came, sold, was lost, is left, and what the shops keep of the sales."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from core import clock
from stock.models import ConsignmentAgreement, StockMove, Usage
from stock.models.consignment import WHOLE_BP
from stock.models.points import HELD
from stock.selectors.access import Sight
from stock.selectors.flows import Flow, Narrowed, flows, sees
from stock.selectors.ledger import lots_by_id
from stock.selectors.worth import list_prices

BY = ("point_id", "owner_id", "lot_id")


class Consigned(NamedTuple):
    """A lot of a producer at one sales point over some days. Amounts are đồng at today's list price, tax included."""

    point_id: int
    lot_id: int
    variant_id: int
    flow: Flow
    price_minor: int | None
    # What the shop keeps of what was sold; None without a price.
    commission_minor: int | None
    # Units sold on days on which no agreement held: nobody has said what the shop keeps of them.
    unagreed: int

    @property
    def sold_minor(self) -> int | None:
        return None if self.price_minor is None else self.flow.sold * self.price_minor

    @property
    def left_minor(self) -> int | None:
        return None if self.price_minor is None else self.flow.closing * self.price_minor

    @property
    def due_minor(self) -> int | None:
        """What is the producer's of what was sold."""
        if self.sold_minor is None or self.commission_minor is None:
            return None
        return self.sold_minor - self.commission_minor


class Agreement(NamedTuple):
    """On what terms, on which days: the first is in, the last is not."""

    point_id: int
    commission_bp: int
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def consigned(sight: Sight, *, producer_id: int, since: date, until: date) -> list[Consigned]:
    """The goods that are the producer's own, by sales point and lot; nothing for whom they do not concern.

    Eight statements, however much has moved.
    """
    of = Narrowed(producer_id=producer_id)
    found = flows(sight, since=since, until=until, by=BY, of=of)
    theirs = {key: flow for key, flow in found.items() if key.owner_id == producer_id}
    lots = lots_by_id(key.lot_id for key in theirs)
    prices = list_prices(lot.variant_id for lot in lots.values())
    terms = agreements(producer_id)
    sales = _sales_by_day(sight, producer_id, since, until)
    listed = []
    for key, flow in theirs.items():
        if key.point_id is None or key.lot_id is None:
            continue
        lot = lots[key.lot_id]
        price = prices.get(lot.variant_id)
        kept, unagreed = _kept(terms.get(key.point_id, []), sales.get((key.point_id, key.lot_id), {}), price)
        listed.append(Consigned(key.point_id, key.lot_id, lot.variant_id, flow, price, kept, unagreed))
    return sorted(listed, key=lambda one: (one.point_id, one.variant_id, one.lot_id))


def agreements(producer_id: int) -> dict[int, list[Agreement]]:
    """The producer's agreements by sales point, in their order."""
    rows = ConsignmentAgreement.objects.filter(producer=producer_id).order_by("valid_from")
    found: defaultdict[int, list[Agreement]] = defaultdict(list)
    for row in rows.values_list("point_id", "commission_bp", "valid_from", "valid_to"):
        found[row[0]].append(Agreement(*row))
    return dict(found)


def _kept(terms: Iterable[Agreement], sales: dict[date, int], price: int | None) -> tuple[int | None, int]:
    """What the shop keeps of sales by day, each rate rounded once and half up; and the units no rate holds for."""
    by_rate: defaultdict[int, int] = defaultdict(int)
    unagreed = 0
    for day, units in sales.items():
        rate = next((one.commission_bp for one in terms if one.holds_on(day)), None)
        if rate is None:
            unagreed += units
        else:
            by_rate[rate] += units
    if price is None:
        return None, unagreed
    return sum((2 * units * price * rate + WHOLE_BP) // (2 * WHOLE_BP) for rate, units in by_rate.items()), unagreed


def _sales_by_day(sight: Sight, owner_id: int, since: date, until: date) -> dict[tuple[int, int], dict[date, int]]:
    """Units sold, less those brought back, by sales point and lot and then by day."""
    found: defaultdict[tuple[int, int], dict[date, int]] = defaultdict(dict)
    for place, sign in (("from_location__point_id", 1), ("to_location__point_id", -1)):
        near, far = ("from", "to") if sign > 0 else ("to", "from")
        ends = Q(**{f"{near}_location__usage__in": HELD, f"{far}_location__usage": Usage.CUSTOMER})
        for point, lot, day, units in _by_day(StockMove.objects.filter(ends, owner=owner_id), place, since, until):
            if sees(sight, point, owner_id):
                days = found[point, lot]
                days[day] = days.get(day, 0) + sign * units
    return found


def _by_day(moves: QuerySet[StockMove], place: str, since: date, until: date) -> QuerySet[StockMove, Any]:
    within = moves.filter(
        occurred_at__gte=clock.midnight_after(since - timedelta(days=1)), occurred_at__lt=clock.midnight_after(until)
    )
    days = within.annotate(day=TruncDate("occurred_at", tzinfo=clock.VIETNAM)).order_by()
    summed: QuerySet[StockMove, Any] = days.values(place, "lot_id", "day").annotate(units=Sum("quantity"))
    return summed.values_list(place, "lot_id", "day", "units")
