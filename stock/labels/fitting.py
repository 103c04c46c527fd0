"""Text made to fit: set smaller, broken over lines, and only then cut short, by what the letters measure."""

from collections.abc import Callable
from typing import NamedTuple

# Text is set smaller in steps of this many points.
STEP = 0.5
ELLIPSIS = "…"

# Width of a text at a size, both in points.
Measure = Callable[[str, float], float]


class Fitted(NamedTuple):
    """Lines that fit, and the size they are set in."""

    lines: list[str]
    size: float


def fitted(text: str, measure: Measure, width: float, lines: int, largest: float, smallest: float) -> Fitted:
    """The text at the largest size at which so many lines hold it; at the smallest it ends in an ellipsis if need be.

    Widths and sizes are in points. No line is wider than `width`; a word that is wider is broken where it must.
    """
    size = largest
    while size > smallest:
        broken = wrapped(text, measure, width, size)
        if len(broken) <= lines and not _tears(text, broken):
            return Fitted(broken, size)
        size = max(smallest, size - STEP)
    broken = wrapped(text, measure, width, smallest)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], cut(" ".join(broken[lines - 1 :]), measure, width, smallest)]
    return Fitted(broken, smallest)


def wrapped(text: str, measure: Measure, width: float, size: float) -> list[str]:
    """As few lines as hold the text, words kept whole where they fit a line."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if measure(longer, size) <= width:
            lines = [*lines[:-1], longer]
            continue
        parts = _torn(word, measure, width, size)
        lines += parts
    return lines


def cut(text: str, measure: Measure, width: float, size: float) -> str:
    """The text, or as much of its beginning as fits before an ellipsis."""
    if measure(text, size) <= width:
        return text
    end = len(text)
    while end and measure(text[:end].rstrip() + ELLIPSIS, size) > width:
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _torn(word: str, measure: Measure, width: float, size: float) -> list[str]:
    """A word in pieces that each fit a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, size) > width:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _tears(text: str, lines: list[str]) -> bool:
    """Whether some word of the text was broken."""
    return " ".join(lines) != text
