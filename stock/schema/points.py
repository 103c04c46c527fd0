"""Sales points in the graph."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

import graphene

from catalog.schema.chosen import frame_of
from catalog.schema.places import Area, Producer
from catalog.schema.translations import Translated, Translation, translated
from catalog.selectors import areas_by_id
from core import graph
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum
from stock import models, selectors
from stock.models.points import MICRODEGREES
from stock.schema.enums import PointLevelEnum, UsageEnum


class GeoPointInput(graph.Input):
    """A place on the map (WGS 84)."""

    latitude = graphene.Float(required=True, description="Degrees north.")
    longitude = graphene.Float(required=True, description="Degrees east.")


def microdegrees(near: dict[str, float]) -> tuple[int, int]:
    """A place in millionths of a degree, kept on the globe."""
    north = max(-90.0, min(90.0, near["latitude"]))
    east = max(-180.0, min(180.0, near["longitude"]))
    return round(north * MICRODEGREES), round(east * MICRODEGREES)


class SalesPointTranslation(Translation):
    """A sales point's name in another language."""

    public = True


class OpeningHours(graph.Object):
    """A stretch of a weekday on which a sales point is open."""

    public = True

    weekday = graphene.Int(required=True, description="0 is Monday.")
    opens = graphene.String(required=True, description='On Vietnam\'s clock, as in "07:30".')
    closes = graphene.String(required=True, description='On Vietnam\'s clock, as in "18:00"; "24:00" is midnight.')

    @staticmethod
    def load_opens(hours: graph.Rows, info: graph.Info) -> list[str]:
        return [_clock(one.opens_min) for one in hours]

    @staticmethod
    def load_closes(hours: graph.Rows, info: graph.Info) -> list[str]:
        return [_clock(one.closes_min) for one in hours]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


class Location(graph.ModelObject):
    """A place in a sales point that goods are moved from and to."""

    usage = UsageEnum(required=True)

    class Meta:
        model = models.Location
        fields = ("code",)

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.locations_by_id(keys)
        return [found.get(key) for key in keys]


class SalesPoint(graph.ModelObject):
    """A shop where people see and buy the programme's goods."""

    name = graphene.String(required=True)
    translation = graphene.Field(SalesPointTranslation, language_code=LanguageCodeEnum(required=True))
    level = PointLevelEnum(required=True)
    area = graphene.Field(Area, required=True, description="The commune of today it stands in.")
    area_then = graphene.Field(Area, description="The district, of its own day, that it was opened for.")
    keeper = graphene.Field(Producer, description="The producer whose own shop it is; null for a public one.")
    latitude = graphene.Float(description="Degrees north (WGS 84); null where it is not on the map.")
    longitude = graphene.Float(description="Degrees east (WGS 84); null where it is not on the map.")
    distance_m = graphene.Int(description="Metres from `near`, as the crow flies; null without it or off the map.")
    hours = graphene.List(graphene.NonNull(OpeningHours), required=True, description="In the order of the week.")
    is_open_now = graphene.Boolean(required=True, description="By its hours and days, at this instant.")
    opened_on = graphene.Field(Date, description="First day it sold; null while it is planned.")
    closed_on = graphene.Field(Date, description="First day it no longer sells; null while it does.")
    manager_name = graphene.String(description="Null for whoever does not work there.")
    locations = graphene.List(
        graphene.NonNull(Location), required=True, description="Its shelves; empty for whoever does not work there."
    )

    class Meta:
        model = models.SalesPoint
        fields = ("slug", "address", "phone", "is_demonstration")

    public = True

    @staticmethod
    def load_rows(keys: Sequence[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.points_by_id(keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_name(points: graph.Rows, info: graph.Info) -> list[str]:
        return [point.name_vi for point in points]

    @staticmethod
    def load_translation(points: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(points, language_code)

    @staticmethod
    def load_area(points: graph.Rows, info: graph.Info) -> list[graph.Row]:
        areas = areas_by_id(point.area_id for point in points)
        return [areas[point.area_id] for point in points]

    @staticmethod
    def load_area_then(points: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        areas = areas_by_id(point.area_then_id for point in points)
        return [areas.get(point.area_then_id) for point in points]

    @staticmethod
    def load_keeper(points: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        keepers = frame_of(info).producers_by_id(point.keeper_id for point in points)
        return [keepers.get(point.keeper_id) for point in points]

    @staticmethod
    def load_latitude(points: graph.Rows, info: graph.Info) -> list[float | None]:
        return [degrees(point.latitude_e6) for point in points]

    @staticmethod
    def load_longitude(points: graph.Rows, info: graph.Info) -> list[float | None]:
        return [degrees(point.longitude_e6) for point in points]

    @staticmethod
    def load_distance_m(points: graph.Rows, info: graph.Info) -> list[int | None]:
        return [getattr(point, "distance_m", None) for point in points]

    @staticmethod
    def load_hours(points: graph.Rows, info: graph.Info) -> list[Any]:
        hours = selectors.hours_of(point.id for point in points)
        return [hours.get(point.id, []) for point in points]

    @staticmethod
    @graph.volatile
    def load_is_open_now(points: graph.Rows, info: graph.Info) -> list[bool]:
        hours = selectors.hours_of(point.id for point in points)
        return [
            sells_on(point, info.today) and selectors.is_open(hours.get(point.id, []), info.now) for point in points
        ]

    @staticmethod
    @graph.volatile
    def load_manager_name(points: graph.Rows, info: graph.Info) -> list[str | None]:
        sight = selectors.sight_of(info.viewer)
        return [point.manager_name if sight.works_at(point.id) else None for point in points]

    @staticmethod
    @graph.volatile
    def load_locations(points: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        sight = selectors.sight_of(info.viewer)
        places = selectors.locations_of(point.id for point in points if sight.works_at(point.id))
        return [places.get(point.id, []) for point in points]


def degrees(microdegrees: int | None) -> float | None:
    return None if microdegrees is None else microdegrees / MICRODEGREES


def sells_on(point: graph.Row, day: date) -> bool:
    """Whether a sales point is open for business on a day, whatever its hours."""
    return point.opened_on is not None and point.opened_on <= day and (point.closed_on is None or day < point.closed_on)
