"""Sales points and who works there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from catalog.models import Area, Producer
from core import transitions
from core.transitions import Actor
from stock.errors import HoursInvalid
from stock.models import Location, OpeningHours, PointStaff, SalesPoint, Usage
from stock.models.points import MINUTES_A_DAY, PointLevel, StaffRole


class PointFacts(TypedDict, total=False):
    """What may be said of a sales point beside its name, level and place."""

    name_en: str | None
    area_then: Area | None
    latitude_e6: int | None
    longitude_e6: int | None
    phone: str
    manager_name: str
    keeper: Producer | None
    opened_on: date | None
    closed_on: date | None
    is_demonstration: bool


@transaction.atomic
def put_point(
    *, slug: str, name_vi: str, level: PointLevel, area: Area, address: str, **facts: Unpack[PointFacts]
) -> tuple[SalesPoint, bool]:
    """The sales point of that address in the web, with a location of every usage, and whether it is new."""
    values = {"name": name_vi, "name_vi": name_vi, "level": level.value, "area": area, "address": address, **facts}
    point, is_new = SalesPoint.objects.update_or_create(slug=slug, defaults=values)
    Location.objects.bulk_create(
        (Location(point=point, usage=usage.value, code="") for usage in Usage), ignore_conflicts=True
    )
    return point, is_new


@transaction.atomic
def put_hours(*, point: SalesPoint, hours: Mapping[int, Sequence[tuple[int, int]]]) -> None:
    """When a sales point is open: by weekday (0 is Monday) stretches in minutes after midnight; the rest is closed.

    Raises HoursInvalid for a stretch outside the day, or two that overlap.
    """
    for weekday, stretches in hours.items():
        ends = [minute for stretch in sorted(stretches) for minute in stretch]
        if (
            not 0 <= weekday <= 6
            or ends != sorted(set(ends))
            or (ends and not 0 <= ends[0] < ends[-1] <= MINUTES_A_DAY)
        ):
            raise HoursInvalid
    point.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(point=point, weekday=weekday, opens_min=opens, closes_min=closes)
        for weekday, stretches in hours.items()
        for opens, closes in stretches
    )


@transaction.atomic
def employ(*, point: SalesPoint, user: User, role: StaffRole, since: date, by: Actor) -> PointStaff:
    """Let a person work at a sales point from a day on; their role when they already do. Raises ActorRequired."""
    by.required()
    staff, is_new = PointStaff.objects.get_or_create(
        point=point, user=user, until=None, defaults={"role": role.value, "since": since}
    )
    before = "" if is_new else staff.role
    if before != role.value:
        staff.role = role.value
        staff.save(update_fields=["role"])
        transitions.record(staff, before=before, after=role.value, actor_id=by.id, actor_role=by.role)
    return staff
