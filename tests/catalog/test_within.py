"""Which units lie within which, by succession and never by name."""

from datetime import date

import pytest

from catalog import selectors, services
from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from tests import factories
from tests.catalog.geography import WITHIN, country, names_within


@pytest.mark.parametrize("name", sorted(WITHIN))
def test_a_unit_holds_what_became_it_and_what_was_made_of_it_alone(db, name):
    units = country()
    by_key = {unit.pk: name for name, unit in units.items()}
    assert {by_key[key] for key in selectors.area_map().within(units[name].pk)} == names_within(name)


def test_a_new_succession_is_seen_at_once(db):
    old, new = factories.area("Xã Cũ", valid_to=date(2026, 1, 1)), factories.area("Xã Mới")
    assert selectors.area_map().within(new.pk) == {new.pk}
    services.succeed([(old, new)])
    assert selectors.area_map().within(new.pk) == {new.pk, old.pk}


@pytest.fixture
def province(db):
    load_areas(Report())
    return selectors.area_map()


def held(province, level, code, day):
    units = Area.objects.in_bulk(province.within(province.find(level, code, date.fromisoformat(day))))
    return {(unit.name_vi, unit.valid_to is None) for unit in units.values()}


def test_quang_ninh_was_a_district_and_is_a_commune_of_it(province):
    """Trap 4."""
    district = held(province, "district", "456", "2025-06-30")
    commune = next(
        key
        for key in province.units_on("commune", date(2025, 7, 1))
        if Area.objects.get(pk=key).name == "Xã Quảng Ninh"
    )
    assert ("Xã Quảng Ninh", True) in district
    assert len(province.within(commune)) < len(district)
    assert province.find("district", "456", date(2025, 7, 1)) is None


def test_hoa_trach_of_old_lies_in_hoan_lao_and_not_in_hoa_trach(province):
    """Trap 5."""
    today = {unit.name_vi: unit.pk for unit in Area.objects.filter(level="commune", valid_to=None)}
    before = Area.objects.get(level="commune", name_vi="Xã Hòa Trạch", valid_to=date(2025, 7, 1))
    assert before.pk in province.within(today["Xã Hoàn Lão"])
    assert before.pk not in province.within(today["Xã Hòa Trạch"])


def test_44_is_another_province_on_another_day(province):
    """Trap 3."""
    before, since = (province.find("province", "44", day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert before != since
    assert before in province.within(since)
    assert since not in province.within(before)
    for day, communes in ((date(2025, 6, 30), 145), (date(2025, 7, 1), 41)):
        assert len(province.within(before) & set(province.units_on("commune", day))) == communes


def test_the_old_districts_share_todays_communes_out_among_them(province):
    today = set(province.units_on("commune", date(2025, 7, 1)))
    shares = [province.within(key) & today for key in province.units_on("district", date(2025, 6, 30))]
    assert sum(map(len, shares)) == len(set().union(*shares)) == len(today) == 41
