"""What of a producer is told to whom: an anonymous reader, a buyer, its member, another's member, an officer."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import tokens
from catalog import services
from catalog.models.channels import LegalSeller
from catalog.models.producers import CheckMethod, ProducerKind, SellerState
from catalog.schema.sellers import SellerCheck
from core import graph
from core.viewer import Viewer
from tests import factories
from tests.catalog.viewers import officer

CARD = """
query Card($slug: String!) {
  producer(slug: $slug) {
    name legalName kind taxNumber registrationNumber registrationIssuer registeredOn
    addressPrinted area { name } story translation(languageCode: EN) { name story }
    phone email website representative isDemonstration
    kindHistory { kind since until source { document } }
    verification { state method checkedOn }
    sellerChecks { number state method checkedOn reason actorRole at }
  }
}
"""
FACTS = {
    "name_vi": "Cơ sở Lan",
    "legal_name": "Hộ kinh doanh Nguyễn Thị Lan",
    "phone": "0912 345 678",
    "email": "lan@vidu.example",
    "representative": "Nguyễn Thị Lan",
    "registration_number": "29A8001234",
    "registration_issuer": "UBND xã Phong Nha",
    "registered_on": date(2021, 3, 4),
}


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def household(db):
    return factories.producer(kind=ProducerKind.HOUSEHOLD, slug="lan", **FACTS)


def readers(producer):
    """Everyone who may ask, by what they are."""
    buyer = factories.user("mua@vidu.example")
    own, other = factories.member(producer), factories.member(factories.producer())
    past = factories.member(producer, valid_to=date(2026, 11, 24))
    return {
        "anonymous": Viewer.anonymous(),
        "buyer": Viewer(lambda: buyer),
        "other": Viewer(lambda: other),
        "past": Viewer(lambda: past),
        "member": Viewer(lambda: own),
        "officer": officer("view_producer"),
    }


OUTSIDERS, INSIDERS = ("anonymous", "buyer", "other", "past"), ("member", "officer")


def told(graphql, producer, *fields):
    """What each reader is told of these fields."""
    cards = {
        who: graphql(CARD, viewer=viewer, slug=producer.slug)["producer"] for who, viewer in readers(producer).items()
    }
    return {who: tuple(card[field] for field in fields) for who, card in cards.items()}


def test_a_households_own_telephone_is_told_to_nobody_outside(household, graphql):
    seen = told(graphql, household, "phone", "email", "representative")
    assert {who: seen[who] for who in OUTSIDERS} == dict.fromkeys(OUTSIDERS, (None, None, None))
    inside = ("0912 345 678", "lan@vidu.example", "Nguyễn Thị Lan")
    assert {who: seen[who] for who in INSIDERS} == dict.fromkeys(INSIDERS, inside)


def test_the_telephone_it_trades_under_is_told_to_everybody_and_who_signs_is_not(household, graphql):
    services.put_producer(slug="lan", name_vi="Cơ sở Lan", has_trading_contact=True)
    seen = told(graphql, household, "phone", "email", "representative")
    outside = ("0912 345 678", "lan@vidu.example", None)
    assert {who: seen[who] for who in OUTSIDERS} == dict.fromkeys(OUTSIDERS, outside)


@pytest.mark.parametrize(
    ("kind", "public"),
    [
        (ProducerKind.COOPERATIVE, True),
        (ProducerKind.COOPERATIVE_UNION, True),
        (ProducerKind.ENTERPRISE, True),
        (ProducerKind.TOURISM_BODY, True),
        (ProducerKind.COOPERATIVE_GROUP, False),
        (ProducerKind.FARM, False),
        (ProducerKind.HOUSEHOLD, False),
        (None, False),
    ],
)
def test_an_organisations_telephone_is_an_offices_and_anybody_elses_a_persons(db, graphql, kind, public):
    producer = factories.producer(kind=kind, phone="0232 3822 010")
    card = graphql(CARD, slug=producer.slug)["producer"]
    assert card["phone"] == ("0232 3822 010" if public else None)


def test_a_household_that_became_a_company_tells_its_telephone_from_that_day(household, graphql, clock):
    services.change_kind(
        producer=household, kind=ProducerKind.ENTERPRISE, since=date(2026, 11, 20), by=factories.OFFICER
    )
    assert graphql(CARD, slug="lan")["producer"]["phone"] == "0912 345 678"
    clock("2026-11-19T09:00")
    assert graphql(CARD, slug="lan")["producer"]["phone"] is None


def test_what_the_law_wants_told_is_told_to_everybody(household, graphql):
    seen = told(graphql, household, "legalName", "kind", "registrationNumber", "registrationIssuer", "registeredOn")
    assert set(seen.values()) == {
        ("Hộ kinh doanh Nguyễn Thị Lan", "HOUSEHOLD", "29A8001234", "UBND xã Phong Nha", "2021-03-04")
    }


@pytest.mark.parametrize(
    ("number", "public"), [("3100123456", True), ("3100123456-001", True), ("044098001234", False)]
)
def test_a_persons_identity_number_is_told_to_nobody_outside(household, graphql, number, public):
    services.put_producer(slug="lan", name_vi="Cơ sở Lan", tax_number=number, registration_number=number)
    seen = told(graphql, household, "taxNumber", "registrationNumber")
    outside = (number, number) if public else (None, None)
    assert {who: seen[who] for who in OUTSIDERS} == dict.fromkeys(OUTSIDERS, outside)
    assert {who: seen[who] for who in INSIDERS} == dict.fromkeys(INSIDERS, (number, number))


def verify(producer):
    services.check_seller(
        producer=producer, state=SellerState.VERIFIED, method=CheckMethod.VNEID, seen=0, by=factories.OFFICER
    )


def test_a_producer_nobody_has_looked_at_is_not_verified(household, graphql):
    assert graphql(CARD, slug="lan")["producer"]["verification"] == {
        "state": "UNVERIFIED",
        "method": None,
        "checkedOn": None,
    }


def test_everybody_is_told_what_came_of_the_last_check_and_insiders_every_check(household, graphql):
    verify(household)
    services.check_seller(
        producer=household, state=SellerState.REVOKED, reason="Giấy tờ hết hạn", seen=1, by=factories.OFFICER
    )
    seen = told(graphql, household, "verification", "sellerChecks")
    revoked = {"state": "REVOKED", "method": None, "checkedOn": "2026-11-24"}
    assert [verification for verification, _ in seen.values()] == [revoked] * 6
    assert {who: len(checks) for who, (_, checks) in seen.items()} == dict.fromkeys(OUTSIDERS, 0) | dict.fromkeys(
        INSIDERS, 2
    )
    assert [check["number"] for check in seen["officer"][1]] == [2, 1]
    assert seen["member"][1][0]["reason"] == "Giấy tờ hết hạn"


def test_who_may_see_checks(household):
    checked = [household, factories.producer()]
    for producer in checked:
        verify(producer)
    # The ledger names producers by key alone, so ask of these two.
    theirs = {"producer_id__in": [producer.pk for producer in checked]}
    readings = readers(household).items()
    seen = {who: SellerCheck.visible_to(viewer).filter(**theirs).count() for who, viewer in readings}
    assert seen == {"anonymous": 0, "buyer": 0, "other": 0, "past": 0, "member": 1, "officer": 2}


def test_the_forms_it_had_are_told_with_what_nobody_knows(household, graphql):
    source = factories.source(document="Giấy chứng nhận")
    services.change_kind(
        producer=household, kind=ProducerKind.FARM, since=date(2026, 3, 2), by=factories.OFFICER, source=source
    )
    assert graphql(CARD, slug="lan")["producer"]["kindHistory"] == [
        {"kind": "HOUSEHOLD", "since": None, "until": "2026-03-02", "source": None},
        {"kind": "FARM", "since": "2026-03-02", "until": None, "source": {"document": "Giấy chứng nhận"}},
    ]


def test_a_story_is_told_in_both_languages(db, graphql):
    producer = factories.producer(name_en="Lan's", story_vi="Chuyện **làng**", story_en="A story")
    card = graphql(CARD, slug=producer.slug)["producer"]
    assert json.loads(card["story"])["blocks"][0]["data"]["text"] == "Chuyện **làng**"
    assert json.loads(card["translation"]["story"])["blocks"][0]["data"]["text"] == "A story"


def test_what_a_member_was_told_is_not_kept_for_the_next_reader(household, client):
    """Anonymous answers are kept, and what is asked with a token goes past them, both ways."""
    own = factories.member(household)
    bearer = {"authorization": f"Bearer {tokens.issue(own, 'access')}"}
    query = json.dumps({"query": 'query { producer(slug: "lan") { phone } }'})
    phones = []
    for headers in ({}, bearer, {}, bearer):
        answer = client.post("/graphql/", query, content_type="application/json", headers=headers)
        phones.append(answer.json()["data"]["producer"]["phone"])
    assert phones == [None, "0912 345 678", None, "0912 345 678"]


SELLER = """
query Seller($id: ID!) {
  home: product(id: $id, channel: "vn") { legalSeller { kind producer { slug } } }
  abroad: product(id: $id, channel: "intl") { legalSeller { kind producer { slug } } }
  nowhere: product(id: $id) { legalSeller { kind } }
}
"""


def test_each_listing_says_who_sells(household, graphql):
    """Trap 12: one shop may be a go-between in one market and a seller in another."""
    product = factories.listed("Mật ong", producer=household)
    abroad = factories.channel("intl", "USD")
    factories.price(product.variants.get(), 1290, abroad)
    services.publish(product=product, channel=abroad)
    services.set_legal_seller(product=product, channel=abroad, seller=LegalSeller.SHOP, by=factories.OFFICER)
    answer = graphql(SELLER, id=graph.global_id("Product", product.pk))
    assert answer == {
        "home": {"legalSeller": {"kind": "PRODUCER", "producer": {"slug": "lan"}}},
        "abroad": {"legalSeller": {"kind": "SHOP", "producer": None}},
        "nowhere": {"legalSeller": None},
    }


def test_a_maker_nobody_names_is_no_seller_that_can_be_named(db, graphql):
    product = factories.listed("Muối Roòn")
    document = '{ products(channel: "vn") { edges { node { id legalSeller { kind producer { slug } } } } } }'
    [edge] = graphql(document)["products"]["edges"]
    assert edge["node"]["legalSeller"] == {"kind": "PRODUCER", "producer": None}
    assert edge["node"]["id"] == graph.global_id("Product", product.pk)


MANY = """{ producers(first: 50) { totalCount edges { node {
  name legalName kind taxNumber phone email representative story website
  area { name } kindHistory { kind source { document } } verification { state } sellerChecks { number }
  translation(languageCode: EN) { name story }
  products(first: 2, channel: "vn") { totalCount edges { node { name legalSeller { kind producer { name } } } } }
} } } }"""


def test_six_producers_cost_the_statements_of_two(db):
    def furnish(count):
        for _ in range(count):
            made = factories.producer(
                kind=ProducerKind.FARM, area=factories.area(), name_en="Farm", story_vi="Chuyện", story_en="Story"
            )
            verify(made)
            factories.listed(producer=made)

    def counted():
        graph.execute(MANY)
        with CaptureQueriesContext(connection) as captured:
            answer = graph.execute(MANY)
        assert not answer.errors, answer.errors
        return len(captured)

    furnish(2)
    few = counted()
    furnish(4)
    assert counted() == few
