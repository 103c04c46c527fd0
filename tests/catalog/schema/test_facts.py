"""What a product's page tells, the versions of the classification and raw-material zones, in the graph."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import selectors, services
from catalog.models.categories import Ministry
from catalog.models.products import Fulfilment
from catalog.models.zones import ZoneStandard
from core import graph
from tests import factories
from tests.catalog.asking import global_id

FACTS = """
query Facts($slug: String!) {
  product(slug: $slug, channel: "vn") {
    story ingredients storage warnings shelfLifeDays alcoholByVolume fulfilment voucherDays isShippingRequired
    formerCategory { name classificationVersion }
    translation(languageCode: EN) { story ingredients storage warnings }
  }
}
"""


@pytest.fixture
def versions(db):
    """The classification of 2019 and the one that took its place, with a group and a sub-group each."""
    days = {"cũ": (date(2019, 8, 21), date(2023, 2, 24)), "nay": (date(2023, 2, 24), None)}
    made = {}
    for version, (begins, ends) in days.items():
        services.put_classification(version=version, valid_from=begins, valid_to=ends, source=factories.source())
        given = {"classification_version": version, "position": 1, "source": factories.source(document=version)}
        group, _ = services.put_category(
            code="1",
            parent=None,
            name_vi=f"Thực phẩm {version}",
            name_en=f"Food {version}",
            ministry=Ministry.HEALTH,
            ministry_source=factories.source(document="Nghị định"),
            **given,
        )
        sub, _ = services.put_category(code="1a", parent=group, name_vi=f"Rau {version}", name_en="Vegetables", **given)
        made[version] = (group, sub)
    return made


def test_a_product_tells_its_facts_in_both_languages(graphql, versions):
    facts = {
        "story_vi": "Chuyện",
        "story_en": "Story",
        "ingredients_vi": "Cá",
        "ingredients_en": "Fish",
        "storage_vi": "Mát",
        "storage_en": None,
        "warnings_vi": "",
        "warnings_en": "",
    }
    factories.listed(
        "Mắm",
        name_en="Fish sauce",
        shelf_life_days=365,
        alcohol_bp=1250,
        category=versions["nay"][1],
        former_category=versions["cũ"][0],
        **facts,
    )
    assert graphql(FACTS, slug="mam")["product"] == {
        "story": "Chuyện",
        "ingredients": "Cá",
        "storage": "Mát",
        "warnings": None,
        "shelfLifeDays": 365,
        "alcoholByVolume": 12.5,
        "fulfilment": "GOODS",
        "voucherDays": None,
        "isShippingRequired": True,
        "formerCategory": {"name": "Thực phẩm cũ", "classificationVersion": "cũ"},
        "translation": {"story": "Story", "ingredients": "Fish", "storage": None, "warnings": None},
    }


def test_a_service_is_a_voucher_that_nobody_ships(graphql):
    factories.listed("Tour", fulfilment=Fulfilment.VOUCHER, voucher_days=180)
    told = graphql(FACTS, slug="tour")["product"]
    assert (told["fulfilment"], told["voucherDays"], told["isShippingRequired"]) == ("VOUCHER", 180, False)
    assert (told["alcoholByVolume"], told["formerCategory"]) == (None, None)


GROUPS = """
query Groups($version: String, $on: Date) {
  ocopGroups(version: $version, on: $on) {
    name ministry ministrySource { document } source { document confidence }
    children(first: 5) { edges { node { name } } }
  }
}
"""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Thực phẩm nay"]),
        ({"version": "cũ"}, ["Thực phẩm cũ"]),
        ({"version": "chưa có"}, []),
        ({"on": "2023-02-23"}, ["Thực phẩm cũ"]),
        ({"on": "2023-02-24"}, ["Thực phẩm nay"]),
        ({"on": "2019-08-20"}, []),
    ],
)
def test_groups_are_of_one_version(graphql, versions, asked, expected):
    assert [group["name"] for group in graphql(GROUPS, **asked)["ocopGroups"]] == expected


def test_a_group_tells_who_says_so_and_who_answers_for_it(graphql, versions):
    assert graphql(GROUPS)["ocopGroups"] == [
        {
            "name": "Thực phẩm nay",
            "ministry": "HEALTH",
            "ministrySource": {"document": "Nghị định"},
            "source": {"document": "nay", "confidence": "SURE"},
            "children": {"edges": [{"node": {"name": "Rau nay"}}]},
        }
    ]


def test_a_version_and_a_day_are_not_asked_together(versions):
    answer = graph.execute(GROUPS, {"version": "nay", "on": "2026-01-01"})
    assert [error.message for error in answer.errors] == ["Argument 'version' cannot be combined with 'on'"]


def test_every_version_tells_its_days(graphql, versions):
    document = "{ ocopClassifications { version validFrom validTo groups { name } } }"
    assert graphql(document)["ocopClassifications"] == [
        {"version": "cũ", "validFrom": "2019-08-21", "validTo": "2023-02-24", "groups": [{"name": "Thực phẩm cũ"}]},
        {"version": "nay", "validFrom": "2023-02-24", "validTo": None, "groups": [{"name": "Thực phẩm nay"}]},
    ]


CATEGORIES = """
query Categories($filter: CategoryFilterInput) {
  categories(level: 0, filter: $filter) { totalCount edges { node { slug } } }
}
"""


def test_categories_are_those_in_force_unless_they_are_named(graphql, versions):
    own = factories.category()
    listed = graphql(CATEGORIES)["categories"]
    assert [edge["node"]["slug"] for edge in listed["edges"]] == ["thuc-pham-nay", own.slug]
    assert listed["totalCount"] == 2
    named = graphql(CATEGORIES, filter={"slugs": ["thuc-pham-cu"]})["categories"]
    assert [edge["node"]["slug"] for edge in named["edges"]] == ["thuc-pham-cu"]


def test_the_day_a_version_begins_changes_a_kept_answer(client, versions, clock):
    services.put_classification(
        version="nay", valid_from=date(2023, 2, 24), valid_to=date(2027, 1, 1), source=factories.source()
    )

    def shown():
        answer = client.post("/graphql/", {"query": CATEGORIES}, content_type="application/json").json()
        return [edge["node"]["slug"] for edge in answer["data"]["categories"]["edges"]]

    clock("2026-12-31T23:59")
    assert shown() == ["thuc-pham-nay"]
    clock("2027-01-01T00:00")
    assert shown() == []


ZONES = """
query Zones($first: Int, $after: String, $area: ProductAreaInput, $plantingCode: String, $certifiedOn: Date) {
  rawMaterialZones(
    first: $first, after: $after, area: $area, plantingCode: $plantingCode, certifiedOn: $certifiedOn
  ) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node {
      slug name crop areaHa households plantingCode plantingCodeSince standard standardNumber standardFrom standardTo
      isDemonstration commune { name } source { document } translation(languageCode: EN) { name crop }
      products(channel: "vn") { name pricing { priceRange { start { gross { amount } } } } }
    } }
  }
}
"""


def zones(answer):
    return [edge["node"]["slug"] for edge in answer["rawMaterialZones"]["edges"]]


def test_a_zone_tells_what_is_known_and_what_is_made_of_it(graphql):
    factories.tax_rate()
    zone = factories.zone(
        slug="vung-lac",
        name_vi="Vùng lạc",
        name_en="Peanut fields",
        crop_en="Peanut",
        commune=factories.area("Xã Trường Phú"),
        source=factories.source(document="Báo cáo"),
        area_m2=125_050,
        households=38,
        planting_code="QB-1",
        planting_code_since=date(2025, 3, 4),
        standard=ZoneStandard.VIETGAP,
        standard_number="VG-7",
        standard_from=date(2025, 1, 1),
        standard_to=date(2026, 12, 31),
    )
    hidden = factories.product()
    services.supply(zone=zone, products=[factories.listed("Dầu lạc", 90_000), factories.listed("Lạc rang"), hidden])
    [edge] = graphql(ZONES)["rawMaterialZones"]["edges"]
    assert edge["node"] == {
        "slug": "vung-lac",
        "name": "Vùng lạc",
        "crop": "Lạc",
        "areaHa": 12.505,
        "households": 38,
        "plantingCode": "QB-1",
        "plantingCodeSince": "2025-03-04",
        "standard": "VIETGAP",
        "standardNumber": "VG-7",
        "standardFrom": "2025-01-01",
        "standardTo": "2026-12-31",
        "isDemonstration": False,
        "commune": {"name": "Xã Trường Phú"},
        "source": {"document": "Báo cáo"},
        "translation": {"name": "Peanut fields", "crop": "Peanut"},
        "products": [
            {"name": "Dầu lạc", "pricing": {"priceRange": {"start": {"gross": {"amount": 90000.0}}}}},
            {"name": "Lạc rang", "pricing": {"priceRange": {"start": {"gross": {"amount": 50000.0}}}}},
        ],
    }


def test_zones_by_place_code_and_day(graphql):
    before = factories.area("Xã Cũ", valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1))
    beside = factories.area("Xã Bên", valid_from=date(2020, 1, 1), valid_to=date(2025, 7, 1))
    today = factories.area("Xã Mới")
    services.succeed([(before, today), (beside, today)])
    certified = {"standard": ZoneStandard.ORGANIC, "standard_from": date(2026, 1, 1), "standard_to": date(2026, 6, 30)}
    factories.zone(slug="a", commune=before, **certified)
    factories.zone(slug="b", commune=today, planting_code="QB-1")
    factories.zone(slug="c", standard=ZoneStandard.FSC)
    assert zones(graphql(ZONES)) == ["a", "b", "c"]
    assert zones(graphql(ZONES, area={"ids": [global_id(today)]})) == ["a", "b"]
    assert zones(graphql(ZONES, area={"ids": [global_id(before)]})) == ["a"]
    assert zones(graphql(ZONES, plantingCode="QB-1")) == ["b"]
    for day, expected in (("2025-12-31", []), ("2026-01-01", ["a"]), ("2026-06-30", ["a"]), ("2026-07-01", [])):
        assert zones(graphql(ZONES, certifiedOn=day)) == expected


def test_zones_are_walked_in_pages(graphql):
    for slug in ("b", "a", "c"):
        factories.zone(slug=slug)
    first = graphql(ZONES, first=2)
    assert first["rawMaterialZones"]["totalCount"] == 3
    assert zones(first) == ["a", "b"]
    assert zones(graphql(ZONES, first=2, after=first["rawMaterialZones"]["pageInfo"]["endCursor"])) == ["c"]


def test_only_real_zones_of_real_products_count(db):
    real, made_up = factories.zone(), factories.zone(is_demonstration=True)
    products = [factories.product() for _ in range(3)]
    services.supply(zone=real, products=[products[0], factories.product(is_demonstration=True)])
    services.supply(zone=factories.zone(), products=products[:1])
    services.supply(zone=made_up, products=products)
    assert selectors.zone_coverage() == (1, 3)


EVERYTHING = """
{ products(first: 50, channel: "vn") { edges { node {
    story ingredients shelfLifeDays fulfilment formerCategory { name }
    translation(languageCode: EN) { story warnings }
    category { ministrySource { document } source { document } }
    rawMaterialZones { name commune { name } source { document } products(channel: "vn") { name } }
} } } }
"""


def statements(document):
    with CaptureQueriesContext(connection) as captured:
        answer = graph.execute(document, {})
    assert not answer.errors, answer.errors
    return len(captured)


def test_facts_and_zones_of_many_products_cost_what_those_of_one_cost(db):
    def listed(number):
        made = factories.listed(f"Số {number}", name_en=f"Number {number}", story_vi="Chuyện")
        services.supply(zone=factories.zone(), products=[made])

    listed(0)
    statements(EVERYTHING)
    one = statements(EVERYTHING)
    for number in range(1, 5):
        listed(number)
    statements(EVERYTHING)
    assert statements(EVERYTHING) == one
