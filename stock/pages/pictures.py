"""Reports as pictures: which bars, and the exact figure in words beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import formats
from core.templatetags.page import money
from stock.drawing import Amounts, Picture, bars
from stock.pages.places import Found
from stock.selectors.worth import Band
from stock.templatetags.desk import goods, place_name

# A district's row in the picture of coverage.
ROW = 46
MOST_DIGITS = 6


def whole(number: int) -> str:
    """A number with its thousands parted."""
    return str(format_decimal(number, locale=_locale()))


def share(part: int, of: int) -> str:
    """`3 trên 80 = 3,75%`: the fraction first, the percent rounded beside it; nothing divided by nothing."""
    fraction = _("%(part)s trên %(all)s") % {"part": whole(part), "all": whole(of)}
    if not of:
        return fraction
    return f"{fraction} = {format_decimal(_percent(part, of), '#,##0.######', locale=_locale())}%"


def _percent(part: int, of: int) -> Decimal:
    """With two decimals, or as many more as keep something from being nothing, and a part from being all of it."""
    exact = Decimal(part * 100) / of
    for digits in range(2, MOST_DIGITS + 1):
        shown = exact.quantize(Decimal(1).scaleb(-digits))
        if (shown == 0) == (part == 0) and (shown == 100) == (part == of):
            break
    return shown


def _locale() -> str:
    return formats.LOCALES[get_language() or "vi"]


def name_of(row: Found) -> str:
    """What a row of a report is of."""
    if row.get("expiry"):
        return str(Band[row["expiry"]].label)
    if row.get("variant"):
        return goods(row["variant"])
    return place_name(row.get("salesPoint") or row.get("producer"))


def value(groups: Sequence[Found]) -> Picture | None:
    """Consigned goods in ink, what the shops have bought as a frame, end to end."""
    rows = [
        Amounts(
            name_of(one),
            [
                ("bar", int(one["worth"]["consignedValue"]["amount"])),
                ("frame", int(one["worth"]["ownValue"]["amount"])),
            ],
            money(one["worth"]["value"]),
        )
        for one in groups
    ]
    return bars(rows, _("Giá trị hàng theo giá niêm yết"))


def flow(total: Found) -> Picture | None:
    """What came and what went over the days."""
    named = (
        (_("Nhập từ chủ thể"), total["received"]),
        (_("Nhận từ điểm khác"), total["arrived"]),
        (_("Đã bán"), total["sold"]),
        (_("Gửi điểm khác"), total["sent"]),
        (_("Trả lại chủ thể"), total["returned"]),
        (_("Hủy, mất"), total["lost"]),
        (_("Kiểm kê thiếu"), total["short"]),
        (_("Kiểm kê thừa"), total["found"]),
    )
    rows = [Amounts(name, [("bar", units)], whole(units)) for name, units in named if units]
    return bars(rows, _("Hàng ra vào, theo đơn vị"))


def shrinkage(flows: Sequence[Found]) -> Picture | None:
    """Each part lost, to the scale of the greatest part; the fraction is the figure."""
    lost = [one for one in flows if one["shrinkage"] > 0 and one["handled"]]
    rows = [
        Amounts(
            name_of(one),
            [("bar", one["shrinkage"] * 1_000_000 // one["handled"])],
            share(one["shrinkage"], one["handled"]),
        )
        for one in lost
    ]
    return bars(rows, _("Phần hao hụt trên hàng đã qua tay"))


def slow(movers: Sequence[Found]) -> Picture | None:
    """Units that lie, the slowest first."""
    rows = [
        Amounts(
            f"{goods(one['variant'])} · {place_name(one['salesPoint'])}", [("bar", one["units"])], whole(one["units"])
        )
        for one in movers
    ]
    return bars(rows, _("Đơn vị còn nằm trên kệ"))


@dataclass(frozen=True)
class Cell:
    """The province, in the first place, or a district of then: whether a point stands there, and whether it is real."""

    name: str
    word: str
    state: str
    place: int

    @property
    def y(self) -> int:
        return 2 + self.place * ROW

    @property
    def is_province(self) -> bool:
        return self.place == 0


@dataclass(frozen=True)
class Covered:
    cells: list[Cell]
    label: str

    @property
    def height(self) -> int:
        return 4 + len(self.cells) * ROW


def coverage(found: Found) -> Covered | None:
    """The province's point and a cell for each district; None where no districts are known."""
    if not found["districts"]:
        return None
    words = {"open": _("đã mở"), "invented": _("chỉ có điểm minh họa"), "missing": _("chưa có")}
    rows: list[tuple[str, Any, bool]] = [(_("Cấp tỉnh"), found["ofProvince"], found["hasProvincePoint"])]
    for one in found["districts"]:
        name = (one["district"]["translation"] or {}).get("name") or one["district"]["name"]
        rows.append((name, one["salesPoints"], one["isCovered"]))
    cells = []
    for place, (name, points, is_open) in enumerate(rows):
        state = "open" if is_open else "invented" if any(one["isDemonstration"] for one in points) else "missing"
        cells.append(Cell(name, words[state], state, place))
    return Covered(cells, "; ".join(f"{cell.name}: {cell.word}" for cell in cells))
