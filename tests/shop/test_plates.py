"""A drawing stands for a product until its photograph arrives."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from shop.plates import BOAT, DRAWINGS, NEVER_ON_TURMERIC, Plate, drawing, plates


@pytest.mark.parametrize(
    ("name", "plate"),
    [
        ("Đũa gỗ Quảng Thủy", "dua"),
        ("Dầu lạc nguyên chất Trường Thủy", "dau"),
        ("Lạc rang tỏi ớt Hóa Sơn", "lac"),
        ("Trà nấm linh chi Tuấn Linh", "tra"),
        ("Mật ong 19/5", "mat"),
        ("Miến gạo sâm Bố Chính", "gao"),
        ("Rượu sim Xuân Hưng", "sim"),
        ("Cá bờm trắng", "ca"),
        ("Hải sản khô và tươi Long Tám", "ca"),
        ("Rau sạch An Nông", "rau"),
        ("Trà rau má Tuấn Linh", "tra"),
        ("Tôm khô", BOAT),
        ("Thịt chim trĩ", BOAT),
    ],
)
def test_the_leftmost_word_that_has_a_drawing_decides(name, plate):
    assert drawing(name) == plate


def test_a_word_needs_its_marks():
    assert drawing("Dứa sấy") == BOAT
    assert drawing("Đồ năm món") == BOAT


def test_every_drawing_exists():
    folder = Path(settings.BASE_DIR) / "core/templates/core/plates"
    assert all((folder / f"{plate}.svg").exists() for plate in {BOAT, *DRAWINGS.values()})


def test_no_two_neighbours_share_a_printing():
    printings = [plate.printing for plate in plates(["Mực khô", "Gạo sạch", "Cá bờm trắng", "Rượu sim"] * 6)]
    for position, printing in enumerate(printings):
        assert printing not in [printings[position - step] for step in (1, 2, 4) if position >= step]


def test_what_has_a_colour_of_its_own_is_never_on_turmeric_and_still_differs_from_the_one_beside_it():
    printed = plates(["Mật ong Hóa Sơn", "Khoai deo Linh Huệ", "Tinh bột nghệ đỏ Vân Di"] * 8)
    assert {plate.name for plate in printed} == NEVER_ON_TURMERIC
    assert not [plate for plate in printed if plate.printing == "w-nghe"]
    assert all(left.printing != right.printing for left, right in pairwise(printed))


def test_one_product_alone_is_printed_on_sand():
    assert plates(["Khoai deo Linh Huệ"]) == [Plate("khoai", "cat")]
