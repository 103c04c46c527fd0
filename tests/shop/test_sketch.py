"""The sketch shows every commune of today and every district of old, and only places where we know them to be."""

import csv
import re

import pytest
from django.conf import settings

from shop.sketch import found, grounds, of_level

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
