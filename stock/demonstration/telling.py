"""The verbs of the invented weeks: goods are brought, carried, sold, spoilt and counted, all through the services."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from accounts.models import User
from catalog.models import Producer
from core import clock
from core.transitions import SYSTEM, Actor
from stock import services
from stock.demonstration.goods import BOUGHT
from stock.demonstration.places import STAFF
from stock.models import (
    DocumentType,
    Location,
    Lot,
    SalesPoint,
    ShortReason,
    StockCount,
    Transfer,
    TransferStatus,
    Usage,
    WriteOffReason,
)
from stock.planning import Shelf, first_expired_first
from stock.services.handling import Handled
from stock.services.posting import Going
from stock.services.receipts import Brought
from stock.services.transfers import Arrived, Sent

SELLER = "seller"


class Tale:
    """What stands where while the weeks are told; `units` is the books' own count, by sales point and lot."""

    def __init__(self, points: Mapping[str, SalesPoint], chance: Random) -> None:
        self.points = points
        self.chance = chance
        self.today = clock.today()
        self.lots: dict[str, list[Lot]] = defaultdict(list)
        self.units: dict[str, Counter[Lot]] = {slug: Counter() for slug in points}
        found = Location.objects.filter(point__in=points.values(), code="")
        slugs = {point.pk: slug for slug, point in points.items()}
        self.places = {(slugs[one.point_id], one.usage): one.pk for one in found}
        self.people = {user.email: user.pk for user in User.objects.filter(email__in={work.email for work in STAFF})}
        # The order lines of real sales have keys above 0, so an invented sale never takes the place of one.
        self._lines = count(-1, -1)

    def instant(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """A time of a day before today, in Vietnam."""
        return datetime.combine(self.day(days_ago), time(hour, minute), clock.VIETNAM)

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def who(self, slug: str, number: int = 0) -> Actor:
        """The first (or another) of the demonstration accounts that work there; the system itself where none does."""
        emails = [work.email for work in STAFF if work.point == slug and work.email in self.people]
        return Actor(self.people[emails[number]], SELLER) if number < len(emails) else SYSTEM

    def owner_of(self, lot: Lot) -> int | None:
        return None if lot.variant.sku in BOUGHT else lot.producer_id

    def bring(self, slug: str, brought: Iterable[tuple[Lot, int]]) -> None:
        """Every producer hands in a receipt of their own."""
        parts: dict[tuple[Producer, bool], list[tuple[Lot, int]]] = defaultdict(list)
        for lot, units in brought:
            parts[lot.producer, self.owner_of(lot) is not None].append((lot, units))
        by, shelf = self.who(slug), self.places[slug, Usage.SHELF]
        for (producer, is_consigned), lines in parts.items():
            draft = services.draft_receipt(
                point=self.points[slug],
                producer=producer,
                brought=[Brought(lot.pk, shelf, units) for lot, units in lines],
                by=by,
                is_consigned=is_consigned,
                number=f"PN-MH-{clock.today():%m%d}",
            )
            services.post_receipt(receipt_id=draft.pk, version=draft.version, by=by)
            self.units[slug].update(dict(lines))

    def ask(self, sender: str, receiver: str, sent: Iterable[tuple[Lot, int]], note: str = "") -> Transfer:
        """A transfer that has not left."""
        shelf = self.places[sender, Usage.SHELF]
        return services.draft_transfer(
            from_point=self.points[sender],
            to_point=self.points[receiver],
            sent=[Sent(lot.pk, self.owner_of(lot), shelf, units) for lot, units in sent],
            by=self.who(sender),
            note=note,
        )

    def carry(self, sender: str, receiver: str, sent: Iterable[tuple[Lot, int]]) -> Transfer:
        """A transfer on its way."""
        lines = [(lot, min(units, self.units[sender][lot])) for lot, units in sent]
        lines = [(lot, units) for lot, units in lines if units > 0]
        draft = self.ask(sender, receiver, lines)
        self.units[sender].subtract(dict(lines))
        return services.dispatch(transfer_id=draft.pk, version=draft.version, by=self.who(sender))

    def transfers(self, receiver: str, *status: str) -> list[Transfer]:
        return list(Transfer.objects.filter(to_point=self.points[receiver], status__in=status).order_by("pk"))

    def on_the_road(self) -> list[tuple[Transfer, str]]:
        """Every transfer that nobody has received anything of, and where it goes."""
        return [(one, slug) for slug in self.points for one in self.transfers(slug, TransferStatus.DISPATCHED)]

    def arrive(
        self, transfer: Transfer, receiver: str, *, short: int = 0, reason: ShortReason | None = None, lines: int = 100
    ) -> Transfer:
        """What arrived of it: its first so many lines, the first of them short of so many units."""
        arrived: dict[int, Arrived] = {}
        for line in transfer.lines.select_related("lot").order_by("pk")[:lines]:
            missing = min(short, line.quantity) if not arrived else 0
            arrived[line.pk] = Arrived(line.quantity - missing, missing, reason if missing else None)
            self.units[receiver][line.lot] += line.quantity - missing
        return services.receive_transfer(
            transfer_id=transfer.pk, version=transfer.version, arrived=arrived, by=self.who(receiver)
        )

    def sell(self, slug: str, customers: int) -> None:
        """A day's customers, each with a unit or two of something, from the lot that expires first."""
        there = self.units[slug]
        today = clock.today()
        fresh = [lot for lot, units in there.items() if units > 0 and not (lot.expires_on and lot.expires_on < today)]
        going = []
        for lot in self.chance.sample(fresh, min(customers, len(fresh))):
            first = self._first([one for one in fresh if one.variant_id == lot.variant_id], slug)
            units = min(self.chance.choice((1, 1, 1, 2, 2, 3)), there[first])
            if units > 0:
                there[first] -= units
                minutes = self.chance.randrange(8 * 60)
                going.append(self._sale(slug, first, units, clock.now() - timedelta(minutes=minutes)))
        if going:
            services.post(document=DocumentType.SALE, going=going, occurred_at=clock.now(), by=self.who(slug))

    def sell_out(self, slug: str, lot: Lot) -> None:
        """The last customer takes all that is left of it."""
        sale = self._sale(slug, lot, self.units[slug][lot], clock.now())
        services.post(document=DocumentType.SALE, going=[sale], occurred_at=clock.now(), by=self.who(slug))
        self.units[slug][lot] = 0

    def oversell(self, slug: str, lot: Lot, excuse: str) -> None:
        """A sale made while the shop was offline, of one unit more than the books have: it is written all the same."""
        units = self.units[slug][lot] + 1
        sale = self._sale(slug, lot, units, clock.now())
        services.post(
            document=DocumentType.SALE, going=[sale], occurred_at=clock.now(), by=self.who(slug), excuse=excuse
        )
        self.units[slug][lot] = -1

    def write_off(self, slug: str, lot: Lot, units: int, reason: WriteOffReason, note: str) -> None:
        units = min(units, self.units[slug][lot])
        if units <= 0:
            return
        services.write_off(
            point=self.points[slug],
            units=Handled(lot.pk, self.owner_of(lot), self.places[slug, Usage.SHELF], units),
            reason=reason,
            note=note,
            by=self.who(slug),
        )
        self.units[slug][lot] -= units

    def count(self, slug: str, differences: Mapping[Lot, int], number: int = 0) -> StockCount:
        """A count of these lots on the shelf, handed in by one of the staff, with so many units more or less."""
        by = self.who(slug, number)
        made = services.open_count(location=self._shelf(slug), by=by, due_on=clock.today())
        for lot, difference in differences.items():
            services.count_line(
                count_id=made.pk,
                lot_id=lot.pk,
                owner_id=self.owner_of(lot),
                counted=max(0, self.units[slug][lot] + difference),
                by=by,
            )
        made.refresh_from_db()
        return services.submit_count(count_id=made.pk, version=made.version, by=by)

    def count_due(self, slug: str, due_on: date) -> None:
        services.open_count(location=self._shelf(slug), by=SYSTEM, due_on=due_on)

    def lying(self, slug: str, most: int = 100) -> list[Lot]:
        """Lots of which there is something, those with the most units first."""
        there = [(lot, units) for lot, units in self.units[slug].items() if units > 0]
        return [lot for lot, _ in sorted(there, key=lambda pair: (-pair[1], pair[0].pk))][:most]

    def _shelf(self, slug: str) -> Location:
        return Location.objects.select_related("point").get(pk=self.places[slug, Usage.SHELF])

    def _sale(self, slug: str, lot: Lot, units: int, at: datetime) -> Going:
        ends = self.places[slug, Usage.SHELF], self.places[slug, Usage.CUSTOMER]
        return Going(lot.pk, self.owner_of(lot), *ends, units, next(self._lines), at=at)

    def _first(self, lots: list[Lot], slug: str) -> Lot:
        known = {lot.pk: lot for lot in lots}
        shelves = [
            Shelf(lot.pk, 0, lot.variant_id, lot.pk, lot.made_on, lot.expires_on, self.units[slug][lot])
            for lot in lots
            if self.units[slug][lot] > 0
        ]
        return known[first_expired_first(shelves)[0].lot_id] if shelves else lots[0]
