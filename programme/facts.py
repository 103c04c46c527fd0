"""The plan of 2021-2025 with what later plans changed, and the figures published about it, from programme/data/."""

import csv
from datetime import date
from pathlib import Path
from typing import cast

from django.db.models import QuerySet

from catalog.loading.report import Report
from catalog.models import Area, Source
from catalog.models.areas import AreaLevel
from catalog.models.sources import Confidence
from catalog.services import put_source
from programme.models import Metric, Precision, Unit
from programme.services import put_published_figure, put_target

DATA = Path(__file__).resolve().parent / "data"

PERIOD = (date(2021, 1, 1), date(2026, 1, 1))
# Units are named by level and code as they were on the last day before the reform of 1 July 2025.
BEFORE_REFORM = date(2025, 6, 30)
PROVINCE = "province:44"


def load(report: Report) -> None:
    """Put what is not there yet; the units of old Quảng Bình and Quảng Trị must be loaded before."""
    sources = {row["key"]: _source(row) for row in _rows("sources")}
    units = _units()
    for row in _rows("targets"):
        report.of(
            "targets",
            put_target(
                area=units[PROVINCE],
                metric=Metric(row["metric"]),
                dimension=row["dimension"],
                minimum=_number(row["minimum"]),
                maximum=_number(row["maximum"]),
                unit=Unit(row["unit"]),
                each_year=row["each_year"] == "1",
                period_from=PERIOD[0],
                period_to=PERIOD[1],
                as_of=_day(row["as_of"]),
                source=sources[row["source"]],
            ),
        )
    for row in _rows("figures"):
        report.of(
            "published figures",
            put_published_figure(
                metric=Metric(row["metric"]),
                dimension=row["dimension"],
                area=units[row["area"]] if row["area"] else None,
                value=int(row["value"]),
                day=date.fromisoformat(row["day"]),
                precision=Precision(row["precision"]),
                source=sources[row["source"]],
                note_vi=row["note_vi"],
                note_en=row["note_en"],
            ),
        )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _source(row: dict[str, str]) -> Source:
    source, _ = put_source(
        document=row["document"],
        published_on=_day(row["published_on"]),
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )
    return source


def _units() -> dict[str, Area]:
    """Provinces and districts on that day."""
    # modeltranslation's manager hides from the type checker whose rows these are.
    there = cast("QuerySet[Area]", Area.objects.on(BEFORE_REFORM))
    return {f"{area.level}:{area.code}": area for area in there.exclude(level=AreaLevel.COMMUNE.value)}


def _number(text: str) -> int | None:
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
