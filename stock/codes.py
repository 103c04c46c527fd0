"""Codes as people read them off a pack: case and parting signs do not count, and signs that look alike are one.

`alike` says it of a text, `alike_in` of a column, so that the database keeps the same beside each code.
"""

from django.db.models import F, Func, Value
from django.db.models.functions import Replace, Upper

from core.text import fold

PARTING = " -./_"
# What is taken for what, on a stamped date line or a phone's keyboard.
LOOKS_LIKE = {"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
CHANGES = {**dict.fromkeys(PARTING, ""), **LOOKS_LIKE}


def bare(typed: str) -> str:
    """In capitals without what parts them; Vietnamese marks are of the keyboard, not of the code."""
    folded = "".join(filter(str.isprintable, fold(typed)))
    return folded.upper().translate(str.maketrans("", "", PARTING))


def alike(typed: str) -> str:
    """What two codes have in common that may be taken for each other."""
    return bare(typed).translate(str.maketrans("".join(LOOKS_LIKE), "".join(LOOKS_LIKE.values())))


def alike_in(column: str) -> Func:
    """`alike` of a column of codes, in SQL that both databases keep beside it."""
    made: Func = Upper(F(column))
    for sign, other in CHANGES.items():
        made = Replace(made, Value(sign), Value(other))
    return made
