"""Telephone numbers in the one form they are stored in: E.164."""

import re

from accounts.errors import PhoneInvalid

E164 = re.compile(r"\+[1-9][0-9]{7,14}\Z")
VIETNAM = "+84"


def normalise(number: str) -> str:
    """ "0912 345 678", "0084 912.345.678" and "+84 912-345-678" are all "+84912345678".

    A number without a country is Vietnamese. Raises PhoneInvalid for what cannot be a telephone number.
    """
    digits = re.sub(r"[\s.()\-]", "", number)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = VIETNAM + digits[1:]
    if digits.startswith(VIETNAM + "0"):  # "+84 (0)912...", as letterheads print it
        digits = VIETNAM + digits[len(VIETNAM) + 1 :]
    if not E164.match(digits):
        raise PhoneInvalid
    return digits
