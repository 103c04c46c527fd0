"""Addresses of places: their Vietnamese name, and the code that tells one Quảng Ninh from another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from core.text import slug

# The last on which there were districts.
LAST_DAY = date(2025, 6, 30)
# An Area of the graph.
Area = Mapping[str, Any]


def slug_of(area: Area) -> str:
    """`xa-phong-nha-19138`."""
    return f"{slug(area['name'])}-{area['code']}"


def has_page(area: Area | None) -> bool:
    """Whether it is a commune of today or a district of old: provinces and communes that are gone have no page."""
    if area is None:
        return False
    return bool(area["level"] == "DISTRICT" or (area["level"] == "COMMUNE" and not area["validTo"]))


def address_of(area: Area) -> str:
    """Its page in the language of this one."""
    return reverse("area", args=[slug_of(area)])
