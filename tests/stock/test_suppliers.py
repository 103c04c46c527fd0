"""Who brings goods to a sales point, told to those who work there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import graph
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

SUPPLIERS = """query ($point: ID!, $search: String, $producer: ID, $variant: ID) {
  stockSuppliers(salesPoint: $point, search: $search, producer: $producer, variant: $variant) {
    hasAgreement
    producer { name }
    variants { sku }
  }
}"""


@pytest.fixture
def ask(graphql, shop):
    staff = viewer_of(shelves.seller(shop))

    def suppliers(viewer=staff, **asked):
        return graphql(SUPPLIERS, viewer=viewer, point=graph.global_id("SalesPoint", shop.pk), **asked)[
            "stockSuppliers"
        ]

    return suppliers


def makes(maker, *names: str) -> list[str]:
    return [factories.variant(factories.product(name, producer=maker)).sku for name in names]


def test_those_with_an_agreement_today_and_what_they_make(ask, shop):
    maker = shelves.consigned(shop)
    skus = makes(maker, "Khoai deo", "Mắm ruốc")
    shelves.consigned(shop, valid_to=date(2026, 11, 26))
    shelves.consigned(shelves.point())
    assert ask() == [
        {"hasAgreement": True, "producer": {"name": maker.name_vi}, "variants": [{"sku": sku} for sku in skus]}
    ]


def test_anybody_may_be_looked_for_by_name_product_or_key_the_agreed_first(ask, shop):
    stranger = factories.producer(name_vi="Ong Rừng A")
    (sku,) = makes(stranger, "Mật ong hoa rừng")
    agreed = shelves.consigned(shop)
    makes(agreed, "Mật ong hoa sim")
    assert [one["hasAgreement"] for one in ask(search="mat ong hoa")] == [True, False]
    assert [one["producer"]["name"] for one in ask(search="ong rung")] == ["Ong Rừng A"]
    variant = stranger.products.get().variants.get()
    for asked in (
        {"producer": graph.global_id("Producer", stranger.pk)},
        {"variant": graph.global_id("ProductVariant", variant.pk)},
    ):
        assert [one["variants"] for one in ask(**asked)] == [[{"sku": sku}]]
    assert ask(search="không có ai") == []


def test_whoever_does_not_work_there_is_told_of_nobody(ask, shop):
    shelves.consigned(shop)
    for viewer in (None, viewer_of(shelves.seller(shelves.point()))):
        assert ask(viewer) == []
    assert len(ask(officer())) == 1


def test_many_cost_what_one_does(ask, shop):
    def statements() -> int:
        ask()
        with CaptureQueriesContext(connection) as caught:
            ask()
        return len(caught)

    makes(shelves.consigned(shop), "Khoai deo")
    one = statements()
    for _ in range(4):
        makes(shelves.consigned(shop), "Mắm", "Muối")
    assert statements() == one
