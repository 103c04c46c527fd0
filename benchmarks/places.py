"""Where the generated products come from: a province of eight old districts, and the communes they became."""

from datetime import date

from benchmarks.names import DISTRICT_CODES, PLACES, REFORM
from catalog.models import Area, Source
from catalog.models.areas import AreaLevel
from catalog.services.areas import put_area, succeed

COMMUNES = 5


def communes(source: Source) -> list[Area]:
    """Today's communes, each made of a district of old."""
    province = _unit(AreaLevel.PROVINCE, "44", "Tỉnh Đo Lường", None, None, source)
    became = []
    for number, district in enumerate(DISTRICT_CODES):
        before = _unit(AreaLevel.DISTRICT, district, f"Huyện {PLACES[number]}", REFORM, province, source)
        for place in range(COMMUNES):
            code = str(18000 + number * COMMUNES + place)
            name = f"Xã {PLACES[number]} {place + 1}"
            became.append((before, _unit(AreaLevel.COMMUNE, code, name, None, province, source)))
    succeed(became)
    return [commune for _, commune in became]


def _unit(level: AreaLevel, code: str, name: str, valid_to: date | None, parent: Area | None, source: Source) -> Area:
    begins = date(2004, 7, 8) if valid_to else REFORM
    unit, _ = put_area(
        level=level,
        code=code,
        valid_from=begins,
        valid_to=valid_to,
        name_vi=name,
        name_en=None,
        parent=parent,
        source=source,
    )
    return unit
