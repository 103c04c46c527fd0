"""What rows of reports stand for, loaded for a whole level; a row that does not name one answers null."""

from collections.abc import Sequence

from catalog.schema.chosen import frame_of
from core import graph
from core.graph.types import MoneyRow, money
from stock import selectors
from stock.selectors.goods import goods_by_variant
from stock.selectors.worth import CURRENCY


def points_of(rows: graph.Rows) -> list[graph.Row | None]:
    """Sales points by `point_id`."""
    points = selectors.points_by_id(row.point_id for row in rows)
    return [points.get(row.point_id) for row in rows]


def producers_of(rows: graph.Rows, info: graph.Info, name: str = "producer_id") -> list[graph.Row | None]:
    """Producers by a column."""
    producers = frame_of(info).producers_by_id(getattr(row, name) for row in rows)
    return [producers.get(getattr(row, name)) for row in rows]


def variants_of(rows: graph.Rows) -> list[graph.Row | None]:
    """What is sold, by `variant_id`."""
    goods = goods_by_variant(row.variant_id for row in rows if row.variant_id is not None)
    return [goods.get(row.variant_id) for row in rows]


def lots_of(rows: graph.Rows) -> list[graph.Row | None]:
    """Lots by `lot_id`."""
    lots = selectors.lots_by_id(row.lot_id for row in rows)
    return [lots.get(row.lot_id) for row in rows]


def dong(minor: int | None) -> MoneyRow | None:
    """An amount of đồng; null where nobody knows the price."""
    return None if minor is None else money(minor, CURRENCY)


def whole(report: Sequence[graph.Row], page: graph.Page) -> graph.Slice:
    """A page of a report that is at hand; a cursor is a row's place in it."""
    places = {id(row): place for place, row in enumerate(report)}
    return graph.sliced(report, page, lambda row: (places[id(row)],))
