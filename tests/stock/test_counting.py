"""Counts in the graph: blind for whoever counts; to another, how far off the shelf is and what that is worth."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock as core_clock
from core import graph
from core.viewer import Viewer
from stock import services
from stock.models import DocumentType, Usage
from tests import factories
from tests.stock import shelves
from tests.stock.asking import officer, viewer_of

pytestmark = pytest.mark.usefixtures("now")

COUNT = """query ($id: ID!) { stockCount(id: $id) {
  status isMine mayApprove sentBackFor
  sheet { lot { code } owner { name } variant { productName } line { counted } }
  review { over short unpriced value { amount currency }
    lines { book difference value { amount } lot { code } owner { name } line { counted } } }
} }"""
ANYWHERE = """query { stockCounts(first: 10) { edges { node {
  sheet { lot { code } variant { sku } owner { name } line { counted } }
  review { value { amount } lines { book lot { code } owner { name } variant { sku } line { counted } } }
  isMine sentBackFor
} } } }"""


@pytest.fixture
def lot(shop, maker):
    """Twelve at 50.000 ₫ lie on the shelf."""
    factories.tax_rate()
    made = shelves.lot(factories.listed("Khoai deo").variants.get(), producer=maker, code="L26-1103")
    shelves.received(made, shop, 12)
    return made


def opened(shop, by, *lines, at=None):
    """A count of the shelf with these lots counted."""
    made = services.open_count(location=shelves.place(shop), by=by)
    for lot, counted in lines:
        owner = lot.producer_id
        services.count_line(count_id=made.pk, lot_id=lot.pk, owner_id=owner, counted=counted, by=by, counted_at=at)
    made.refresh_from_db()
    return made


def submitted(shop, by, *lines, at=None):
    made = opened(shop, by, *lines, at=at)
    return services.submit_count(count_id=made.pk, version=made.version, by=by)


def asked(graphql, made, viewer):
    return graphql(COUNT, viewer=viewer, id=graph.global_id("StockCount", made.pk))["stockCount"]


def test_whoever_counts_is_told_what_to_count_and_no_figure(graphql, shop, maker, lot, seller):
    gone = shelves.lot(lot.variant, producer=maker)
    shelves.received(gone, shop, 1)
    shelves.move(shelves.going(gone, shop, 1, (Usage.SHELF, Usage.CUSTOMER)), document=DocumentType.SALE)
    later = shelves.lot(lot.variant, date(2028, 1, 1), producer=maker, code="SAU")
    shelves.received(later, shop, 3)
    found = shelves.lot(producer=maker, code="THẤY")
    told = asked(graphql, opened(shop, seller, (lot, 9), (found, 2)), viewer_of(seller))
    assert [(one["lot"]["code"], one["line"]) for one in told["sheet"]] == [
        ("L26-1103", {"counted": 9}),
        ("SAU", None),
        ("THẤY", {"counted": 2}),
    ]
    assert (told["isMine"], told["mayApprove"], told["review"]) == (True, False, None)


def test_while_it_is_counted_nobody_is_told_how_far_off_it_is(graphql, shop, lot, seller):
    made = opened(shop, seller, (lot, 9))
    assert asked(graphql, made, viewer_of(shelves.seller(shop)))["review"] is None
    assert asked(graphql, made, officer())["review"] is None


def test_who_counted_is_not_told_before_another_has_approved(graphql, shop, lot, seller):
    made = submitted(shop, seller, (lot, 9))
    assert asked(graphql, made, viewer_of(seller))["review"] is None
    another = shelves.seller(shop)
    told = asked(graphql, made, viewer_of(another))
    assert (told["mayApprove"], told["review"]["short"], told["review"]["over"]) == (True, 3, 0)
    services.approve_count(count_id=made.pk, version=made.version, by=another)
    assert asked(graphql, made, viewer_of(seller))["review"]["short"] == 3


def test_a_difference_has_its_worth_at_the_list_price(graphql, shop, maker, lot, seller):
    unpriced = shelves.lot(producer=maker)
    made = submitted(shop, seller, (unpriced, 4), (lot, 9))
    review = asked(graphql, made, viewer_of(shelves.seller(shop)))["review"]
    assert review["value"] == {"amount": -150_000, "currency": "VND"}
    assert (review["over"], review["short"], review["unpriced"]) == (4, 3, 1)
    assert [(one["book"], one["difference"], one["value"]) for one in review["lines"]] == [
        (0, 4, None),
        (12, -3, {"amount": -150_000}),
    ]


def test_the_ledger_is_that_of_the_instant_each_lot_was_counted(graphql, shop, lot, seller, now):
    """Counted at nine; four are sold at ten: what the books said at nine counts, then and once it is posted."""
    made = submitted(shop, seller, (lot, 12), at=now)
    with core_clock.frozen(now + timedelta(hours=1)):
        shelves.move(shelves.going(lot, shop, 4, (Usage.SHELF, Usage.CUSTOMER)), document=DocumentType.SALE)
    another = shelves.seller(shop)
    for _ in range(2):
        (line,) = asked(graphql, made, viewer_of(another))["review"]["lines"]
        assert (line["book"], line["difference"]) == (12, 0)
        if made.status == "submitted":
            made = services.approve_count(count_id=made.pk, version=made.version, by=another)


def test_the_shop_s_own_goods_are_not_its_producer_s(graphql, shop, maker, lot, seller):
    made = opened(shop, seller, (lot, 12))
    services.count_line(count_id=made.pk, lot_id=lot.pk, owner_id=None, counted=1, by=seller)
    made.refresh_from_db()
    made = services.submit_count(count_id=made.pk, version=made.version, by=seller)
    lines = asked(graphql, made, officer())["review"]["lines"]
    assert [(one["owner"], one["book"], one["difference"]) for one in lines] == [
        (None, 0, 1),
        ({"name": maker.name}, 12, 0),
    ]


def test_why_it_was_sent_back_is_told(graphql, shop, lot, seller):
    made = submitted(shop, seller, (lot, 9))
    assert asked(graphql, made, viewer_of(seller))["sentBackFor"] is None
    services.reopen_count(count_id=made.pk, version=made.version, by=factories.OFFICER, reason="Thiếu kệ dưới")
    assert asked(graphql, made, viewer_of(seller))["sentBackFor"] == "Thiếu kệ dưới"


def test_a_count_is_of_its_shop_s_staff_and_officers(graphql, shop, lot, seller):
    made = submitted(shop, seller, (lot, 9))
    buyer, member = factories.user("khach@vidu.example"), factories.member(lot.producer)
    theirs = viewer_of(shelves.seller(shelves.point()))
    for outsider in (Viewer.anonymous(), Viewer(lambda: buyer), Viewer(lambda: member), theirs):
        assert asked(graphql, made, outsider) is None
        assert graphql(ANYWHERE, viewer=outsider)["stockCounts"]["edges"] == []


def test_many_counts_cost_as_much_as_one(graphql, shop, maker, lot, seller):
    viewer, costs = officer(), []
    submitted(shop, seller, (lot, 9))
    for more in (0, 4):
        for _ in range(more):
            elsewhere = shelves.point()
            submitted(elsewhere, shelves.seller(elsewhere), (lot, 2), (shelves.lot(lot.variant, producer=maker), 1))
        graphql(ANYWHERE, viewer=viewer)  # what a process reads once
        with CaptureQueriesContext(connection) as statements:
            graphql(ANYWHERE, viewer=viewer)
        costs.append(len(statements))
    assert costs[0] == costs[1]
