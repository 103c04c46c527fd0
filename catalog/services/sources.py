"""Evidence."""

from datetime import date

from django.db import transaction

from catalog.models import Source
from catalog.models.sources import Confidence
from catalog.services.upsert import put


@transaction.atomic
def put_source(
    *,
    document: str,
    confidence: Confidence,
    note: str = "",
    published_on: date | None = None,
    is_demonstration: bool = False,
) -> tuple[Source, bool]:
    """The source of that document, confidence and note, and whether it is new or changed."""
    key = {"document": document, "confidence": confidence.value, "note": note}
    return put(Source, key, {"published_on": published_on, "is_demonstration": is_demonstration})
