"""The ledger of moves and its projection, and attacks on both by raw SQL."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from core.errors import ActorRequired
from core.transitions import Actor
from stock import services
from stock.errors import InsufficientStock, MoveNotReversible, QuantityInvalid, ReasonRequired
from stock.models import DocumentType, StockBalance, StockMove, Usage
from tests import factories
from tests.stock import shelves


@pytest.fixture
def lot(db):
    return shelves.lot()


SOLD = (Usage.SHELF, Usage.CUSTOMER)


def test_a_move_leaves_one_place_and_arrives_at_another(shop, lot):
    shelves.move(shelves.going(lot, shop, 12))
    assert shelves.balance(lot, shop).on_hand == 12
    assert shelves.balance(lot, shop, Usage.PRODUCER).on_hand == -12
    assert services.differences() == []


def test_more_cannot_leave_a_shelf_than_lies_there_and_nothing_changes(shop, lot):
    shelves.stocked(lot, shop, 3)
    with pytest.raises(InsufficientStock) as refusal:
        shelves.move(shelves.going(lot, shop, 1, SOLD), shelves.going(lot, shop, 3, SOLD), document=DocumentType.SALE)
    assert refusal.value.available == 3
    assert StockMove.objects.count() == 1
    assert shelves.balance(lot, shop).on_hand == 3


def test_what_is_promised_does_not_leave_for_another(shop, lot):
    shelves.stocked(lot, shop, 3)
    services.reserve(reference="a", wanted={lot.variant_id: 2})
    with pytest.raises(InsufficientStock) as refusal:
        shelves.move(shelves.going(lot, shop, 2, SOLD), document=DocumentType.SALE)
    assert refusal.value.available == 1


@pytest.mark.parametrize("units", [0, -1, 1_000_001])
def test_a_move_moves_a_number_of_units_that_can_be(shop, lot, units):
    with pytest.raises(QuantityInvalid):
        shelves.move(shelves.going(lot, shop, units))
    assert not StockMove.objects.exists()


def test_nobody_in_particular_moves_nothing(shop, lot):
    with pytest.raises(ActorRequired):
        shelves.move(shelves.going(lot, shop, 1), by=Actor(None, "seller"))


def test_an_operation_is_not_written_twice(shop, lot):
    arriving, operation = shelves.going(lot, shop, 5), uuid.uuid4()
    shelves.move(arriving, operation=operation)
    with pytest.raises(IntegrityError), transaction.atomic():
        shelves.move(arriving, operation=operation)
    assert shelves.balance(lot, shop).on_hand == 5


def test_a_mistake_is_put_right_by_its_opposite_once(shop, lot):
    (wrong,) = shelves.move(shelves.going(lot, shop, 5))
    back = services.reverse(move_id=wrong.pk, reason="Nhập nhầm lô", by=factories.OFFICER)
    assert (back.quantity, back.from_location_id, back.reversal_of_id) == (5, wrong.to_location_id, wrong.pk)
    assert shelves.balance(lot, shop).on_hand == 0
    for again in (wrong, back):
        with pytest.raises(MoveNotReversible):
            services.reverse(move_id=again.pk, reason="Nhầm", by=factories.OFFICER)
    assert services.differences() == []


def test_a_reversal_needs_a_reason_and_the_units(shop, lot):
    (arrived,) = shelves.move(shelves.going(lot, shop, 5))
    with pytest.raises(ReasonRequired):
        services.reverse(move_id=arrived.pk, reason=" ", by=factories.OFFICER)
    shelves.move(shelves.going(lot, shop, 4, SOLD), document=DocumentType.SALE)
    with pytest.raises(InsufficientStock) as refusal:
        services.reverse(move_id=arrived.pk, reason="Nhập nhầm", by=factories.OFFICER)
    assert refusal.value.available == 1


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE stock_stockmove SET quantity = 1", "append-only"),
        ("DELETE FROM stock_stockmove", "append-only"),
        ("UPDATE stock_stockbalance SET reserved = on_hand + 1 WHERE is_held", "stockbalance_promises_what_is_there"),
        ("UPDATE stock_stockbalance SET on_hand = -1 WHERE is_held", "stockbalance_promises_what_is_there"),
        ("UPDATE stock_stockbalance SET reserved = -1", "stockbalance_|reserved"),
        ("UPDATE stock_lot SET expires_on = '2020-01-01'", "lot_made_before_it_expires"),
        ("UPDATE stock_lot SET recalled_at = '2026-11-26 00:00:00+00:00'", "lot_recalled_for_a_reason"),
        ("UPDATE stock_salespoint SET closed_on = opened_on", "salespoint_closed_after_opened"),
    ],
)
def test_no_statement_gets_past_the_database(shop, lot, sql, rule):
    shelves.stocked(lot, shop, 5)
    before = list(StockBalance.objects.order_by("pk").values())
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(StockBalance.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"quantity": 0}, "stockmove_moves_something"),
        ({"to_location_id": "from"}, "stockmove_two_ends"),
        ({"document_type": "gift"}, "stockmove_document_known"),
        ({"document_type": "reversal"}, "stockmove_reversal_is_of_a_move"),
        ({"leg": 0}, "stockmove_once_per_leg|UNIQUE"),
    ],
)
def test_a_move_that_cannot_be_is_refused(shop, lot, changed, rule):
    (first,) = shelves.move(shelves.going(lot, shop, 5))
    values = {field.attname: getattr(first, field.attname) for field in StockMove._meta.concrete_fields}
    values |= {"id": uuid.uuid4(), "leg": 9} | {
        name: first.from_location_id if value == "from" else value for name, value in changed.items()
    }
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        StockMove.objects.bulk_create([StockMove(**values)])


def test_every_difference_is_named_and_put_right(shop, lot, capsys):
    balance = shelves.stocked(lot, shop, 5)
    services.reserve(reference="a", wanted={lot.variant_id: 2})
    StockBalance.objects.filter(pk=balance.pk).update(on_hand=7, reserved=1)
    (found,) = services.differences()
    assert (found.key.lot_id, found.on_hand, found.reserved) == (lot.pk, (7, 5), (1, 2))
    assert services.rebuild() == [found]
    assert services.differences() == []
    balance.refresh_from_db()
    assert (balance.on_hand, balance.reserved) == (5, 2)


def test_a_balance_that_was_lost_is_made_again(shop, lot):
    shelves.stocked(lot, shop, 5)
    StockBalance.objects.all().delete()
    assert len(services.rebuild()) == 2
    assert shelves.balance(lot, shop).on_hand == 5


def test_the_command_fails_on_a_difference_and_puts_it_right_when_told_to(shop, lot, capsys):
    StockBalance.objects.filter(pk=shelves.stocked(lot, shop, 5).pk).update(on_hand=7)
    with pytest.raises(CommandError, match="1 balances differ"):
        call_command("check_stock")
    assert f"{shop.slug} shelf {lot.code}" in (said := capsys.readouterr().out)
    assert "on hand 7, by the ledger 5" in said
    call_command("check_stock", "--rebuild")
    call_command("check_stock")
    assert "Every balance is what the ledger says." in capsys.readouterr().out
