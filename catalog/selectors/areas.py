"""Administrative units: by key, by code and day, by name; and what they became."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models import Q, QuerySet

from catalog.models import Area
from catalog.models.areas import AreaLevel
from catalog.selectors.shelves import KEY
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
DAY = models.DateField()

AREA = ("id", "level", "type", "code", "name_vi", "name_en", "name_folded", "valid_from", "valid_to", "parent_id")
BY_CODE = Order(("code", "id"), (TEXT, KEY))


def units() -> QuerySet[Area, Any]:
    """All of them, of whatever day."""
    # modeltranslation's manager hides from the type checker whose rows these are.
    return cast("QuerySet[Area, Any]", Area.objects.all())


def _found(p: Any) -> QuerySet[Area, Any]:
    found = units()
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.under is not None:
        found = found.filter(rows.among("parent_id", p.under))
    if p.day is not None:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gt=p.day), valid_from__lte=p.day)
    if p.text is not None:
        found = found.filter(name_folded__contains=p.text)
    for column in ("level", "type", "code"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found


def _areas(p: Any) -> QuerySet[Area, Any]:
    return _found(p).values_list(*AREA, named=True)


PARAMETERS: dict[str, Any] = {
    "ids": [KEY],
    "under": [KEY],
    "day": DAY,
    "text": TEXT,
    "level": TEXT,
    "type": TEXT,
    "code": TEXT,
}
AREAS = rows.prepared(lambda p: _areas(p).order_by("code", "id"), **PARAMETERS)
AREA_PAGE = rows.prepared(lambda p: rows.keyset(_areas(p), p), **PARAMETERS)
CHILDREN_PAGES = rows.prepared(lambda p: rows.keyset(_areas(p), p, per="parent_id"), **PARAMETERS)
AREA_COUNT = rows.prepared(
    lambda p: (
        _found(p)
        .order_by()
        .annotate(whole=models.Value(1))
        .values("whole")
        .annotate(total=models.Count("id"))
        .values_list("total", named=True)
    ),
    **PARAMETERS,
)
PAIR = ("from_area_id", "to_area_id")


def _successions(p: Any) -> QuerySet[Any, Any]:
    found = Area.successors.through._default_manager.all()
    if p.ids is not None:
        found = found.filter(rows.among("from_area_id", p.ids))
    if p.into is not None:
        found = found.filter(rows.among("to_area_id", p.into))
    return found.order_by("from_area__code", "to_area__code").values_list(*PAIR, named=True)


SUCCESSIONS = rows.prepared(_successions, ids=[KEY], into=[KEY])


def areas_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Units by key, of whatever day."""
    return {row.id: row for row in AREAS(ids=sorted({key for key in ids if key is not None}))}


def area_on(level: AreaLevel, code: str, day: date) -> Row | None:
    """The unit of a level that had this code on a day: the database allows one."""
    found = AREAS(level=level.value, code=code, day=day)
    return found[0] if found else None


def area_slice(page: Page, **given: Any) -> Slice:
    """One page of the units of this `level`, `type` and `code`, under those of `under`, in force on the `day`, whose
    folded name holds `text`; by code."""

    def total() -> int:
        counted = AREA_COUNT(**given)
        return int(counted[0].total) if counted else 0

    return rows.slice_of(AREA_PAGE, page, BY_CODE, total=total, **given)


def area_children_pages(parent_ids: list[int], page: Page, day: date | None, *, counted: bool) -> list[Slice]:
    """A page of the units under each unit, in one statement for all; of every day unless one is given."""
    keys = sorted(set(parent_ids))
    totals: dict[int, int] | None = None
    if counted:
        totals = dict.fromkeys(keys, 0)
        for row in AREAS(under=keys, day=day):
            totals[row.parent_id] += 1
    pages = rows.slices_of(CHILDREN_PAGES, keys, page, BY_CODE, by="parent_id", totals=totals, under=keys, day=day)
    of_parent = dict(zip(keys, pages, strict=True))
    return [of_parent[key] for key in parent_ids]


def successors_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """What each unit became."""
    pairs = SUCCESSIONS(ids=sorted(set(ids)))
    areas = areas_by_id(pair.to_area_id for pair in pairs)
    successors: dict[int, list[Row]] = {}
    for pair in pairs:
        successors.setdefault(pair.from_area_id, []).append(areas[pair.to_area_id])
    return successors


def predecessors_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """What each unit was made of."""
    pairs = SUCCESSIONS(into=sorted(set(ids)))
    areas = areas_by_id(pair.from_area_id for pair in pairs)
    predecessors: dict[int, list[Row]] = {}
    for pair in pairs:
        predecessors.setdefault(pair.to_area_id, []).append(areas[pair.from_area_id])
    return predecessors


def units_of_day(ids: Iterable[int], day: date) -> dict[int, list[Row]]:
    """The units of a later day that each unit lies in: itself while it is in force, else what it became since.

    Several where it was split, and of an old district the communes it became; none where the record of it ends.
    """
    reached = {key: {key} for key in ids}
    known: dict[int, Row] = {}
    while missing := {key for keys in reached.values() for key in keys} - known.keys():
        known |= areas_by_id(missing)
        over = sorted(key for key in missing if not _holds(known[key], day))
        became: dict[int, set[int]] = {}
        for pair in SUCCESSIONS(ids=over) if over else ():
            became.setdefault(pair.from_area_id, set()).add(pair.to_area_id)
        for keys in reached.values():
            keys.update(after for past in keys & became.keys() for after in became[past])
    return {
        key: sorted((known[one] for one in keys if _holds(known[one], day)), key=lambda row: (row.code, row.id))
        for key, keys in reached.items()
    }


def _holds(area: Row, day: date) -> bool:
    return bool(area.valid_to is None or day < area.valid_to)
