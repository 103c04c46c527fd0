"""What the templates of the stock desk say: names of places and people, states in words, keys of addresses."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import clock, formats, graph
from core.formats import LOCALES
from stock import models

register = template.Library()

Found = Mapping[str, Any]

# What the graph's names of states and kinds are called.
WORDS: dict[str, Any] = {
    "receipt": models.ReceiptStatus,
    "transfer": models.TransferStatus,
    "count": models.CountStatus,
    "short": models.ShortReason,
    "usage": models.Usage,
    "document": models.DocumentType,
    "write_off": models.WriteOffReason,
}
MINUS = "\N{MINUS SIGN}"
# A day with its weekday, as a desk says it.
WEEKDAYS = {"vi": "EEEE, dd/MM", "en": "EEEE, d MMMM"}


@register.filter
def place_name(point: Found | None) -> str:
    """A sales point in the reader's language; nothing for none."""
    if not point:
        return ""
    return str((point.get("translation") or {}).get("name") or point["name"])


@register.filter
def person_name(me: Found | None) -> str:
    """A person as Vietnam writes names, family name first; by their address where they gave no name."""
    if not me:
        return ""
    return f"{me['lastName']} {me['firstName']}".strip() or str(me["email"])


@register.filter
def key(global_id: str) -> str:
    """The key behind an id that the graph itself gave."""
    parsed = graph.parse_global_id(global_id)
    return parsed[1] if parsed else ""


@register.filter
def word(name: str | None, kind: str) -> str:
    """A state or kind of the graph in words; nothing for none."""
    return str(WORDS[kind][name].label) if name else ""


@register.filter
def shelf_name(location: Found) -> str:
    """A place in the shop: what it is, and the code written on it."""
    usage = word(location["usage"], "usage")
    return f"{usage} {location['code']}".strip()


@register.filter
def goods(variant: Found) -> str:
    """A product in one of its sizes."""
    name = variant["name"]
    return f"{variant['productName']}, {name}" if name and name != variant["productName"] else variant["productName"]


@register.filter
def weekday(day: date) -> str:
    """`Thứ Năm, 26/11`, `Thursday, 26 November`."""
    language = get_language() or "vi"
    return format_date(day, WEEKDAYS[language], locale=LOCALES[language])


@register.filter
def moment(at: str) -> str:
    """`9:26, 26/11/2026`, on Vietnam's clock."""
    there = datetime.fromisoformat(at).astimezone(clock.VIETNAM)
    return f"{there.hour}:{there.minute:02}, {formats.day(there.date(), get_language() or 'vi')}"


@register.filter
def left(expires_on: str | None) -> str:
    """How long a lot may still be sold, in days; that it does not spoil, where it has no last day."""
    if expires_on is None:
        return _("không có hạn")
    days = (date.fromisoformat(expires_on) - clock.today()).days
    if days == 0:
        return _("hết hạn hôm nay")
    if days < 0:
        return ngettext("quá hạn %(count)d ngày", "quá hạn %(count)d ngày", -days) % {"count": -days}
    return ngettext("còn %(count)d ngày", "còn %(count)d ngày", days) % {"count": days}


@register.filter
def units_coming(lines: Sequence[Found]) -> int:
    """Units of a transfer that are still on their way."""
    return sum(line["quantity"] - line["received"] - line["short"] for line in lines)


@register.filter
def units(lines: Sequence[Found]) -> int:
    """Units of all lines of a paper."""
    return sum(line["quantity"] for line in lines)


@register.filter
def signed(units: int) -> str:
    """A difference with its sign: `+2`, `−3`, `0`."""
    return f"+{units}" if units > 0 else str(units).replace("-", MINUS)


@register.filter
def signed_money(price: Found) -> str:
    """An amount with its sign, as sums write it."""
    amount = Decimal(str(price["amount"]))
    said = formats.money(abs(amount), price["currency"], get_language() or "vi")
    return f"{MINUS if amount < 0 else '+' if amount else ''}{said}"
