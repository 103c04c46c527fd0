"""The root fields of reports: what each may be asked, and who is answered."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

import graphene
from graphql import GraphQLError

from catalog.schema.chosen import frame_of
from catalog.schema.places import Producer
from core import graph
from core.graph.scalars import Date
from core.text import fold
from stock import selectors
from stock.schema import keyed
from stock.schema.consigned import ConsignmentReport, ConsignmentRow
from stock.schema.coverage import SalesPointCoverage
from stock.schema.enums import ExpiryBandEnum
from stock.schema.flows import FlowOrder, FlowReport, StockFlowOrderEnum, StockFlowReport, StockGroupEnum, report
from stock.schema.goods import StockedVariant
from stock.schema.root import AT, key
from stock.schema.worth import StockMover, StockValueGroupEnum, StockValueReport, ValueGroup, ValueReport
from stock.selectors.consigned import Agreement, agreements, consigned
from stock.selectors.coverage import Coverage, coverage
from stock.selectors.flows import FIRST_DAY, LAST_DAY, LONGEST, Flow, Key, Narrowed, flows
from stock.selectors.goods import goods_by_variant
from stock.selectors.ledger import makers_and_goods
from stock.selectors.slow import MOST_DAYS, Mover, movers
from stock.selectors.worth import lying_on

WHO = "Null for whoever has no goods and no sales point; what is another's is left out."
ON = "As it was when this day had ended; today without it."


class Query(graph.Query):
    stock_flow = graphene.Field(
        StockFlowReport,
        since=graphene.Argument(Date, required=True, description="The first day."),
        until=graphene.Argument(Date, required=True, description="The last day, the whole of it."),
        by=graphene.List(graphene.NonNull(StockGroupEnum), required=True),
        order=StockFlowOrderEnum(default_value=FlowOrder.KEY.value),
        sales_point=graphene.ID(description=AT),
        producer=graphene.ID(description="Of what this one made."),
        product=graphene.ID(),
        variant=graphene.ID(),
        lot=graphene.ID(),
        description="What came, went and was lost over some days. " + WHO,
    )
    stock_value = graphene.Field(
        StockValueReport,
        on=graphene.Argument(Date, description=ON),
        by=StockValueGroupEnum(required=True),
        sales_point=graphene.ID(description=AT),
        producer=graphene.ID(description="Of what this one made."),
        expiry=graphene.List(graphene.NonNull(ExpiryBandEnum)),
        description="What lies on shelves, and what it is worth. " + WHO,
    )
    stock_movers = graph.connection(
        StockMover,
        on=graphene.Argument(Date, description=ON),
        days=graphene.Int(required=True, description=f"How far to look back, 1 to {MOST_DAYS}."),
        slow=graphene.Boolean(description="Only what has not sold in all these days, or only what has."),
        sales_point=graphene.ID(description=AT),
        producer=graphene.ID(description="Of what this one made."),
        description="Everything that lies on shelves, the slowest first; what is another's is left out.",
    )
    stock_makers = graphene.List(
        graphene.NonNull(Producer), required=True, description="Whose lots the viewer may see; to choose from."
    )
    stock_goods = graphene.List(
        graphene.NonNull(StockedVariant), required=True, description="What the lots are of that the viewer may see."
    )
    sales_point_coverage = graphene.Field(
        SalesPointCoverage,
        required=True,
        on=graphene.Argument(Date, description="Points that sell on this day; today without it."),
        area=graphene.ID(description="A province; without it the one that most districts lay in."),
        description="Where sales points stand, by the districts of before July 2025.",
    )
    consignment = graphene.Field(
        ConsignmentReport,
        producer=graphene.ID(required=True),
        since=graphene.Argument(Date, required=True, description="The first day."),
        until=graphene.Argument(Date, required=True, description="The last day, the whole of it."),
        description="A producer's own goods at sales points. For its members, and officers; null for others.",
    )

    @staticmethod
    @graph.volatile
    def load_stock_flow(
        _root: graph.Rows,
        info: graph.Info,
        since: date,
        until: date,
        by: Sequence[Enum],
        order: Enum | str,
        **given: str,
    ) -> list[FlowReport | None]:
        span(since, until)
        of = narrowed(**given)
        sight = selectors.sight_of(info.viewer)
        if not sight.sees_something:
            return [None]
        found = flows(sight, since=since, until=until, by={one.value for one in by}, of=of)
        whole = flows(sight, since=since, until=until, by=(), of=of)
        return [report(since, until, found, whole.get(Key(), Flow()), FlowOrder(getattr(order, "value", order)))]

    @staticmethod
    @graph.volatile
    def load_stock_value(
        _root: graph.Rows,
        info: graph.Info,
        by: Enum,
        on: date | None = None,
        sales_point: str | None = None,
        producer: str | None = None,
        expiry: Sequence[Enum] | None = None,
    ) -> list[ValueReport | None]:
        of = narrowed(sales_point, producer=producer)
        sight = selectors.sight_of(info.viewer)
        if not sight.sees_something:
            return [None]
        day = known_day(on or info.today)
        lines = lying_on(sight, day=day, of=of, bands=[one.value for one in expiry or ()])
        return [ValueReport(day, lines, ValueGroup(by.value))]

    @staticmethod
    @graph.volatile
    def load_stock_movers(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        days: int,
        on: date | None = None,
        slow: bool | None = None,
        sales_point: str | None = None,
        producer: str | None = None,
    ) -> list[graph.Slice]:
        if not 1 <= days <= MOST_DAYS:
            raise GraphQLError(f"days is 1 to {MOST_DAYS}.", extensions={"code": "INVALID"})
        of = narrowed(sales_point, producer=producer)
        found: list[Mover] = movers(selectors.sight_of(info.viewer), on=known_day(on or info.today), days=days, of=of)
        return [keyed.whole([one for one in found if slow is None or one.is_slow == slow], page)]

    @staticmethod
    @graph.volatile
    def load_stock_makers(_root: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        keys = _choices(info)[0]
        makers = frame_of(info).producers_by_id(keys)
        return [sorted((makers[key] for key in keys), key=lambda one: (fold(one.name_vi), one.id))]

    @staticmethod
    @graph.volatile
    def load_stock_goods(_root: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        goods = goods_by_variant(_choices(info)[1])
        return [sorted(goods.values(), key=lambda one: (fold(one.product_name_vi), one.id))]

    @staticmethod
    @graph.volatile
    def load_sales_point_coverage(
        _root: graph.Rows, info: graph.Info, on: date | None = None, area: str | None = None
    ) -> list[Coverage]:
        return [coverage(day=on or info.today, area_id=key(area, "Area"))]

    @staticmethod
    @graph.volatile
    def load_consignment(
        _root: graph.Rows, info: graph.Info, producer: str, since: date, until: date
    ) -> list[ConsignmentRow | None]:
        span(since, until)
        producer_id = graph.required_key(producer, "Producer")
        sight = selectors.sight_of(info.viewer)
        if not (sight.everything or producer_id in sight.producers):
            return [None]
        lines = consigned(sight, producer_id=producer_id, since=since, until=until)
        terms = [one for of in agreements(producer_id).values() for one in of if _touches(one, since, until)]
        of = Narrowed(producer_id=producer_id)
        whole = flows(sight, since=since, until=until, by=("owner_id",), of=of)
        total = whole.get(Key(owner_id=producer_id), Flow())
        return [ConsignmentRow(producer_id, since, until, lines, total, terms)]


def known_day(day: date) -> date:
    """Raises GraphQLError for a day that no report can be about."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise GraphQLError(f"A day is from {FIRST_DAY} to {LAST_DAY}.", extensions={"code": "INVALID"})
    return day


def span(since: date, until: date) -> None:
    """Raises GraphQLError for days that end before they begin, or that are more than a report spans."""
    known_day(since)
    known_day(until)
    if not timedelta(0) <= until - since < timedelta(days=LONGEST):
        raise GraphQLError(f"until is since or later, by fewer than {LONGEST} days.", extensions={"code": "INVALID"})


def narrowed(sales_point: str | None = None, **given: str | None) -> Narrowed:
    """What the arguments narrow a report to."""
    return Narrowed(
        key(sales_point, "SalesPoint"),
        key(given.get("producer"), "Producer"),
        key(given.get("product"), "Product"),
        key(given.get("variant"), "ProductVariant"),
        key(given.get("lot"), "Lot"),
    )


def _choices(info: graph.Info) -> tuple[list[int], list[int]]:
    """Makers and goods to choose from, read once for both fields."""
    sight = selectors.sight_of(info.viewer)
    return info.once(("stock", "choices", sight), lambda: makers_and_goods(sight))


def _touches(one: Agreement, since: date, until: date) -> bool:
    return one.valid_from <= until and (one.valid_to is None or one.valid_to > since)
