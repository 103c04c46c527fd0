"""Near where a visitor is: a commune they chose or the place their browser told, rounded, in a cookie of their own.

Nobody is asked unless they press the button, and the shop writes it down nowhere.
"""

import re
from typing import Any, NamedTuple

from django.http import HttpRequest

from shop import sketch

COOKIE = "near"
COOKIE_AGE_S = 30 * 24 * 60 * 60
# A commune of today, or degrees north and east to a hundredth, which is about a kilometre.
COMMUNE = re.compile(r"\d{5}")
PLACE = re.compile(r"(-?\d{1,2}\.\d{1,2})_(-?\d{1,3}\.\d{1,2})")


class Near(NamedTuple):
    """A place, in degrees (WGS 84), and the code of the commune if it was chosen by name."""

    latitude: float
    longitude: float
    commune: str | None = None

    @property
    def point(self) -> dict[str, float]:
        """The graph's GeoPointInput."""
        return {"latitude": self.latitude, "longitude": self.longitude}


def near_of(request: HttpRequest) -> Near | None:
    """Where this visitor said they are; a cookie that is none of ours is as good as none."""
    return read(request.COOKIES.get(COOKIE, ""))


def read(text: str) -> Near | None:
    """A commune that is drawn, or a place on the globe; None for any other text."""
    if COMMUNE.fullmatch(text):
        ground = sketch.grounds().get(("commune", text))
        return Near(*sketch.middle_of(ground), text) if ground else None
    match = PLACE.fullmatch(text)
    if match is None:
        return None
    north, east = float(match[1]), float(match[2])
    return Near(north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def rounded(text: str) -> str:
    """What is kept of "17.46891,106.62234": "17.47_106.62"; nothing of what is no place."""
    parts = text.split(",")
    try:
        north, east = (float(part) for part in parts)
    except ValueError:
        return ""
    written = f"{north:.2f}_{east:.2f}"
    return written if read(written) else ""


def variable(near: Near | None) -> dict[str, Any]:
    """The variable `$near` of a document; none where nobody said."""
    return {"near": near.point} if near else {}
