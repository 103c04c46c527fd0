"""Producers and places."""

from collections.abc import Iterable

from catalog.models import Area, Producer
from catalog.selectors.shelves import KEY
from core.graph import Row, rows

PRODUCERS = rows.prepared(
    lambda p: Producer.objects.filter(rows.among("id", p.ids)).values_list(
        "id", "slug", "name_vi", "name_en", "kind", "area_id", "address_printed", "note", "is_demonstration", named=True
    ),
    ids=[KEY],
)
AREA = ("id", "level", "code", "name_vi", "name_en", "valid_from", "valid_to", "parent_id")
AREAS = rows.prepared(lambda p: Area.objects.filter(rows.among("id", p.ids)).values_list(*AREA, named=True), ids=[KEY])
SUCCESSIONS = rows.prepared(
    lambda p: (
        Area.successors.through._default_manager.filter(rows.among("from_area_id", p.ids))
        .order_by("to_area__code")
        .values_list("from_area_id", "to_area_id", named=True)
    ),
    ids=[KEY],
)


def producers_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Producers by key."""
    return {row.id: row for row in PRODUCERS(ids=sorted({key for key in ids if key is not None}))}


def areas_by_id(ids: Iterable[int | None]) -> dict[int, Row]:
    """Units by key, of whatever day."""
    return {row.id: row for row in AREAS(ids=sorted({key for key in ids if key is not None}))}


def successors_of(ids: Iterable[int]) -> dict[int, list[Row]]:
    """What each unit became."""
    pairs = SUCCESSIONS(ids=sorted(set(ids)))
    areas = areas_by_id(pair.to_area_id for pair in pairs)
    successors: dict[int, list[Row]] = {}
    for pair in pairs:
        successors.setdefault(pair.from_area_id, []).append(areas[pair.to_area_id])
    return successors
