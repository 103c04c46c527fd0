"""Where sales points stand: by the districts they were opened for, whose names are of before July 2025.

The plan asked for one point of the province and one in each district; districts have ended, so the question is asked
by the units of then, and each point also tells its commune of today. What shows the software is shown and not counted.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from catalog.models.areas import AreaLevel
from catalog.selectors import areas_by_id
from catalog.selectors.within import Map, area_map
from core import clock
from core.graph import Row
from stock.models.points import PointLevel
from stock.selectors.points import points


class District(NamedTuple):
    """A district of then with the points opened for it that sell on the day asked."""

    area: Row
    points: Sequence[Row]

    @property
    def is_covered(self) -> bool:
        """Whether a real point of the programme's own stands there."""
        return any(one.level == PointLevel.DISTRICT and not one.is_demonstration for one in self.points)


class Coverage(NamedTuple):
    """The sales points of a province of then on a day."""

    province: Row | None
    day: date
    of_province: Sequence[Row]
    districts: Sequence[District]
    # Cooperatives' own shops, stalls of a few days, and points that nobody has said a district of.
    others: Sequence[Row]

    @property
    def has_province_point(self) -> bool:
        return any(not one.is_demonstration for one in self.of_province)

    @property
    def covered(self) -> int:
        """Districts with a real point."""
        return sum(one.is_covered for one in self.districts)


def coverage(*, day: date, area_id: int | None = None) -> Coverage:
    """The points that sell on a day, by the last districts of a province; if none is named, of the one with most.

    Three statements at most, beside what the map of areas is read with once.
    """
    here = area_map()
    districts = last_districts(here)
    if area_id is None:
        area_id = _ruler(here, districts)
    inside = here.within(area_id) if area_id is not None else frozenset()
    districts = [key for key in districts if key in inside]
    areas = areas_by_id([*districts, area_id])
    standing = [one for one in points(selling_on=day) if one.area_id in inside or one.area_then_id in inside]
    theirs = defaultdict(list)
    others = []
    for one in standing:
        home = _district_of(here, one, districts)
        if one.level == PointLevel.DISTRICT and home is not None:
            theirs[home].append(one)
        elif one.level != PointLevel.PROVINCE:
            others.append(one)
    return Coverage(
        areas.get(area_id) if area_id is not None else None,
        day,
        [one for one in standing if one.level == PointLevel.PROVINCE],
        [District(areas[key], theirs[key]) for key in districts],
        others,
    )


def last_districts(here: Map) -> list[int]:
    """The districts as they stood on their last day, by their codes; today's, where there still are any."""
    ends = [unit.valid_to for unit in here.units.values() if unit.level == AreaLevel.DISTRICT]
    if not ends:
        return []
    if any(end is None for end in ends):
        return here.units_on(AreaLevel.DISTRICT, clock.today())
    return here.units_on(AreaLevel.DISTRICT, max(ends) - timedelta(days=1))


def _ruler(here: Map, districts: Sequence[int]) -> int | None:
    """The province that most of them lay in."""
    rulers = Counter(here.units[key].parent_id for key in districts)
    return max(rulers, key=lambda key: (rulers[key], -(key or 0)), default=None)


def _district_of(here: Map, point: Row, districts: Sequence[int]) -> int | None:
    """The district it was opened for, or the one its commune of today was made from."""
    if point.area_then_id in districts:
        return int(point.area_then_id)
    return next((key for key in districts if point.area_id in here.within(key)), None)
