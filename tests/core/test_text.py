"""Vietnamese folded and sorted: the traps of two spellings, two forms of Unicode and two letters that look alike."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import ALPHABET, fold, slug, sort_key, spelt, words

VIETNAMESE = st.text(
    alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ AĐƠƯÊ0159",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng Hới", "dong hoi"),
        ("ĐŨA", "dua"),
        ("Ðồng Hới", "dong hoi"),  # eth, from a keyboard set to Icelandic
        ("nước mắm ðặc biệt", "nuoc mam dac biet"),
        ("  Mật\u00a0ong \t rừng ", "mat ong rung"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("Khoai deo\u200b", "khoai deo"),
        ("김치", "김치"),
        (unicodedata.normalize("NFD", "김치"), "김치"),
        ("が", "が"),
        ("Crème brûlée", "creme brulee"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii_in_any_form_and_case(text):
    folded = fold(text)
    assert folded.isascii()
    assert folded == fold(unicodedata.normalize("NFD", text)) == fold(text.upper())


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Nước mắm Ba Đồn — 40° đạm", "nuoc-mam-ba-don-40-dam"),
        ("Đồng Tháp", "dong-thap"),
        ("--Ớt!--", "ot"),
        ("김치", ""),
    ],
)
def test_slug(text, address):
    assert slug(text) == address


def test_letters_come_in_the_order_of_the_alphabet():
    shuffled = random.Random(1).sample(ALPHABET, len(ALPHABET))
    assert "".join(sorted(shuffled, key=sort_key)) == ALPHABET


def test_tones_come_in_the_order_of_the_dictionary_and_after_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == tones
    assert sort_key("mạ") < sort_key("mă")  # another letter outweighs any tone
    assert sort_key("mạ bé") < sort_key("mà bo")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dứa", "đũa"),
        ("ăn", "ân"),
        ("an", "ăn"),
        ("cá khô", "cà phê"),  # k before p; the tones of "ca" do not count yet
        ("mật ong", "mật ong rừng"),
        ("ba đồn", "bánh"),  # a whole word before a longer one
        ("9 món", "ăn"),
        ("zalo", "김치"),
        ("o", "ô"),
        ("ô", "ơ"),
        ("u", "ư"),
    ],
)
def test_dictionary_order(before, after):
    assert sort_key(before) < sort_key(after)
    assert sort_key(unicodedata.normalize("NFD", before)) < sort_key(unicodedata.normalize("NFD", after).upper())


def test_one_word_in_two_spellings_has_one_key():
    assert sort_key("hòa") == sort_key("hoà")
    assert sort_key("Thúy") == sort_key("Thuý")
    assert sort_key("Ðông") == sort_key("Đông")


def word_order(text: str) -> tuple[list[list[int]], list[str]]:
    """The order again, told otherwise: by place in the alphabet, then by each word's tone."""
    marks = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    letters, tones = [], []
    for word in unicodedata.normalize("NFC", text.lower()).split():
        bare = unicodedata.normalize("NFD", word)
        tones.append("".join(str(marks.index(mark) + 2) for mark in bare if mark in marks) or "1")
        kept = unicodedata.normalize("NFC", "".join(mark for mark in bare if mark not in marks))
        letters.append([("0123456789" + ALPHABET).index(letter) for letter in kept])
    return letters, tones


@given(VIETNAMESE, VIETNAMESE)
def test_the_key_orders_as_the_rule_does(one, other):
    assert (sort_key(one) < sort_key(other)) == (word_order(one) < word_order(other))


@given(st.text())
def test_the_key_is_digits_so_every_collation_agrees(text):
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()
    assert key == sort_key(unicodedata.normalize("NFD", text))


def test_words_are_lower_case_and_without_punctuation():
    assert words(unicodedata.normalize("NFD", "Nước mắm (chay), ÐŨA—500ml!")) == ["nước", "mắm", "chay", "đũa", "500ml"]


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ")])
def test_one_word_in_two_spellings_is_spelt_alike(one, other):
    assert spelt(one) == spelt(other)


def test_words_that_differ_in_a_mark_are_spelt_apart():
    apart = ["dua", "dừa", "dứa", "dưa", "đũa", "nam", "nấm", "năm", "nằm", "dầu", "dâu", "đậu"]
    assert len({spelt(word) for word in apart}) == len(apart)
