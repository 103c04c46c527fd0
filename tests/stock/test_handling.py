"""Goods carried inside a shop, and goods taken off its shelves for good."""

from datetime import date

import pytest

from stock import services
from stock.errors import InsufficientStock, QuantityInvalid, ReasonRequired
from stock.models import Usage, WriteOffReason
from stock.services.handling import Handled
from tests import factories
from tests.stock import shelves
from tests.stock.shelves import states

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def other(db):
    return shelves.point()


@pytest.fixture
def lot(maker):
    return shelves.lot(producer=maker)


def test_goods_are_carried_to_another_shelf(shop, lot):
    shelves.received(lot, shop, 5)
    services.relocate(
        point=shop,
        units=Handled(lot.pk, lot.producer_id, shelves.place(shop).pk, 3),
        to_location_id=shelves.place(shop, Usage.BACKROOM).pk,
        by=shelves.seller(shop),
    )
    assert shelves.balance(lot, shop).on_hand == 2
    assert shelves.balance(lot, shop, Usage.BACKROOM).on_hand == 3


def write_off(shop, lot, quantity=2, **values):
    given = {
        "point": shop,
        "units": Handled(lot.pk, lot.producer_id, shelves.place(shop).pk, quantity),
        "reason": WriteOffReason.BROKEN,
        "by": factories.OFFICER,
        **values,
    }
    return services.write_off(**given)


def test_what_is_written_off_is_gone_with_its_reason(shop, lot):
    shelves.received(lot, shop, 5)
    paper = write_off(shop, lot)
    assert shelves.balance(lot, shop, Usage.SCRAP).on_hand == 2
    assert (paper.reason, states(paper)) == ("broken", ["posted"])


def test_what_is_spoilt_or_recalled_can_be_written_off(shop, maker, clock):
    lot = shelves.lot(producer=maker, expires_on=date(2026, 11, 26))
    shelves.received(lot, shop, 5)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    clock("2026-11-27T09:00")
    write_off(shop, lot, reason=WriteOffReason.EXPIRED, quantity=5)
    assert shelves.balance(lot, shop).on_hand == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"quantity": 0}, QuantityInvalid),
        ({"quantity": 6}, InsufficientStock),
        ({"reason": WriteOffReason.OTHER}, ReasonRequired),
    ],
)
def test_what_cannot_be_written_off_is_refused(shop, lot, values, refusal):
    shelves.received(lot, shop, 5)
    with pytest.raises(refusal):
        write_off(shop, lot, **values)
    assert shelves.balance(lot, shop).on_hand == 5
