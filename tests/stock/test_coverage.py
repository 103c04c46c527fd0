"""Where sales points stand: by the districts of then, and never by what only shows the software."""

from datetime import date

import pytest

from catalog.loading.areas import load_areas
from catalog.loading.report import Report
from catalog.models import Area
from core import graph
from stock.models.points import PointLevel
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")

ASK = """query ($on: Date, $area: ID) {
  salesPointCoverage(on: $on, area: $area) {
    day province { name } hasProvincePoint coveredDistricts
    ofProvince { slug } others { slug }
    districts { district { name validTo } isCovered salesPoints { slug isDemonstration area { name } } }
  }
}"""


@pytest.fixture
def province(db):
    load_areas(Report())


def commune(name: str) -> Area:
    return Area.objects.get(level="commune", valid_to=None, name_vi=name)


def district(name: str) -> Area:
    return Area.objects.get(level="district", name_vi=name)


def test_a_province_is_covered_by_one_point_of_its_own_and_one_in_each_of_eight_districts(graphql, province):
    shelves.point(slug="tinh", level=PointLevel.PROVINCE, area=commune("Phường Đồng Hới"))
    shelves.point(
        slug="le-thuy", level=PointLevel.DISTRICT, area=commune("Xã Lệ Thủy"), area_then=district("Huyện Lệ Thủy")
    )
    shelves.point(slug="htx", level=PointLevel.COOPERATIVE, area=commune("Xã Lệ Thủy"))
    found = graphql(ASK)["salesPointCoverage"]
    assert (found["province"]["name"], found["hasProvincePoint"]) == ("Tỉnh Quảng Bình", True)
    assert [one["district"]["name"] for one in found["districts"]] == [
        "Thành phố Đồng Hới",
        "Huyện Minh Hóa",
        "Huyện Tuyên Hóa",
        "Huyện Quảng Trạch",
        "Huyện Bố Trạch",
        "Huyện Quảng Ninh",
        "Huyện Lệ Thủy",
        "Thị xã Ba Đồn",
    ]
    assert [one["district"]["name"] for one in found["districts"] if one["isCovered"]] == ["Huyện Lệ Thủy"]
    assert (found["coveredDistricts"], [one["slug"] for one in found["others"]]) == (1, ["htx"])


def test_a_point_whose_district_nobody_wrote_down_is_in_the_one_its_commune_was_made_of(graphql, province):
    shelves.point(slug="ba-don", level=PointLevel.DISTRICT, area=commune("Phường Ba Đồn"))
    (found,) = [one for one in graphql(ASK)["salesPointCoverage"]["districts"] if one["salesPoints"]]
    assert (found["district"]["name"], found["isCovered"]) == ("Thị xã Ba Đồn", True)


def test_what_is_made_up_is_shown_and_not_counted(graphql, province):
    for level, place in ((PointLevel.PROVINCE, "Phường Đồng Hới"), (PointLevel.DISTRICT, "Xã Lệ Thủy")):
        shelves.point(level=level, area=commune(place), is_demonstration=True)
    found = graphql(ASK)["salesPointCoverage"]
    assert (found["hasProvincePoint"], found["coveredDistricts"], len(found["ofProvince"])) == (False, 0, 1)
    assert sum(len(one["salesPoints"]) for one in found["districts"]) == 1


def test_only_points_that_sell_on_the_day_count(graphql, province):
    place = commune("Xã Lệ Thủy")
    shelves.point(level=PointLevel.DISTRICT, area=place, opened_on=None)
    shelves.point(level=PointLevel.DISTRICT, area=place, opened_on=date(2026, 3, 1), closed_on=date(2026, 11, 26))
    assert graphql(ASK)["salesPointCoverage"]["coveredDistricts"] == 0
    assert graphql(ASK, on="2026-11-25")["salesPointCoverage"]["coveredDistricts"] == 1
    assert graphql(ASK, on="2026-02-28")["salesPointCoverage"]["coveredDistricts"] == 0


def test_another_provinces_points_are_not_this_ones(graphql, province):
    outside = Area.objects.get(level="province", name_vi="Tỉnh Quảng Trị", valid_to=date(2025, 7, 1))
    found = graphql(ASK, area=graph.global_id("Area", outside.pk))["salesPointCoverage"]
    assert (found["province"]["name"], found["districts"]) == ("Tỉnh Quảng Trị", [])


def test_without_any_districts_there_is_nothing_to_cover(graphql, db):
    shelves.point()
    found = graphql(ASK)["salesPointCoverage"]
    assert (found["province"], found["districts"], found["coveredDistricts"]) == (None, [], 0)
