"""What came, went and was lost in some days, by sales point and by whatever else is asked: sums over the ledger.

A move tells at most two sales points something: where goods can be touched and the other end cannot be, that point
alone; where both ends can be, the one that sent and the one that got them, unless they are the same. A reversal takes
off what its mistake put on. So for every key and any days

    closing = opening + received + arrived + found - returned - sent - sold - lost - short

which a test holds against the moves themselves.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Sum

from core import clock
from core.graph import Row
from stock.models import Location, StockBalance, StockMove, Usage
from stock.models.points import HELD
from stock.selectors.access import Sight

# What may tell keys apart beside the sales point and the owner, as a column of moves and of balances.
COLUMNS = {"producer_id": "lot__producer_id", "variant_id": "variant_id", "lot_id": "lot_id"}
# Days that a report may be about: far from where a day has no day before or after it.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
# Days a report may span: eleven years.
LONGEST = 4018
# By what is at the other end: the counter of goods that go there, and of goods that come from there.
GOES = {Usage.PRODUCER: "returned", Usage.CUSTOMER: "sold", Usage.SCRAP: "lost", Usage.ADJUSTMENT: "short"}
COMES = {Usage.PRODUCER: "received", Usage.CUSTOMER: "sold", Usage.SCRAP: "lost", Usage.ADJUSTMENT: "found"}
# What buyers bring back was not sold, and what is taken out of the scrap was not lost.
TAKEN_BACK = ("sold", "lost")


class Key(NamedTuple):
    """What a flow is of; whatever the question did not tell apart is None."""

    point_id: int | None = None
    owner_id: int | None = None
    producer_id: int | None = None
    variant_id: int | None = None
    lot_id: int | None = None


@dataclass(slots=True)
class Flow:
    """Units of one key over some days; `opening` and `closing` are what could be touched before and after them."""

    opening: int = 0
    received: int = 0
    returned: int = 0
    arrived: int = 0
    sent: int = 0
    sold: int = 0
    lost: int = 0
    short: int = 0
    found: int = 0
    closing: int = 0

    @property
    def change(self) -> int:
        """Units more than at the beginning."""
        came = self.received + self.arrived + self.found
        return came - self.returned - self.sent - self.sold - self.lost - self.short

    @property
    def handled(self) -> int:
        """Units that were there at all: at first, or brought meanwhile."""
        return self.opening + self.received + self.arrived

    @property
    def shrinkage(self) -> int:
        """Units written off and units that counts missed, less those they found."""
        return self.lost + self.short - self.found

    def add(self, other: "Flow") -> None:
        """Join another key's units to these."""
        for name in Flow.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Narrowed(NamedTuple):
    """Which goods a question is about."""

    point_id: int | None = None
    producer_id: int | None = None
    product_id: int | None = None
    variant_id: int | None = None
    lot_id: int | None = None

    def goods(self) -> Q:
        """The condition that moves and balances share."""
        wanted = Q()
        for name, path in (
            ("producer_id", "lot__producer_id"),
            ("product_id", "variant__product_id"),
            ("variant_id", "variant_id"),
            ("lot_id", "lot_id"),
        ):
            if getattr(self, name) is not None:
                wanted &= Q(**{path: getattr(self, name)})
        return wanted


EVERYTHING = Narrowed()


