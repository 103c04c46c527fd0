"""What the board's page says of an answer of the graph: sentences and pictures made of exact figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import formats
from programme import drawing
from programme.measures import Bounds, Count, percent
from programme.models import Precision

Answer = Mapping[str, Any]

# The longest bar of a structure leaves room for its words.
LONGEST = 330
BAR_STEP = 70

ROMAN = ("I", "II", "III", "IV")


def language() -> str:
    return get_language() or "vi"


def whole(number: int) -> str:
    """`16.855`, `16,855`."""
    return format_decimal(number, locale=formats.LOCALES[language()])


def when(figure: Answer) -> str:
    """The time a figure is about, as exactly as its source says."""
    day, precision = date.fromisoformat(figure["day"]), Precision[figure["precision"]]
    if precision is Precision.DAY:
        return formats.day(day, language())
    if precision is Precision.MONTH:
        return formats.month(day, language())
    if precision is Precision.QUARTER:
        return _("quý %(quarter)s/%(year)s") % {"quarter": ROMAN[(day.month - 1) // 3], "year": day.year}
    return str(day.year)


def asked(target: Answer) -> str:
    """`65–70`, `từ 20%`: a target's range."""
    low, high = target["minimum"], target["maximum"]
    sign = "%" if target["unit"] == "PERCENT" else ""
    if high is None:
        return _("từ %(low)s") % {"low": f"{whole(low)}{sign}"}
    if low is None:
        return _("đến %(high)s") % {"high": f"{whole(high)}{sign}"}
    return f"{whole(low)}–{whole(high)}{sign}"


def bounds_of(target: Answer) -> Bounds:
    return Bounds(target["minimum"], target["maximum"], target["unit"] == "PERCENT")


def share(measure: Answer, target: Answer) -> str:
    """`21 trên 107 = 19,63%`, never rounded over a line; a mere count as it is."""
    bounds = bounds_of(target)
    if not bounds.percent:
        return whole(measure["numerator"])
    exact = percent(Count(measure["numerator"], measure["denominator"]), bounds)
    shown = format_decimal(exact.normalize(), "#,##0.############", locale=formats.LOCALES[language()])
    fraction = _("%(part)s trên %(all)s") % {
        "part": whole(measure["numerator"]),
        "all": whole(measure["denominator"]),
    }
    return f"{fraction} = {shown}%"


def gap(measure: Answer) -> str:
    """How far a figure is from both ends of its range."""
    low, high = measure["gapToLow"], measure["gapToHigh"]
    numbers = {"low": low, "high": high, "past": -(low or 0), "over": -(high or 0)}
    match measure["status"]:
        case "BELOW" if high is not None:
            return _("Còn thiếu %(low)s để chạm mức thấp, %(high)s để chạm mức cao.") % numbers
        case "BELOW":
            return _("Còn thiếu đúng %(low)s.") % numbers
        case "WITHIN" if high:
            return _("Thêm %(high)s là chạm mức cao.") % numbers
        case "WITHIN":
            return _("Vừa đủ, thêm một là vượt mức cao.")
        case "REACHED":
            return _("Hơn mức thấp %(past)s.") % numbers if low else _("Vừa đủ, bớt một là dưới mức thấp.")
        case _:
            return _("Vượt mức cao %(over)s.") % numbers


@dataclass(frozen=True)
class ShownKpi:
    """A goal with its picture and what the picture says to those who do not see it."""

    kpi: Answer
    band: drawing.Band
    label: str


def shown(kpi: Answer) -> ShownKpi:
    target, actual, published = kpi["target"], kpi["actual"], kpi["published"]
    ranges = [(one["minimum"], one["maximum"]) for one in (target, *kpi["earlierTargets"])]
    picture = drawing.band(ranges, _plotted(published, target), _plotted(actual, target))
    said = [_("%(name)s: mục tiêu %(range)s") % {"name": kpi["name"], "range": asked(target)}]
    if published:
        said.append(_("đã công bố %(figure)s") % {"figure": share(published, target)})
    said.append(
        _("sổ của Chợ Phiên %(figure)s") % {"figure": share(actual, target)}
        if actual
        else _("sổ của Chợ Phiên chưa có số")
    )
    return ShownKpi(kpi, picture, "; ".join(said))


def _plotted(measure: Answer | None, target: Answer) -> tuple[int, int] | None:
    if measure is None:
        return None
    times = 100 if target["unit"] == "PERCENT" else 1
    return measure["numerator"] * times, measure["denominator"]


@dataclass(frozen=True)
class ShownHistory:
    picture: drawing.History
    figures: Sequence[Answer]
    label: str


def history(figures: Sequence[Answer]) -> ShownHistory | None:
    """The line of one kind of figure of one unit, in the order of the calendar; None where there is no line to draw."""
    spans = [(date.fromisoformat(one["day"]), date.fromisoformat(one["lastDay"]), one["value"]) for one in figures]
    picture = drawing.history(spans)
    if picture is None:
        return None
    said = "; ".join(f"{when(one)}: {whole(one['value'])}" for one in figures)
    return ShownHistory(picture, figures, _("Số đã công bố theo thời gian: %(figures)s") % {"figures": said})


@dataclass(frozen=True)
class Bar:
    """A part: its name over its bar, its fraction beside it."""

    figure: Answer
    place: int
    width: float
    text: str

    @property
    def name_y(self) -> int:
        return 20 + BAR_STEP * self.place

    @property
    def top(self) -> int:
        return 32 + BAR_STEP * self.place

    @property
    def text_x(self) -> float:
        return self.width + 10

    @property
    def text_y(self) -> int:
        return 46 + BAR_STEP * self.place


@dataclass(frozen=True)
class Makers:
    """Whole and parts as one source printed them for one time; they are not made to add up."""

    whole: Answer
    bars: list[Bar]
    label: str

    @property
    def height(self) -> int:
        return BAR_STEP * len(self.bars)


def makers(figures: Sequence[Answer]) -> Makers | None:
    """The newest published structure: a whole, and its parts of the same source and time; None without any."""
    wholes = [figure for figure in figures if not figure["dimension"]]
    for total in reversed(wholes):
        parts = [one for one in figures if one["dimension"] and _printed_with(one) == _printed_with(total)]
        if parts:
            return _makers(total, sorted(parts, key=lambda one: -int(one["value"])))
    return None


def _makers(total: Answer, parts: list[Answer]) -> Makers:
    target = {"minimum": None, "maximum": None, "unit": "PERCENT"}
    most = parts[0]["value"] or 1
    bars = [
        Bar(
            one,
            place,
            round(LONGEST * one["value"] / most, 1),
            share({"numerator": one["value"], "denominator": total["value"]}, target),
        )
        for place, one in enumerate(parts)
    ]
    return Makers(total, bars, "; ".join(f"{bar.figure['name']} {bar.text}" for bar in bars))


def _printed_with(figure: Answer) -> tuple[Any, ...]:
    return figure["source"]["id"], figure["day"], figure["precision"]
