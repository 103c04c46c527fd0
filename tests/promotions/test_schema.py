"""Prices as the dialect shapes them, with the tax of the day of the answer."""

from datetime import date

import pytest

from catalog.models import TaxClass
from catalog.services import publish
from tests import factories

PRICES = """
query Prices($channel: String!) {
  product(slug: "mat-ong", channel: $channel) {
    pricing {
      onSale discount { gross { amount } } displayGrossPrices
      priceRange { start { ...Taxed } stop { ...Taxed } }
      priceRangeUndiscounted { start { gross { amount } } stop { gross { amount } } }
    }
    variants { pricing { onSale price { ...Taxed } priceUndiscounted { gross { amount } } } }
  }
}
fragment Taxed on TaxedMoney { currency gross { amount } net { amount } tax { amount currency } }
"""


@pytest.fixture
def honey(db):
    factories.tax_rate(800, valid_to=date(2027, 1, 1))
    factories.tax_rate(1000, valid_from=date(2027, 1, 1))
    factories.tax_rate(0, TaxClass.EXPORT)
    made = factories.listed("Mật ong", 108_000)
    factories.price(factories.variant(made), 216_000)
    return made


def taxed(gross, net, tax, currency="VND"):
    return {
        "currency": currency,
        "gross": {"amount": gross},
        "net": {"amount": net},
        "tax": {"amount": tax, "currency": currency},
    }


def test_the_span_of_the_variants_prices_and_their_tax(graphql, honey, clock):
    clock("2026-12-31T23:59")
    product = graphql(PRICES, channel="vn")["product"]
    assert product["pricing"] == {
        "onSale": False,
        "discount": None,
        "displayGrossPrices": True,
        "priceRange": {"start": taxed(108_000, 100_000, 8_000), "stop": taxed(216_000, 200_000, 16_000)},
        "priceRangeUndiscounted": {"start": {"gross": {"amount": 108_000}}, "stop": {"gross": {"amount": 216_000}}},
    }
    assert [variant["pricing"]["price"] for variant in product["variants"]] == [
        taxed(108_000, 100_000, 8_000),
        taxed(216_000, 200_000, 16_000),
    ]


def test_a_minute_later_the_same_price_holds_more_tax(graphql, honey, clock):
    clock("2027-01-01T00:00")
    start = graphql(PRICES, channel="vn")["product"]["pricing"]["priceRange"]["start"]
    assert start == taxed(108_000, 98_182, 9_818)


def test_abroad_prices_are_cents_told_as_dollars_without_vat(graphql, honey, clock):
    clock("2026-11-24T12:00")
    abroad = factories.channel("intl", "USD", is_export=True)
    factories.price(honey.variants.first(), 1299, abroad)
    publish(product=honey, channel=abroad)
    product = graphql(PRICES, channel="intl")["product"]
    assert product["pricing"]["priceRange"]["start"] == taxed(12.99, 12.99, 0, "USD")
    assert len(product["variants"]) == 1
