"""What at a sales point needs somebody today and may be sold, for its staff and officers."""

from collections.abc import Sequence
from datetime import date

import graphene

from core import graph
from core.graph.scalars import Date
from stock import selectors
from stock.schema.availability import AtPoint, Availability
from stock.schema.goods import StockedVariant, goods_of
from stock.schema.ledger import StockBalance
from stock.schema.points import SalesPoint
from stock.selectors.watch import Scarce, scarce_at, sellable_at, spoiling_at


class ScarceVariant(graph.Object):
    """A variant of which fewer units may be sold at a sales point today than its rule wants."""

    public = True
    volatile = True

    variant = graphene.Field(StockedVariant, required=True)
    available = graphene.Int(required=True, description="Units that may be sold and nobody has been promised.")
    minimum = graphene.Int(required=True, description="Units; fewer are too few.")
    target = graphene.Int(required=True, description="Units to fill up to.")
    elsewhere = graphene.List(
        graphene.NonNull(Availability), required=True, description="Open sales points that have it, the fullest first."
    )

    @staticmethod
    def load_variant(rows: Sequence[Scarce], info: graph.Info) -> list[graph.Row]:
        return goods_of(rows)

    @staticmethod
    def load_elsewhere(rows: Sequence[Scarce], info: graph.Info) -> list[list[AtPoint]]:
        free = selectors.free_of_variants((one.variant_id for one in rows), info.today)
        points = selectors.points_by_id(one.point_id for found in free.values() for one in found)
        return [
            [
                AtPoint(points[one.point_id], one.units, None)
                for one in sorted(free.get(row.variant_id, []), key=lambda one: (-one.units, one.point_id))
                if one.point_id != row.point_id
            ]
            for row in rows
        ]


@SalesPoint.extend
class WatchedPoint:
    scarce = graphene.List(
        graphene.NonNull(ScarceVariant),
        required=True,
        description="What is out or low, out first; empty for whoever does not work there.",
    )
    spoiling = graphene.List(
        graphene.NonNull(StockBalance),
        required=True,
        by=graphene.Argument(Date, required=True, description="Their last day is this one or before."),
        description="What lies there and ends or is recalled, soonest first, at most 500 rows; empty for whoever does "
        "not work there.",
    )
    sellable = graphene.List(
        graphene.NonNull(StockBalance),
        required=True,
        description="What may be sold there today and nobody was promised, by product and within one by FEFO, at most "
        "500 rows; empty for whoever does not work there.",
    )

    @staticmethod
    @graph.volatile
    def load_scarce(points: graph.Rows, info: graph.Info) -> list[list[Scarce]]:
        found = scarce_at(_worked_at(points, info), info.today)
        return [found.get(point.id, []) for point in points]

    @staticmethod
    @graph.volatile
    def load_spoiling(points: graph.Rows, info: graph.Info, by: date) -> list[list[graph.Row]]:
        found = spoiling_at(_worked_at(points, info), by)
        return [found.get(point.id, []) for point in points]

    @staticmethod
    @graph.volatile
    def load_sellable(points: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        found = sellable_at(_worked_at(points, info), info.today)
        return [found.get(point.id, []) for point in points]


def _worked_at(points: graph.Rows, info: graph.Info) -> list[int]:
    sight = selectors.sight_of(info.viewer)
    return [point.id for point in points if sight.works_at(point.id)]
