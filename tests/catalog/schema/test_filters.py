"""Lists by what products are, compared with the simplest filter there is: Python over the facts."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import graph
from core.text import sort_key
from tests.catalog.asking import LIST, global_id, names, refused
from tests.catalog.ten_goods import GOODS, holds, open_shop, some, where, wheres

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def shop(db, clock):
    clock("2026-11-24T09:00")
    return open_shop()


BY = {
    "NAME": lambda row: sort_key(row[0]),
    "PRICE": lambda row: row[6],
    "TYPE": lambda row: (row[5].value, sort_key(row[0])),
    "PUBLISHED": lambda row: sort_key(row[0]),
}


def in_order(shop, rows, field, direction):
    keys = {row[0]: (BY[field](row), shop["made"][row[0]].pk) for row in rows}
    return sorted((row[0] for row in rows), key=keys.get, reverse=direction == "DESC")


def walked(document, size, *, backward, **asked):
    """All pages of a list one after the other, and its totals."""
    found, totals, cursor = [], set(), None
    while True:
        page = {"last": size, "before": cursor} if backward else {"first": size, "after": cursor}
        answer = graph.execute(document, {**asked, **page})
        assert not answer.errors, answer.errors
        info = answer.data["products"]["pageInfo"]
        totals.add(answer.data["products"]["totalCount"])
        shown = names(answer.data)
        found = shown + found if backward else found + shown
        cursor = info["startCursor" if backward else "endCursor"]
        if not info["hasPreviousPage" if backward else "hasNextPage"]:
            return found, totals


@ANY
@given(wheres, st.sampled_from(sorted(BY)), st.sampled_from(["ASC", "DESC"]), st.integers(1, 4), st.booleans())
def test_a_filtered_list_is_what_a_naive_filter_finds(shop, asked, field, direction, size, backward):
    expected = in_order(shop, [row for row in GOODS if holds(row, asked)], field, direction)
    given_where = where(shop, asked)
    sort_by = {"field": field, "direction": direction}
    found, totals = walked(LIST, size, backward=backward, channel="vn", where=given_where, sortBy=sort_by)
    assert found == expected
    assert totals == {len(expected)}


@pytest.mark.parametrize("cost", [0, 10_000])
@ANY
@given(some, st.integers(1, 10))
def test_the_older_filter_says_the_same_by_either_way(shop, monkeypatch, cost, asked, size):
    """Whether the filter's own index is sought or that of the order is walked."""
    monkeypatch.setattr("catalog.selectors.shelves.ways.SOUGHT_COST", cost)
    asked = {name: value for name, value in asked.items() if name != "group"}
    given_filter = older(where(shop, asked))
    expected = in_order(shop, [row for row in GOODS if holds(row, asked)], "NAME", "ASC")
    found, totals = walked(LIST, size, backward=False, channel="vn", filter=given_filter)
    assert found == expected
    assert totals == {len(expected)}


def older(given):
    """A ProductWhereInput without AND and OR as a ProductFilterInput."""
    changed = dict(given)
    if "producer" in changed:
        changed["producers"] = changed.pop("producer")["oneOf"]
    if "programme" in changed:
        changed["programmes"] = changed.pop("programme")["oneOf"]
    if "price" in changed:
        changed["price"] = changed["price"]["range"]
    if "category" in changed:
        changed["categories"] = [changed.pop("category")["eq"]]
    return changed


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({"level": "DISTRICT", "code": "D1", "on": "2025-06-30"}, ["Bún", "Chè", "Hạt tiêu"]),
        ({"level": "COMMUNE", "code": "N1", "on": "2025-07-01"}, ["Bún", "Chè"]),
        ({"level": "DISTRICT", "code": "D1", "on": "2025-07-01"}, []),
        ({"ids": []}, []),
    ],
)
@pytest.mark.parametrize("argument", ["filter", "where"])
def test_a_unit_is_named_by_its_code_on_a_day(shop, graphql, argument, unit, expected):
    if "code" in unit:
        unit = {**unit, "code": shop["units"][unit["code"]].code}
    assert names(graphql(LIST, channel="vn", **{argument: {"area": unit}})) == expected


def test_a_code_without_its_day_names_nothing(shop):
    message = refused(LIST, channel="vn", where={"area": {"level": "PROVINCE", "code": "44"}})
    assert message == "A unit is named by level, code and on together."


TWO_CHANNELS = """
query Two($where: ProductWhereInput) {
  here: products(channel: "vn", where: $where) { totalCount edges { node { name } } }
  abroad: products(channel: "intl", where: $where) { totalCount edges { node { name } } }
}
"""


@ANY
@given(some)
def test_two_channels_in_one_document_are_each_filtered(shop, asked):
    asked = {name: value for name, value in asked.items() if name != "price"}
    answer = graph.execute(TWO_CHANNELS, {"where": where(shop, asked)})
    assert not answer.errors, answer.errors
    wanted = [row for row in GOODS if holds(row, asked)]
    for channel, shown in (("here", wanted), ("abroad", [row for row in wanted if row[7]])):
        assert names({"products": answer.data[channel]}) == in_order(shop, shown, "NAME", "ASC")
        assert answer.data[channel]["totalCount"] == len(shown)


@pytest.mark.parametrize("argument", ["filter", "where"])
def test_nothing_is_of_a_kind_that_is_not_named(shop, graphql, argument):
    asked = {argument: {"producerKind": {"validOn": "2026-11-24", "kinds": []}}}
    assert names(graphql(LIST, channel="vn", **asked)) == []


def test_an_empty_list_of_the_older_filter_means_any(shop, graphql):
    asked = {"producers": [], "programmes": [], "slugs": [], "categories": [], "ids": []}
    assert len(names(graphql(LIST, channel="vn", filter=asked))) == len(GOODS)


def test_an_id_of_another_type_is_refused(shop):
    maker, unit = global_id(shop["makers"]["hộ"]), global_id(shop["units"]["a"])
    assert "Expected: Area" in refused(LIST, channel="vn", where={"area": {"ids": [maker]}})
    assert "Expected: Producer" in refused(LIST, channel="vn", where={"producer": {"eq": unit}})
    assert "Expected: Producer" in refused(LIST, channel="vn", filter={"producers": [unit]})


def test_a_filter_of_too_many_values_is_refused(shop):
    maker = global_id(shop["makers"]["hộ"])
    assert "too many values" in refused(LIST, channel="vn", filter={"producers": [maker] * 501})


def test_filters_that_shelves_know_are_compiled_once(shop, graphql, monkeypatch):
    asked = {
        "channel": "vn",
        "where": {
            "area": {"ids": [global_id(shop["units"]["D2"])]},
            "certificate": {"validOn": "2026-11-24", "stars": [4]},
            "programme": {"eq": "OCOP"},
        },
    }
    # One way, whatever the sizes are.
    monkeypatch.setattr("catalog.selectors.shelves.ways.SOUGHT_COST", 10_000)
    graphql(LIST, **asked)
    monkeypatch.setattr("core.graph.rows.Statement", None)
    other = {"ids": [global_id(shop["units"][name]) for name in ("N2", "N3")]}
    assert names(graphql(LIST, channel="vn", where={**asked["where"], "area": other})) == ["Dầu lạc", "Đũa"]


def test_products_without_an_area_stand_in_no_area(shop, graphql):
    everywhere = {"ids": [global_id(unit) for unit in shop["units"].values()]}
    assert "Nấm" not in names(graphql(LIST, channel="vn", where={"area": everywhere}))
