"""Names of administrative units as papers print them: the kind a name begins with, and the bare name. No database."""

import re
import unicodedata

from catalog.models.areas import KINDS_IN_NAMES, AreaLevel, AreaType
from core.text import fold

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
    text = _plain(name)
    for word, kind in KINDS_IN_NAMES[level].items():
        if found := _accented(word).match(text):
            return kind, text[found.end() :]
    return None, text


def readings(level: AreaLevel, text: str) -> list[tuple[AreaType | None, str]]:
    """All that a printed name may say, each as kind_in_name says it.

    Without accents "xa lung" may be a commune, Lung, or two words of a name.
    """
    read = [kind_in_name(level, text)]
    plain = _plain(text)
    if read[0][0] is None and fold(plain) == plain.casefold():
        for word, kind in KINDS_IN_NAMES[level].items():
            if fold(plain).startswith(f"{fold(word)} "):
                read.append((kind, plain[len(fold(word)) + 1 :]))
    return read


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _accented(word: str) -> re.Pattern[str]:
    short = "|".join(re.escape(form) + r"(?:\.\s*|\s+)" for form in sorted(SHORT[word], key=len, reverse=True))
    return re.compile(rf"(?:(?i:{word})\s+|{short})(?=\S)")
