"""Which units lie within which, through every reform: the old commune in today's, today's in the old district.

A unit lies within another if it is it, or is ruled by one that does, or became (wholly) what does, or was made of
nothing but what does. So today's communes lie in the district of old they were made from, by the succession of units
and never by their names; and a commune that was made of parts of two districts lies in neither.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalog.models import Area, ShelfPlace
from catalog.selectors.frame import revision
from core.graph import rows

UNIT = ("id", "level", "code", "parent_id", "valid_from", "valid_to")
UNITS = rows.prepared(lambda p: Area.objects.order_by("level", "code", "valid_from").values_list(*UNIT, named=True))
SUCCESSIONS = rows.prepared(
    lambda p: Area.successors.through._default_manager.values_list("from_area_id", "to_area_id", named=True)
)
PLACES = rows.prepared(lambda p: ShelfPlace.objects.values_list("id", "origin_id", "origin_today_id", named=True))


@dataclass(frozen=True)
class Map:
    """All units and how they lie in one another, as they stood at one revision of the catalog."""

    revision: int
    units: dict[int, Any]
    children: dict[int, list[int]]
    before: dict[int, list[int]]
    after: dict[int, list[int]]
    # ShelfPlace: where products come from.
    places: Sequence[Any]
    _within: dict[int, frozenset[int]] = field(default_factory=dict)

    def within(self, key: int) -> frozenset[int]:
        """The unit and all that lie within it, of whatever day; worked out once."""
        if key not in self._within:
            self._within[key] = frozenset(self._closed(key))
        return self._within[key]

    def _closed(self, key: int) -> set[int]:
        inside = {key}
        waiting = [key]
        while waiting:
            unit = waiting.pop()
            near = [*self.children.get(unit, ())]
            near += [made for made in self.after.get(unit, ()) if self._made_of(made) <= inside]
            near += [gone for gone in self.before.get(unit, ()) if set(self.after[gone]) <= inside]
            fresh = [one for one in near if one not in inside]
            inside.update(fresh)
            waiting += fresh
        return inside

    def _made_of(self, key: int) -> set[int]:
        """What a unit was made of: units of its own level, where any are recorded, since they tell it exactly."""
        before = self.before[key]
        same = {one for one in before if self.units[one].level == self.units[key].level}
        return same or set(before)

    def within_any(self, keys: Iterable[int]) -> frozenset[int]:
        """All that lie within one of these units."""
        return frozenset().union(*(self.within(key) for key in keys))

    def places_in(self, keys: Iterable[int]) -> tuple[int, ...]:
        """Keys of the places that lie within one of these units."""
        inside = self.within_any(keys)
        return tuple(sorted(place.id for place in self.places if {place.origin_id, place.origin_today_id} & inside))

    def units_on(self, level: str, day: date) -> list[int]:
        """The units of a level on a day, by their codes."""
        return [key for key, unit in self.units.items() if unit.level == level and _exists(unit, day)]

    def holders(self, level: str, day: date) -> dict[int, list[int]]:
        """For each place, the units of a level on a day that hold it, by the units' codes."""
        holding: dict[int | None, list[int]] = {}
        for unit in self.units_on(level, day):
            for inside in self.within(unit):
                holding.setdefault(inside, []).append(unit)
        return {
            place.id: list(dict.fromkeys([*holding.get(place.origin_id, ()), *holding.get(place.origin_today_id, ())]))
            for place in self.places
        }

    def find(self, level: str, code: str, day: date) -> int | None:
        """The unit that had a code on a day; a code by itself names several."""
        return next((key for key in self.units_on(level, day) if self.units[key].code == code), None)


def _exists(unit: Any, day: date) -> bool:
    return bool(unit.valid_from <= day and (unit.valid_to is None or day < unit.valid_to))


_kept: list[Map] = []


def area_map() -> Map:
    """The map, read again only after a write to the catalog. Nothing is kept before the first write."""
    number = revision()
    held = _kept[0] if _kept else None
    if held is None or held.revision != number:
        units = {unit.id: unit for unit in UNITS()}
        children: dict[int, list[int]] = {}
        for key, unit in units.items():
            children.setdefault(unit.parent_id, []).append(key)
        pairs = [(pair.from_area_id, pair.to_area_id) for pair in SUCCESSIONS()]
        after, before = _grouped(pairs), _grouped((new, old) for old, new in pairs)
        held = Map(number, units, children, before, after, PLACES())
        if number:
            _kept[:] = [held]
    return held


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def places_in(areas: Collection[int]) -> tuple[int, ...]:
    """Where products come from, of the places within these units."""
    return area_map().places_in(areas)
