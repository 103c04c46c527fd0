"""Stars in the graph: shown on their days, gone at midnight, filtered by, and never more statements for more rows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.models.certificates import DayPrecision
from catalog.services.certificates import PrintedDay
from core import graph
from core.graph import http
from tests import factories
from tests.catalog.asking import LIST, global_id, names, refused

PRODUCT = """
query Product($slug: String!, $on: Date) {
  product(slug: $slug, channel: "vn") {
    isDemonstration
    certificate(validOn: $on) {
      id stars score provinceScore issuer decisionNumber issuedOn issuedPrecision validTo starFrom starTo status event
      source { document isDemonstration } product(channel: "vn") { name }
    }
  }
}
"""
HISTORY = """
query History($slug: String!) {
  product(slug: $slug) {
    certificateHistory { stars status event decisionNumber issuedOn issuedPrecision starFrom starTo provinceScore }
  }
}
"""
CERTIFICATES = """
query Certificates($validOn: Date, $stars: [Int!], $status: CertificateStatusEnum, $first: Int, $after: String) {
  certificates(validOn: $validOn, stars: $stars, status: $status, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { stars status product { name } } }
  }
}
"""
STARS = '{ products(channel: "vn") { edges { node { name certificate { stars } } } } }'


@pytest.fixture(autouse=True)
def rules(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()
    factories.channel()


@pytest.fixture
def starred():
    """Products with three, four and five stars, one whose stars lapsed, one that is only reported."""
    made = {name: factories.listed(name) for name in ("Ba", "Bốn", "Năm", "Hết", "Nghe nói")}
    factories.confirmed(made["Ba"], 3, date(2026, 1, 5))
    factories.confirmed(made["Bốn"], 4, date(2024, 3, 12))
    factories.confirmed(made["Năm"], 5, date(2025, 7, 3))
    factories.confirmed(made["Hết"], 3, date(2020, 1, 20))
    factories.certificate(made["Nghe nói"], 3, issued=PrintedDay(date(2019, 1, 1), DayPrecision.YEAR))
    return made


def test_a_star_comes_with_its_day_and_its_number(graphql):
    product = factories.listed("Mắm")
    given = {"decision_number": "412/QĐ-UBND", "score": 78_40}
    certificate = factories.confirmed(product, 4, date(2024, 3, 12), source=factories.source(document="Báo"), **given)
    assert graphql(PRODUCT, slug="mam")["product"] == {
        "isDemonstration": False,
        "certificate": {
            "id": global_id(certificate),
            "stars": 4,
            "score": 78.4,
            "provinceScore": None,
            "issuer": "PROVINCE",
            "decisionNumber": "412/QĐ-UBND",
            "issuedOn": "2024-03-12",
            "issuedPrecision": "DAY",
            "validTo": "2027-03-12",
            "starFrom": "2024-03-12",
            "starTo": "2027-03-12",
            "status": "CONFIRMED",
            "event": "NEW",
            "source": {"document": "Báo", "isDemonstration": False},
            "product": {"name": "Mắm"},
        },
    }
    assert graphql(PRODUCT, slug="mam", on="2024-03-11")["product"]["certificate"] is None
    assert graphql(PRODUCT, slug="mam", on="2027-03-12")["product"]["certificate"]["stars"] == 4
    assert graphql(PRODUCT, slug="mam", on="2027-03-13")["product"]["certificate"] is None


def test_the_history_tells_everything_known_newest_first(graphql):
    product = factories.listed("Trà")
    factories.certificate(product, 3, issued=PrintedDay(date(2019, 6, 6), DayPrecision.YEAR))
    factories.confirmed(product, 3, date(2024, 5, 2))
    factories.confirmed(product, 4, date(2026, 2, 3))
    factories.certificate(
        product, 5, province_score=91_50, awaits_centre=True, issued=PrintedDay(date(2026, 10, 1), DayPrecision.DAY)
    )
    mistaken = factories.confirmed(product, 3, date(2021, 1, 1))
    services.withdraw_certificate(
        certificate=mistaken, on=mistaken.issued_on, reason="Nhầm sản phẩm", by=factories.OFFICER
    )
    told = graphql(HISTORY, slug="tra")["product"]["certificateHistory"]
    assert [(row["stars"], row["status"], row["starFrom"], row["starTo"]) for row in told] == [
        (5, "POTENTIAL_5", None, None),
        (4, "CONFIRMED", "2026-02-03", "2029-02-03"),
        (3, "REPLACED", "2024-05-02", "2026-02-02"),
        (3, "REPORTED", None, None),
    ]
    assert told[0]["provinceScore"] == 91.5
    assert (told[3]["issuedOn"], told[3]["issuedPrecision"]) == ("2019-01-01", "YEAR")


def ask(client, document):
    response = client.post("/graphql/", {"query": document}, content_type="application/json")
    return [edge["node"]["certificate"] for edge in response.json()["data"]["products"]["edges"]]


def statements(client, document):
    with CaptureQueriesContext(connection) as captured:
        ask(client, document)
    return len(captured)


def test_a_kept_answer_loses_the_star_at_midnight_in_vietnam(client, clock):
    """Trap 13, through the answer cache."""
    http.kept_answers.clear()
    factories.confirmed(factories.listed("Mắm"), 4, date(2024, 3, 12))
    clock("2027-03-12T23:58")
    assert ask(client, STARS) == [{"stars": 4}]
    # Kept: only the revision is read.
    assert statements(client, STARS) == 1
    clock("2027-03-12T23:59:59")
    assert ask(client, STARS) == [{"stars": 4}]
    clock("2027-03-13T00:00")
    assert ask(client, STARS) == [None]


def test_a_kept_answer_gains_the_star_when_a_decision_is_confirmed(client):
    http.kept_answers.clear()
    product = factories.listed("Mắm")
    assert ask(client, STARS) == [None]
    factories.confirmed(product, 4, date(2024, 3, 12))
    assert ask(client, STARS) == [{"stars": 4}]


@pytest.mark.parametrize(
    ("certificate", "expected"),
    [
        ({"validOn": "2026-11-24"}, ["Ba", "Bốn", "Năm"]),
        ({"validOn": "2026-11-24", "stars": [3]}, ["Ba"]),
        ({"validOn": "2026-11-24", "stars": [4, 5]}, ["Bốn", "Năm"]),
        ({"validOn": "2027-03-12", "stars": [4]}, ["Bốn"]),
        ({"validOn": "2027-03-13", "stars": [4]}, []),
        ({"validOn": "2022-06-01"}, ["Hết"]),
        ({"validOn": "2026-11-24", "stars": [1, 2147483647]}, []),
    ],
)
@pytest.mark.parametrize("argument", ["filter", "where"])
def test_products_by_star_on_a_day(graphql, starred, argument, certificate, expected):
    answer = graphql(LIST, channel="vn", **{argument: {"certificate": certificate}})
    assert names(answer) == expected
    assert answer["products"]["totalCount"] == len(expected)


def test_conditions_of_two_days_are_each_of_a_certificate_of_its_own(graphql, starred):
    factories.confirmed(starred["Hết"], 4, date(2026, 5, 5))
    both = [{"certificate": {"validOn": "2022-06-01"}}, {"certificate": {"validOn": "2026-11-24", "stars": [4]}}]
    assert names(graphql(LIST, channel="vn", where={"AND": both})) == ["Hết"]
    either = graphql(LIST, channel="vn", where={"OR": both})
    assert names(either) == ["Bốn", "Hết"]
    assert either["products"]["totalCount"] == 2


def test_a_filter_by_star_is_compiled_once_for_its_day(graphql, starred, monkeypatch):
    asked = {"channel": "vn", "where": {"certificate": {"validOn": "2026-11-24", "stars": [3]}}}
    graphql(LIST, **asked)
    monkeypatch.setattr("core.graph.rows.Statement", None)
    assert names(graphql(LIST, **asked)) == ["Ba"]


def test_a_day_is_named_to_filter_by(starred):
    assert "validOn" in refused(LIST, channel="vn", where={"certificate": {"stars": [3]}})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [3, 3, 5, 4, 3]),
        ({"validOn": "2026-11-24"}, [5, 4, 3]),
        ({"stars": [4, 5]}, [5, 4]),
        ({"stars": []}, []),
        ({"status": "REPORTED"}, [3]),
        ({"status": "LAPSED", "stars": [3]}, [3]),
    ],
)
def test_certificates_by_day_stars_and_status(graphql, starred, asked, expected):
    found = graphql(CERTIFICATES, **asked)["certificates"]
    assert [edge["node"]["stars"] for edge in found["edges"]] == expected
    assert found["totalCount"] == len(expected)


def test_certificates_are_walked_in_pages(graphql, starred):
    first = graphql(CERTIFICATES, first=3)["certificates"]
    second = graphql(CERTIFICATES, first=3, after=first["pageInfo"]["endCursor"])["certificates"]
    walked = [edge["node"]["product"]["name"] for page in (first, second) for edge in page["edges"]]
    assert walked == ["Nghe nói", "Hết", "Năm", "Bốn", "Ba"]
    assert not second["pageInfo"]["hasNextPage"]


def test_a_product_that_is_not_shown_has_a_certificate_without_product(graphql):
    factories.confirmed(factories.product(), 3, date(2026, 1, 5))
    found = graphql(CERTIFICATES)["certificates"]
    assert found["edges"] == [{"node": {"stars": 3, "status": "CONFIRMED", "product": None}}]


COSTLY = """
query Costly {
  products(first: 50, channel: "vn") { edges { node {
    name isDemonstration certificate { stars validTo source { document } product { name } }
    certificateHistory { stars status source { document } product(channel: "vn") { name } }
    sources { document }
  } } }
  certificates(first: 50) { totalCount edges { node { stars product(channel: "vn") { name } } } }
}
"""


def test_stars_cost_no_more_statements_for_more_products():
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert not graph.execute(COSTLY).errors
        return len(captured)

    def furnish(count):
        for number in range(count):
            product = factories.listed()
            factories.confirmed(product, 3, date(2024, 1, 5))
            factories.confirmed(product, 4, date(2026, 1, 5 + number))

    furnish(1)
    cost()
    few = cost()
    furnish(5)
    cost()
    assert cost() == few


def test_a_product_made_up_says_so(graphql):
    factories.listed("Mẫu", is_demonstration=True, producer=factories.producer(is_demonstration=True))
    found = graphql('{ product(slug: "mau", channel: "vn") { isDemonstration producer { isDemonstration } } }')
    assert found["product"] == {"isDemonstration": True, "producer": {"isDemonstration": True}}
