"""What a sales point needs today: numbers with one verb each, then what is behind each of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core import clock
from core.pages import run
from stock.pages.lists import nodes
from stock.pages.places import Desk, at_point, language
from stock.templatetags.desk import place_name

Found = dict[str, Any]

# Days before a lot's last one, the nearest first: what ends within each is shown apart.
NEAR_DAYS = (7, 14, 30)


class Number(NamedTuple):
    """How many of a kind; `names` are of the first few, `place` is where on the page they all are."""

    many: int
    words: str | Promise
    names: Sequence[str]
    verb: str | Promise
    place: str
    is_urgent: bool = False


class Near(NamedTuple):
    """What ends within so many days, and not within fewer."""

    days: int
    rows: list[Found]


@require_safe
@at_point
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The first page of the day."""
    day = clock.today()
    by = (day + timedelta(days=NEAR_DAYS[-1])).isoformat()
    found = run(request, "stock/desk_today", point=desk.point["id"], by=by, language=language())
    scarce, spoiling = found["point"]["scarce"], found["point"]["spoiling"]
    lots = sorted_out(spoiling, day)
    context = {
        **lots,
        "out": [one for one in scarce if one["available"] == 0],
        "low": [one for one in scarce if one["available"] > 0],
        "coming": nodes(found["coming"]),
        "leaving": nodes(found["leaving"]),
        "counts": nodes(found["counts"]),
        "day": day,
    }
    context["numbers"] = numbers(context, {name: found[name]["totalCount"] for name in ("coming", "leaving", "counts")})
    context["nothing"] = not any(one.many for one in context["numbers"]) and not lots["recalled"]
    return desk.show("stock/desk_today.html", context, "desk_today")


def sorted_out(spoiling: Sequence[Found], day: date) -> Found:
    """Balances whose lot ends or is recalled, by what is to be done with them; a recalled one is only that."""
    sound = [one for one in spoiling if not one["lot"]["isRecalled"]]
    left = {one["id"]: (date.fromisoformat(one["lot"]["expiresOn"]) - day).days for one in sound}
    bounds = zip((-1, *NEAR_DAYS), NEAR_DAYS, strict=False)
    near = [Near(until, [one for one in sound if after < left[one["id"]] <= until]) for after, until in bounds]
    return {
        "recalled": [one for one in spoiling if one["lot"]["isRecalled"]],
        "expired": [one for one in sound if left[one["id"]] < 0],
        "near": [one for one in near if one.rows],
    }


def numbers(found: Found, papers: Mapping[str, int]) -> list[Number]:
    """The numbers of the day, each with what to do about it; `papers` says how many there are of each kind."""
    ends = [one for group in found["near"] for one in group.rows]
    senders = [place_name(one["fromSalesPoint"]) for one in found["coming"]]
    askers = [place_name(one["toSalesPoint"]) for one in found["leaving"]]
    return [
        Number(len(found["out"]), _("Đã hết"), names(found["out"]), _("Tìm hàng"), "het"),
        Number(len(found["low"]), _("Sắp hết"), names(found["low"]), _("Xem"), "sap-het"),
        Number(len(ends), _("Hết hạn trong 30 ngày"), names(ends), _("Xử lý"), "gan-han"),
        Number(len(found["expired"]), _("Đã quá hạn"), names(found["expired"]), _("Cất đi"), "qua-han", is_urgent=True),
        Number(papers["coming"], _("Chuyến đang về"), senders[:2], _("Nhận"), "dang-ve"),
        Number(papers["leaving"], _("Chờ gửi đi"), askers[:2], _("Gửi"), "cho-gui"),
        Number(papers["counts"], _("Phiếu kiểm kê đang mở"), (), _("Đếm"), "kiem-ke"),
    ]


def names(rows: Sequence[Found]) -> list[str]:
    """What the first two are called."""
    return list(dict.fromkeys(one["variant"]["productName"] for one in rows))[:2]
