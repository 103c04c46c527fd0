"""Exact fractions against ranges. No database, no floats: a share is a numerator and a denominator to the end.

20 % of 107 is 21.4, so 21 of 107 is below it (`21*100 < 20*107`), and a rounded "20 %" would be a lie.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

MOST_DIGITS = 12


class Status(Enum):
    """How an exact figure stands to a range."""

    BELOW = "BELOW"
    WITHIN = "WITHIN"
    REACHED = "REACHED"
    ABOVE = "ABOVE"
    NO_FIGURE = "NO_FIGURE"


class Count(NamedTuple):
    """`numerator` of `denominator`; of 1 where things are merely counted."""

    numerator: int
    denominator: int = 1


@dataclass(frozen=True)
class Bounds:
    """What a target asks: counts, or whole percent of the denominator. Either bound may be absent."""

    low: int | None
    high: int | None
    percent: bool

    def least(self, denominator: int) -> int | None:
        """The smallest numerator that reaches the low bound."""
        if self.low is None or not self.percent:
            return self.low
        return -(-self.low * denominator // 100)

    def most(self, denominator: int) -> int | None:
        """The largest numerator that does not pass the high bound."""
        if self.high is None or not self.percent:
            return self.high
        return self.high * denominator // 100


def status(figure: Count, bounds: Bounds) -> Status:
    """REACHED is a minimum reached where there is no maximum to stay under."""
    least, most = bounds.least(figure.denominator), bounds.most(figure.denominator)
    if least is not None and figure.numerator < least:
        return Status.BELOW
    if most is None:
        return Status.REACHED
    return Status.ABOVE if figure.numerator > most else Status.WITHIN


def gap_to_low(figure: Count, bounds: Bounds) -> int | None:
    """How many more reach the low bound, of as many as there are; negative when past it, None without one."""
    least = bounds.least(figure.denominator)
    return None if least is None else least - figure.numerator


def gap_to_high(figure: Count, bounds: Bounds) -> int | None:
    """How many more fit under the high bound, of as many as there are; negative when over it, None without one."""
    most = bounds.most(figure.denominator)
    return None if most is None else most - figure.numerator


def percent(figure: Count, bounds: Bounds) -> Decimal:
    """The share for people, in percent, with two decimals, or as many more as keep it on its side of both bounds."""
    exact = Fraction(figure.numerator * 100, figure.denominator)
    lines = [bound for bound in (bounds.low, bounds.high) if bound is not None]
    for digits in range(2, MOST_DIGITS + 1):
        unit = Decimal(1).scaleb(-digits)
        shown = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(unit, ROUND_HALF_UP)
        if all(_side(Fraction(shown), line) == _side(exact, line) for line in lines):
            break
    return shown


def _side(value: Fraction, line: int) -> int:
    return (value > line) - (value < line)
