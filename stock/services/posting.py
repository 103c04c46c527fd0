"""The one place that writes moves and balances: lock every balance an operation may touch, then write under guard."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from core import clock
from core.transitions import Actor
from stock.errors import InsufficientStock, MoveNotReversible, QuantityInvalid, ReasonRequired, TextTooLong, blaming
from stock.models import DiscrepancyCase, DocumentType, Location, Lot, StockBalance, StockMove
from stock.models.ledger import is_held

MOST_UNITS = 1_000_000
LONGEST_REASON = 300


class Key(NamedTuple):
    """Which balance: a lot of one owner at a location. The variant is the lot's."""

    location_id: int
    lot_id: int
    owner_id: int | None


class Going(NamedTuple):
    """Units to move. `line` is the document line's key; moves of one line are told apart by their leg."""

    lot_id: int
    owner_id: int | None
    from_location_id: int
    to_location_id: int
    quantity: int
    line: int
    leg: int = 0
    # When it happened, where moves of one operation happened at different instants.
    at: datetime | None = None

    @property
    def leaves(self) -> Key:
        return Key(self.from_location_id, self.lot_id, self.owner_id)

    @property
    def arrives(self) -> Key:
        return Key(self.to_location_id, self.lot_id, self.owner_id)


def locked(balances: QuerySet[StockBalance]) -> list[StockBalance]:
    """These balances in key order, held by this transaction until it ends; nobody else changes them meanwhile.

    Whoever needs several locks them all at once, so that two operations can never hold half of each other's.
    """
    return list(balances.select_for_update(of=("self",)).order_by("pk"))


def lock_keys(keys: Collection[Key]) -> dict[Key, StockBalance]:
    """The balances of these keys, made where they are missing, locked."""
    known = _known(keys)
    if missing := sorted(set(keys) - known.keys(), key=lambda one: (one.location_id, one.lot_id, one.owner_id or 0)):
        variants = dict(Lot.objects.filter(pk__in={key.lot_id for key in missing}).values_list("pk", "variant_id"))
        usages = dict(Location.objects.filter(pk__in={key.location_id for key in missing}).values_list("pk", "usage"))
        made = [
            StockBalance(**key._asdict(), variant_id=variants[key.lot_id], is_held=is_held(usages[key.location_id]))
            for key in missing
        ]
        StockBalance.objects.bulk_create(made, ignore_conflicts=True)
        known = _known(keys)
    return {_key(one): one for one in locked(StockBalance.objects.filter(pk__in=known.values()))}


@transaction.atomic
def post(
    *,
    document: DocumentType,
    going: Sequence[Going],
    occurred_at: datetime,
    by: Actor,
    operation: uuid.UUID | None = None,
    excuse: str = "",
) -> list[StockMove]:
    """Write these moves and what they do to balances, all or none; called by services, which decide who may.

    With `operation` the moves' ids are made of it, so that the same operation cannot be written twice. With `excuse`
    what has happened at the shelf is written though units are missing, and a discrepancy case opens with these words.
    Raises QuantityInvalid, ActorRequired, and without an excuse InsufficientStock when more would leave a place where
    goods are touched than lies there unpromised.
    """
    by.required()
    if any(not 0 < one.quantity <= MOST_UNITS for one in going):
        raise QuantityInvalid
    return write(lock_keys(ends(going)), document, going, occurred_at, by, operation, excuse=excuse)


def ends(going: Iterable[Going]) -> set[Key]:
    """Every balance these moves touch."""
    return {key for one in going for key in (one.leaves, one.arrives)}


def write(
    balances: Mapping[Key, StockBalance],
    document: DocumentType,
    going: Sequence[Going],
    occurred_at: datetime,
    by: Actor,
    operation: uuid.UUID | None,
    keeping: Mapping[int, int] | None = None,
    excuse: str = "",
) -> list[StockMove]:
    """What `post` writes, for a service that has already locked the balances of all these ends to plan by them.

    `keeping` is units by balance that end a promise as they leave the shelf.
    """
    moves = [_move(one, balances[one.leaves].variant_id, document, occurred_at, by, operation) for one in going]
    StockMove.objects.bulk_create(moves)
    _apply(balances, going, keeping or {}, excuse)
    return moves


