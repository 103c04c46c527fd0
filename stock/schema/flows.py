"""What came, went and was lost, in the graph: for officers, and for staff and producers of what is theirs."""

from collections import namedtuple
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, cast

import graphene

from catalog.schema.places import Producer
from core import graph
from core.graph.scalars import Date
from stock.schema import keyed
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot
from stock.schema.points import SalesPoint
from stock.selectors.flows import Flow, Key

COUNTERS = tuple(Flow.__slots__)
# A flow and what it is of, as one row.
FlowRow = cast("Any", namedtuple("FlowRow", [*Key._fields, *COUNTERS, "handled", "shrinkage"]))


class Group(Enum):
    """What tells the rows of a report apart, by the fields of a key."""

    SALES_POINT = "point_id"
    OWNER = "owner_id"
    PRODUCER = "producer_id"
    PRODUCT = "variant_id"
    LOT = "lot_id"


class FlowOrder(Enum):
    """Which rows of a report come first."""

    KEY = "key"
    SOLD = "sold"
    SHRINKAGE = "shrinkage"


StockGroupEnum = graphene.Enum.from_enum(
    Group, name="StockGroupEnum", description=lambda value: None if value else "What tells a report's rows apart."
)
StockFlowOrderEnum = graphene.Enum.from_enum(
    FlowOrder, name="StockFlowOrderEnum", description=lambda value: None if value else "Which rows come first."
)


class StockFlow(graph.Object):
    """Units over some days, told apart as the report was asked to; whatever it does not tell apart is null.

    closing = opening + received + arrived + found - returned - sent - sold - lost - short.
    """

    # Reached only through a report, which holds what its viewer may see.
    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint)
    owner = graphene.Field(Producer, description="Whose goods; null for the shops' own, too.")
    producer = graphene.Field(Producer, description="Who made them.")
    variant = graphene.Field(StockedVariant)
    lot = graphene.Field(Lot)
    opening = graphene.Int(required=True, description="Units there before the first day.")
    received = graphene.Int(required=True, description="From producers, less receipts that were reversed.")
    returned = graphene.Int(required=True, description="To producers.")
    arrived = graphene.Int(required=True, description="From other sales points; on the road they are the receiver's.")
    sent = graphene.Int(required=True, description="To other sales points.")
    sold = graphene.Int(required=True, description="To buyers, less what they brought back.")
    lost = graphene.Int(required=True, description="Written off, or lost on the road.")
    short = graphene.Int(required=True, description="That counts missed.")
    found = graphene.Int(required=True, description="That counts found too many.")
    closing = graphene.Int(required=True, description="Units there when the last day had ended.")
    handled = graphene.Int(required=True, description="Units there at all: opening + received + arrived.")
    shrinkage = graphene.Int(required=True, description="lost + short - found; a part of `handled`.")

    @staticmethod
    def load_sales_point(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)

    @staticmethod
    def load_owner(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(rows, info, "owner_id")

    @staticmethod
    def load_producer(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(rows, info)

    @staticmethod
    def load_variant(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return keyed.variants_of(rows)

    @staticmethod
    def load_lot(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return keyed.lots_of(rows)


class FlowReport(NamedTuple):
    since: date
    until: date
    rows: list[Any]
    total: Flow


class StockFlowReport(graph.Object):
    """What came, went and was lost over some days."""

    public = True
    volatile = True

    since = graphene.Field(Date, required=True, description="The first day.")
    until = graphene.Field(Date, required=True, description="The last day, the whole of it.")
    total = graphene.Field(
        StockFlow,
        required=True,
        description="All of it together: what one sales point sent and another got neither came nor went.",
    )
    flows = graph.connection(StockFlow, required=True)

    @staticmethod
    def load_total(reports: list[FlowReport], info: graph.Info) -> list[Any]:
        return [row_of(Key(), one.total) for one in reports]

    @staticmethod
    def load_flows(reports: list[FlowReport], info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        return [keyed.whole(one.rows, page) for one in reports]


def report(since: date, until: date, flows: dict[Key, Flow], total: Flow, order: FlowOrder) -> FlowReport:
    """The rows in their order."""
    rows = [row_of(key, flow) for key, flow in flows.items()]
    return FlowReport(since, until, sorted(rows, key=ORDERS[order]), total)


def row_of(key: Key, flow: Flow) -> Any:
    counted = (getattr(flow, name) for name in COUNTERS)
    return FlowRow(*key, *counted, flow.handled, flow.shrinkage)


def _by_key(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) or 0 for name in Key._fields)


ORDERS: dict[FlowOrder, Callable[[Any], tuple[Any, ...]]] = {
    FlowOrder.KEY: _by_key,
    FlowOrder.SOLD: lambda row: (-row.sold, *_by_key(row)),
    FlowOrder.SHRINKAGE: lambda row: (-row.shrinkage, *_by_key(row)),
}
