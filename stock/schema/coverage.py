"""Where sales points stand by the districts of then, in the graph: everybody may know it."""

import graphene

from catalog.schema.places import Area
from core import graph
from core.graph.scalars import Date
from stock.schema.points import SalesPoint
from stock.selectors.coverage import Coverage, District


class DistrictCoverage(graph.Object):
    """A district of before July 2025 and the points opened for it."""

    public = True

    district = graphene.Field(Area, required=True)
    sales_points = graphene.List(graphene.NonNull(SalesPoint), required=True, description="That sell on the day.")
    is_covered = graphene.Boolean(
        required=True, description="One that is real stands there; what is made up never counts."
    )

    @staticmethod
    def load_district(rows: list[District], info: graph.Info) -> list[graph.Row]:
        return [one.area for one in rows]

    @staticmethod
    def load_sales_points(rows: list[District], info: graph.Info) -> list[list[graph.Row]]:
        return [list(one.points) for one in rows]


class SalesPointCoverage(graph.Object):
    """The sales points of a province of then that sell on a day."""

    public = True
    volatile = True

    day = graphene.Field(Date, required=True)
    province = graphene.Field(Area, description="Null where no districts are known.")
    of_province = graphene.List(graphene.NonNull(SalesPoint), required=True, description="The province's own.")
    has_province_point = graphene.Boolean(required=True, description="One of them is real.")
    districts = graphene.List(graphene.NonNull(DistrictCoverage), required=True, description="By their codes.")
    covered_districts = graphene.Int(required=True, description="Districts with a real point.")
    others = graphene.List(
        graphene.NonNull(SalesPoint), required=True, description="Shops of cooperatives, stalls, points of communes."
    )

    @staticmethod
    def load_covered_districts(rows: list[Coverage], info: graph.Info) -> list[int]:
        return [one.covered for one in rows]
