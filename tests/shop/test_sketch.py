"""The sketch shows every commune of today and every district of old, and only places where we know them to be."""

import csv
import re

import pytest
from django.conf import settings

from shop.sketch import found, grounds, middle_of, of_level, spot

CODES = list(csv.DictReader((settings.BASE_DIR / "catalog/data/qb_old_to_new.csv").open(encoding="utf-8")))


def area(level, code, valid_to=None):
    return {"level": level, "code": code, "validTo": valid_to}


def test_each_commune_of_today_and_each_district_of_old_is_drawn_once():
    assert {one.code for one in of_level("commune")} == {row["new_ward_code"] for row in CODES}
    assert {one.code for one in of_level("district")} == {row["old_district_code"] for row in CODES}
    assert len(grounds()) == 41 + 8


def test_outlines_are_paths_within_the_picture():
    for one in grounds().values():
        assert re.fullmatch(r"(M\d+ \d+(L\d+ \d+)+Z)+", one.path)
        numbers = list(map(int, re.findall(r"\d+", one.path)))
        assert max(numbers[::2]) <= 540
        assert max(numbers[1::2]) <= 486


@pytest.mark.parametrize(
    ("areas", "code"),
    [
        ([area("COMMUNE", "19138")], "19138"),
        ([None, area("DISTRICT", "455", "2025-07-01")], "455"),
        ([area("COMMUNE", "19138", "2025-07-01"), area("DISTRICT", "455", "2025-07-01")], "455"),
        ([area("PROVINCE", "44")], None),
        ([area("COMMUNE", "99999")], None),
        ([None, None], None),
    ],
)
def test_a_code_is_found_only_where_it_means_what_is_drawn(areas, code):
    assert getattr(found(*areas), "code", None) == code


def is_within(spot, ground):
    """Whether a spot lies inside a unit's outline (an odd number of its sides stands to the right)."""
    across, down = spot
    inside = False
    for ring in re.findall(r"M([^Z]+)Z", ground.path):
        corners = [tuple(map(int, corner.split())) for corner in ring.split("L")]
        for (x, y), (to_x, to_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
            if (y > down) != (to_y > down) and across < (to_x - x) * (down - y) / (to_y - y) + x:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("place", "code"),
    [((17.4689, 106.6223), "18880"), ((17.755, 106.42), "19009"), ((17.588, 106.53), "19111")],
)
def test_a_town_stands_where_it_is(place, code):
    assert is_within(spot(*place), grounds()["commune", code])


def test_the_middle_of_every_commune_comes_back_to_it():
    for one in of_level("commune"):
        assert spot(*middle_of(one)) == (one.x, one.y)
