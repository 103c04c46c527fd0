"""Pictures of reports: bars from zero to one scale, and exact figures in words."""

import pytest
from django.utils import translation

from stock.drawing import LONGEST, MOST, Amounts, bars
from stock.pages.pictures import share


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [
        (3, 80, "3 trên 80 = 3,75%"),
        (0, 80, "0 trên 80 = 0%"),
        (0, 0, "0 trên 0"),
        (1, 100_000, "1 trên 100.000 = 0,001%"),
        (99_999, 100_000, "99.999 trên 100.000 = 99,999%"),
        (80, 80, "80 trên 80 = 100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_nor_to_all(part, of, said):
    with translation.override("vi"):
        assert share(part, of) == said


def test_bars_are_to_one_scale_and_their_parts_lie_end_to_end():
    picture = bars([Amounts("A", [("bar", 30), ("frame", 10)], "40"), Amounts("B", [("bar", 20)], "20")], "Hàng")
    first, second = picture.bars
    assert [(part.kind, part.x, part.width) for part in first.parts] == [("bar", 0, 247.5), ("frame", 247.5, 82.5)]
    assert second.parts[0].width == LONGEST / 2
    assert picture.label == "Hàng: A: 40; B: 20"


def test_nothing_is_no_picture_and_too_many_are_said():
    assert bars([], "Hàng") is None
    assert bars([Amounts("A", [("bar", 0)], "0")], "Hàng") is None
    many = [Amounts(str(number), [("bar", 1)], "1") for number in range(MOST + 3)]
    assert (len(bars(many, "Hàng").bars), bars(many, "Hàng").more) == (MOST, 3)
