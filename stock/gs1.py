"""GS1's identifiers (GS1 General Specifications): GTINs with their check digit, and Digital Link addresses."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

GTIN_LENGTH = 14
# GS1's character set 82, which a lot number (application identifier 10) may use.
LOT = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}""")
PATH = re.compile(r"/01/(?P<gtin>\d{8}|\d{12,14})(?:/10/(?P<lot>[^/?#]+))?/?(?:[?#].*)?$")


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
    digits = value.isascii() and value.isdigit() and len(value) in (8, 12, 13, 14)
    return digits and check_digit(value[:-1]) == value[-1]


def is_ean13(value: str) -> bool:
    """Whether it is a GTIN of 13 digits."""
    return len(value) == 13 and is_gtin(value)


def read_link(address: str) -> Linked | None:
    """What an address of the form `https://any.host/01/<gtin>/10/<lot>` names; None for any other text."""
    found = PATH.search(address.strip())
    if found is None or not is_gtin(found["gtin"]):
        return None
    lot = unquote(found["lot"]) if found["lot"] else None
    if lot is not None and not LOT.fullmatch(lot):
        return None
    return Linked(found["gtin"].zfill(GTIN_LENGTH), lot)


def link_path(gtin: str, lot: str) -> str:
    """The path of a lot's Digital Link, GTIN in 14 digits."""
    return f"/01/{gtin.zfill(GTIN_LENGTH)}/10/{quote(lot, safe='')}"


def label_path(gtin: str | None, lot: str, trace_code: str) -> str:
    """Where the QR of a lot's label leads: its Digital Link, else our own page of it.

    A code that GS1 has no letters for has no Digital Link, nor one that an address would take for a folder.
    """
    is_linked = gtin and LOT.fullmatch(lot) and lot.strip(".")
    return link_path(gtin, lot) if gtin and is_linked else f"/t/{trace_code}"
