"""What a label says of the price: today's, and that of a kilogram where a weight is known."""

import pytest

from catalog.services import publish
from tests import factories

LISTED = """query ($slug: String!) { product(slug: $slug, channel: "vn") { defaultVariant {
  pricing { price { gross { amount currency } } } pricePerKilogram { gross { amount currency } net { amount } }
} } }"""


@pytest.fixture
def honey(db):
    factories.tax_rate(800)
    made = factories.product("Mật ong")
    factories.price(factories.variant(made, net_weight_g=500), 89_000)
    publish(product=made, channel=factories.channel())
    return made


def test_a_kilogram_s_price_has_its_tax(graphql, honey):
    told = graphql(LISTED, slug=honey.slug)["product"]["defaultVariant"]
    assert told["pricePerKilogram"] == {"gross": {"amount": 178_000, "currency": "VND"}, "net": {"amount": 164_815}}


def test_where_no_weight_is_known_there_is_none(graphql, db):
    factories.tax_rate()
    made = factories.listed("Tranh tre")
    assert graphql(LISTED, slug=made.slug)["product"]["defaultVariant"]["pricePerKilogram"] is None
