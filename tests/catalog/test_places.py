"""What the printed name of a unit says that it is."""

import pytest

from catalog.models.areas import AreaLevel, AreaType
from catalog.places import kind_in_name, readings

COMMUNE, DISTRICT, PROVINCE = AreaLevel.COMMUNE, AreaLevel.DISTRICT, AreaLevel.PROVINCE


@pytest.mark.parametrize(
    ("level", "printed", "kind", "bare"),
    [
        (COMMUNE, "Xã Phong Nha", AreaType.COMMUNE, "Phong Nha"),
        (COMMUNE, "xã  Phong Nha ", AreaType.COMMUNE, "Phong Nha"),
        (COMMUNE, "X. Phong Nha", AreaType.COMMUNE, "Phong Nha"),
        (COMMUNE, "TT. Hoàn Lão", AreaType.TOWNSHIP, "Hoàn Lão"),
        (COMMUNE, "TT Hoàn Lão", AreaType.TOWNSHIP, "Hoàn Lão"),
        (COMMUNE, "P.Ba Đồn", AreaType.WARD, "Ba Đồn"),
        (COMMUNE, "Thanh Hóa", None, "Thanh Hóa"),
        (COMMUNE, "Phương Điền", None, "Phương Điền"),
        (DISTRICT, "TX Ba Đồn", AreaType.TOWN, "Ba Đồn"),
        (DISTRICT, "TP Đồng Hới", AreaType.CITY, "Đồng Hới"),
        (DISTRICT, "TP. Đồng Hới", AreaType.CITY, "Đồng Hới"),
        (DISTRICT, "Thành Phố Đồng Hới", AreaType.CITY, "Đồng Hới"),
        (DISTRICT, "tx ba đồn", None, "tx ba đồn"),
        (PROVINCE, "Thành phố Huế", AreaType.MUNICIPALITY, "Huế"),
        (PROVINCE, "Thái Bình", None, "Thái Bình"),
    ],
)
def test_a_name_begins_with_what_the_unit_is_or_does_not(level, printed, kind, bare):
    assert kind_in_name(level, printed) == (kind, bare)


def test_decomposed_letters_are_the_same_letters():
    assert kind_in_name(COMMUNE, "Xa\u0303 Phong Nha") == (AreaType.COMMUNE, "Phong Nha")


def test_without_accents_a_word_may_be_the_kind_or_a_part_of_the_name():
    assert readings(COMMUNE, "phuong dien") == [(None, "phuong dien"), (AreaType.WARD, "dien")]
    assert readings(COMMUNE, "Xã Lung") == [(AreaType.COMMUNE, "Lung")]
    assert readings(COMMUNE, "xà lùng") == [(None, "xà lùng")]
