"""Traps 3 to 7 of the domain: a code needs a day, a name is nobody's own, nothing is mapped by name."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from catalog.models.areas import AreaLevel
from catalog.services import put_area
from tests import factories

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def areas(db):
    return load_areas(Report())


def at(level, code, day):
    return Area.objects.on(day).filter(level=level, code=code).first()


def test_code_44_means_another_province_since_the_reform(areas):
    assert at("province", "44", BEFORE).name_vi == "Tỉnh Quảng Bình"
    assert at("province", "44", AFTER).name_vi == "Tỉnh Quảng Trị"


def test_code_45_is_gone(areas):
    assert at("province", "45", BEFORE).name_vi == "Tỉnh Quảng Trị"
    assert at("province", "45", AFTER) is None


def test_quang_ninh_was_a_district_and_is_a_commune(areas):
    named = Area.objects.filter(name_vi__endswith="Quảng Ninh")
    assert [(area.level, area.code) for area in named.filter(pk__in=Area.objects.on(BEFORE))] == [("district", "456")]
    assert [(area.level, area.code) for area in named.filter(pk__in=Area.objects.on(AFTER))] == [("commune", "19207")]


def test_no_district_outlives_june_2025(areas):
    assert Area.objects.on(BEFORE).filter(level="district").count() == 8
    assert not Area.objects.on(AFTER).filter(level="district").exists()


def test_the_new_hoa_trach_is_not_what_the_old_one_became(areas):
    old, new = areas["old:19183"], areas["new:19033"]
    assert old.name_vi == new.name_vi == "Xã Hòa Trạch"
    assert [area.name_vi for area in old.successors.all()] == ["Xã Hoàn Lão"]
    assert {area.name_vi for area in new.predecessors.filter(level="commune")} == {
        "Xã Quảng Châu",
        "Xã Quảng Tùng",
        "Xã Cảnh Dương",
    }


def test_old_my_thuy_became_tan_my(areas):
    assert [area.name_vi for area in areas["old:19303"].successors.all()] == ["Xã Tân Mỹ"]


def test_every_old_commune_became_exactly_one_new(areas):
    old = Area.objects.on(BEFORE).filter(level="commune")
    assert old.count() == 145
    assert all(area.successors.count() == 1 for area in old)
    assert Area.objects.on(AFTER).filter(level="commune").count() == 41


def test_an_old_district_is_still_a_way_to_group_the_new_communes(areas):
    grouped = [
        area
        for key in ("450", "452", "453", "454", "455", "456", "457", "458")
        for area in areas[f"district:{key}"].successors.all()
    ]
    assert len(grouped) == len({area.pk for area in grouped}) == 41


def test_the_database_refuses_two_units_of_one_code_on_one_day(areas):
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        put_area(
            level=AreaLevel.PROVINCE,
            code="44",
            valid_from=date(2026, 1, 1),
            valid_to=None,
            name_vi="Tỉnh Khác",
            name_en=None,
            parent=None,
            source=factories.source(),
        )
