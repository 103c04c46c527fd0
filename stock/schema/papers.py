"""Receipts, transfers and counts in the graph, for staff of their sales points and officers."""

from typing import Any

import graphene
from django.db.models import QuerySet

from catalog.schema.chosen import frame_of
from catalog.schema.places import Producer
from core import graph
from core.graph.scalars import Date, DateTime
from core.viewer import Viewer
from stock import models, selectors
from stock.schema.enums import CountStatusEnum, ReceiptStatusEnum, ShortReasonEnum, TransferStatusEnum
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot, lots_of, owners_of
from stock.schema.points import Location, SalesPoint
from stock.selectors import papers
from stock.selectors.goods import goods_by_variant

VERSION = "Send it back with the next operation, so that you never build on what you have not seen."


class OfLot(graph.Object):
    """What is said of units of a lot."""

    lot = graphene.Field(Lot, required=True)
    variant = graphene.Field(StockedVariant, required=True)

    class Meta:
        abstract = True

    @staticmethod
    def load_lot(lines: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return lots_of(lines)

    @staticmethod
    def load_variant(lines: graph.Rows, info: graph.Info) -> list[graph.Row]:
        lots = lots_of(lines)
        goods = goods_by_variant(lot.variant_id for lot in lots)
        return [goods[lot.variant_id] for lot in lots]


class Line(OfLot):
    """What lines of all papers have."""

    class Meta:
        abstract = True

    @classmethod
    def load_id(cls, lines: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id(cls._meta.name, one.id) for one in lines]


class GoodsReceiptLine(Line):
    """Units of a lot that were brought."""

    public = True

    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True, description="Units.")
    location = graphene.Field(Location, required=True, description="Where they were put.")

    @staticmethod
    def load_location(lines: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return places_of(lines, "location_id")


class GoodsReceipt(graph.ModelObject):
    """Goods that a producer brought to a sales point."""

    status = ReceiptStatusEnum(required=True)
    version = graphene.Int(required=True, description=VERSION)
    created_at = graphene.Field(DateTime, required=True)
    sales_point = graphene.Field(SalesPoint, required=True)
    producer = graphene.Field(Producer, required=True)
    lines = graphene.List(graphene.NonNull(GoodsReceiptLine), required=True)

    class Meta:
        model = models.GoodsReceipt
        fields = ("number", "note", "is_consigned")

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.GoodsReceipt]:
        return models.GoodsReceipt.objects.filter(selectors.sight_of(viewer).of_point("point"))

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        return rows_of(selectors.receipts, keys, info)

    @staticmethod
    def load_sales_point(receipts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return points_of(receipts, "point_id")

    @staticmethod
    def load_producer(receipts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(one.producer_id for one in receipts)
        return [producers[one.producer_id] for one in receipts]

    @staticmethod
    def load_lines(receipts: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        lines = papers.lines_of_receipts(one.id for one in receipts)
        return [lines.get(one.id, []) for one in receipts]


class TransferLine(Line):
    """Units of a lot on their way."""

    public = True

    id = graphene.ID(required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    from_location = graphene.Field(Location, required=True)
    quantity = graphene.Int(required=True, description="Units sent.")
    received = graphene.Int(required=True, description="Units that arrived.")
    short = graphene.Int(required=True, description="Units found missing.")
    short_reason = ShortReasonEnum(description="Null where none are missing.")

    @staticmethod
    def load_owner(lines: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return owners_of(lines, info)

    @staticmethod
    def load_from_location(lines: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return places_of(lines, "from_location_id")

    @staticmethod
    def load_short_reason(lines: graph.Rows, info: graph.Info) -> list[str | None]:
        return [one.short_reason or None for one in lines]


class Transfer(graph.ModelObject):
    """Goods on their way from one sales point to another."""

    status = TransferStatusEnum(required=True)
    version = graphene.Int(required=True, description=VERSION)
    created_at = graphene.Field(DateTime, required=True)
    dispatched_at = graphene.Field(DateTime, description="Null while nothing has left.")
    from_sales_point = graphene.Field(SalesPoint, required=True)
    to_sales_point = graphene.Field(SalesPoint, required=True)
    lines = graphene.List(graphene.NonNull(TransferLine), required=True)

    class Meta:
        model = models.Transfer
        fields = ("note",)

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Transfer]:
        sight = selectors.sight_of(viewer)
        return models.Transfer.objects.filter(sight.of_point("from_point") | sight.of_point("to_point"))

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        return rows_of(selectors.transfers, keys, info)

    @staticmethod
    def load_from_sales_point(transfers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return points_of(transfers, "from_point_id")

    @staticmethod
    def load_to_sales_point(transfers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return points_of(transfers, "to_point_id")

    @staticmethod
    def load_lines(transfers: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        lines = papers.lines_of_transfers(one.id for one in transfers)
        return [lines.get(one.id, []) for one in transfers]


class StockCountLine(Line):
    """Units of a lot, as counted. What the books said is told only once the count is posted."""

    public = True

    id = graphene.ID(required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    counted = graphene.Int(required=True, description="Units that lay there.")
    counted_at = graphene.Field(DateTime, required=True)
    book = graphene.Int(description="Units by the ledger at countedAt; null until posted.")

    @staticmethod
    def load_owner(lines: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return owners_of(lines, info)


class StockCount(graph.ModelObject):
    """One count of one location."""

    status = CountStatusEnum(required=True)
    version = graphene.Int(required=True, description=VERSION)
    due_on = graphene.Field(Date)
    created_at = graphene.Field(DateTime, required=True)
    location = graphene.Field(Location, required=True)
    sales_point = graphene.Field(SalesPoint, required=True)
    lines = graphene.List(graphene.NonNull(StockCountLine), required=True)
    may_approve = graphene.Boolean(required=True, description="It awaits approval, and the viewer did not count.")

    class Meta:
        model = models.StockCount
        fields = ("note",)

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.StockCount]:
        return models.StockCount.objects.filter(selectors.sight_of(viewer).of_point("location__point"))

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        return rows_of(selectors.counts, keys, info)

    @staticmethod
    def load_location(counts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return places_of(counts, "location_id")

    @staticmethod
    def load_sales_point(counts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return points_of(places_of(counts, "location_id"), "point_id")

    @staticmethod
    def load_lines(counts: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        lines = papers.lines_of_counts(one.id for one in counts)
        return [lines.get(one.id, []) for one in counts]

    @staticmethod
    def load_may_approve(counts: graph.Rows, info: graph.Info) -> list[bool]:
        lines = papers.lines_of_counts(one.id for one in counts)
        who = info.viewer.user_id
        return [
            one.status == models.CountStatus.SUBMITTED
            and who not in {one.submitted_by, *(line.counted_by for line in lines.get(one.id, []))}
            for one in counts
        ]


def places_of(rows: graph.Rows, column: str) -> list[graph.Row]:
    places = selectors.locations_by_id(getattr(row, column) for row in rows)
    return [places[getattr(row, column)] for row in rows]


def points_of(rows: graph.Rows, column: str) -> list[graph.Row]:
    points = selectors.points_by_id(getattr(row, column) for row in rows)
    return [points[getattr(row, column)] for row in rows]


def rows_of(read: Any, keys: list[int], info: graph.Info) -> list[graph.Row | None]:
    """Papers of these keys that the viewer may see."""
    page = graph.Page(size=len(keys))
    found = {row.id: row for row in read(selectors.sight_of(info.viewer), page, ids=keys).rows}
    return [found.get(key) for key in keys]