@transaction.atomic
def reverse(*, move_id: uuid.UUID, reason: str, by: Actor) -> StockMove:
    """Put a mistaken move right by its opposite, dated now; the mistake stays to be read.

    Raises ReasonRequired, TextTooLong, ActorRequired, MoveNotReversible, and InsufficientStock when the units have gone
    on meanwhile.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    if len(reason.strip()) > LONGEST_REASON:
        raise TextTooLong("reason", LONGEST_REASON)
    wrong = StockMove.objects.get(pk=move_id)
    back = Going(wrong.lot_id, wrong.owner_id, wrong.to_location_id, wrong.from_location_id, wrong.quantity, line=0)
    # The balances are what two who reverse the same move queue on.
    balances = lock_keys({back.leaves, back.arrives})
    if wrong.reversal_of_id is not None or StockMove.objects.filter(reversal_of=wrong).exists():
        raise MoveNotReversible
    move = _move(back, wrong.variant_id, DocumentType.REVERSAL, clock.now(), by, None)
    move.reversal_of = wrong
    move.reason = reason.strip()
    move.save(force_insert=True)
    _apply(balances, [back], {}, "")
    return move


def _known(keys: Collection[Key]) -> dict[Key, int]:
    """Those that exist, with their primary keys."""
    near = StockBalance.objects.filter(
        location__in={key.location_id for key in keys}, lot__in={key.lot_id for key in keys}
    ).values_list("pk", "location_id", "lot_id", "owner_id")
    return {Key(*rest): pk for pk, *rest in near if Key(*rest) in keys}


def _key(balance: StockBalance) -> Key:
    return Key(balance.location_id, balance.lot_id, balance.owner_id)


def _move(
    one: Going, variant_id: int, document: DocumentType, occurred_at: datetime, by: Actor, operation: uuid.UUID | None
) -> StockMove:
    made_of = uuid.uuid5(operation, f"{document.value}/{one.line}/{one.leg}") if operation else uuid.uuid4()
    return StockMove(
        id=made_of,
        variant_id=variant_id,
        lot_id=one.lot_id,
        owner_id=one.owner_id,
        from_location_id=one.from_location_id,
        to_location_id=one.to_location_id,
        quantity=one.quantity,
        occurred_at=one.at or occurred_at,
        document_type=document.value,
        document_line=one.line,
        leg=one.leg,
        actor_id=by.id,
        actor_role=by.role,
    )


def _apply(
    balances: Mapping[Key, StockBalance], going: Iterable[Going], keeping: Mapping[int, int], excuse: str
) -> None:
    """Change each balance by what came less what went, in key order, each under its guard."""
    change: Counter[Key] = Counter()
    for one in going:
        change[one.leaves] -= one.quantity
        change[one.arrives] += one.quantity
    for key, balance in sorted(balances.items(), key=lambda pair: pair[1].pk):
        if not _change(balance, change[key], keeping.get(balance.pk, 0)):
            if not excuse:
                with blaming(next(place for place, one in enumerate(going) if one.leaves == key)):
                    raise InsufficientStock(max(0, balance.available), balance.variant_id)
            _excuse(balance, change[key], excuse)


def _change(balance: StockBalance, delta: int, unpromised: int) -> bool:
    """The guard: what is promised must lie there afterwards; stockbalance_promises_what_is_there stands behind it."""
    rows = StockBalance.objects.filter(pk=balance.pk)
    if balance.is_held and delta < 0:
        rows = rows.filter(on_hand__gte=F("reserved") - F("excused") - delta - unpromised, reserved__gte=unpromised)
    return bool(rows.update(on_hand=F("on_hand") + delta, reserved=F("reserved") - unpromised))


def _excuse(balance: StockBalance, delta: int, cause: str) -> None:
    """Write it nonetheless: the statement that leaves too little for the promises accounts for what is missing."""
    missing = balance.reserved - balance.excused - (balance.on_hand + delta)
    StockBalance.objects.filter(pk=balance.pk).update(on_hand=F("on_hand") + delta, excused=F("excused") + missing)
    DiscrepancyCase.objects.create(balance=balance, quantity=missing, opened_at=clock.now(), cause=cause)
