"""What a buyer asks of one sales point: what it has today, and when it opens and closes next."""

from datetime import datetime
from typing import NamedTuple

import graphene

from catalog import selectors as catalog
from catalog.schema.chosen import choose
from catalog.schema.products import WHOLE, Product
from core import clock, graph
from core.graph.scalars import DateTime
from core.text import sort_key
from stock import selectors
from stock.schema.points import SalesPoint, sells_on
from stock.selectors.shelves import LAST_FEW


class GoodsRow(NamedTuple):
    product: graph.Row
    units: int
    name_key: str

    @property
    def id(self) -> int:
        return int(self.product.id)


class PointGoods(graph.Object):
    """A product that a sales point has today."""

    public = True
    volatile = True

    product = graphene.Field(Product, required=True)
    quantity = graphene.Int(required=True, description="Units that nobody has been promised, over all its sizes.")
    is_last_few = graphene.Boolean(required=True, description=f"At most {LAST_FEW} are left there.")

    @staticmethod
    def load_product(goods: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return [one.product for one in goods]

    @staticmethod
    def load_quantity(goods: graph.Rows, info: graph.Info) -> list[int]:
        return [one.units for one in goods]

    @staticmethod
    def load_is_last_few(goods: graph.Rows, info: graph.Info) -> list[bool]:
        return [one.units <= LAST_FEW for one in goods]


@SalesPoint.extend
class PointShop:
    goods = graph.connection(
        PointGoods,
        required=True,
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        description="What it has today of the products shown in the channel, by name.",
    )
    closes_at = graphene.Field(DateTime, description="When it closes, by its hours; null while it is closed.")
    opens_at = graphene.Field(
        DateTime, description="When it opens next, by its hours; null while it is open, or where no hours are known."
    )

    @staticmethod
    @graph.volatile
    def load_goods(
        points: graph.Rows, info: graph.Info, page: graph.Page, channel: str | None = None
    ) -> list[graph.Slice]:
        free = selectors.free_at_points((point.id for point in points), info.today)
        shown = shown_in(channel, {key for there in free.values() for key in there}, info)
        return [
            graph.sliced(
                sorted(
                    (
                        GoodsRow(shown[key], units, sort_key(shown[key].name))
                        for key, units in free.get(point.id, {}).items()
                        if key in shown
                    ),
                    key=lambda one: (one.name_key, one.id),
                ),
                page,
                lambda one: (one.name_key, one.id),
            )
            for point in points
        ]

    @staticmethod
    @graph.volatile
    def load_closes_at(points: graph.Rows, info: graph.Info) -> list[datetime | None]:
        hours = selectors.hours_of(point.id for point in points)
        return [
            selectors.closes_at(hours.get(point.id, []), info.now) if sells_on(point, info.today) else None
            for point in points
        ]

    @staticmethod
    @graph.volatile
    def load_opens_at(points: graph.Rows, info: graph.Info) -> list[datetime | None]:
        """Only while it sells: a planned shop says when it opens by its day."""
        hours = selectors.hours_of(point.id for point in points)
        found = [selectors.opens_at(hours.get(point.id, []), info.now) for point in points]
        return [
            at if at and sells_on(point, clock.day_of(at)) else None for point, at in zip(points, found, strict=True)
        ]


def shown_in(channel: str | None, keys: set[int], info: graph.Info) -> dict[int, graph.Row]:
    """The products of these keys that are shown in the channel, by key."""
    chosen = choose(info, channel)
    if chosen is None:
        return {}
    found = catalog.products_by_key(((chosen.channel.id, key) for key in keys), whole=info.reaches(WHOLE))
    return {row.id: row for row in chosen.carry(list(found.values()))}
