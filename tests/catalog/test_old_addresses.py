"""An address of before July 2025 finds today's commune by its district and commune together, or not at all."""

from datetime import date

import pytest

from catalog.loading.areas import REFORM
from catalog.models.areas import AreaLevel
from catalog.selectors import OldAddressOutcome, old_address
from catalog.services import succeed
from tests import factories

TODAY = date(2026, 11, 24)
FOUND, AMBIGUOUS, UNKNOWN = OldAddressOutcome.FOUND, OldAddressOutcome.AMBIGUOUS, OldAddressOutcome.UNKNOWN


def ask(commune, district, **values):
    return old_address(commune=commune, district=district, today=TODAY, **values)


@pytest.mark.parametrize(
    ("commune", "district", "today"),
    [
        ("Quảng Thủy", "TX Ba Đồn", "Xã Nam Ba Đồn"),
        ("Xã Quảng Thuỷ", "Thị xã Ba Đồn", "Xã Nam Ba Đồn"),
        ("quang thuy", "ba don", "Xã Nam Ba Đồn"),
        ("xa quang thuy", "thi xa ba don", "Xã Nam Ba Đồn"),
        ("Hòa Trạch", "Bố Trạch", "Xã Hoàn Lão"),
        ("Hoà Trạch", "H. Bố Trạch", "Xã Hoàn Lão"),
        ("Mỹ Thủy", "huyện Lệ Thủy", "Xã Tân Mỹ"),
        ("Thanh Hóa", "Tuyên Hóa", "Xã Tuyên Lâm"),
        ("Nam Trạch", "Bố Trạch", "Xã Nam Trạch"),
        ("Mỹ Trạch", "Bố Trạch", "Xã Bắc Trạch"),
        ("TT Hoàn Lão", "Bố Trạch", "Xã Hoàn Lão"),
    ],
)
def test_a_printed_address_is_one_commune_of_today(areas, commune, district, today):
    found = ask(commune, district)
    assert (found.outcome, found.today.name_vi) == (FOUND, today)


@pytest.mark.parametrize(
    ("commune", "district"),
    [
        # Units of today, under no district.
        ("Xã Hoàn Lão", "Bố Trạch"),
        ("Kim Ngân", "Lệ Thủy"),
        # A commune of another district.
        ("Quảng Thủy", "Bố Trạch"),
        ("Hòa Trạch", "Quảng Trạch"),
        # Another kind of unit, or other accents than were written.
        ("Phường Quảng Thủy", "Ba Đồn"),
        ("Quảng Thủy", "huyện Ba Đồn"),
        ("Quảng Thụy", "Ba Đồn"),
        ("Quảng Thủy", "Bà Đồn"),
        ("", ""),
        ("Xã", "Huyện"),
    ],
)
def test_what_is_no_such_place_is_unknown(areas, commune, district):
    found = ask(commune, district)
    assert (found.outcome, found.today, found.candidates) == (UNKNOWN, None, [])


def test_a_name_of_two_units_with_one_future_is_found(areas):
    """Quán Hàu was a township until 2024 and another from then on; both are in one commune today."""
    found = ask("Quán Hàu", "Quảng Ninh")
    assert (found.outcome, len(found.was), found.today.name_vi) == (FOUND, 2, "Xã Quảng Ninh")


def test_the_day_of_the_print_says_which_unit_it_was(areas):
    assert ask("Nam Trạch", "Bố Trạch", on=date(2021, 5, 1)).outcome is FOUND
    assert ask("Nam Trạch", "Bố Trạch", on=date(2025, 5, 1)).outcome is UNKNOWN


def test_the_province_is_asked_for_when_it_was_printed(areas):
    assert ask("Hòa Trạch", "Bố Trạch", province="Quảng Bình").outcome is FOUND
    assert ask("Hòa Trạch", "Bố Trạch", province="tỉnh Quảng Bình").outcome is FOUND
    assert ask("Hòa Trạch", "Bố Trạch", province="Quảng Trị").outcome is UNKNOWN


@pytest.fixture
def two(db):
    """Two communes of one name in two districts of one name."""
    ended = {"valid_from": date(2004, 1, 1), "valid_to": REFORM}
    provinces = [factories.area(f"Tỉnh {n}", AreaLevel.PROVINCE, **ended) for n in ("Một", "Hai")]
    districts = [factories.area("Huyện Châu Thành", AreaLevel.DISTRICT, parent=one, **ended) for one in provinces]
    return [factories.area("Xã An Hòa", parent=district, **ended) for district in districts]


def test_two_places_of_one_name_are_ambiguous_until_the_province_is_said(two):
    succeed((old, factories.area(f"Xã Mới {old.pk}")) for old in two)
    found = ask("An Hòa", "Châu Thành")
    assert (found.outcome, found.today, len(found.candidates)) == (AMBIGUOUS, None, 2)
    assert ask("An Hòa", "Châu Thành", province="Hai").outcome is FOUND


def test_a_commune_that_was_split_is_ambiguous(two):
    succeed((two[0], factories.area(f"Xã Mới {n}")) for n in (1, 2))
    found = ask("An Hòa", "Châu Thành", province="Một")
    assert (found.outcome, found.today, len(found.candidates)) == (AMBIGUOUS, None, 2)


def test_a_commune_whose_record_ends_is_unknown_and_told(two):
    found = ask("An Hòa", "Châu Thành", province="Một")
    assert (found.outcome, [row.id for row in found.was]) == (UNKNOWN, [two[0].pk])
