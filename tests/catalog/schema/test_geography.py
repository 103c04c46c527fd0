"""Units of any day in the graph, and where an old address lies today."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.models.areas import AreaLevel
from core import graph
from tests import factories
from tests.catalog.asking import global_id, refused

BEFORE = date(2025, 6, 30)
AREAS = """
query Areas($level: AreaLevelEnum, $type: AreaTypeEnum, $on: Date, $parent: ID, $search: String, $first: Int) {
  areas(level: $level, type: $type, on: $on, parent: $parent, search: $search, first: $first) {
    totalCount edges { node { name } }
  }
}
"""
AREA = """
query Area($id: ID, $code: String, $level: AreaLevelEnum, $on: Date) {
  area(id: $id, code: $code, level: $level, on: $on) {
    name type validFrom validTo
    parent { name } successors { name } predecessors { name } today { name }
    children(first: 2, on: $on) { totalCount edges { node { name } } }
  }
}
"""
OLD = """
query Old($commune: String!, $district: String!, $province: String, $on: Date) {
  oldAddress(commune: $commune, district: $district, province: $province, on: $on) {
    outcome today { name } was { name } candidates { name }
  }
}
"""


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def names(answer):
    return [edge["node"]["name"] for edge in answer["areas"]["edges"]]


def test_units_are_those_of_today_unless_a_day_is_named(areas, graphql):
    assert graphql(AREAS, level="COMMUNE")["areas"]["totalCount"] == 41
    assert graphql(AREAS, level="COMMUNE", on="2025-06-30")["areas"]["totalCount"] == 145
    assert graphql(AREAS, level="DISTRICT")["areas"]["totalCount"] == 0
    assert names(graphql(AREAS, level="DISTRICT", on="2025-06-30", type="CITY")) == ["Thành phố Đồng Hới"]
    assert names(graphql(AREAS, level="PROVINCE", on="2025-06-30")) == ["Tỉnh Quảng Bình", "Tỉnh Quảng Trị"]


@pytest.mark.parametrize("text", ["phong nha", "Phong Nha", "PHONG  NHA", "ong nha"])
def test_units_are_found_by_a_part_of_their_name(areas, graphql, text):
    assert names(graphql(AREAS, search=text)) == ["Xã Phong Nha"]


def test_a_wildcard_is_a_letter_like_any_other(areas, graphql):
    assert names(graphql(AREAS, search="%")) == names(graphql(AREAS, search="_")) == []


def test_units_under_a_unit(areas, graphql):
    district = global_id(areas["district:455"])
    assert graphql(AREAS, parent=district, on="2025-06-30")["areas"]["totalCount"] == 26
    assert refused(AREAS, parent="nothing").startswith("Invalid ID")


def test_a_code_is_asked_for_with_its_level_and_its_day(areas, graphql):
    found = graphql(AREA, code="19183", level="COMMUNE", on="2025-06-30")["area"]
    assert found == {
        "name": "Xã Hòa Trạch",
        "type": "COMMUNE",
        "validFrom": "2020-02-01",
        "validTo": "2025-07-01",
        "parent": {"name": "Huyện Bố Trạch"},
        "successors": [{"name": "Xã Hoàn Lão"}],
        "predecessors": [],
        "today": [{"name": "Xã Hoàn Lão"}],
        "children": {"totalCount": 0, "edges": []},
    }
    assert graphql(AREA, code="19183", level="COMMUNE", on="2025-07-01")["area"] is None
    assert refused(AREA, code="44", level="PROVINCE") == "A unit is named by level, code and on together."
    assert refused(AREA) == "At least one of arguments is required: 'id', 'code'."


def test_a_unit_of_any_day_is_found_by_its_id(areas, graphql):
    found = graphql(AREA, id=global_id(areas["older:19195"]))["area"]
    assert (found["name"], found["today"]) == ("Xã Nam Trạch", [{"name": "Xã Nam Trạch"}])
    new = graphql(AREA, id=global_id(areas["new:19198"]))["area"]
    assert {area["name"] for area in new["predecessors"]} == {
        *("Xã Lý Nam", "Xã Nhân Trạch", "Thị trấn Nông trường Việt Trung", "Huyện Bố Trạch")
    }


def test_an_old_address_is_one_commune_of_today(areas, graphql):
    found = graphql(OLD, commune="xã Hòa Trạch", district="H. Bố Trạch", province="Quảng Bình")["oldAddress"]
    assert found == {
        "outcome": "FOUND",
        "today": {"name": "Xã Hoàn Lão"},
        "was": [{"name": "Xã Hòa Trạch"}],
        "candidates": [{"name": "Xã Hoàn Lão"}],
    }


def test_an_old_address_that_names_no_place_is_unknown(areas, graphql):
    found = graphql(OLD, commune="Hòa Trạch", district="Quảng Trạch")["oldAddress"]
    assert found == {"outcome": "UNKNOWN", "today": None, "was": [], "candidates": []}


def test_an_ambiguous_address_names_the_candidates_and_none_of_them(db, graphql):
    old = {"valid_from": date(2004, 1, 1), "valid_to": date(2025, 7, 1)}
    district = factories.area("Huyện Châu Thành", AreaLevel.DISTRICT, **old)
    commune = factories.area("Xã An Hòa", parent=district, **old)
    services.succeed((commune, factories.area(f"Xã Mới {n}")) for n in (1, 2))
    found = graphql(OLD, commune="An Hòa", district="Châu Thành")["oldAddress"]
    assert (found["outcome"], found["today"], len(found["candidates"])) == ("AMBIGUOUS", None, 2)


MANY = """{ areas(first: %d, level: COMMUNE, on: "2025-06-30") { totalCount edges { node {
  name type parent { name } successors { name } predecessors { name } today { name }
  children(first: 3) { totalCount edges { node { name } } } translation(languageCode: EN) { name } } } } }"""


def test_five_units_cost_the_statements_of_one(areas):
    def counted(first):
        graph.execute(MANY % first)
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(MANY % first)
        assert not answer.errors
        return len(captured)

    assert counted(1) == counted(5)


def test_pages_of_children_are_each_parents_own(areas, graphql):
    document = """{ areas(level: DISTRICT, on: "2025-06-30") { edges { node { code
      children(first: 1, on: "2025-06-30") { totalCount pageInfo { hasNextPage } edges { node { parent { code } } } }
    } } } }"""
    for edge in graphql(document)["areas"]["edges"]:
        children = edge["node"]["children"]
        assert children["edges"][0]["node"]["parent"]["code"] == edge["node"]["code"]
        assert children["pageInfo"]["hasNextPage"]
        assert children["totalCount"] > 1
