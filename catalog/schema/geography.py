"""Root fields of administrative units, and where an old address lies today."""

from datetime import date
from enum import Enum
from typing import Any

import graphene
from graphql import GraphQLError

from catalog import selectors
from catalog.models.areas import AreaLevel
from catalog.schema.places import Area, AreaLevelEnum, AreaTypeEnum
from catalog.schema.root import only
from core import graph
from core.clock import midnight_after
from core.graph.scalars import Date
from core.text import fold

OUTCOMES = {
    "FOUND": "It lies in exactly one commune of today.",
    "AMBIGUOUS": "It may lie in several: two places of one name, or a commune that was split.",
    "UNKNOWN": "No commune is recorded under a district of these names, or its record ends.",
}
OldAddressOutcomeEnum = graphene.Enum.from_enum(
    selectors.OldAddressOutcome,
    name="OldAddressOutcomeEnum",
    description=lambda value: OUTCOMES[value.value] if value else "What became of a question for an old address.",
)


@Area.extend
class AreaThroughTime:
    predecessors = graphene.List(
        graphene.NonNull(Area), required=True, description="What it was made of, wholly or in part."
    )
    today = graphene.List(
        graphene.NonNull(Area),
        required=True,
        description="The units of today that it lies in: itself while it is in force, else what it became since;"
        " several where it was split and of a district of old, none where the record of it ends.",
    )
    children = graph.connection(
        Area,
        on=graphene.Argument(Date, description="Those in force on this day in Vietnam; of every day without it."),
        description="The units under it, by code.",
    )

    @staticmethod
    def load_predecessors(areas: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        predecessors = selectors.predecessors_of(area.id for area in areas)
        return [predecessors.get(area.id, []) for area in areas]

    @staticmethod
    def load_today(areas: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        info.fresh_until(midnight_after(info.today))
        today = selectors.units_of_day((area.id for area in areas), info.today)
        return [today[area.id] for area in areas]

    @staticmethod
    def load_children(
        areas: graph.Rows, info: graph.Info, page: graph.Page, on: date | None = None
    ) -> list[graph.Slice]:
        keys = [area.id for area in areas]
        return selectors.area_children_pages(keys, page, on, counted=info.asks("totalCount"))


class OldAddress(graph.Object):
    """Where a printed address of before July 2025 lies today."""

    public = True

    outcome = OldAddressOutcomeEnum(required=True)
    today = graphene.Field(Area, description="The commune of today; null unless the outcome is FOUND.")
    was = graphene.List(
        graphene.NonNull(Area), required=True, description="The communes, of their own days, that it may name."
    )
    candidates = graphene.List(
        graphene.NonNull(Area), required=True, description="The communes of today that those lie in."
    )


class Query(graph.Query):
    areas = graph.connection(
        Area,
        level=graphene.Argument(AreaLevelEnum),
        type=graphene.Argument(AreaTypeEnum),
        on=graphene.Argument(Date, description="Those in force on this day in Vietnam; today without it."),
        parent=graphene.ID(description="Those under this unit."),
        search=graphene.String(description="A part of the name without its kind, with or without its accents."),
        description="Administrative units in force on a day, by code.",
    )
    area = graphene.Field(
        Area,
        id=graphene.ID(),
        code=graphene.String(description="With level and on: a code is another unit on another day."),
        level=graphene.Argument(AreaLevelEnum),
        on=graphene.Argument(Date, description="A day in Vietnam."),
        description="One unit, of whatever day by id, or by code, level and day.",
    )
    old_address = graphene.Field(
        OldAddress,
        commune=graphene.String(required=True, description="As printed, with or without what it is: X. Hòa Trạch."),
        district=graphene.String(required=True, description="As printed: TX Ba Đồn, Bố Trạch."),
        province=graphene.String(description="As printed, where it is."),
        on=graphene.Argument(Date, description="Day of the print, where it is known."),
        required=True,
        description="Where an address of before July 2025 lies today. Nothing is found by a commune's name alone.",
    )

    @staticmethod
    def load_areas(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        level: Enum | None = None,
        type: Enum | None = None,
        on: date | None = None,
        parent: str | None = None,
        search: str | None = None,
    ) -> list[graph.Slice]:
        if on is None:
            info.fresh_until(midnight_after(info.today))
        asked: dict[str, Any] = {"day": on or info.today}
        asked |= {name: given.value for name, given in (("level", level), ("type", type)) if given is not None}
        if parent is not None:
            asked["under"] = [graph.required_key(parent, "Area")]
        if search:
            asked["text"] = fold(search)
        return [selectors.area_slice(page, **asked)]

    @staticmethod
    def load_area(
        _root: graph.Rows,
        info: graph.Info,
        id: str | None = None,
        code: str | None = None,
        level: Enum | None = None,
        on: date | None = None,
    ) -> list[graph.Row | None]:
        name, value = only(id=id, code=code)
        if name == "id":
            key = graph.required_key(value, "Area")
            return [selectors.areas_by_id([key]).get(key)]
        if level is None or on is None:
            raise GraphQLError("A unit is named by level, code and on together.", extensions={"code": "INVALID"})
        return [selectors.area_on(AreaLevel(level.value), value, on)]

    @staticmethod
    def load_old_address(
        _root: graph.Rows,
        info: graph.Info,
        commune: str,
        district: str,
        province: str | None = None,
        on: date | None = None,
    ) -> list[selectors.OldAddress]:
        info.fresh_until(midnight_after(info.today))
        found = selectors.old_address(commune=commune, district=district, province=province, on=on, today=info.today)
        return [found]
