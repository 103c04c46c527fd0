"""Administrative units and what became of them."""

from collections.abc import Iterable
from datetime import date

from catalog.errors import AreaKindMissing
from catalog.models import Area, Source
from catalog.models.areas import AreaLevel
from catalog.places import kind_in_name
from catalog.services.finding import renew_texts_naming
from catalog.services.gathering import gathering, whole
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core.text import fold


@whole
def put_area(
    *,
    level: AreaLevel,
    code: str,
    valid_from: date,
    valid_to: date | None,
    name_vi: str,
    name_en: str | None,
    parent: Area | None,
    source: Source,
) -> tuple[Area, bool]:
    """The unit that had this code from that day, and whether it is new or changed.

    What it is (a ward, a township) is read off its Vietnamese name, which begins with it. The database refuses two
    units of one level and code on one day. Raises AreaKindMissing.
    """
    kind, bare = kind_in_name(level, name_vi)
    if kind is None:
        raise AreaKindMissing
    values = {
        "type": kind.value,
        "valid_to": valid_to,
        "name_vi": name_vi,
        "name_en": name_en,
        "name_folded": fold(bare),
        "parent": parent,
        "source": source,
    }
    area, changed = put(Area, {"level": level.value, "code": code, "valid_from": valid_from}, values)
    if changed:
        renew_texts_naming(of=area)
    return area, changed


@whole
def succeed(successions: Iterable[tuple[Area, Area]]) -> int:
    """Record that each first unit became (part of) the second; how many of the pairs are new."""
    through = Area.successors.through
    pairs = list(successions)
    if gathering():
        return sum(put(through, {"from_area": before, "to_area": after}, {})[1] for before, after in pairs)
    keys = {(before.pk, after.pk) for before, after in pairs}
    known = set(
        through._default_manager.filter(from_area_id__in={before for before, _ in keys}).values_list(
            "from_area_id", "to_area_id"
        )
    )
    missing = sorted(keys - known)
    if missing:
        turn_revision()
        through._default_manager.bulk_create(
            through(from_area_id=before, to_area_id=after) for before, after in missing
        )
    return len(missing)
