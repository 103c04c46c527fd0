"""Evidence."""

from datetime import date

from catalog.models import Source
from catalog.models.sources import Confidence
from catalog.services.gathering import whole
from catalog.services.upsert import put


@whole
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
