"""Sales points and who works there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from catalog.models import Area, Producer
from catalog.services.upsert import put
from core import history, transitions
from core.transitions import Actor
from stock.criteria import Criterion
from stock.errors import CriterionUnknown, HoursInvalid, LocationInvalid, MapIncomplete, PointDaysInvalid
from stock.models import Location, OpeningHours, PointCriterion, PointStaff, SalesPoint, Usage
from stock.models.points import MINUTES_A_DAY, PointLevel, StaffRole

# Of these a sales point may have several, told apart by what is written on them.
SHELVES = (Usage.SHELF, Usage.BACKROOM)


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
    """The sales point of that address in the web, with a location of every usage, and whether it is new.

    For officers. Raises MapIncomplete for half a place on the map, PointDaysInvalid.
    """
    north, east = facts.get("latitude_e6"), facts.get("longitude_e6")
    if (north is None) != (east is None):
        raise MapIncomplete
    opened_on, closed_on = facts.get("opened_on"), facts.get("closed_on")
    if closed_on is not None and (opened_on is None or closed_on <= opened_on):
        raise PointDaysInvalid
    is_new = not SalesPoint.objects.filter(slug=slug).exists()
    point, _ = put(
        SalesPoint,
        {"slug": slug},
        {"name_vi": name_vi, "level": level.value, "area": area, "address": address, **facts},
    )
    Location.objects.bulk_create(
        (Location(point=point, usage=usage.value, code="") for usage in Usage), ignore_conflicts=True
    )
    return point, is_new


@transaction.atomic
def put_location(*, point: SalesPoint, usage: Usage, code: str, known: Location | None = None) -> Location:
    """Another shelf or back room of a sales point, or another code for a known one. Raises LocationInvalid.

    The first of each usage has no code and is made with the point; whatever else is kept there can only be one.
    """
    if usage not in SHELVES or not code.strip():
        raise LocationInvalid("code")
    if known is None:
        place, is_new = put(Location, {"point": point, "usage": usage.value, "code": code.strip()}, {})
        if not is_new:
            raise LocationInvalid("code")
        return place
    if known.usage != usage or not known.code:
        raise LocationInvalid("code")
    old, known.code = known.code, code.strip()
    known.save(update_fields=["code"])
    history.changed(known, {"code": (old, known.code)})
    return known


@transaction.atomic
def put_criterion(
    *, point: SalesPoint, code: str, is_met: bool, checked_on: date, note: str = ""
) -> tuple[PointCriterion, bool]:
    """What an officer found of one line of the checklist. Raises CriterionUnknown."""
    if code not in Criterion.values:
        raise CriterionUnknown
    return put(
        PointCriterion,
        {"point": point, "code": code},
        {"is_met": is_met, "checked_on": checked_on, "note": note.strip()},
    )


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


@transaction.atomic
def dismiss(*, staff: PointStaff, until: date, by: Actor) -> PointStaff:
    """Let a person work at a sales point no longer from a day on. Raises PointDaysInvalid, ActorRequired."""
    by.required()
    if until <= staff.since:
        raise PointDaysInvalid("until")
    staff.until = until
    staff.save(update_fields=["until"])
    transitions.record(staff, before=staff.role, after="left", actor_id=by.id, actor_role=by.role)
    return staff
