"""How many units of a product a sales point has, in words: "còn 12 hộp", "còn 2 lọ cuối"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def unit_of(sizes: Iterable[Mapping[str, Any]]) -> str:
    """What all of a product's sizes (variants of the graph) are counted in: "Lọ 10 ml" is counted in lọ.

    Empty where they differ, or in another language, which tells sizes the other way round.
    """
    words = {size["name"].split()[0].lower() for size in sizes if size["name"].strip()}
    return words.pop() if len(words) == 1 and get_language() == "vi" else ""


def left(here: Mapping[str, Any], sizes: Sequence[Mapping[str, Any]] = ()) -> str:
    """Of a PointGoods or an Availability of the graph."""
    return _("còn %(count)s%(unit)s") % _counted(here, sizes)


def last_few(here: Mapping[str, Any], sizes: Sequence[Mapping[str, Any]] = ()) -> str:
    """The same of the last few."""
    return _("còn %(count)s%(unit)s cuối") % _counted(here, sizes)


def _counted(here: Mapping[str, Any], sizes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    unit = unit_of(sizes)
    return {"count": here["quantity"], "unit": f" {unit}" if unit else ""}
