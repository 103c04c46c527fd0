"""Lots, moves, balances and alerts in the graph, for those whose goods or shelves they are."""

from typing import Any

import graphene
from django.db.models import QuerySet

from catalog.schema.chosen import frame_of
from catalog.schema.places import Producer
from catalog.schema.zones import RawMaterialZone
from catalog.selectors import zones_by_id
from core import graph
from core.graph.scalars import Date, DateTime
from core.viewer import Viewer
from stock import gs1, models, selectors
from stock.schema.enums import AlertKindEnum, DocumentTypeEnum
from stock.schema.goods import StockedVariant, goods_of
from stock.schema.points import Location, SalesPoint
from stock.selectors.goods import gtin_by_variant
from stock.selectors.ledger import visible_balances, visible_moves


def owners_of(rows: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
    owners = frame_of(info).producers_by_id(row.owner_id for row in rows)
    return [owners.get(row.owner_id) for row in rows]


class StockBalance(graph.ModelObject):
    """Units of a lot at a location, by the ledger."""

    location = graphene.Field(Location, required=True)
    sales_point = graphene.Field(SalesPoint, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    lot = graphene.Field(lambda: Lot, required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    available = graphene.Int(required=True, description="Units that nobody has been promised.")

    class Meta:
        model = models.StockBalance
        fields = ("on_hand", "reserved", "excused")

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.StockBalance]:
        return visible_balances(selectors.sight_of(viewer))

    @staticmethod
    def load_location(balances: graph.Rows, info: graph.Info) -> list[graph.Row]:
        places = selectors.locations_by_id(one.location_id for one in balances)
        return [places[one.location_id] for one in balances]

    @staticmethod
    def load_sales_point(balances: graph.Rows, info: graph.Info) -> list[graph.Row]:
        places = selectors.locations_by_id(one.location_id for one in balances)
        points = selectors.points_by_id(place.point_id for place in places.values())
        return [points[places[one.location_id].point_id] for one in balances]

    @staticmethod
    def load_variant(balances: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return goods_of(balances)

    @staticmethod
    def load_lot(balances: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return lots_of(balances)

    @staticmethod
    def load_owner(balances: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return owners_of(balances, info)

    @staticmethod
    def load_available(balances: graph.Rows, info: graph.Info) -> list[int]:
        return [one.on_hand - one.reserved for one in balances]


class StockMove(graph.ModelObject):
    """Units of a lot that went from one location to another. Moves are never changed."""

    quantity = graphene.Int(required=True, description="Units.")
    occurred_at = graphene.Field(DateTime, required=True, description="At the shelf, by the device's clock.")
    recorded_at = graphene.Field(DateTime, required=True, description="In the ledger.")
    document_type = DocumentTypeEnum(required=True)
    is_reversal = graphene.Boolean(required=True, description="It puts a mistaken move right.")
    from_location = graphene.Field(Location, required=True)
    to_location = graphene.Field(Location, required=True)
    from_sales_point = graphene.Field(SalesPoint, required=True)
    to_sales_point = graphene.Field(SalesPoint, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    lot = graphene.Field(lambda: Lot, required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")

    class Meta:
        model = models.StockMove
        fields = ("reason", "actor_role")

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.StockMove]:
        return visible_moves(selectors.sight_of(viewer))

    @staticmethod
    def load_is_reversal(moves: graph.Rows, info: graph.Info) -> list[bool]:
        return [one.reversal_of_id is not None for one in moves]

    @staticmethod
    def load_from_location(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return _ends(moves, info, "from_location_id")

    @staticmethod
    def load_to_location(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return _ends(moves, info, "to_location_id")

    @staticmethod
    def load_from_sales_point(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return _points(_ends(moves, info, "from_location_id"))

    @staticmethod
    def load_to_sales_point(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return _points(_ends(moves, info, "to_location_id"))

    @staticmethod
    def load_variant(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return goods_of(moves)

    @staticmethod
    def load_lot(moves: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return lots_of(moves)

    @staticmethod
    def load_owner(moves: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return owners_of(moves, info)


def _ends(moves: graph.Rows, info: graph.Info, end: str) -> list[graph.Row]:
    """The location at one end of each move; both ends of a level are read once."""
    keys = frozenset(key for one in moves for key in (one.from_location_id, one.to_location_id))
    places = info.once(("stock", "places", keys), lambda: selectors.locations_by_id(keys))
    return [places[getattr(one, end)] for one in moves]


def _points(places: list[graph.Row]) -> list[graph.Row]:
    points = selectors.points_by_id(place.point_id for place in places)
    return [points[place.point_id] for place in places]


def lots_of(rows: graph.Rows) -> list[graph.Row]:
    lots = selectors.lots_by_id(row.lot_id for row in rows)
    return [lots[row.lot_id] for row in rows]


class Lot(graph.ModelObject):
    """Units of one variant that a producer made together. What its label says is everybody's to read."""

    made_on = graphene.Field(Date, required=True, description="NSX.")
    expires_on = graphene.Field(Date, description="HSD, the last day it may be sold; null where it does not spoil.")
    is_recalled = graphene.Boolean(required=True)
    recalled_at = graphene.Field(DateTime, description="The instant it was stopped everywhere.")
    label_path = graphene.String(
        required=True,
        description="The path the QR of its label leads to: its GS1 Digital Link, or its trace page without a GTIN.",
    )
    variant = graphene.Field(StockedVariant, required=True)
    producer = graphene.Field(Producer, required=True)
    zone = graphene.Field(RawMaterialZone, description="Where what it is made of grew; null when nobody has said.")
    balances = graphene.List(
        graphene.NonNull(StockBalance),
        required=True,
        description="Where units of it lie, and how many were sold or lost, as far as the viewer may know.",
    )
    moves = graphene.List(
        graphene.NonNull(StockMove), required=True, description="Its moves in order, as far as the viewer may know."
    )

    class Meta:
        model = models.Lot
        fields = (
            *("code", "trace_code", "is_demonstration"),
            *("recall_reason", "recall_reason_en", "recall_advice", "recall_advice_en", "recall_phone"),
        )

    public = True
    # A recall must show at once.
    volatile = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.lots_by_id(keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_is_recalled(lots: graph.Rows, info: graph.Info) -> list[bool]:
        return [one.recalled_at is not None for one in lots]

    @staticmethod
    def load_variant(lots: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return goods_of(lots)

    @staticmethod
    def load_label_path(lots: graph.Rows, info: graph.Info) -> list[str]:
        gtins = gtin_by_variant(one.variant_id for one in lots)
        return [gs1.label_path(gtins.get(one.variant_id), one.code, one.trace_code) for one in lots]

    @staticmethod
    def load_producer(lots: graph.Rows, info: graph.Info) -> list[graph.Row]:
        producers = frame_of(info).producers_by_id(one.producer_id for one in lots)
        return [producers[one.producer_id] for one in lots]

    @staticmethod
    def load_zone(lots: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        zones = zones_by_id(one.zone_id for one in lots if one.zone_id is not None)
        return [zones.get(one.zone_id) for one in lots]

    @staticmethod
    def load_balances(lots: graph.Rows, info: graph.Info) -> list[Any]:
        found = selectors.balances_of_lots(selectors.sight_of(info.viewer), (one.id for one in lots))
        return [found.get(one.id, []) for one in lots]

    @staticmethod
    def load_moves(lots: graph.Rows, info: graph.Info) -> list[Any]:
        found = selectors.moves_of_lots(selectors.sight_of(info.viewer), (one.id for one in lots))
        return [found.get(one.id, []) for one in lots]


class StockAlert(graph.ModelObject):
    """Something at a sales point that somebody should see to."""

    kind = AlertKindEnum(required=True)
    sales_point = graphene.Field(SalesPoint, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    lot = graphene.Field(Lot, description="Null for what there is too little of.")
    opened_at = graphene.Field(DateTime, required=True)
    closed_at = graphene.Field(DateTime, description="When it was seen to be over; null while it is open.")

    class Meta:
        model = models.Alert
        fields = ()

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.Alert]:
        return models.Alert.objects.filter(selectors.sight_of(viewer).of_point("point"))

    @staticmethod
    def load_sales_point(alerts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        points = selectors.points_by_id(one.point_id for one in alerts)
        return [points[one.point_id] for one in alerts]

    @staticmethod
    def load_variant(alerts: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return goods_of(alerts)

    @staticmethod
    def load_lot(alerts: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        lots = selectors.lots_by_id(one.lot_id for one in alerts)
        return [lots.get(one.lot_id) for one in alerts]
