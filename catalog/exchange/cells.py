"""What people write into cells, and Excel makes of it: text, numbers, money, days, yes and no. No database.

A cell is text (from CSV, or typed as text), or what a workbook keeps: a number, a day, true or false; None is empty.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.exchange.faults import Fault
from core.text import fold


class Broken(NamedTuple):
    """A cell that must not be read, and why; `is_empty` if a person sees nothing in it."""

    why: str
    is_empty: bool = False


Cell = str | int | float | Decimal | bool | date | Broken | None

# Excel's own bound of one cell; a longer text cannot have been seen whole by whoever edited the file.
LONGEST_CELL = 32_767
# Control characters but tab and line feed, and what XML cannot hold; a byte order mark is no text either.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")
SPACES = re.compile(r"\s+")
CURRENCY = re.compile(r"^(?:us\$|\$|usd)|(?:₫|đồng|đ|vnd|vnđ|usd|us\$|\$)$", re.IGNORECASE)
GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<sep>[.,'])\d{3})(?:(?P=sep)\d{3})*")
PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?")
UNITS_G = {"g": 1, "gr": 1, "gram": 1, "gam": 1, "kg": 1000}
WEIGHT = re.compile(r"(.*?)\s*(kg|gram|gam|gr|g)?", re.IGNORECASE | re.DOTALL)

DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
SERIAL = re.compile(r"\d{5}(?:[.,]0+)?")
# Day 0 of Excel's calendar, which believes in a 29 February 1900; true for every day from March 1900 on.
EXCEL_EPOCH = date(1899, 12, 30)

YES = {"x", "co", "yes", "y", "true", "dung", "1", "✓", "✔", "☑"}
NO = {"", "khong", "no", "n", "false", "sai", "0", "-", "☐"}


def clean(text: str) -> str:
    """Composed, without stray spaces at its ends, with plain line ends and nothing that a sheet cannot hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNWRITABLE.sub("", plain)).strip()


def as_text(cell: Cell) -> str:
    """The text of any cell: a whole number without its point, a day in ISO. Raises Fault for a broken one."""
    if cell is None:
        return ""
    if isinstance(cell, Broken):
        raise Fault(cell.why)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return clean(str(cell))


def number(cell: Cell, digits: int) -> int:
    """A number in its smallest part: with 0 digits 1250000 for "1.250.000 ₫", with 2 digits 450 for "4,50".

    A point or comma before three digits parts thousands; before others it is the decimal one. Raises Fault for what is
    no number, has a finer part than `digits`, is negative, or may be read in two ways.
    """
    if isinstance(cell, bool | date):
        raise Fault(_("Cần một số."))
    if isinstance(cell, int | float | Decimal):
        exact = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        return _scaled(exact, digits)
    text = SPACES.sub("", as_text(cell)).removeprefix("+")
    bare = CURRENCY.sub("", text)
    if bare.startswith(("-", "−", "(")) and any(character.isdigit() for character in bare):
        raise Fault(_("Số không được âm."))
    return _scaled(_decimal(bare, digits), digits)


def _decimal(text: str, digits: int) -> Decimal:
    """Digits with points, commas or apostrophes among them."""
    last = max(text.rfind("."), text.rfind(","))
    head, tail = (text[:last], text[last + 1 :]) if last >= 0 else (text, "")
    if any(sign in head for sign in ".,'") and text[last : last + 1] not in head:
        # Two kinds of sign: the last one is the decimal one.
        if GROUPED.fullmatch(head) and tail.isascii() and tail.isdigit():
            return Decimal(re.sub(r"\D", "", head) + "." + tail)
        raise _not_a_number(text)
    if GROUPED.fullmatch(text):
        whole = re.sub(r"\D", "", text)
        if digits and sum(text.count(sign) for sign in ".,") == 1:
            either = {"whole": whole, "part": text.replace(".", ",")[: last + 1 + digits]}
            raise Fault(
                _("“%(text)s” có thể đọc theo hai cách.") % {"text": text},
                suggestion=_("Viết %(whole)s hoặc %(part)s.") % either,
            )
        return Decimal(whole)
    plain = PLAIN.fullmatch(text)
    if plain is None or not text.isascii():
        raise _not_a_number(text)
    return Decimal(f"{plain[1]}.{plain[2] or 0}")


def _not_a_number(text: str) -> Fault:
    return Fault(_("“%(text)s” không phải là số.") % {"text": text[:40]})


def _scaled(exact: Decimal, digits: int) -> int:
    if not exact.is_finite():
        raise Fault(_("Cần một số."))
    if exact < 0:
        raise Fault(_("Số không được âm."))
    scaled = exact.scaleb(digits)
    if scaled != int(scaled):
        reason = (
            _("Cần số nguyên, không có phần lẻ.") if digits == 0 else _("Chỉ được %d chữ số sau dấu phẩy.") % digits
        )
        raise Fault(reason)
    return int(scaled)


def grams(cell: Cell) -> int:
    """A weight: a bare number is grams, "1,5 kg" is 1500. Raises Fault."""
    if not isinstance(cell, str):
        return number(cell, 0)
    found = WEIGHT.fullmatch(clean(cell))
    unit = (found[2] or "g").lower() if found else "g"
    amount = found[1] if found else cell
    return number(amount, 3) if unit == "kg" else number(amount, 0)


def day(cell: Cell) -> date:
    """A day written dd/mm/yyyy or in ISO, or Excel's number of it. Raises Fault, for the twelfth month and more too."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    if SERIAL.fullmatch(text):
        return EXCEL_EPOCH + timedelta(days=int(text[:5]))
    found = DAY_FIRST.fullmatch(text)
    parts = (found[3], found[2], found[1]) if found else None
    if parts is None and (iso := ISO.fullmatch(text)):
        parts = (iso[1], iso[2], iso[3])
    if parts is None:
        raise Fault(_("“%(text)s” không phải là ngày.") % {"text": text[:40]}, suggestion=_("Viết như 31/12/2026."))
    year, month, on = (int(part) for part in parts)
    try:
        return date(year, month, on)
    except ValueError:
        turned = _("Ngày viết trước tháng: %(on)02d/%(month)02d/%(year)d?") % {"on": month, "month": on, "year": year}
        suggestion = turned if month > 12 >= on else ""
        raise Fault(_("Không có ngày %(text)s.") % {"text": text}, suggestion=suggestion) from None


def flag(cell: Cell) -> bool:
    """Yes ("x", "có", "1", true) or no ("không", "0", an empty cell). Raises Fault."""
    text = fold(as_text(cell))
    if text in YES:
        return True
    if text in NO:
        return False
    raise Fault(
        _("“%(text)s” không rõ là có hay không.") % {"text": text[:40]}, suggestion=_("Viết “có” hoặc “không”.")
    )
