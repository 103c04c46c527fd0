"""What a product's page tells, the versions of the classification and raw-material zones, in the graph."""

from datetime import date

import pytest

from catalog import services
from catalog.models.categories import Ministry
from catalog.models.products import Fulfilment
from core import graph
from tests import factories

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
