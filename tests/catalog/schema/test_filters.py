"""Lists by what products are, compared with the simplest filter there is: Python over the facts."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import services
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from core import graph
from core.text import sort_key
from tests import factories
from tests.catalog.asking import LIST, global_id, names, refused
from tests.catalog.geography import WITHIN, country, names_within

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = date(2026, 11, 24)
DAYS = [date(2020, 6, 1), date(2026, 3, 2), date(2026, 6, 1), DAY, date(2029, 3, 3)]
# name, maker, unit of its day, unit of today, sub-group, programme, price, price abroad, made up
GOODS = [
    ("Bún", "hộ", "a", "N1", 0, Programme.OCOP, 20_000, None, False),
    ("Chè", "hộ", "b", "N1", 1, Programme.CNNT, 35_000, 250, False),
    ("Dầu lạc", "hợp tác xã", "c", "N2", 1, Programme.OCOP, 35_000, 260, False),
    ("Đũa", "hợp tác xã", "d", "N2", 2, Programme.OCOP, 90_000, None, False),
    ("Ghẹ", "đổi", "d", "N3", 2, Programme.SPECIALITY, 120_000, 900, False),
    ("Hạt tiêu", "đổi", "D1", None, 0, Programme.OCOP, 75_000, 500, False),
    ("Khoai", None, "D2", "N4", 3, Programme.OCOP, 35_000, None, False),
    ("Mật ong", "không rõ", None, "N4", 3, Programme.OCOP, 190_000, 1200, True),
    ("Nấm", "không rõ", None, None, 3, Programme.CNNT, 60_000, None, True),
    ("Ớt", None, "P", "Q", 0, Programme.SPECIALITY, 15_000, None, False),
]
# name, stars, the decision's day; the later one replaces the earlier.
STARS = [
    ("Bún", 3, date(2020, 1, 20)),
    ("Chè", 3, date(2026, 3, 2)),
    ("Dầu lạc", 4, date(2026, 3, 2)),
    ("Đũa", 3, date(2026, 3, 2)),
    ("Đũa", 4, date(2026, 6, 1)),
    ("Mật ong", 5, date(2026, 6, 1)),
]


@pytest.fixture
def shop(db, clock):
    """The goods on shelves; what filters name them by."""
    clock("2026-11-24T09:00")
    factories.star_rules()
    abroad = factories.channel("intl", "USD")
    units = country()
    groups = [factories.category(), factories.category()]
    subs = [factories.category(parent=groups[place // 2]) for place in range(4)]
    makers = {"hộ": factories.producer(ProducerKind.HOUSEHOLD), "không rõ": factories.producer()}
    makers["hợp tác xã"] = factories.producer(ProducerKind.COOPERATIVE)
    makers["đổi"] = factories.producer(ProducerKind.HOUSEHOLD)
    made = {}
    for name, maker, origin, today, sub, programme, price, price_abroad, made_up in GOODS:
        places = {"origin": units.get(origin), "origin_today": units.get(today)}
        given = {"producer": makers.get(maker), "category": subs[sub], "programme": programme, **places}
        made[name] = factories.listed(name, price, is_demonstration=made_up, **given)
        if price_abroad:
            factories.price(made[name].variants.get(), price_abroad, abroad)
            services.publish(product=made[name], channel=abroad)
    services.change_kind(
        producer=makers["đổi"], kind=ProducerKind.ENTERPRISE, since=date(2026, 6, 1), by=factories.OFFICER
    )
    for name, stars, day in STARS:
        factories.confirmed(made[name], stars, day)
    return {"units": units, "groups": groups, "subs": subs, "makers": makers, "made": made}


def stars_on(name, day):
    """By the decisions alone: the last one until the day of the same date, 36 months on, is over."""
    held = [(issued, stars) for of, stars, issued in STARS if of == name and issued <= day]
    issued, stars = max(held, default=(None, None))
    return stars if issued and day <= issued.replace(year=issued.year + 3) else None


def kind_on(maker, day):
    if maker == "đổi":
        return "ENTERPRISE" if day >= date(2026, 6, 1) else "HOUSEHOLD"
    return {"hộ": "HOUSEHOLD", "hợp tác xã": "COOPERATIVE"}.get(maker)


SINGLE = {
    "area": st.lists(st.sampled_from(sorted(WITHIN)), min_size=1, max_size=2, unique=True),
    "makers": st.lists(st.sampled_from(["hộ", "hợp tác xã", "đổi", "không rõ"]), min_size=1, max_size=2, unique=True),
    "kind": st.tuples(
        st.sampled_from(DAYS),
        st.none()
        | st.lists(st.sampled_from(["HOUSEHOLD", "COOPERATIVE", "ENTERPRISE", "FARM"]), max_size=2, unique=True),
    ),
    "programme": st.lists(st.sampled_from(["OCOP", "CNNT", "SPECIALITY"]), min_size=1, max_size=2, unique=True),
    "made_up": st.booleans(),
    "stars": st.tuples(
        st.sampled_from(DAYS), st.none() | st.lists(st.sampled_from([3, 4, 5]), min_size=1, unique=True)
    ),
    "price": st.tuples(st.none() | st.integers(10_000, 130_000), st.none() | st.integers(10_000, 200_000)),
    "sub": st.integers(0, 3),
    "group": st.integers(0, 1),
    "names": st.lists(st.sampled_from([row[0] for row in GOODS]), min_size=1, max_size=4, unique=True),
}
some = st.fixed_dictionaries({}, optional=SINGLE)
wheres = st.recursive(
    some,
    lambda inner: st.fixed_dictionaries(
        {}, optional={**SINGLE, "AND": st.lists(inner, max_size=2), "OR": st.lists(inner, min_size=1, max_size=2)}
    ),
    max_leaves=4,
)


def holds(row, asked):
    """Whether a product is wanted, read off the facts."""
    name, maker, origin, today, sub, programme, price, _, made_up = row
    inside = set().union(*(names_within(unit) for unit in asked.get("area", ())))
    on, kinds = asked.get("kind", (DAY, None))
    day, stars = asked.get("stars", (DAY, None))
    low, high = asked.get("price", (None, None))
    has, is_of = stars_on(name, day), kind_on(maker, on)
    return all(
        [
            "area" not in asked or {origin, today} & inside,
            "makers" not in asked or maker in asked["makers"],
            "kind" not in asked or (is_of is not None and (kinds is None or is_of in kinds)),
            "programme" not in asked or programme.name in asked["programme"],
            "made_up" not in asked or made_up == asked["made_up"],
            "stars" not in asked or (has is not None and (stars is None or has in stars)),
            (low is None or price >= low) and (high is None or price <= high),
            "sub" not in asked or sub == asked["sub"],
            "group" not in asked or sub // 2 == asked["group"],
            "names" not in asked or name in asked["names"],
            all(holds(row, part) for part in asked.get("AND", ())),
            "OR" not in asked or any(holds(row, part) for part in asked["OR"]),
        ]
    )


FIELDS = {
    "area": lambda shop, units: ("area", {"ids": [global_id(shop["units"][unit]) for unit in units]}),
    "makers": lambda shop, makers: ("producer", {"oneOf": [global_id(shop["makers"][maker]) for maker in makers]}),
    "kind": lambda shop, asked: ("producerKind", {"validOn": asked[0].isoformat(), "kinds": asked[1]}),
    "programme": lambda shop, values: ("programme", {"oneOf": values}),
    "made_up": lambda shop, value: ("isDemonstration", value),
    "stars": lambda shop, asked: ("certificate", {"validOn": asked[0].isoformat(), "stars": asked[1]}),
    "price": lambda shop, asked: ("price", {"range": {"gte": asked[0], "lte": asked[1]}}),
    "sub": lambda shop, place: ("category", {"eq": global_id(shop["subs"][place])}),
    "group": lambda shop, place: ("category", {"eq": global_id(shop["groups"][place])}),
    "names": lambda shop, names: ("ids", [global_id(shop["made"][name]) for name in names]),
}


def where(shop, asked):
    """The same as a ProductWhereInput."""
    given = {}
    joined = [where(shop, part) for part in asked.get("AND", ())]
    for name, value in asked.items():
        if name in FIELDS:
            field, said = FIELDS[name](shop, value)
            # A group and a sub-group cannot both be named by one field.
            joined += [{field: said}] if field in given else []
            given.setdefault(field, said)
    given |= {"AND": joined} if joined else {}
    return given | ({"OR": [where(shop, part) for part in asked["OR"]]} if "OR" in asked else {})


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
    other = {"ids": [global_id(shop["units"]["N2"])]}
    assert names(graphql(LIST, channel="vn", where={**asked["where"], "area": other})) == ["Dầu lạc", "Đũa"]


def test_products_without_an_area_stand_in_no_area(shop, graphql):
    everywhere = {"ids": [global_id(unit) for unit in shop["units"].values()]}
    assert "Nấm" not in names(graphql(LIST, channel="vn", where={"area": everywhere}))
