"""Facets count what each further choice would leave, compared with Python over the facts."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from core import graph
from tests import factories
from tests.catalog.asking import refused
from tests.catalog.geography import WITHIN, names_within
from tests.catalog.ten_goods import DAY, GOODS, holds, kind_on, open_shop, some, stars_on, where

FACETS = """
query Facets($where: ProductWhereInput, $filter: ProductFilterInput, $search: String, $channel: String = "vn",
             $edges: [Decimal!]! = ["20000", "50000.5", "90000"]) {
  productFacets(channel: $channel, where: $where, filter: $filter, search: $search) {
    totalCount
    categories { category { id name } productCount }
    stars { stars productCount }
    starsThen: stars(validOn: "2026-06-01") { stars productCount }
    communes: areas(level: COMMUNE) { area { name } productCount }
    districts: areas(level: DISTRICT, on: "2025-06-30") { area { name } productCount }
    provinces: areas(level: PROVINCE) { area { name } productCount }
    producers { producer { name } productCount }
    producerKinds { kind productCount }
    programmes { programme productCount }
    prices(edges: $edges) { gte lt productCount }
  }
}
"""


@pytest.fixture
def shop(db, clock):
    clock("2026-11-24T09:00")
    return open_shop()


def counted(facets, field, name=None):
    """A facet's counts by the name of each choice."""
    choice = {"stars": "stars", "starsThen": "stars", "producerKinds": "kind", "programmes": "programme"}.get(field)
    return {
        (one[choice] if choice else one[name]["name"]): one["productCount"]
        for one in facets[field]
        if one["productCount"]
    }


def wanted(asked, *own):
    """The rows that are left without a facet's own filter."""
    return [row for row in GOODS if holds(row, {name: value for name, value in asked.items() if name not in own})]


def lying_in(row, names):
    return [name for name in names if {row[2], row[3]} & names_within(name)]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some)
def test_facets_are_what_naive_counting_finds(shop, asked):
    # A group and a sub-group at once are more than one choice of category: then neither is left out.
    asked = {name: value for name, value in asked.items() if name != "group" or "sub" not in asked}
    answer = graph.execute(FACETS, {"where": where(shop, asked)})
    assert not answer.errors, answer.errors
    facets = answer.data["productFacets"]
    assert facets["totalCount"] == len(wanted(asked))

    day = asked.get("stars", (DAY, None))[0]
    assert counted(facets, "stars") == Counter(filter(None, (stars_on(row[0], day) for row in wanted(asked, "stars"))))
    then = (stars_on(row[0], date(2026, 6, 1)) for row in wanted(asked, "stars"))
    assert counted(facets, "starsThen") == Counter(filter(None, then))
    on = asked.get("kind", (DAY, None))[0]
    assert counted(facets, "producerKinds") == Counter(
        filter(None, (kind_on(row[1], on) for row in wanted(asked, "kind")))
    )
    assert counted(facets, "programmes") == Counter(row[5].name for row in wanted(asked, "programme"))

    makers = Counter(row[1] for row in wanted(asked, "makers") if row[1])
    by_name = {shop["makers"][maker].name: count for maker, count in makers.items()}
    assert counted(facets, "producers", "producer") == by_name

    of_categories = wanted(asked, "sub", "group")
    subs = Counter(shop["subs"][row[4]].name for row in of_categories)
    groups = Counter(shop["groups"][row[4] // 2].name for row in of_categories)
    assert counted(facets, "categories", "category") == subs | groups

    for field, kind, names in (
        ("communes", "Xã", "N1 N2 N3 N4"),
        ("districts", "Huyện", "D1 D2"),
        ("provinces", "Tỉnh", "Q"),
    ):
        inside = Counter(f"{kind} {name}" for row in wanted(asked, "area") for name in lying_in(row, names.split()))
        assert counted(facets, field, "area") == inside

    prices = [row[6] for row in wanted(asked, "price")]
    bands = [(0, 20_000), (20_000, 50_001), (50_001, 90_000), (90_000, 10**9)]
    expected = [sum(low <= price < end for price in prices) for low, end in bands]
    assert [band["productCount"] for band in facets["prices"]] == expected


def test_bands_of_prices_say_where_they_part(shop, graphql):
    bands = graphql(FACETS)["productFacets"]["prices"]
    assert [(band["gte"], band["lt"]) for band in bands] == [
        (None, 20000.0),
        (20000.0, 50000.5),
        (50000.5, 90000.0),
        (90000.0, None),
    ]


@pytest.mark.parametrize("edges", [[], ["2", "1"], ["1", "1"], [str(n) for n in range(21)]])
def test_bands_that_do_not_rise_or_are_too_many_are_refused(shop, edges):
    assert refused(FACETS, edges=edges) == "edges are 1 to 20 rising prices."


def test_facets_of_a_search_are_of_what_it_finds(shop, graphql):
    facets = graphql(FACETS, search="dau lac")["productFacets"]
    assert facets["totalCount"] == 1
    assert counted(facets, "programmes") == {"OCOP": 1}


def test_the_older_filter_counts_too_and_an_unknown_channel_has_nothing(shop, graphql):
    assert graphql(FACETS, filter={"isDemonstration": True})["productFacets"]["totalCount"] == 2
    assert graphql(FACETS, channel="mars")["productFacets"] is None


def test_each_channel_counts_its_own(shop, graphql):
    document = """{ here: productFacets(channel: "vn") { totalCount programmes { programme productCount } }
                    abroad: productFacets(channel: "intl") { totalCount programmes { programme productCount } } }"""
    answer = graphql(document)
    assert (answer["here"]["totalCount"], answer["abroad"]["totalCount"]) == (10, 5)
    sold = Counter(row[5].name for row in GOODS if row[7])
    assert counted(answer["abroad"], "programmes") == sold


def test_a_kept_answer_of_today_ends_at_midnight(client, shop, clock):
    document = '{ productFacets(channel: "vn") { stars { stars productCount } } }'

    def shown():
        answer = client.post("/graphql/", {"query": document}, content_type="application/json").json()
        return {one["stars"]: one["productCount"] for one in answer["data"]["productFacets"]["stars"]}

    clock("2029-03-02T23:59")
    assert shown() == {5: 1, 4: 2, 3: 1}
    clock("2029-03-03T00:00")
    assert shown() == {5: 1, 4: 1}


def test_facets_cost_the_same_statements_for_more_products(db):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(FACETS, {"where": {"isDemonstration": False}})
        assert not answer.errors, answer.errors
        return len(captured)

    factories.listed(producer=factories.producer())
    statements()
    one = statements()
    for _ in range(4):
        factories.listed(producer=factories.producer())
    statements()
    assert statements() == one


def test_no_unit_that_is_unknown_is_named(shop, graphql):
    facets = graphql(FACETS)["productFacets"]
    assert {name.split()[1] for name in counted(facets, "communes", "area")} <= set(WITHIN)
