"""Any sequence of moves, promises, reversals and repairs keeps: balance = in - out, nothing below what is promised."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import DomainError
from stock import services
from stock.models import DocumentType, StockBalance, StockMove, Usage
from tests import factories
from tests.stock import shelves

WAYS = [
    (Usage.PRODUCER, Usage.SHELF),
    (Usage.SHELF, Usage.BACKROOM),
    (Usage.BACKROOM, Usage.SHELF),
    (Usage.SHELF, Usage.CUSTOMER),
    (Usage.SHELF, Usage.SCRAP),
    (Usage.BACKROOM, Usage.ADJUSTMENT),
    (Usage.ADJUSTMENT, Usage.SHELF),
]
few = st.integers(1, 6)
which = st.integers(0, 50)


class Shelves(RuleBasedStateMachine):
    """Two lots of one variant in two shops; `written` is what the ledger must hold, kept beside it by hand."""

    @initialize()
    def open_shop(self):
        self.variant = factories.variant()
        self.shops = [shelves.point(), shelves.point()]
        self.lots = [shelves.lot(self.variant, date(2027, month, 1)) for month in (2, 1)]
        self.expected: dict[tuple[int, int], int] = {}
        self.operations: list = []
        self.held: list[uuid.UUID] = []

    def note(self, moves):
        for one in moves:
            for place, sign in ((one.from_location_id, -1), (one.to_location_id, 1)):
                key = (place, one.lot_id)
                self.expected[key] = self.expected.get(key, 0) + sign * one.quantity

    def attempt(self, call):
        """A refusal changes nothing, which the invariants then see."""
        try:
            with transaction.atomic():
                return call()
        except DomainError:
            return None

    @rule(lot=which, shop=which, way=st.sampled_from(WAYS), units=few)
    def move(self, lot, shop, way, units):
        going = shelves.going(self.lots[lot % 2], self.shops[shop % 2], units, way)
        operation = uuid.uuid4()
        moves = self.attempt(lambda: shelves.move(going, document=DocumentType.RECEIPT, operation=operation))
        if moves:
            self.note(moves)
            self.operations.append((going, operation))

    @rule(number=which)
    def replay(self, number):
        if self.operations:
            going, operation = self.operations[number % len(self.operations)]
            with pytest.raises(IntegrityError), transaction.atomic():
                shelves.move(going, document=DocumentType.RECEIPT, operation=operation)

    @rule(number=which)
    def reverse(self, number):
        moves = list(StockMove.objects.order_by("recorded_at", "pk").values_list("pk", flat=True))
        if moves:
            chosen = moves[number % len(moves)]
            back = self.attempt(lambda: services.reverse(move_id=chosen, reason="Nhầm", by=factories.OFFICER))
            if back:
                self.note([back])

    @rule(units=few)
    def reserve(self, units):
        made = self.attempt(lambda: services.reserve(reference=str(uuid.uuid4()), wanted={self.variant.pk: units}))
        if made:
            self.held.append(made.pk)

    @rule(number=which, sell=st.booleans())
    def end(self, number, sell):
        if self.held:
            chosen = self.held.pop(number % len(self.held))
            if sell:
                line = next(shelves._numbers)
                self.note(services.consume(reservation_id=chosen, lines={self.variant.pk: line}, by=factories.OFFICER))
            else:
                services.release(reservation_id=chosen)

    @rule(units=st.integers(-5, 5))
    def damage_and_rebuild(self, units):
        StockBalance.objects.filter(is_held=False).update(on_hand=units)
        services.rebuild()

    @invariant()
    def balances_are_what_was_written(self):
        kept = StockBalance.objects.values_list("location_id", "lot_id", "on_hand")
        assert {(place, lot): units for place, lot, units in kept if units} == {
            key: units for key, units in self.expected.items() if units
        }
        assert services.differences() == []

    @invariant()
    def nothing_is_below_what_is_promised(self):
        for one in StockBalance.objects.filter(is_held=True):
            assert 0 <= one.reserved <= one.on_hand


def test_any_sequence_keeps_the_books(db):
    class Rolled(Shelves):
        """Each sequence in a savepoint of its own, taken back when it ends."""

        def __init__(self):
            super().__init__()
            self.savepoint = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

    run_state_machine_as_test(
        Rolled,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
