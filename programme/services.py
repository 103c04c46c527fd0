"""Writes of the programme: what plans ask for and what was published."""

from datetime import date

from django.db import transaction

from catalog.models import Area, Source
from catalog.models.products import Programme
from catalog.services.upsert import put
from programme.models import Metric, Precision, PublishedFigure, Target, Unit


@transaction.atomic
def put_target(
    *,
    area: Area,
    metric: Metric,
    dimension: str,
    minimum: int | None,
    maximum: int | None,
    unit: Unit,
    period_from: date,
    period_to: date,
    source: Source,
    as_of: date | None = None,
    each_year: bool = False,
) -> tuple[Target, bool]:
    """The target of that source, and whether it is new or changed. A later plan has its own source, so its own row.

    Raises IntegrityError by the constraint's name for a range or a period that is none.
    """
    key = {
        "programme": Programme.OCOP.value,
        "area": area,
        "metric": metric.value,
        "dimension": dimension,
        "source": source,
    }
    values = {
        "minimum": minimum,
        "maximum": maximum,
        "unit": unit.value,
        "each_year": each_year,
        "period_from": period_from,
        "period_to": period_to,
        "as_of": as_of,
    }
    return put(Target, key, values)


@transaction.atomic
def put_published_figure(
    *,
    metric: Metric,
    dimension: str,
    area: Area | None,
    value: int,
    day: date,
    precision: Precision,
    source: Source,
    note_vi: str = "",
    note_en: str = "",
) -> tuple[PublishedFigure, bool]:
    """The figure that source prints for that time, and whether it is new or changed."""
    key = {
        "metric": metric.value,
        "dimension": dimension,
        "area": area,
        "day": day,
        "precision": precision.value,
        "source": source,
    }
    return put(PublishedFigure, key, {"value": value, "note_vi": note_vi, "note_en": note_en})
