"""A shop of ten products, its facts in plain Python, and the simplest filter over them."""

from datetime import date

from hypothesis import strategies as st

from catalog import services
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from tests import factories
from tests.catalog.asking import global_id
from tests.catalog.geography import WITHIN, country, names_within

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


def open_shop():
    """The goods on shelves; what filters name them by."""
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
