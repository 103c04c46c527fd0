"""The market day: an issue a week, and which goods stand at its front.

Nothing here says that something is in season or good; it only takes turns, so that every product comes to the front.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core import formats
from shop.plates import BOAT, drawing

# How many strokes the mark has; one is lit.
STROKES = 5
# The law lets nobody advertise spirits; these sub-groups stand on no front page.
UNADVERTISED = "2.1"


@dataclass(frozen=True)
class Issue:
    """One week's market."""

    number: int
    first: date
    last: date

    def days(self, language: str) -> str:
        return formats.days(self.first, self.last, language)

    @property
    def strokes(self) -> list[bool]:
        return [place == self.number % STROKES for place in range(STROKES)]

    def front(self, nodes: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
        """The week's `count` of these products, as far as may be each drawn otherwise; none made up, none spirits."""
        real = [node for node in nodes if not node["isDemonstration"]]
        shown = [node for node in real if not node["category"]["code"].startswith(UNADVERTISED)]
        start = self.number * count % len(shown) if shown else 0
        turned = [*shown[start:], *shown[:start]]
        names = [drawing(node["name"]) for node in turned]
        first = [place for place, name in enumerate(names) if name != BOAT and name not in names[:place]]
        rest = [place for place in range(len(turned)) if place not in set(first)]
        return [turned[place] for place in [*first, *rest][:count]]


def issue_of(day: date) -> Issue:
    """The issue of the week, Monday to Sunday, that a day lies in."""
    first = day - timedelta(days=day.weekday())
    return Issue(day.isocalendar().week, first, first + timedelta(days=6))


def headline(nodes: Sequence[dict[str, Any]]) -> list[str]:
    """The first three of an issue in a sentence, a line for each."""
    words = {
        "khoai": _("khoai deo"),
        "mam": _("nước mắm"),
        "mat": _("mật ong"),
        "dua": _("đũa gỗ"),
        "nghe": _("bột nghệ"),
        "tieu": _("hạt tiêu"),
        "nam": _("nấm và mộc nhĩ"),
        "muc": _("mực khô"),
        "gao": _("gạo và bún"),
        "muoi": _("muối biển"),
        "dau": _("dầu và tinh dầu"),
        "may": _("đồ mây tre"),
        "mang": _("măng khô"),
        "sim": _("trái sim"),
        "lac": _("lạc rang"),
        "tra": _("trà lá"),
    }
    drawn = list(dict.fromkeys(drawing(node["name"]) for node in nodes))
    said = [words[name] for name in drawn if name in words][:3]
    if len(said) < 3:
        return [_("Đặc sản Quảng Bình và Quảng Trị.")]
    first, second, third = said
    return [
        _("%(goods)s,") % {"goods": first[0].upper() + first[1:]},
        _("%(goods)s,") % {"goods": second},
        _("%(goods)s xuống chợ.") % {"goods": third},
    ]
