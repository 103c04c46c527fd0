"""What scanners send of a code, read: element strings with or without separators, and the symbology in front."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from stock.gs1 import GTIN_LENGTH, LOT, is_gtin, read_link

# What a scanner may put in front to say which kind of code it read (ISO/IEC 15424): `]E0`, `]C1`, `]d2`, `]Q3`.
SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
# FNC1 inside a code, as scanners send it.
SEPARATOR = "\x1d"
# Characters of an element by the first two digits of its application identifier, where GS1 fixes them. Any other
# element ends at a separator or with the code.
FIXED = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    "20": 4,
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
    "41": 16,
}
BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*)")
ITEM, LOT_NUMBER, MADE, EXPIRES = "01", "10", "11", "17"


class Read(NamedTuple):
    """What a code says: a trade item in 14 digits, and its lot and days if it says so."""

    gtin: str
    lot: str | None = None
    made_on: date | None = None
    expires_on: date | None = None


def read(text: str, today: date) -> Read | None:
    """What a scanned text says; None when it names no trade item whose check digit is right.

    A GTIN by itself (EAN-13, EAN-8, UPC-A, ITF-14), an element string of Code 128, DataMatrix or QR, the same as people
    write it with brackets, or a Digital Link. A day that there is none of is left out; its century is the nearest.
    """
    code = SYMBOLOGY.sub("", text.strip().strip(SEPARATOR))
    if is_gtin(code):
        return Read(code.zfill(GTIN_LENGTH))
    linked = read_link(code)
    if linked is not None:
        return Read(linked.gtin, linked.lot)
    told = dict(_bracketed(code) if code.startswith("(") else _elements(code))
    gtin, lot = told.get(ITEM, ""), told.get(LOT_NUMBER)
    if len(gtin) != GTIN_LENGTH or not is_gtin(gtin) or (lot is not None and not LOT.fullmatch(lot)):
        return None
    return Read(gtin, lot, _day(told.get(MADE), today), _day(told.get(EXPIRES), today))


def _elements(code: str) -> Iterator[tuple[str, str]]:
    """Application identifiers of two digits and their data, off a code without brackets; others are passed over."""
    while code:
        length = FIXED.get(code[:2])
        element, rest = (code[:length], code[length:]) if length else code.partition(SEPARATOR)[::2]
        yield element[:2], element[2:]
        code = rest.lstrip(SEPARATOR)


def _bracketed(code: str) -> Iterator[tuple[str, str]]:
    yield from ((identifier, data.strip().strip(SEPARATOR)) for identifier, data in BRACKETED.findall(code))


def _day(digits: str | None, today: date) -> date | None:
    """A day of six digits, YYMMDD; day 00 is the month's last. Of the years with those digits the one nearest today."""
    if digits is None or len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    year += today.year - today.year % 100
    if year - today.year > 50:
        year -= 100
    elif year - today.year < -49:
        year += 100
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day or monthrange(year, month)[1])
