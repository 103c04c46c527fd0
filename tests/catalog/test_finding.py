"""The plain finder: how far folded words go, and that marks a buyer typed are meant."""

import unicodedata

import pytest
from django.test import override_settings

from catalog import finding, selectors, services
from catalog.finding import DatabaseFinder, finder
from catalog.models import ProductText, ShelvedProduct
from catalog.models.areas import AreaLevel
from core.graph import Page
from tests import factories


def found(text, **values):
    where = selectors.Wanted(factories.channel().id, **values)
    return [name_of(key) for key in finder().find(text, where, None, Page(50)).ids]


def near(text):
    return [name_of(key) for key in finder().near(text, selectors.Wanted(factories.channel().id), 8)]


def name_of(key):
    return ProductText.objects.get(pk=key).product.name


@pytest.fixture
def jars(db):
    """Names that fold alike, and names within names."""
    maker = factories.producer(name_vi="HTX Nấm sạch Tuấn Linh")
    for name in ("Dứa sấy", "Đũa gỗ Quảng Thủy", "Kẹo dừa", "Năm Roi", "Nấm mộc nhĩ", "Dâu tằm", "Dầu lạc", "Nước mắm"):
        factories.listed(name)
    factories.listed("Nước mắm chay", producer=maker)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dừa", "Kẹo dừa"),
        ("đũa", "Đũa gỗ Quảng Thủy"),
        ("ĐŨA", "Đũa gỗ Quảng Thủy"),
        ("dứa", "Dứa sấy"),
        ("nấm", "Nấm mộc nhĩ"),
        ("năm", "Năm Roi"),
        ("dầu", "Dầu lạc"),
        ("dâu", "Dâu tằm"),
        (unicodedata.normalize("NFD", "đũa"), "Đũa gỗ Quảng Thủy"),
        ("Ðũa", "Đũa gỗ Quảng Thủy"),  # eth
    ],
)
def test_marks_that_were_typed_come_first(jars, text, first):
    assert found(text)[0] == first


def test_what_only_folds_alike_comes_after(jars):
    assert set(found("dừa")[1:]) == {"Dứa sấy", "Đũa gỗ Quảng Thủy"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nuoc mam", ["Nước mắm", "Nước mắm chay"]),
        ("nuocmam", ["Nước mắm", "Nước mắm chay"]),
        ("NƯỚC MẮM CHAY", ["Nước mắm chay"]),
        ("mắm nước", ["Nước mắm", "Nước mắm chay"]),
        ("đũa gỗ quảng thuỷ", ["Đũa gỗ Quảng Thủy"]),
        ("nước mắm tuấn linh", ["Nước mắm chay"]),
        ("mam ch", ["Nước mắm chay"]),
        ("50%_off", []),
        ("???", []),
        ("ắm", []),
    ],
)
def test_words_in_any_order_form_and_place(jars, text, expected):
    assert found(text) == expected


def test_a_name_without_marks_is_found_like_any_other(jars):
    assert found("nam")[:2] == ["Năm Roi", "Nấm mộc nhĩ"]


def test_a_maker_whose_marks_agree_stands_before_a_name_whose_marks_do_not(jars):
    assert found("nấm") == ["Nấm mộc nhĩ", "Nước mắm chay", "Năm Roi"]


def test_places_of_then_and_now_and_groups_are_found(db):
    province, district, commune = "Tỉnh Quảng Bình", "Huyện Bố Trạch", "Xã Sơn Lộc"
    group = factories.category(name_vi="Gia vị", name_en="Condiments")
    then = factories.area(
        commune,
        parent=factories.area(
            district, level=AreaLevel.DISTRICT, parent=factories.area(province, level=AreaLevel.PROVINCE)
        ),
    )
    today = factories.area("Xã Đông Trạch", parent=factories.area("Tỉnh Quảng Trị", level=AreaLevel.PROVINCE))
    factories.listed("Muối", category=factories.category(parent=group), origin=then, origin_today=today)
    for text in (
        "quảng bình",
        "bo trach",
        "sơn lộc",
        "dong trach",
        "quang tri",
        "gia vị",
        "condiments",
        "muoi bo trach",
    ):
        assert found(text) == ["Muối"], text
    assert found("muối lệ thủy") == []


@pytest.mark.parametrize("old", ["một", "hai", "ba"])
def test_a_new_name_around_a_product_is_found_and_the_old_one_is_not(db, old):
    place = factories.area("Xã Một", code="1")
    group = factories.category(code="g", name_vi="Nhóm hai")
    maker = factories.producer(slug="m", name_vi="HTX Ba")
    factories.listed("Muối", producer=maker, origin=place, category=group)
    match old:
        case "một":
            factories.area("Xã Mới tinh", code="1", source=place.source)
        case "hai":
            factories.category(code="g", name_vi="Nhóm mới tinh", position=group.position)
        case "ba":
            factories.producer(slug="m", name_vi="HTX Mới tinh")
    assert found("mới tinh") == ["Muối"]
    assert [word for word in ("một", "hai", "ba") if not found(word)] == [old]


def test_a_product_with_a_new_name_is_found_by_it(db):
    shown = factories.listed("Muối", external_reference="X-1")
    factories.product("Mật", external_reference="X-1", category=shown.category)
    assert (found("mat"), found("muoi")) == (["Mật"], [])


def test_nothing_hidden_is_found(db):
    shown = factories.listed("Muối")
    services.withdraw(product=shown, channel=factories.channel())
    assert (found("muối"), near("muối")) == ([], [])


def test_what_is_wanted_besides_holds_too(db):
    dear = factories.listed("Muối Roòn", 90_000)
    factories.listed("Muối hạt", 10_000)
    assert found("muối", price_from=50_000) == ["Muối Roòn"]
    assert found("muối", shelf=dear.category_id) == ["Muối Roòn"]


def test_the_condition_holds_for_what_is_found_and_for_nothing_else(jars):
    for text in ("nuoc mam", "nuocmam", "nấm", "dừa", "???", "không có"):
        held = ShelvedProduct.objects.filter(finder().condition(text), shelf=0).values_list("product__name", flat=True)
        assert sorted(held) == sorted(found(text)), text


def test_what_is_near_shares_beginnings(jars):
    assert near("nước mắm tép chua")[:2] == ["Nước mắm", "Nước mắm chay"]
    assert set(near("dầu mè")) == {"Dầu lạc", "Dâu tằm"}
    assert near("xyzzy") == []


def test_the_finder_is_a_setting():
    with override_settings(FINDER="tests.catalog.test_finding.Deaf"):
        assert isinstance(finder(), Deaf)
    assert isinstance(finder(), DatabaseFinder)


class Deaf:
    """A finder that finds nothing."""


def test_a_long_text_is_read_to_a_bound(jars):
    assert found(f"mắm {'nước ' * 500}") == ["Nước mắm", "Nước mắm chay"]
    assert finding.Query.of("a" * 1000).folded == ("a" * finding.LONGEST_WORD,)
