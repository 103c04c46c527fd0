"""What lies on shelves and what it is worth, and what does not sell, in the graph."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

import graphene

from catalog.schema.places import Producer
from core import graph
from core.graph.scalars import Date
from core.graph.types import Money, MoneyRow
from stock.schema import keyed
from stock.schema.enums import ExpiryBandEnum
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot
from stock.schema.points import SalesPoint
from stock.selectors.slow import Mover
from stock.selectors.worth import Band, Lying, list_prices

AT_LIST_PRICE = "At today's list price, tax included: the ledger keeps no prices."


class Worth(NamedTuple):
    """Units and what those with a price are worth, in đồng; a part of each is consigned."""

    units: int = 0
    unpriced_units: int = 0
    worth_minor: int = 0
    consigned_units: int = 0
    consigned_minor: int = 0

    @classmethod
    def of(cls, lines: Iterable[Lying]) -> "Worth":
        """The sum of lines."""
        listed = list(lines)
        theirs = [one for one in listed if one.owner_id is not None]
        return cls(
            sum(one.units for one in listed),
            sum(one.units for one in listed if one.price_minor is None),
            sum(one.worth_minor or 0 for one in listed),
            sum(one.units for one in theirs),
            sum(one.worth_minor or 0 for one in theirs),
        )


class StockWorth(graph.Object):
    """Units and their worth."""

    # Reached only through a report, which holds what its viewer may see.
    public = True
    volatile = True

    units = graphene.Int(required=True)
    unpriced_units = graphene.Int(
        required=True, description="Of these nobody has set a price; `value` leaves them out."
    )
    value = graphene.Field(Money, required=True, description=AT_LIST_PRICE)
    consigned_units = graphene.Int(required=True, description="Units that are still their producer's.")
    consigned_value = graphene.Field(Money, required=True, description=AT_LIST_PRICE)
    own_value = graphene.Field(Money, required=True, description="What the shops have bought. " + AT_LIST_PRICE)

    @staticmethod
    def load_value(rows: list[Worth], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.worth_minor) for one in rows]

    @staticmethod
    def load_consigned_value(rows: list[Worth], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.consigned_minor) for one in rows]

    @staticmethod
    def load_own_value(rows: list[Worth], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.worth_minor - one.consigned_minor) for one in rows]


class StockValueLine(graph.Object):
    """Units of a lot of one owner at a sales point when a day had ended."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    producer = graphene.Field(Producer, required=True, description="Who made them.")
    variant = graphene.Field(StockedVariant, required=True)
    lot = graphene.Field(Lot, required=True)
    expiry = ExpiryBandEnum(required=True, description="Seen from the report's day.")
    units = graphene.Int(required=True)
    price = graphene.Field(Money, description="Of one unit, today's list price; null where nobody has set one.")
    value = graphene.Field(Money, description=AT_LIST_PRICE)

    @staticmethod
    def load_sales_point(rows: list[Lying], info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)

    @staticmethod
    def load_owner(rows: list[Lying], info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(rows, info, "owner_id")

    @staticmethod
    def load_producer(rows: list[Lying], info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(rows, info)

    @staticmethod
    def load_variant(rows: list[Lying], info: graph.Info) -> list[graph.Row | None]:
        return keyed.variants_of(rows)

    @staticmethod
    def load_lot(rows: list[Lying], info: graph.Info) -> list[graph.Row | None]:
        return keyed.lots_of(rows)

    @staticmethod
    def load_expiry(rows: list[Lying], info: graph.Info) -> list[Band]:
        return [one.band for one in rows]

    @staticmethod
    def load_price(rows: list[Lying], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.price_minor) for one in rows]

    @staticmethod
    def load_value(rows: list[Lying], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.worth_minor) for one in rows]


class ValueGroup(Enum):
    """By what a report of value is summed up."""

    SALES_POINT = "point_id"
    PRODUCER = "producer_id"
    EXPIRY = "band"


