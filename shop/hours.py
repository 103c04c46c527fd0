"""When a sales point is open, as its page says it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, formats

WEEKDAYS = (
    gettext_lazy("Thứ hai"),
    gettext_lazy("Thứ ba"),
    gettext_lazy("Thứ tư"),
    gettext_lazy("Thứ năm"),
    gettext_lazy("Thứ sáu"),
    gettext_lazy("Thứ bảy"),
    gettext_lazy("Chủ nhật"),
)


def week(hours: Sequence[Mapping[str, Any]], today: date) -> list[dict[str, Any]]:
    """The seven days with their stretches (OpeningHours of the graph); nothing where no hours are known."""
    if not hours:
        return []
    return [
        {
            "name": name,
            "is_today": weekday == today.weekday(),
            "stretches": [one for one in hours if one["weekday"] == weekday],
        }
        for weekday, name in enumerate(WEEKDAYS)
    ]


def turn(point: Mapping[str, Any], language: str) -> str:
    """Whether it is open now, and until when or from when on, in a sentence; nothing where no hours are known."""
    if point["isOpenNow"]:
        return _("Đang mở, đến %(time)s") % {"time": _time(point["closesAt"])} if point["closesAt"] else _("Mở suốt")
    if not point["opensAt"]:
        return ""
    at = datetime.fromisoformat(point["opensAt"]).astimezone(clock.VIETNAM)
    words = {"time": f"{at:%H:%M}", "day": str(WEEKDAYS[at.weekday()]), "date": formats.day(at.date(), language)}
    away = (at.date() - clock.today()).days
    if away == 0:
        return _("Đang đóng, mở lại %(time)s") % words
    if away == 1:
        return _("Đang đóng, mở lại %(time)s ngày mai") % words
    return _("Đang đóng, mở lại %(time)s %(day)s, %(date)s") % words


def _time(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(clock.VIETNAM):%H:%M}"
