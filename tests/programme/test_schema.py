"""`kpis` and `publishedFigures`."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models.producers import ProducerKind
from core import graph
from programme.models import Metric
from tests import factories

KPIS = """
query Kpis($asOf: Date, $first: Int, $after: String) {
  kpis(asOf: $asOf) {
    slug name day status absence absenceMessage
    target {
      id metric dimension minimum maximum unit eachYear periodFrom periodTo asOf area { code } source { document }
    }
    earlierTargets { minimum maximum }
    actual { numerator denominator status gapToLow gapToHigh comparable day until figures { id } }
    published {
      numerator denominator status gapToLow gapToHigh figures { name value day lastDay precision area { code } }
    }
    doubts { code message }
    sources { id document }
    drillDown(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { name counted stars validFrom validTo product { name producer { name } } producer { kind } } }
    }
  }
  publishedFigures(by: $asOf) { metric name value note source { document } }
}
"""
DAY = "2025-05-31"


def ask(**variables):
    answer = graph.execute(KPIS, {"asOf": DAY, **variables})
    assert not answer.errors, answer.errors
    return answer.data


def test_a_share_is_told_as_an_exact_fraction_with_its_doubt_and_sources(province):
    province.share(Metric.SUBJECTS, "enterprise")
    province.figure(21, "enterprise", Metric.SUBJECTS)
    province.figure(107, "", Metric.SUBJECTS)
    [kpi] = ask()["kpis"]
    assert kpi["slug"] == "subjects-enterprise"
    assert (kpi["target"]["minimum"], kpi["target"]["maximum"], kpi["target"]["unit"]) == (20, None, "PERCENT")
    assert (kpi["actual"], kpi["status"], kpi["absence"]) == (None, "NO_FIGURE", "NO_CERTIFICATES")
    assert kpi["absenceMessage"]
    published = kpi["published"]
    assert (published["numerator"], published["denominator"]) == (21, 107)
    assert (published["status"], published["gapToLow"], published["gapToHigh"]) == ("BELOW", 1, None)
    assert [figure["value"] for figure in published["figures"]] == [21, 107]
    assert len(kpi["sources"]) == 2


def test_a_figure_is_drilled_down_to_its_rows_page_by_page(province):
    province.target()
    made = [province.rated(stars) for stars in (3, 4, 3)]
    [kpi] = ask(first=2)["kpis"]
    assert (kpi["actual"]["numerator"], kpi["actual"]["gapToLow"], kpi["actual"]["gapToHigh"]) == (3, 62, 67)
    rows = kpi["drillDown"]
    assert rows["totalCount"] == 3
    [rest] = ask(first=2, after=rows["pageInfo"]["endCursor"])["kpis"]
    names = [edge["node"]["name"] for edge in (*rows["edges"], *rest["drillDown"]["edges"])]
    assert names == [product.name_vi for product in made]
    assert rows["edges"][0]["node"]["producer"] == {"kind": "COOPERATIVE"}
    assert (rows["edges"][1]["node"]["stars"], rows["edges"][1]["node"]["validFrom"]) == (4, "2024-03-02")


def test_a_row_leads_to_its_product_where_a_channel_shows_it(province):
    province.target()
    shown = factories.listed("Mật ong", origin=province.commune)
    factories.confirmed(shown, 3, date(2024, 3, 2))
    province.rated()
    rows = [edge["node"] for edge in ask()["kpis"][0]["drillDown"]["edges"]]
    assert [row["product"] and row["product"]["name"] for row in rows] == ["Mật ong", None]


def test_a_cursor_of_another_connection_is_refused(province):
    province.target()
    answer = graph.execute(KPIS, {"asOf": DAY, "after": "WyJhIiwxXQ=="})
    assert "cursor" in answer.errors[0].message


def test_without_a_day_it_is_today_until_midnight(province, clock):
    clock("2025-05-31T09:00")
    province.target()
    answer = graph.execute("{ kpis { day } }")
    assert answer.data == {"kpis": [{"day": DAY}]}
    assert answer.context.fresh_until.isoformat() == "2025-06-01T00:00:00+07:00"


def test_the_board_costs_the_same_statements_however_much_it_shows(province):
    def furnish():
        province.target(Metric.PRODUCTS, "", source=factories.source())
        for kind in (ProducerKind.COOPERATIVE, ProducerKind.ENTERPRISE):
            province.rated(kind=kind)
            province.share(Metric.SUBJECTS, kind.value)
        province.share(Metric.UPGRADED, "")
        factories.confirmed(factories.listed(origin=province.commune), 3, date(2020, 2, 2))
        for _ in range(3):
            province.figure(9, source=factories.source())

    def statements():
        with CaptureQueriesContext(connection) as captured:
            ask()
        return len(captured)

    factories.channel()
    furnish()
    ask()
    few = statements()
    furnish()
    ask()
    assert statements() == few
    assert few <= 20