def flows(sight: Sight, *, since: date, until: date, by: Collection[str], of: Narrowed = EVERYTHING) -> dict[Key, Flow]:
    """The flow of each key from the first of the days to the last, as far as the viewer may see.

    `by` names fields of Key; what goes from one sales point to another counts only where they are told apart. Keys of
    which nothing moved and nothing lay there are left out. Three statements.
    """
    places = {one.id: one for one in Location.objects.values_list("id", "point_id", "usage", named=True)}
    named = [name for name in COLUMNS if name in by]
    found: defaultdict[Key, Flow] = defaultdict(Flow)
    later: defaultdict[Key, Flow] = defaultdict(Flow)

    def key_of(point_id: int, owner_id: int | None, rest: Sequence[int]) -> Key | None:
        if of.point_id not in (None, point_id) or not sees(sight, point_id, owner_id):
            return None
        known = {"point_id": point_id, "owner_id": owner_id, **dict(zip(named, rest, strict=True))}
        return Key(**{name: known[name] for name in by})

    for place, owner, units, *rest in _lying(sight, of, named):
        if key := key_of(places[place].point_id, owner, rest):
            found[key].closing += units
    for start, end, is_reversal, is_later, owner, units, *rest in _moved(sight, of, named, since, until):
        told = effects(places[start], places[end], is_reversal=is_reversal)
        for key, counter, sign in _apart((key_of(point, owner, rest), *what) for point, *what in told):
            flow = (later if is_later else found)[key]
            setattr(flow, counter, getattr(flow, counter) + sign * units)
    for key, flow in later.items():
        found[key].closing -= flow.change
    for flow in found.values():
        flow.opening = flow.closing - flow.change
    return {key: flow for key, flow in found.items() if flow != Flow()}


def _apart(told: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """(key, counter, sign) of the keys that are asked about; none of a move that stays within one of them."""
    kept = list(told)
    if len(kept) == 2 and kept[0][0] == kept[1][0]:
        return []
    return [one for one in kept if one[0]]


def sees(sight: Sight, point_id: int, owner_id: int | None) -> bool:
    """Whether goods of an owner at a sales point are the viewer's business."""
    return sight.works_at(point_id) or owner_id in sight.producers


def effects(start: Row, end: Row, *, is_reversal: bool) -> Iterator[tuple[int, str, int]]:
    """(sales point, counter, sign) of what a move between two locations tells, as `id point_id usage` rows."""
    if is_reversal:
        for point, counter, sign in effects(end, start, is_reversal=False):
            yield point, counter, -sign
        return
    leaves, enters = start.usage in HELD, end.usage in HELD
    if leaves and enters:
        if start.point_id != end.point_id:
            yield start.point_id, "sent", 1
            yield end.point_id, "arrived", 1
    elif leaves:
        yield start.point_id, GOES[Usage(end.usage)], 1
    elif enters:
        counter = COMES[Usage(start.usage)]
        yield end.point_id, counter, -1 if counter in TAKEN_BACK else 1


def _lying(sight: Sight, of: Narrowed, named: Iterable[str]) -> QuerySet[StockBalance, Any]:
    """(location, owner, units, *named) of what can be touched now."""
    found = StockBalance.objects.filter(sight.of_goods("owner", "location__point"), of.goods(), is_held=True)
    if of.point_id is not None:
        found = found.filter(location__point=of.point_id)
    columns = ("location_id", "owner_id", *(COLUMNS[name] for name in named))
    summed: QuerySet[StockBalance, Any] = found.order_by().values(*columns).annotate(units=Sum("on_hand"))
    return summed.values_list(*_after_owner(columns, 2))


def _moved(sight: Sight, of: Narrowed, named: Iterable[str], since: date, until: date) -> QuerySet[StockMove, Any]:
    """(from, to, is reversal, is after the days, owner, units, *named) of what moved since the first of the days."""
    found = StockMove.objects.filter(
        sight.of_goods("owner", "from_location__point", "to_location__point"),
        of.goods(),
        occurred_at__gte=clock.midnight_after(since - timedelta(days=1)),
    )
    if of.point_id is not None:
        found = found.filter(Q(from_location__point=of.point_id) | Q(to_location__point=of.point_id))
    columns = (
        *("from_location_id", "to_location_id", "is_reversal", "is_later", "owner_id"),
        *(COLUMNS[name] for name in named),
    )
    summed: QuerySet[StockMove, Any] = (
        found.annotate(
            is_reversal=_whether(Q(reversal_of__isnull=False)),
            is_later=_whether(Q(occurred_at__gte=clock.midnight_after(until))),
        )
        .order_by()
        .values(*columns)
        .annotate(units=Sum("quantity"))
    )
    return summed.values_list(*_after_owner(columns, 5))


def _whether(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _after_owner(columns: Sequence[str], place: int) -> tuple[str, ...]:
    return (*columns[:place], "units", *columns[place:])
