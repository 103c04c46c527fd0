"""The root fields of sales points and shelves."""

from collections import namedtuple
from datetime import date
from enum import Enum
from typing import Any, cast

import graphene

from catalog.selectors import areas_by_id
from core import graph
from core.graph.scalars import Date, DateTime
from stock import selectors
from stock.schema.enums import (
    AlertKindEnum,
    CountStatusEnum,
    DocumentTypeEnum,
    ReceiptStatusEnum,
    TransferStatusEnum,
)
from stock.schema.ledger import Lot, StockAlert, StockBalance, StockMove
from stock.schema.papers import GoodsReceipt, StockCount, Transfer
from stock.schema.points import GeoPointInput, SalesPoint, microdegrees
from stock.selectors.points import POINT

# A sales point and how far it is.
Distant = cast("Any", namedtuple("Distant", [*POINT, "distance_m"]))

AT = "Of one sales point."


class Query(graph.Query):
    sales_points = graph.connection(
        SalesPoint,
        near=graphene.Argument(GeoPointInput, description="Nearest first; those off the map last."),
        area=graphene.ID(description="In this commune of today, or opened for this district of then."),
        open_now=graphene.Boolean(description="Open at this instant, by their hours."),
        product_id=graphene.ID(description="Having this product today."),
        description="Sales points that sell today.",
    )
    sales_point = graphene.Field(
        SalesPoint, id=graphene.ID(), slug=graphene.String(), description="One, planned and closed ones too."
    )
    my_sales_points = graphene.List(
        graphene.NonNull(SalesPoint), required=True, description="Where the viewer works; all of them for officers."
    )
    lot = graphene.Field(
        Lot, id=graphene.ID(), trace_code=graphene.String(), description="What a label leads to; for everybody."
    )
    lots = graph.connection(
        Lot,
        ids=graphene.List(graphene.NonNull(graphene.ID)),
        variant=graphene.ID(),
        recalled=graphene.Boolean(),
        expires_by=graphene.Argument(Date, description="Their last day is this one or before."),
        description="Lots that lie or lay where the viewer works, or that a producer of theirs made.",
    )
    stock_moves = graph.connection(
        StockMove,
        sales_point=graphene.ID(description=AT),
        lot=graphene.ID(),
        variant=graphene.ID(),
        producer=graphene.ID(description="Of what this one made."),
        kinds=graphene.List(graphene.NonNull(DocumentTypeEnum)),
        since=graphene.Argument(DateTime, description="Occurred at this instant or later."),
        until=graphene.Argument(DateTime, description="Occurred before this instant."),
        occurred_first=graphene.Boolean(default_value=False, description="Last happened first, not last recorded."),
        description="The ledger, last recorded first, as far as the viewer may see it.",
    )
    stock_balances = graph.connection(
        StockBalance,
        sales_point=graphene.ID(description=AT),
        variant=graphene.ID(),
        with_nothing=graphene.Boolean(description="Also where nothing lies any more."),
        description="What lies where goods can be touched, as far as the viewer may see it.",
    )
    alerts = graph.connection(
        StockAlert,
        sales_point=graphene.ID(description=AT),
        kind=graphene.Argument(AlertKindEnum),
        open=graphene.Boolean(default_value=True, description="Not seen to be over; null for all."),
        description="What should be seen to where the viewer works, newest first.",
    )
    goods_receipts = graph.connection(
        GoodsReceipt, sales_point=graphene.ID(description=AT), status=graphene.List(graphene.NonNull(ReceiptStatusEnum))
    )
    transfers = graph.connection(
        Transfer,
        sales_point=graphene.ID(description="At either end."),
        incoming=graphene.Boolean(description="Of `salesPoint`: what comes to it, else what leaves it."),
        status=graphene.List(graphene.NonNull(TransferStatusEnum)),
    )
    stock_counts = graph.connection(
        StockCount, sales_point=graphene.ID(description=AT), status=graphene.List(graphene.NonNull(CountStatusEnum))
    )
    goods_receipt = graphene.Field(GoodsReceipt, id=graphene.ID(required=True))
    transfer = graphene.Field(Transfer, id=graphene.ID(required=True))
    stock_count = graphene.Field(StockCount, id=graphene.ID(required=True))

    @staticmethod
    @graph.volatile
    def load_sales_points(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        near: dict[str, float] | None = None,
        area: str | None = None,
        open_now: bool | None = None,
        product_id: str | None = None,
    ) -> list[graph.Slice]:
        given: dict[str, Any] = {"selling_on": info.today}
        if area is not None:
            given["areas"] = areas_of(graph.required_key(area, "Area"))
        if product_id is not None:
            key = graph.required_key(product_id, "Product")
            given["ids"] = [one.point_id for one in selectors.free_of_products([key], info.today).get(key, [])]
        found = selectors.points(**given)
        if open_now is not None:
            hours = selectors.hours_of(point.id for point in found)
            found = [one for one in found if selectors.is_open(hours.get(one.id, []), info.now) == open_now]
        return [nearest(found, near, page)]

    @staticmethod
    def load_sales_point(
        _root: graph.Rows, info: graph.Info, id: str | None = None, slug: str | None = None
    ) -> list[graph.Row | None]:
        if id is not None:
            return [selectors.points_by_id([key := graph.required_key(id, "SalesPoint")]).get(key)]
        return [next(iter(selectors.points(slug=slug)), None) if slug is not None else None]

    @staticmethod
    @graph.volatile
    def load_my_sales_points(_root: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        sight = selectors.sight_of(info.viewer)
        return [selectors.points() if sight.everything else selectors.points(ids=sorted(sight.points))]

    @staticmethod
    @graph.volatile
    def load_lot(
        _root: graph.Rows, info: graph.Info, id: str | None = None, trace_code: str | None = None
    ) -> list[graph.Row | None]:
        if id is not None:
            return Lot.load_rows([graph.required_key(id, "Lot")], info)
        return [selectors.lots_of(trace_code) if trace_code is not None else None]

    @staticmethod
    @graph.volatile
    def load_lots(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        ids: list[str] | None = None,
        variant: str | None = None,
        recalled: bool | None = None,
        expires_by: date | None = None,
    ) -> list[graph.Slice]:
        given = {
            "ids": None if ids is None else [graph.required_key(one, "Lot") for one in ids],
            "variant_id": key(variant, "ProductVariant"),
            "recalled": recalled,
            "expires_by": expires_by,
        }
        return [selectors.lots(selectors.sight_of(info.viewer), page, **given)]

    @staticmethod
    @graph.volatile
    def load_stock_moves(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        sales_point: str | None = None,
        lot: str | None = None,
        variant: str | None = None,
        producer: str | None = None,
        kinds: list[Enum] | None = None,
        **times: Any,
    ) -> list[graph.Slice]:
        given = {
            "point_id": key(sales_point, "SalesPoint"),
            "lot_id": key(lot, "Lot"),
            "variant_id": key(variant, "ProductVariant"),
            "producer_id": key(producer, "Producer"),
            "kinds": None if kinds is None else [one.value for one in kinds],
            **times,
        }
        return [selectors.moves(selectors.sight_of(info.viewer), page, **given)]

    @staticmethod
    @graph.volatile
    def load_stock_balances(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        sales_point: str | None = None,
        variant: str | None = None,
        with_nothing: bool | None = None,
    ) -> list[graph.Slice]:
        given = {
            "point_id": key(sales_point, "SalesPoint"),
            "variant_id": key(variant, "ProductVariant"),
            "with_nothing": with_nothing,
        }
        return [selectors.balances(selectors.sight_of(info.viewer), page, **given)]

    @staticmethod
    @graph.volatile
    def load_alerts(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        sales_point: str | None = None,
        kind: Enum | None = None,
        open: bool | None = None,
    ) -> list[graph.Slice]:
        given = {"point_id": key(sales_point, "SalesPoint"), "kind": kind and kind.value, "open": open}
        return [selectors.alerts(selectors.sight_of(info.viewer), page, **given)]

    @staticmethod
    @graph.volatile
    def load_goods_receipts(_root: graph.Rows, info: graph.Info, page: graph.Page, **given: Any) -> list[graph.Slice]:
        return [selectors.receipts(selectors.sight_of(info.viewer), page, **narrowed(given))]

    @staticmethod
    @graph.volatile
    def load_transfers(_root: graph.Rows, info: graph.Info, page: graph.Page, **given: Any) -> list[graph.Slice]:
        return [selectors.transfers(selectors.sight_of(info.viewer), page, **narrowed(given))]

    @staticmethod
    @graph.volatile
    def load_stock_counts(_root: graph.Rows, info: graph.Info, page: graph.Page, **given: Any) -> list[graph.Slice]:
        return [selectors.counts(selectors.sight_of(info.viewer), page, **narrowed(given))]

    @staticmethod
    @graph.volatile
    def load_goods_receipt(_root: graph.Rows, info: graph.Info, id: str) -> list[graph.Row | None]:
        return GoodsReceipt.load_rows([graph.required_key(id, "GoodsReceipt")], info)

    @staticmethod
    @graph.volatile
    def load_transfer(_root: graph.Rows, info: graph.Info, id: str) -> list[graph.Row | None]:
        return Transfer.load_rows([graph.required_key(id, "Transfer")], info)

    @staticmethod
    @graph.volatile
    def load_stock_count(_root: graph.Rows, info: graph.Info, id: str) -> list[graph.Row | None]:
        return StockCount.load_rows([graph.required_key(id, "StockCount")], info)


def key(value: str | None, type_name: str) -> int | None:
    return None if value is None else graph.required_key(value, type_name)


def narrowed(given: dict[str, Any]) -> dict[str, Any]:
    """Arguments of a list of papers as its selector's."""
    status = given.get("status")
    return {
        "point_id": key(given.get("sales_point"), "SalesPoint"),
        "status": None if status is None else [one.value for one in status],
        "incoming": given.get("incoming"),
    }


def areas_of(area_id: int) -> list[int]:
    """The unit itself; whether it is a commune of today or a district of then, sales points name it."""
    return [area_id] if area_id in areas_by_id([area_id]) else []


def nearest(points: list[graph.Row], near: dict[str, float] | None, page: graph.Page) -> graph.Slice:
    """A page of them, nearest first where a place is given."""
    place = microdegrees(near) if near else None
    found = [
        Distant(**point._asdict(), distance_m=selectors.metres_between(*place, point) if place else None)
        for point in points
    ]
    if place is None:
        return graph.sliced(found, page, lambda row: (row.id,))
    far = max((one.distance_m or 0 for one in found), default=0) + 1
    return graph.sliced(
        sorted(found, key=lambda row: (row.distance_m if row.distance_m is not None else far, row.id)),
        page,
        lambda row: (row.distance_m if row.distance_m is not None else far, row.id),
    )
