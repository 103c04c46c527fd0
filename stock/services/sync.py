"""Operations of the stock desk, as devices send them: each applied once, however often and in any order it comes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from core import clock
from core.errors import ActorRequired, DomainError
from core.idempotency import digest
from core.transitions import Actor
from stock.errors import ClockWrong, OperationReused, SequenceReused
from stock.models import DeviceOperation, OperationStatus

# How long ago an operation may have happened: a tablet whose battery was empty believes that it is 1970, and a count
# that was taken then would find every shelf empty in the books.
LONGEST_AGO = timedelta(days=31)

Result = dict[str, Any]


class Context(NamedTuple):
    """Who does it, when by the shelf's clock, and the operation that its moves are made of."""

    by: Actor
    at: datetime
    operation: UUID


class Operation(NamedTuple):
    """What a device asks for; the payload's keys are those of the handler's input."""

    id: UUID
    device: str
    # Empty for an operation that came alone, without a device.
    sequence: int | None
    device_at: datetime
    kind: str
    payload: Mapping[str, Any]


class Answer(NamedTuple):
    """What became of one operation. Of a conflict `refusal` says why; the same operation may be sent again later."""

    operation: Operation
    status: OperationStatus
    result: Result
    refusal: DomainError | None = None
    is_repeated: bool = False


Handler = Callable[[Mapping[str, Any], Context], Result]
_handlers: dict[str, Handler] = {}


def operation(kind: str) -> Callable[[Handler], Handler]:
    """Let a function do operations of a kind; it calls services and returns the keys of what it made."""

    def add(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return add


def sync(*, operations: Sequence[Operation], by: Actor) -> list[Answer]:
    """Apply a batch in its order, each operation in a transaction of its own; the answers, in the same order.

    A batch that was cut off is sent again whole: what was applied is answered as it was the first time, without being
    done again, and a conflict is tried again. An operation's instant is the device's, or now where its clock runs
    ahead; one of more than LONGEST_AGO is refused with ClockWrong. Raises ActorRequired, KeyError for a kind that
    nobody handles.
    """
    if by.id is None:
        raise ActorRequired
    return [_apply(one, by, by.id) for one in operations]


@transaction.atomic
def _apply(one: Operation, by: Actor, actor_id: int) -> Answer:
    payload = digest({**one.payload, "kind": one.kind})
    try:
        with transaction.atomic():  # a savepoint; the same operation, sent twice at once, waits here for the first
            claim = DeviceOperation.objects.create(
                id=one.id,
                device=one.device,
                sequence=one.sequence,
                actor_id=actor_id,
                kind=one.kind,
                payload_sha256=payload,
                device_at=one.device_at,
                status=OperationStatus.CONFLICT,
            )
    except IntegrityError:
        known = DeviceOperation.objects.select_for_update().filter(pk=one.id).first()
        if known is None:
            return _refused(one, SequenceReused())
        if known.payload_sha256 != payload or known.actor_id != actor_id:
            return _refused(one, OperationReused())
        if known.status == OperationStatus.APPLIED:
            return Answer(one, OperationStatus.APPLIED, known.result, is_repeated=True)
        claim = known
    return _attempt(claim, one, by)


def _attempt(claim: DeviceOperation, one: Operation, by: Actor) -> Answer:
    """Do it, or keep why not; a refusal undoes what was done of this operation and nothing else."""
    context = Context(by, min(one.device_at, clock.now()), one.id)
    try:
        with transaction.atomic():
            if context.at < clock.now() - LONGEST_AGO:
                raise ClockWrong
            result = _handlers[one.kind](one.payload, context)
    except DomainError as refusal:
        claim.result = dict(refusal.as_data())
        claim.save(update_fields=["result"])
        return _refused(one, refusal)
    claim.status, claim.result = OperationStatus.APPLIED, result
    claim.save(update_fields=["status", "result"])
    return Answer(one, OperationStatus.APPLIED, result)


def _refused(one: Operation, refusal: DomainError) -> Answer:
    return Answer(one, OperationStatus.CONFLICT, {}, refusal)