StockValueGroupEnum = graphene.Enum.from_enum(
    ValueGroup, name="StockValueGroupEnum", description=lambda value: None if value else "What value is summed up by."
)


class GroupRow(NamedTuple):
    point_id: int | None
    producer_id: int | None
    band: Band | None
    worth: Worth


class StockValueGroup(graph.Object):
    """All lines of one sales point, one maker or one band of expiry; the other two are null."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint)
    producer = graphene.Field(Producer, description="Who made them.")
    expiry = ExpiryBandEnum()
    worth = graphene.Field(StockWorth, required=True)

    @staticmethod
    def load_sales_point(rows: list[GroupRow], info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)

    @staticmethod
    def load_producer(rows: list[GroupRow], info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(rows, info)

    @staticmethod
    def load_expiry(rows: list[GroupRow], info: graph.Info) -> list[Band | None]:
        return [one.band for one in rows]


class ValueReport(NamedTuple):
    day: date
    lines: list[Lying]
    by: ValueGroup


class StockValueReport(graph.Object):
    """What lay on shelves when a day had ended, and what that is worth today."""

    public = True
    volatile = True

    day = graphene.Field(Date, required=True)
    total = graphene.Field(StockWorth, required=True)
    groups = graphene.List(graphene.NonNull(StockValueGroup), required=True, description="The dearest first; by days.")
    lines = graph.connection(
        StockValueLine, required=True, description="By sales point; what spoils first comes first."
    )

    @staticmethod
    def load_total(reports: list[ValueReport], info: graph.Info) -> list[Worth]:
        return [Worth.of(one.lines) for one in reports]

    @staticmethod
    def load_groups(reports: list[ValueReport], info: graph.Info) -> list[list[GroupRow]]:
        return [grouped(one.lines, one.by) for one in reports]

    @staticmethod
    def load_lines(reports: list[ValueReport], info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        return [keyed.whole(one.lines, page) for one in reports]


def grouped(lines: Iterable[Lying], by: ValueGroup) -> list[GroupRow]:
    """Lines summed up: bands in their order, sales points and makers by worth."""
    together: dict[Any, list[Lying]] = {}
    for one in lines:
        together.setdefault(getattr(one, by.value), []).append(one)
    groups = [
        GroupRow(**{"point_id": None, "producer_id": None, "band": None, by.value: key}, worth=Worth.of(of))
        for key, of in together.items()
    ]
    if by is ValueGroup.EXPIRY:
        return sorted(groups, key=lambda one: list(Band).index(one.band or Band.KEEPS))
    return sorted(groups, key=lambda one: (-one.worth.worth_minor, one.point_id or 0, one.producer_id or 0))


class StockMover(graph.Object):
    """A variant at a sales point over the last days: what lies there, and how it sells."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    units = graphene.Int(required=True, description="There at the end of the day.")
    sold = graphene.Int(required=True, description="Units in the days asked, less what buyers brought back.")
    last_sold_on = graphene.Field(Date, description="Null if nothing was sold in a year.")
    there_since = graphene.Field(Date, description="The first day any of it was there.")
    days_left = graphene.Int(description="For how many days it lasts at this pace; null if nothing sells.")
    is_slow = graphene.Boolean(required=True, description="Nothing sold, though it was there all these days.")
    value = graphene.Field(Money, description=AT_LIST_PRICE)

    @staticmethod
    def load_sales_point(rows: list[Mover], info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)

    @staticmethod
    def load_variant(rows: list[Mover], info: graph.Info) -> list[graph.Row | None]:
        return keyed.variants_of(rows)

    @staticmethod
    def load_value(rows: list[Mover], info: graph.Info) -> list[MoneyRow | None]:
        prices = list_prices(one.variant_id for one in rows)
        return [keyed.dong(one.units * prices[one.variant_id]) if one.variant_id in prices else None for one in rows]
