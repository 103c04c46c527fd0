"""Traps 3 to 7 of the domain: a code needs a day, a name is nobody's own, nothing is mapped by name."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from catalog import selectors
from catalog.errors import AreaKindMissing
from catalog.models import Area
from catalog.models.areas import AreaLevel
from catalog.services import put_area, succeed
from tests import factories

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 11, 24)


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


def within(area):
    return selectors.area_map().within(area.pk)


def today_of(area):
    return [row.name_vi for row in selectors.units_of_day([area.pk], TODAY)[area.pk]]


def test_trap_3_a_provinces_code_names_no_province_without_a_day(areas):
    found = [selectors.area_on(AreaLevel.PROVINCE, "44", day) for day in (BEFORE, AFTER)]
    assert [row.name_vi for row in found] == ["Tỉnh Quảng Bình", "Tỉnh Quảng Trị"]
    assert selectors.area_on(AreaLevel.PROVINCE, "45", AFTER) is None


@pytest.mark.parametrize(
    "name", ["quang ninh", "minh hoa", "tuyen hoa", "quang trach", "bo trach", "le thuy", "ba don", "dong hoi"]
)
def test_trap_4_a_name_went_from_a_district_to_a_commune_that_is_a_part_of_it(areas, name):
    district = Area.objects.get(level="district", name_folded=name)
    commune = Area.objects.get(level="commune", valid_from=AFTER, name_folded=name)
    assert commune.pk in within(district)
    assert district.pk not in within(commune)
    assert len(today_of(district)) > 1


def test_trap_5_what_has_the_name_of_an_old_commune_today_is_another(areas):
    for code, became in (("19183", "Xã Hoàn Lão"), ("19303", "Xã Tân Mỹ")):
        assert today_of(areas[f"old:{code}"]) == [became]
    old, new = areas["old:19183"], areas["new:19033"]
    assert old.pk not in within(new)


@pytest.mark.parametrize(
    ("code", "was", "then", "today"),
    [
        ("19195", "Xã Nam Trạch", "Xã Lý Nam", "Xã Nam Trạch"),
        ("19120", "Xã Mỹ Trạch", "Xã Hạ Mỹ", "Xã Bắc Trạch"),
        ("18910", "Xã Hóa Phúc", "Xã Hồng Hóa", "Xã Minh Hóa"),
    ],
)
def test_trap_6_a_commune_that_ended_before_2025_is_found_through_two_generations(areas, code, was, then, today):
    older = at("commune", code, date(2024, 11, 30))
    assert older.name_vi == was
    assert [area.name_vi for area in older.successors.all()] == [then]
    assert today_of(older) == [today]
    assert at("commune", code, date(2024, 12, 1)) is None


def test_between_two_rearrangements_no_day_is_without_communes(areas):
    days = (date(2020, 2, 1), date(2024, 11, 30), date(2024, 12, 1), BEFORE, AFTER)
    assert [Area.objects.on(day).filter(level="commune").count() for day in days] == [151, 151, 145, 145, 41]


def test_trap_7_old_districts_group_what_old_and_new_papers_name(areas):
    bo_trach = within(areas["district:455"])
    named = {key for key in areas if areas[key].pk in bo_trach}
    assert {"district:455", "older:19195", "old:19198", "new:19198", "new:19138"} <= named
    assert not any(key.startswith(("province:", "today:")) for key in named)
    districts = [f"district:{code}" for code in (450, 452, 453, 454, 455, 456, 457, 458)]
    of_today = [key for key in areas if key.startswith("new:")]
    for key in of_today:
        assert sum(areas[key].pk in within(areas[one]) for one in districts) == 1


def test_the_province_of_today_holds_both_old_ones_and_neither_holds_it(areas):
    whole = within(areas["today:44"])
    assert {
        areas[key].pk for key in ("province:44", "province:45", "district:455", "older:19195", "new:19138")
    } <= whole
    old = within(areas["province:44"])
    assert areas["new:19138"].pk in old
    assert not {areas["today:44"].pk, areas["province:45"].pk} & old


def test_a_unit_that_was_split_lies_in_none_of_its_parts_and_is_several_today(db):
    old = factories.area("Xã Cũ", valid_from=date(2020, 1, 1), valid_to=AFTER)
    parts = [factories.area("Xã Một"), factories.area("Xã Hai")]
    succeed((old, part) for part in parts)
    assert within(parts[0]) == {parts[0].pk}
    assert today_of(old) == ["Xã Một", "Xã Hai"]


def test_a_unit_made_of_two_lies_in_neither(db):
    ended = {"valid_from": date(2020, 1, 1), "valid_to": AFTER}
    districts = [factories.area(f"Huyện {n}", AreaLevel.DISTRICT, **ended) for n in (1, 2)]
    old = [factories.area(f"Xã {n}", parent=district, **ended) for n, district in enumerate(districts, 1)]
    new = factories.area("Xã Mới")
    succeed((one, new) for one in old)
    assert new.pk not in within(districts[0])


def test_a_unit_whose_record_ends_is_nowhere_today(db):
    assert today_of(factories.area(valid_from=date(2020, 1, 1), valid_to=AFTER)) == []


def test_a_unit_is_what_its_name_begins_with(areas):
    assert {areas[key].type for key in ("province:44", "district:450", "district:455", "district:458")} == {
        *("province", "city", "district", "town")
    }
    assert (areas["old:19114"].type, areas["new:18880"].type) == ("township", "ward")
    assert (areas["old:19114"].name_folded, areas["new:18880"].name_folded) == ("nong truong viet trung", "dong hoi")


@pytest.mark.parametrize("name", ["Phong Nha", "Xã", "Huyện Bố Trạch", "Xãphong"])
def test_a_commune_whose_name_says_not_what_it_is_is_refused(db, name):
    with pytest.raises(AreaKindMissing):
        factories.area(name)


def test_the_database_knows_what_units_of_a_level_can_be(db):
    with pytest.raises(IntegrityError, match="area_type_of_its_level"):
        Area.objects.create(
            level="commune", type="district", code="1", valid_from=AFTER, name_vi="Huyện 1", source=factories.source()
        )


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
