"""Units of today and of old, for pages that name them."""

from datetime import date

from catalog.models import Area
from catalog.services import put_area
from tests import factories


def unit(level, code, name, **values) -> Area:
    """One of today, unless its days say otherwise."""
    given = {"valid_from": date(2025, 7, 1), "valid_to": None, "parent": None, "name_en": None, **values}
    return put_area(level=level, code=code, name_vi=name, source=factories.source(), **given)[0]
