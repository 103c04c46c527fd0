"""Names of administrative units as papers print them: the kind a name begins with, and the bare name. No database."""

import re
import unicodedata

from catalog.models.areas import KINDS_IN_NAMES, AreaLevel, AreaType

# What papers write for a kind, by the kind's own word.
SHORT = {
    "Tỉnh": ("T",),
    "Thành phố": ("TP", "T.P"),
    "Huyện": ("H",),
    "Quận": ("Q",),
    "Thị xã": ("TX", "T.X"),
    "Xã": ("X",),
    "Phường": ("P", "F"),
    "Thị trấn": ("TT", "T.T"),
    "Đặc khu": ("ĐK",),
}


def kind_in_name(level: AreaLevel, name: str) -> tuple[AreaType | None, str]:
    """The kind that a unit's full or printed name begins with, None for none, and the name without it.

    "Xã Phong Nha", "xã Phong Nha" and "X. Phong Nha" are a commune, Phong Nha. A short form counts only with a full
    stop or in capitals: "TX Ba Đồn", not "tx ba đồn".
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    for word, kind in KINDS_IN_NAMES[level].items():
        if found := _pattern(word).match(text):
            return kind, text[found.end() :]
    return None, text


def _pattern(word: str) -> re.Pattern[str]:
    short = "|".join(re.escape(form) + r"(?:\.\s*|\s+)" for form in sorted(SHORT[word], key=len, reverse=True))
    return re.compile(rf"(?:(?i:{word})\s+|{short})(?=\S)")
