"""What was taken off shelves for good, in the graph, for staff of the sales points and officers."""

import graphene
from django.db.models import QuerySet

from catalog.schema.places import Producer
from core import files, graph
from core.graph.scalars import DateTime
from core.viewer import Viewer
from stock import models, selectors
from stock.schema.enums import WriteOffReasonEnum
from stock.schema.goods import StockedVariant
from stock.schema.ledger import Lot, lots_of, owners_of
from stock.schema.papers import places_of, points_of, rows_of
from stock.schema.points import Location, SalesPoint
from stock.selectors.goods import goods_by_variant
from stock.selectors.papers import reversals_of


class WriteOff(graph.ModelObject):
    """Units that will not be sold, and why."""

    reason = WriteOffReasonEnum(required=True)
    created_at = graphene.Field(DateTime, required=True)
    sales_point = graphene.Field(SalesPoint, required=True)
    location = graphene.Field(Location, required=True)
    variant = graphene.Field(StockedVariant, required=True)
    lot = graphene.Field(Lot, required=True)
    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    photo_path = graphene.String(description="Where whoever may see it finds the picture; null without one.")
    reversed_for = graphene.String(description="Why it was put right, as a mistake; null if it was not.")

    class Meta:
        model = models.WriteOff
        fields = ("quantity", "note")

    volatile = True

    @staticmethod
    def visible_to(viewer: Viewer) -> QuerySet[models.WriteOff]:
        return models.WriteOff.objects.filter(selectors.sight_of(viewer).of_point("point"))

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        return rows_of(selectors.write_offs, keys, info)

    @staticmethod
    def load_sales_point(papers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return points_of(papers, "point_id")

    @staticmethod
    def load_location(papers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return places_of(papers, "location_id")

    @staticmethod
    def load_variant(papers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        lots = lots_of(papers)
        goods = goods_by_variant(lot.variant_id for lot in lots)
        return [goods[lot.variant_id] for lot in lots]

    @staticmethod
    def load_lot(papers: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return lots_of(papers)

    @staticmethod
    def load_owner(papers: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        return owners_of(papers, info)

    @staticmethod
    def load_photo_path(papers: graph.Rows, info: graph.Info) -> list[str | None]:
        return [files.address_of_paper(one.photo) if one.photo else None for one in papers]

    @staticmethod
    def load_reversed_for(papers: graph.Rows, info: graph.Info) -> list[str | None]:
        reasons = reversals_of(models.DocumentType.WRITE_OFF, (one.id for one in papers))
        return [reasons.get(one.id) for one in papers]


class Query(graph.Query):
    write_offs = graph.connection(
        WriteOff,
        sales_point=graphene.ID(description="Of one sales point."),
        description="What was written off where the viewer works, newest first.",
    )
    write_off = graphene.Field(WriteOff, id=graphene.ID(required=True))

    @staticmethod
    @graph.volatile
    def load_write_offs(
        _root: graph.Rows, info: graph.Info, page: graph.Page, sales_point: str | None = None
    ) -> list[graph.Slice]:
        point = None if sales_point is None else graph.required_key(sales_point, "SalesPoint")
        return [selectors.write_offs(selectors.sight_of(info.viewer), page, point_id=point)]

    @staticmethod
    @graph.volatile
    def load_write_off(_root: graph.Rows, info: graph.Info, id: str) -> list[graph.Row | None]:
        return WriteOff.load_rows([graph.required_key(id, "WriteOff")], info)
