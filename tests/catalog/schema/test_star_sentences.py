"""What the graph says of stars in one sentence, in both languages and on either side of midnight."""

from datetime import date

import pytest

from catalog.models.certificates import DayPrecision
from catalog.services.certificates import PrintedDay
from core.graph import http
from tests import factories

SENTENCE = """
query Sentence($slug: String!) {
  product(slug: $slug, channel: "vn") { starStatement en: starStatement(languageCode: EN_GB) }
}
"""


@pytest.fixture(autouse=True)
def rules(db, clock):
    clock("2026-11-24T09:00")
    factories.star_rules()
    factories.channel()


def sentences(graphql, slug):
    told = graphql(SENTENCE, slug=slug)["product"]
    return told["starStatement"], (told["en"] or "").replace("\N{NO-BREAK SPACE}", " ")


def test_a_product_says_in_one_sentence_what_may_be_said_of_its_stars(graphql, clock):
    product = factories.listed("Trà")
    assert graphql(SENTENCE, slug="tra")["product"] == {"starStatement": None, "en": None}
    factories.certificate(product, 3, issued=PrintedDay(date(2019, 6, 6), DayPrecision.YEAR))
    assert sentences(graphql, "tra") == (
        "Từng được công nhận 3 sao (2019), chưa xác nhận còn hiệu lực.",
        "Once certified with 3 stars (2019), not confirmed as still valid.",
    )
    factories.confirmed(product, 4, date(2024, 3, 12), decision_number="412/QĐ-UBND")
    factories.certificate(product, 5, province_score=91_50, awaits_centre=True)
    assert sentences(graphql, "tra") == (
        "4 sao theo quyết định 412/QĐ-UBND ngày 12/03/2024, hiệu lực đến hết 12/03/2027.",
        "4 stars by decision 412/QĐ-UBND of 12 March 2024, valid through 12 March 2027.",
    )
    clock("2027-03-13T00:00")
    assert sentences(graphql, "tra")[0] == "Từng đạt 4 sao, 2024–2027."


def test_a_kept_sentence_changes_at_midnight_with_the_star(client, clock):
    http.kept_answers.clear()
    factories.confirmed(factories.listed("Mắm"), 4, date(2024, 3, 12))
    document = '{ product(slug: "mam", channel: "vn") { starStatement certificateHistory { statement } } }'

    def ask():
        answer = client.post("/graphql/", {"query": document}, content_type="application/json").json()
        told = answer["data"]["product"]
        assert told["certificateHistory"] == [{"statement": told["starStatement"]}]
        return told["starStatement"]

    clock("2027-03-12T23:59")
    assert ask().startswith("4 sao theo")
    clock("2027-03-13T00:00")
    assert ask() == "Từng đạt 4 sao, 2024–2027."
