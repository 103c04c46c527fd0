"""Sales points: where, when open, how far."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q, QuerySet

from core import clock
from core.graph import Row, rows
from stock.models import Location, OpeningHours, SalesPoint
from stock.models.points import MICRODEGREES

KEY = models.BigAutoField()
DAY = models.DateField()
EARTH_RADIUS_M = 6_371_000
DAYS_A_WEEK = 7

POINT = (
    "id",
    "slug",
    "name_vi",
    "name_en",
    "level",
    "area_id",
    "area_then_id",
    "address",
    "latitude_e6",
    "longitude_e6",
    "phone",
    "manager_name",
    "keeper_id",
    "opened_on",
    "closed_on",
    "is_demonstration",
)


class Hours(NamedTuple):
    """A stretch of a weekday (0 is Monday) in minutes after midnight in Vietnam."""

    weekday: int
    opens_min: int
    closes_min: int


def _points(p: Any) -> QuerySet[SalesPoint, Any]:
    found = SalesPoint.objects.all()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slug is not None:
        found = found.filter(slug=p.slug)
    if p.areas is not None:
        found = found.filter(Q(rows.among("area_id", p.areas)) | Q(rows.among("area_then_id", p.areas)))
    if p.selling_on is not None:
        found = found.filter(Q(closed_on=None) | Q(closed_on__gt=p.selling_on), opened_on__lte=p.selling_on)
    return found.order_by("id").values_list(*POINT, named=True)


POINTS = rows.prepared(_points, ids=[KEY], slug=models.SlugField(), areas=[KEY], selling_on=DAY)
HOURS = rows.prepared(
    lambda p: (
        OpeningHours.objects.filter(rows.among("point_id", p.points))
        .order_by("point_id", "weekday", "opens_min")
        .values_list("point_id", "weekday", "opens_min", "closes_min", named=True)
    ),
    points=[KEY],
)
PLACES = rows.prepared(
    lambda p: (
        Location.objects.filter(rows.among("id", p.ids) if p.ids is not None else rows.among("point_id", p.points))
        .order_by("id")
        .values_list("id", "point_id", "usage", "code", named=True)
    ),
    ids=[KEY],
    points=[KEY],
)


def points(**given: Any) -> list[Row]:
    """Sales points by `ids`, `slug`, `areas` (of today or of then), and those `selling_on` a day."""
    return POINTS(**given)


def real_points(day: date) -> list[str]:
    """Slugs of the sales points that sell on a day and are not made up, for whoever lists what may be found."""
    selling = SalesPoint.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)
    return list(selling.filter(is_demonstration=False).order_by("slug").values_list("slug", flat=True))


def selling() -> Hashable:
    """The sales points that sell today, as one value: the witness of pages that name them (core.pages.run_while)."""
    today = clock.today()
    return (today, *points(selling_on=today))


def points_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    return {row.id: row for row in POINTS(ids=sorted({key for key in ids if key is not None}))}


def hours_of(point_ids: Iterable[int]) -> dict[int, list[Hours]]:
    """When each is open, in the order of the week."""
    found: dict[int, list[Hours]] = {}
    for row in HOURS(points=sorted(set(point_ids))):
        found.setdefault(row.point_id, []).append(Hours(row.weekday, row.opens_min, row.closes_min))
    return found


def locations_by_id(ids: Iterable[int]) -> dict[int, Row]:
    return {row.id: row for row in PLACES(ids=sorted(set(ids)))}


def locations_of(point_ids: Iterable[int]) -> dict[int, list[Row]]:
    """Every location of each sales point."""
    found: dict[int, list[Row]] = {}
    for row in PLACES(points=sorted(set(point_ids))):
        found.setdefault(row.point_id, []).append(row)
    return found


def is_open(hours: Sequence[Hours], instant: datetime) -> bool:
    """Whether one of the stretches holds the instant, on Vietnam's clock; the closing minute is closed."""
    there = instant.astimezone(clock.VIETNAM)
    minute = there.hour * 60 + there.minute
    return any(one.weekday == there.weekday() and one.opens_min <= minute < one.closes_min for one in hours)


def closes_at(hours: Sequence[Hours], instant: datetime) -> datetime | None:
    """When a sales point that is open at this instant closes; a stretch may go on after midnight, or for ever."""
    if not is_open(hours, instant):
        return None
    ends = (end for _begin, end in _stretches(hours, instant))
    return next((end for end in ends if end > instant and not is_open(hours, end)), None)


def opens_at(hours: Sequence[Hours], instant: datetime) -> datetime | None:
    """When a sales point that is closed at this instant opens next, within a week; None for one that never does."""
    if is_open(hours, instant):
        return None
    return next((begin for begin, _end in _stretches(hours, instant) if begin > instant), None)


def _stretches(hours: Sequence[Hours], instant: datetime) -> list[tuple[datetime, datetime]]:
    """The stretches of the eight days from an instant's own, in order."""
    today = clock.day_of(instant)
    found = []
    for ahead in range(DAYS_A_WEEK + 1):
        day = today + timedelta(days=ahead)
        midnight = datetime.combine(day, time.min, tzinfo=clock.VIETNAM)
        found += [
            (midnight + timedelta(minutes=one.opens_min), midnight + timedelta(minutes=one.closes_min))
            for one in hours
            if one.weekday == day.weekday()
        ]
    return found


def metres_between(latitude_e6: int, longitude_e6: int, point: Row) -> int | None:
    """As the crow flies (haversine); None for a sales point that is not on the map."""
    if point.latitude_e6 is None:
        return None
    north, there = (radians(value / MICRODEGREES) for value in (latitude_e6, point.latitude_e6))
    east = radians((point.longitude_e6 - longitude_e6) / MICRODEGREES)
    half = sin((there - north) / 2) ** 2 + cos(north) * cos(there) * sin(east / 2) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(half)))
