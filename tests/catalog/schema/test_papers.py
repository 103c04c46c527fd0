"""Marks, permits, waivers and the watch in the graph, as each kind of reader sees them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.models.permits import PermitKind
from core import files, graph
from core.graph import http
from tests import factories, pictures
from tests.catalog import papering
from tests.catalog.asking import global_id

PRODUCT = """
query Product($slug: String!, $on: Date) {
  product(slug: $slug, channel: "vn") {
    marks(validOn: $on) {
      kind name translation(languageCode: EN) { name } number owner registeredOn validTo holder { name }
      licences { validFrom validTo producer { name } } source { document }
    }
    permits(validOn: $on) { kind number issuer law issuedOn validTo status file producer { name } product { name } }
    permitWaiver { since source { document } missing { code name kinds } }
  }
}
"""
PERMITS = "{ permits { totalCount edges { node { number status file } } } }"
WATCH = """
query Watch($on: Date, $first: Int, $after: String) {
  expiringPapers(on: $on, first: $first, after: $after) {
    totalCount pageInfo { endCursor }
    edges { node { paper kind number productName producer { name } lastDay daysLeft band isDemonstration } }
  }
}
"""
MARKS = """
query Marks($producer: ID, $validOn: Date) {
  marks(producer: $producer, validOn: $validOn) { totalCount edges { node { number } } }
}
"""
LIST = """{ products(channel: "vn") { edges { node {
  marks { number licences { producer { name } } } permits { number source { document } } permitWaiver { since }
  producer { permits(validOn: "2026-11-24") { number } }
} } } }"""


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")
    factories.channel()


def numbers(answer, field="permits"):
    return [edge["node"]["number"] for edge in answer[field]["edges"]]


def test_a_product_tells_what_it_bears_and_holds_on_a_day(graphql, maker):
    product = factories.listed("Mắm", producer=maker)
    mark = papering.mark(product, number="4-1", name_vi="Mắm Một", name_en="Mắm Một sauce", owner="Hội")
    papering.lent(mark, maker, date(2025, 1, 1), valid_to=date(2026, 12, 31))
    factories.permit(maker, number="12/GCN", law="Nghị định", valid_to=date(2027, 3, 1))
    told = graphql(PRODUCT, slug="mam")["product"]
    [borne] = told["marks"]
    assert borne.pop("source")["document"]
    assert borne == {
        "kind": "COLLECTIVE",
        "name": "Mắm Một",
        "translation": {"name": "Mắm Một sauce"},
        "number": "4-1",
        "owner": "Hội",
        "registeredOn": "2024-01-05",
        "validTo": "2033-12-31",
        "holder": None,
        "licences": [{"validFrom": "2025-01-01", "validTo": "2026-12-31", "producer": {"name": "HTX Một"}}],
    }
    [held] = told["permits"]
    assert (held["kind"], held["number"], held["law"], held["validTo"]) == (
        "FACILITY",
        "12/GCN",
        "Nghị định",
        "2027-03-01",
    )
    assert (held["status"], held["producer"], held["product"]) == ("CONFIRMED", {"name": "HTX Một"}, None)
    later = graphql(PRODUCT, slug="mam", on="2027-03-02")["product"]
    assert (later["marks"], later["permits"]) == ([], [])


def test_a_page_can_say_that_nobody_has_seen_the_papers(graphql):
    factories.required_permit()
    product = factories.product("Mắm")
    factories.price(factories.variant(product), 50_000)
    services.waive_permits(product=product, source=factories.source(document="Báo"), by=factories.OFFICER)
    services.publish(product=product, channel=factories.channel())
    missing = {"code": "attp", "name": "Giấy an toàn thực phẩm", "kinds": ["COMMITMENT", "FACILITY"]}
    told = graphql(PRODUCT, slug="mam")["product"]["permitWaiver"]
    assert told == {"since": "2026-11-24", "source": {"document": "Báo"}, "missing": [missing]}
    product.producer = factories.producer()
    product.save(update_fields=["producer"])
    factories.permit(product.producer)
    assert graphql(PRODUCT, slug="mam")["product"]["permitWaiver"] is None


def test_a_kept_answer_loses_the_mark_at_midnight_in_vietnam(client, clock, maker):
    http.kept_answers.clear()
    mark = papering.mark(factories.listed("Mắm", producer=maker), number="4-1")
    papering.lent(mark, maker, valid_to=date(2026, 12, 31))
    document = '{ product(slug: "mam", channel: "vn") { marks { number } } }'

    def ask():
        answer = client.post("/graphql/", {"query": document}, content_type="application/json").json()
        return answer["data"]["product"]["marks"]

    clock("2026-12-31T23:59")
    assert ask() == ask() == [{"number": "4-1"}]
    clock("2027-01-01T00:00")
    assert ask() == []


def test_who_sees_which_permits_and_whose_scans(graphql, maker, readers):
    sheet = pictures.upload(pictures.written(pictures.drawn(700, 800)))
    scan = factories.permit(maker, number="kiểm", scan=sheet).file.name
    factories.submitted(maker, number="nộp")
    services.reject_permit(permit=factories.submitted(maker, number="trả"), reason="x", by=factories.OFFICER)
    seen = {name: graphql(PERMITS, viewer=viewer) for name, viewer in readers.items()}
    every = ["trả", "nộp", "kiểm"]
    public = ["kiểm"]
    assert {name: numbers(answer) for name, answer in seen.items()} == {
        "nobody": public,
        "buyer": public,
        "member": every,
        "other": public,
        "officer": every,
    }
    assert {name: answer["permits"]["totalCount"] for name, answer in seen.items()} == {
        name: len(numbers(answer)) for name, answer in seen.items()
    }
    scans = {name: answer["permits"]["edges"][-1]["node"]["file"] for name, answer in seen.items()}
    address = files.address_of_paper(scan)
    assert scans == {"nobody": None, "buyer": None, "member": address, "other": None, "officer": address}
    for name, viewer in readers.items():
        assert files.may_read(viewer, scan) is (name in ("member", "officer")), name
    assert Client().get(address).status_code == 404


def test_a_products_own_papers_are_seen_by_the_same_rule(graphql, maker, readers):
    product = factories.listed("Mắm", producer=maker)
    factories.submitted(product, PermitKind.SELF_DECLARATION, number="nộp")
    seen = {
        name: [one["number"] for one in graphql(PRODUCT, viewer=viewer, slug="mam")["product"]["permits"]]
        for name, viewer in readers.items()
    }
    assert seen == {"nobody": [], "buyer": [], "member": ["nộp"], "other": [], "officer": ["nộp"]}


def test_the_watch_is_for_officers_and_of_ones_own_makers(graphql, maker, readers):
    factories.permit(maker, number="1/GCN", valid_to=date(2026, 12, 4))
    factories.permit(factories.producer(), number="2/GCN", valid_to=date(2027, 2, 4))
    seen = {name: numbers(graphql(WATCH, viewer=viewer), "expiringPapers") for name, viewer in readers.items()}
    assert seen == {"nobody": [], "buyer": [], "member": ["1/GCN"], "other": [], "officer": ["1/GCN", "2/GCN"]}
    first = graphql(WATCH, viewer=readers["officer"], first=1)["expiringPapers"]
    assert first["totalCount"] == 2
    assert first["edges"][0]["node"] == {
        "paper": "PERMIT",
        "kind": "facility",
        "number": "1/GCN",
        "productName": "",
        "producer": {"name": "HTX Một"},
        "lastDay": "2026-12-04",
        "daysLeft": 10,
        "band": 30,
        "isDemonstration": False,
    }
    after = first["pageInfo"]["endCursor"]
    assert numbers(graphql(WATCH, viewer=readers["officer"], after=after), "expiringPapers") == ["2/GCN"]
    assert numbers(graphql(WATCH, viewer=readers["officer"], on="2026-12-05"), "expiringPapers") == ["2/GCN"]


def test_marks_by_maker_and_day(graphql, maker):
    papering.lent(papering.mark(number="4-1"), maker, valid_to=date(2026, 12, 31))
    papering.mark(number="4-2", holder=maker)
    papering.mark(number="4-3", valid_to=date(2026, 1, 1))
    assert numbers(graphql(MARKS), "marks") == ["4-3", "4-2", "4-1"]
    assert numbers(graphql(MARKS, validOn="2026-11-24"), "marks") == ["4-2", "4-1"]
    assert numbers(graphql(MARKS, producer=global_id(maker)), "marks") == ["4-2", "4-1"]
    assert numbers(graphql(MARKS, producer=global_id(maker), validOn="2027-01-01"), "marks") == ["4-2"]


def test_five_products_cost_what_one_does(maker):
    factories.required_permit(kinds=[PermitKind.COMMITMENT])

    def made(count):
        for _ in range(count):
            product = factories.product(producer=(of := factories.producer()))
            factories.price(factories.variant(product), 50_000)
            services.waive_permits(product=product, source=factories.source(), by=factories.OFFICER)
            services.publish(product=product, channel=factories.channel())
            papering.lent(papering.mark(product), of)
            factories.permit(of)

    def statements():
        with CaptureQueriesContext(connection) as asked:
            answer = graph.execute(LIST)
        assert not answer.errors
        return len(asked), len(answer.data["products"]["edges"])

    made(1)
    one = statements()
    made(4)
    assert statements() == (one[0], 5)
