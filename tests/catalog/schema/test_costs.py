"""No list costs more statements for being longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from core import graph
from tests import factories
from tests.catalog.asking import LIST

EVERYTHING = """
query Everything($channel: String) {
  products(first: 50, channel: $channel) {
    totalCount
    edges { node {
      id slug name externalReference description seoTitle seoDescription created updatedAt programme placePrinted
      productType { id slug name }
      translation(languageCode: EN) { id name slug description language { code } }
      category { name slug parent { name } ancestors(first: 1) { edges { node { name } } } }
      producer { name kind note area { name } translation(languageCode: EN) { name } }
      origin { name level code validFrom validTo parent { name } successors { name } }
      originToday { name }
      variants { id sku name netWeightG priceIsDemonstration weightIsDemonstration product { name }
                 translation(languageCode: EN) { name } }
      productVariants(first: 2) { totalCount edges { node { sku } } }
      defaultVariant { sku }
      starReports { starsPrinted yearPrinted producerPrinted source { document confidence } }
      sources { id document isDemonstration }
      isAvailable isAvailableForPurchase
    } }
  }
}
"""


def counted(document, **variables):
    with CaptureQueriesContext(connection) as captured:
        answer = graph.execute(document, variables)
    assert not answer.errors, answer.errors
    return len(captured)


def furnish(count):
    """Products that differ in everything a list may ask for."""
    for _ in range(count):
        made = factories.listed(
            name_en="Thing", producer=factories.producer(), category=factories.category(parent=factories.category())
        )
        factories.price(factories.variant(made, source=factories.source()), 9_000)
        services.report_stars(product=made, stars_printed="3", year_printed="2020", source=factories.source())


NESTED = """{ categories(first: 50) { edges { node {
    parent { name } children(first: 2) { edges { node { name } } }
    products(first: 2, channel: "vn") { totalCount edges { node { name producer { name } } } } } } } }"""


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        (EVERYTHING, {"channel": "vn"}),
        (EVERYTHING, {}),
        (LIST, {"channel": "vn", "sortBy": {"field": "PRICE", "direction": "ASC"}}),
        (LIST, {"channel": "vn", "where": {"OR": [{"price": {"eq": 9000}}, {"price": {"range": {"gte": 1}}}]}}),
        (NESTED, {}),
    ],
)
def test_no_list_costs_more_statements_for_being_longer(db, document, variables):
    furnish(2)
    counted(document, **variables)
    few = counted(document, **variables)
    furnish(4)
    counted(document, **variables)
    assert counted(document, **variables) == few


def test_a_total_is_counted_only_when_asked_for(db):
    furnish(2)
    without = '{ products(channel: "vn") { edges { node { name } } } }'
    counted(without)
    assert counted(without) + 1 == counted('{ products(channel: "vn") { totalCount edges { node { name } } } }')
