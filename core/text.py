"""Vietnamese text for machines: folded for finding and slugs, keyed for sorting. Rules of language, no database."""

import re
import unicodedata
from functools import lru_cache

# Marks that sit on Latin letters: tones, breves, horns. The combining marks of other scripts (the voicing of kana, the
# vowels of Hindi) lie elsewhere and are letters of their own there.
LATIN_MARKS = range(0x0300, 0x0370)
# đ has no decomposition, and keyboards set to Icelandic give eth, which looks the same in capitals.
D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tones in dictionary order, ngang (no mark) first: huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
NO_TONE = "1"
# Two digits for each letter; what is not a letter or digit stands before them all, other scripts after them.
BETWEEN, END, OTHER = "01", "00", "99"
WEIGHTS = {
    character: f"{weight:02}"
    for weight, character in enumerate(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", *ALPHABET], start=10)
}


def fold(text: str) -> str:
    """Lower case without Vietnamese (or any Latin) marks and with single spaces: "Đồng  Hới" is "dong hoi".

    Other scripts keep their letters whole (Hangul stays in syllables). Folding what is folded changes nothing.
    """
    bare = unicodedata.normalize("NFD", INVISIBLE.sub("", text).casefold().translate(D_WITH_STROKE))
    kept = "".join(character for character in bare if ord(character) not in LATIN_MARKS)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def slug(text: str) -> str:
    """The folded text for an address, words joined by hyphens; empty when it has no Latin letter or digit."""
    return NOT_IN_SLUG.sub("-", fold(text)).strip("-")


def words(text: str) -> list[str]:
    """The words of a text in lower case and one form of Unicode, without punctuation."""
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", text).casefold().translate(str.maketrans("ð", "đ")))
    parted = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in composed)
    return parted.split()


@lru_cache(maxsize=4096)
def spelt(word: str) -> str:
    """A word with the number of its tone behind its letters: "hòa" and "hoà", one word in two spellings, are "hoa2"."""
    tones = [TONES[mark] for mark in unicodedata.normalize("NFD", word) if mark in TONES]
    letters = "".join(mark for mark in unicodedata.normalize("NFD", word) if mark not in TONES)
    return unicodedata.normalize("NFC", letters) + "".join(tones)


def sort_key(text: str) -> str:
    """Digits that sort as a Vietnamese dictionary does, on any database and under any collation.

    Letters first (a ă â b c d đ e ê ...), then tones (ngang, huyền, hỏi, ngã, sắc, nặng) a word at a time, so that
    "hòa" and "hoà", one word in two spellings, have one key. Case and punctuation do not count.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in words(text):
        word_letters, tone = _weigh(word)
        letters.append(word_letters)
        tones.append(tone)
    return f"{BETWEEN.join(letters)}{END}{'0'.join(tones)}"


@lru_cache(maxsize=4096)
def _weigh(word: str) -> tuple[str, str]:
    """A word's letters as weights, and its tone. The marks of ă â ê ô ơ ư belong to the letter, the rest are tones."""
    weights: list[str] = []
    tones: list[str] = []
    for character in word:
        if character in WEIGHTS:
            weights.append(WEIGHTS[character])
            continue
        marks = unicodedata.normalize("NFD", character)
        tones += [TONES[mark] for mark in marks if mark in TONES]
        kept = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        weights += _weights_of_letters(kept)
    return "".join(weights), "".join(tones) or NO_TONE


def _weights_of_letters(letters: str) -> list[str]:
    found: list[str] = []
    for letter in letters:
        base = letter if letter in WEIGHTS else unicodedata.normalize("NFD", letter)[0]
        if base in WEIGHTS:
            found.append(WEIGHTS[base])
        elif ord(base) not in LATIN_MARKS:
            found.append(f"{OTHER}{ord(letter):07}")
    return found
