"""A producer's goods on others' shelves, in the graph: for its members and officers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import graphene

from catalog.schema.places import Producer
from core import graph
from core.graph.scalars import Date
from core.graph.types import Money, MoneyRow
from stock.schema import keyed
from stock.schema.flows import StockFlow, row_of
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot
from stock.schema.points import SalesPoint
from stock.schema.worth import AT_LIST_PRICE
from stock.selectors.consigned import Agreement, Consigned
from stock.selectors.flows import Flow, Key

DUE = "The producer's part of what was sold. "


class ConsignedLine(graph.Object):
    """A lot of a producer at one sales point over some days."""

    # Reached only through a report, which holds what its viewer may see.
    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    lot = graphene.Field(Lot, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    flow = graphene.Field(StockFlow, required=True)
    price = graphene.Field(Money, description="Of one unit, today's list price; null where nobody has set one.")
    sold_value = graphene.Field(Money, description=AT_LIST_PRICE)
    left_value = graphene.Field(Money, description=AT_LIST_PRICE)
    commission = graphene.Field(Money, description="What the shop keeps of the sales, by the agreements of their days.")
    due = graphene.Field(Money, description=DUE + AT_LIST_PRICE)
    unagreed_units = graphene.Int(
        required=True, description="Sold on days without an agreement; no commission is taken."
    )

    @staticmethod
    def load_sales_point(rows: list[Consigned], info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)

    @staticmethod
    def load_lot(rows: list[Consigned], info: graph.Info) -> list[graph.Row | None]:
        return keyed.lots_of(rows)

    @staticmethod
    def load_variant(rows: list[Consigned], info: graph.Info) -> list[graph.Row | None]:
        return keyed.variants_of(rows)

    @staticmethod
    def load_flow(rows: list[Consigned], info: graph.Info) -> list[Any]:
        return [
            row_of(Key(point_id=one.point_id, variant_id=one.variant_id, lot_id=one.lot_id), one.flow) for one in rows
        ]

    @staticmethod
    def load_price(rows: list[Consigned], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.price_minor) for one in rows]

    @staticmethod
    def load_sold_value(rows: list[Consigned], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.sold_minor) for one in rows]

    @staticmethod
    def load_left_value(rows: list[Consigned], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.left_minor) for one in rows]

    @staticmethod
    def load_commission(rows: list[Consigned], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.commission_minor) for one in rows]

    @staticmethod
    def load_due(rows: list[Consigned], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.due_minor) for one in rows]

    @staticmethod
    def load_unagreed_units(rows: list[Consigned], info: graph.Info) -> list[int]:
        return [one.unagreed for one in rows]


class Sums(NamedTuple):
    """Lines added up; amounts in đồng leave out lines without a price, which are counted."""

    flow: Flow
    sold_minor: int
    left_minor: int
    commission_minor: int
    unpriced_lines: int
    unagreed_units: int

    @classmethod
    def of(cls, lines: Iterable[Consigned], flow: Flow) -> "Sums":
        """The sum of lines, whose units are given: between sales points nothing came or went."""
        listed = list(lines)
        return cls(
            flow,
            sum(one.sold_minor or 0 for one in listed),
            sum(one.left_minor or 0 for one in listed),
            sum(one.commission_minor or 0 for one in listed),
            sum(one.price_minor is None for one in listed),
            sum(one.unagreed for one in listed),
        )


class ConsignmentTotal(graph.Object):
    """All lines of a report of consignment."""

    public = True
    volatile = True

    flow = graphene.Field(StockFlow, required=True)
    sold_value = graphene.Field(Money, required=True, description=AT_LIST_PRICE)
    left_value = graphene.Field(Money, required=True, description=AT_LIST_PRICE)
    commission = graphene.Field(Money, required=True)
    due = graphene.Field(Money, required=True, description=DUE + AT_LIST_PRICE)
    unpriced_lines = graphene.Int(required=True, description="Lines without a price; the amounts leave them out.")
    unagreed_units = graphene.Int(required=True, description="Sold on days without an agreement.")

    @staticmethod
    def load_flow(rows: list[Sums], info: graph.Info) -> list[Any]:
        return [row_of(Key(), one.flow) for one in rows]

    @staticmethod
    def load_sold_value(rows: list[Sums], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.sold_minor) for one in rows]

    @staticmethod
    def load_left_value(rows: list[Sums], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.left_minor) for one in rows]

    @staticmethod
    def load_commission(rows: list[Sums], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.commission_minor) for one in rows]

    @staticmethod
    def load_due(rows: list[Sums], info: graph.Info) -> list[MoneyRow | None]:
        return [keyed.dong(one.sold_minor - one.commission_minor) for one in rows]


class ConsignmentTerms(graph.Object):
    """An agreement between a producer and a sales point."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    commission_bp = graphene.Int(required=True, description="The shop's share of the price, in basis points.")
    valid_from = graphene.Field(Date, required=True)
    valid_to = graphene.Field(Date, description="First day it no longer holds; null: until further notice.")

    @staticmethod
    def load_sales_point(rows: list[Agreement], info: graph.Info) -> list[graph.Row | None]:
        return keyed.points_of(rows)


class ConsignmentRow(NamedTuple):
    producer_id: int
    since: date
    until: date
    lines: list[Consigned]
    total: Flow
    terms: list[Agreement]


class ConsignmentReport(graph.Object):
    """A producer's goods at all sales points over some days."""

    public = True
    volatile = True

    producer = graphene.Field(Producer, required=True)
    since = graphene.Field(Date, required=True, description="The first day.")
    until = graphene.Field(Date, required=True, description="The last day, the whole of it.")
    total = graphene.Field(ConsignmentTotal, required=True)
    lines = graph.connection(ConsignedLine, required=True)
    agreements = graphene.List(
        graphene.NonNull(ConsignmentTerms), required=True, description="That hold on one of these days or more."
    )

    @staticmethod
    def load_producer(reports: list[ConsignmentRow], info: graph.Info) -> list[graph.Row | None]:
        return keyed.producers_of(reports, info)

    @staticmethod
    def load_total(reports: list[ConsignmentRow], info: graph.Info) -> list[Sums]:
        return [Sums.of(one.lines, one.total) for one in reports]

    @staticmethod
    def load_lines(reports: list[ConsignmentRow], info: graph.Info, page: graph.Page) -> list[graph.Slice]:
        return [keyed.whole(one.lines, page) for one in reports]

    @staticmethod
    def load_agreements(reports: list[ConsignmentRow], info: graph.Info) -> list[list[Agreement]]:
        return [one.terms for one in reports]
