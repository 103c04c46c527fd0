"""A label says what is true today: the price, the star, whose QR; and what of it is made up."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.services import publish
from core import graph, pages
from stock import services
from stock.labels.wording import label_of
from stock.models.lots import Symbology
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

PRINTED = "stock/desk_labels_printed"


@pytest.fixture
def lot(db):
    factories.tax_rate()
    made = factories.product("Khoai deo Linh Huệ")
    bag = factories.variant(made, name_vi="gói 500 g", net_weight_g=500)
    factories.price(bag, 89_000)
    publish(product=made, channel=factories.channel())
    return shelves.lot(bag, code="L26-1103", expires_on=date(2027, 5, 3))


@pytest.fixture
def label(db):
    viewer = officer()

    def ask(lot):
        answer = graph.execute(pages.load(PRINTED), {"lots": [graph.global_id("Lot", lot.pk)]}, viewer=viewer)
        assert not answer.errors
        (edge,) = answer.data["lots"]["edges"]
        return label_of(edge["node"], "https://cho.vidu.example")

    return ask


def test_it_says_name_price_lot_and_day(lot, label):
    told = label(lot)
    assert told.name == "Khoai deo Linh Huệ, gói 500 g"
    assert told.prices == ("89.000\N{NO-BREAK SPACE}₫", "178.000\N{NO-BREAK SPACE}₫/kg")
    assert (told.lot, told.made, told.expires) == ("L26-1103", "01/10/2026", "03/05/2027")
    assert told.invented == ""


def test_its_qr_is_a_digital_link_once_the_size_has_a_gtin(lot, label):
    assert label(lot).address == f"https://cho.vidu.example/t/{lot.trace_code}"
    services.put_barcode(symbology=Symbology.EAN_13, value="9506000134352", variant=lot.variant)
    assert label(lot).address == "https://cho.vidu.example/01/09506000134352/10/L26-1103"


def test_a_code_of_one_lot_is_not_its_size_s_gtin(lot, label):
    services.put_barcode(symbology=Symbology.EAN_13, value="9506000134352", variant=lot.variant, lot=lot)
    assert label(lot).address.endswith(f"/t/{lot.trace_code}")


def test_it_has_stars_only_while_the_certificate_is_valid(lot, clock, label):
    factories.star_rules()
    assert (label(lot).stars, label(lot).stars_until) == (0, "")
    factories.confirmed(lot.variant.product, stars=4, issued_on=date(2026, 3, 2))
    assert (label(lot).stars, label(lot).stars_until) == (4, "đến 03/2029")
    clock("2029-03-02T23:59")
    assert label(lot).stars == 4
    clock("2029-03-03T00:00")
    assert (label(lot).stars, label(lot).stars_until) == (0, "")


def test_what_is_not_on_sale_at_home_has_no_price(db, label):
    factories.channel()
    assert label(shelves.lot()).prices == ()


def test_the_foreign_channel_s_price_is_not_the_shelf_s(lot, label):
    factories.price(lot.variant, 420, factories.channel("intl", "USD", is_export=True))
    assert label(lot).prices[0] == "89.000\N{NO-BREAK SPACE}₫"


def test_what_is_made_up_is_said(db, label):
    factories.tax_rate()
    made = factories.product("Khoai mẫu", is_demonstration=True)
    invented_facts = factories.source(is_demonstration=True)
    bag = factories.variant(made, net_weight_g=500, source=invented_facts)
    factories.price(bag, 89_000, source=invented_facts)
    publish(product=made, channel=factories.channel())
    invented = shelves.lot(bag, is_demonstration=True)
    assert label(invented).invented == "Minh họa: hàng, lô, giá, khối lượng"
    factories.star_rules()
    factories.confirmed(made, stars=3, issued_on=date(2026, 3, 2), source=factories.source(is_demonstration=True))
    assert label(invented).invented == "Minh họa: hàng, lô, giá, khối lượng, sao"


def test_a_level_of_labels_costs_as_much_as_one(lot, graphql):
    more = [shelves.lot() for _ in range(4)]
    for one in more:
        services.put_barcode(symbology=Symbology.CODE_128, value=one.trace_code, variant=one.variant)
    viewer, counts = officer(), []
    for wanted in ([lot], [lot], [lot, *more]):  # what a process reads once is read by the first
        ids = [graph.global_id("Lot", one.pk) for one in wanted]
        with CaptureQueriesContext(connection) as asked:
            found = graphql(pages.load(PRINTED), viewer=viewer, lots=ids)
        assert len(found["lots"]["edges"]) == len(wanted)
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_staff_are_told_of_lots_at_their_own_sales_points(lot, graphql):
    shop = shelves.point()
    mine = shelves.lot(producer=shelves.consigned(shop))
    shelves.received(mine, shop, 1)
    ids = [graph.global_id("Lot", one.pk) for one in (lot, mine)]
    found = graphql(pages.load(PRINTED), viewer=viewer_of(shelves.seller(shop)), lots=ids)
    assert [edge["node"]["code"] for edge in found["lots"]["edges"]] == [mine.code]
    found = graphql(pages.load(PRINTED), lots=ids)
    assert found["lots"]["edges"] == []
