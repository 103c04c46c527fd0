"""What a label says, in the words that are printed. Labels are Vietnamese, whoever prints them."""

from typing import NamedTuple


class Label(NamedTuple):
    """One lot on one label."""

    name: str
    # What it costs today as higher packages word it: the first line is printed large. Empty: nobody knows.
    prices: tuple[str, ...]
    # How many, 3 to 5, and what is said beside them; none without a certificate that is valid today.
    stars: int
    stars_until: str
    lot: str
    made: str
    # Empty for what does not spoil.
    expires: str
    # Where the QR leads, whole.
    address: str
    # What is made up, if something is; never left out.
    invented: str
