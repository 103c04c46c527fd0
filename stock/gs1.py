"""GS1's identifiers (GS1 General Specifications): GTINs with their check digit, and Digital Link addresses."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote

GTIN_LENGTH = 14
GTIN_LENGTHS = (8, 12, 13, 14)
# GS1's character set 82, which a lot number (application identifier 10) may use.
LOT = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}""")
PATH = re.compile(r"/01/(?P<rest>[^?#]+)(?:\?(?P<query>[^#]*))?")
# Application identifiers: two to four digits before a value, in the path or the query (Digital Link URI Syntax 1.4).
IDENTIFIER = re.compile(r"\d{2,4}")
LOT_IDENTIFIER = "10"


class Linked(NamedTuple):
    """What a Digital Link names: a trade item, and a lot of it if it says so."""

    gtin: str
    lot: str | None


def check_digit(digits: str) -> str:
    """The digit that follows these in a GTIN: weights 3 and 1 from the right, to the next ten."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def is_gtin(value: str) -> bool:
    """Whether it is 8, 12, 13 or 14 digits of which the last is right."""
    digits = value.isascii() and value.isdigit() and len(value) in GTIN_LENGTHS
    return digits and check_digit(value[:-1]) == value[-1]


def is_ean13(value: str) -> bool:
    """Whether it is a GTIN of 13 digits."""
    return len(value) == 13 and is_gtin(value)


def read_link(address: str) -> Linked | None:
    """What an address of the form `https://any.host/01/<gtin>/10/<lot>` names; None for any other text.

    Other identifiers (a last day, a serial number) may stand around the lot, in the path or the query, and are passed
    over; a lot may stand in the query.
    """
    found = PATH.search(address.strip())
    if found is None:
        return None
    gtin, *rest = found["rest"].rstrip("/").split("/")
    in_query = dict(parse_qsl(found["query"] or "")).get(LOT_IDENTIFIER)
    lot = _lot_in(rest)
    return linked(gtin, unquote(lot) if lot else in_query)


def read_path(gtin: str, rest: str, in_query: str | None = None) -> Linked | None:
    """The same of a path that a server has already unquoted, from the GTIN on."""
    return linked(gtin, _lot_in(rest.strip("/").split("/")) or in_query)


def linked(gtin: str, lot: str | None) -> Linked | None:
    """Both as a Digital Link names them; None when the number's last digit is wrong, or no lot may be called so."""
    if not is_gtin(gtin) or (lot is not None and not LOT.fullmatch(lot)):
        return None
    return Linked(gtin.zfill(GTIN_LENGTH), lot or None)


def _lot_in(segments: Sequence[str]) -> str | None:
    """The value of the lot's identifier among pairs of identifiers and values.

    A value that holds a slash, unquoted on its way, runs up to the next identifier.
    """
    left = list(segments)
    while len(left) > 1:
        identifier, value, *left = left
        while left and not IDENTIFIER.fullmatch(left[0]):
            value = f"{value}/{left.pop(0)}"
        if identifier == LOT_IDENTIFIER:
            return value
    return None


def link_path(gtin: str, lot: str) -> str:
    """The path of a lot's Digital Link, GTIN in 14 digits."""
    return f"/01/{gtin.zfill(GTIN_LENGTH)}/10/{quote(lot, safe='')}"


def label_path(gtin: str | None, lot: str, trace_code: str) -> str:
    """Where the QR of a lot's label leads: its Digital Link, else our own page of it.

    A code that GS1 has no letters for has no Digital Link, nor one that an address would take for a folder.
    """
    is_linked = gtin and LOT.fullmatch(lot) and lot.strip(".")
    return link_path(gtin, lot) if gtin and is_linked else f"/t/{trace_code}"
