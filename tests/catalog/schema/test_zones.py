"""Raw-material zones in the graph."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import selectors, services
from catalog.models.zones import ZoneStandard
from core import graph
from tests import factories
from tests.catalog.asking import global_id

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


@pytest.fixture
def peanut_fields(db):
    return factories.zone(
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


def test_a_zone_tells_what_is_known_and_what_is_made_of_it(graphql, peanut_fields):
    factories.tax_rate()
    hidden = factories.product()
    services.supply(
        zone=peanut_fields, products=[factories.listed("Dầu lạc", 90_000), factories.listed("Lạc rang"), hidden]
    )
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
