"""Mutations of the shelves: one for each operation of the desk, one for a batch of them, and the recall of a lot."""

from typing import Any
from uuid import UUID

import graphene
from graphql import GraphQLError

from core import clock, graph
from core.errors import DomainError
from core.graph.scalars import DateTime
from stock import services
from stock.schema.enums import OperationStatusEnum
from stock.schema.inputs import KINDS
from stock.schema.papers import GoodsReceipt, StockCount, Transfer
from stock.schema.recalls import LotRecall, LotRecallLift
from stock.schema.refusals import Refused, StockError, actor_of, told
from stock.schema.write_offs import WriteOff
from stock.services.sync import Answer, Operation

MOST_OPERATIONS = 100
LONGEST_DEVICE = 64
# Payloads whose mutation's name is a paper's.
NAMED_OTHERWISE = {"StockCountLine": "StockCountLinePut"}
# Devices that a mutation without a batch comes from: the key is all that tells its repetitions.
NO_DEVICE = "api"
# What operations make or move on, as answers name it.
PAPERS = ("receipt", "transfer", "count", "write_off")


class AnyOperationInput(graph.Input):
    """What every operation of a device has."""

    id = graphene.UUID(required=True, description="Made on the device, once for each operation.")
    sequence = graphene.Int(description="Counts up on the device; leave it out where nothing on the device counts.")
    device_at = DateTime(required=True, description="By the device's clock, when it happened.")

    class Meta:
        abstract = True


# A field for each kind, which its input is written down for once.
StockOperationInput = type(
    "StockOperationInput",
    (AnyOperationInput,),
    {
        "__doc__": "One operation of a device: exactly one of its kinds.",
        **{k: graphene.InputField(v) for k, v in KINDS.items()},
    },
)


class StockOperationAnswer(graph.Object):
    """What became of one operation."""

    public = True

    id = graphene.UUID(required=True)
    status = OperationStatusEnum(required=True)
    is_repeated = graphene.Boolean(required=True, description="It had been applied before; this is the first answer.")
    error = graphene.Field(StockError, description="Of a conflict, why; the same operation may be sent again later.")
    receipt = graphene.Field(GoodsReceipt)
    transfer = graphene.Field(Transfer)
    count = graphene.Field(StockCount)
    write_off = graphene.Field(WriteOff)

    @staticmethod
    def load_id(answers: list[Answer], info: graph.Info) -> list[UUID]:
        return [one.operation.id for one in answers]

    @staticmethod
    def load_error(answers: list[Answer], info: graph.Info) -> list[Refused | None]:
        return [told(one.refusal) for one in answers]

    @staticmethod
    def load_receipt(answers: list[Answer], info: graph.Info) -> list[graph.Row | None]:
        return made(answers, "receipt", GoodsReceipt, info)

    @staticmethod
    def load_transfer(answers: list[Answer], info: graph.Info) -> list[graph.Row | None]:
        return made(answers, "transfer", Transfer, info)

    @staticmethod
    def load_count(answers: list[Answer], info: graph.Info) -> list[graph.Row | None]:
        return made(answers, "count", StockCount, info)

    @staticmethod
    def load_write_off(answers: list[Answer], info: graph.Info) -> list[graph.Row | None]:
        return made(answers, "write_off", WriteOff, info)


def made(answers: list[Answer], name: str, kind: Any, info: graph.Info) -> list[graph.Row | None]:
    """The papers that operations made or moved on."""
    keys = sorted({one.result[name] for one in answers if name in one.result})
    found = dict(zip(keys, kind.load_rows(keys, info), strict=True)) if keys else {}
    return [found.get(one.result.get(name)) for one in answers]


class StockSync(graph.Mutation):
    """Apply a device's operations in their order, each once, however often they are sent.

    What was applied before is answered as it was; a conflict leaves the others alone and may be sent again later. Safe
    to repeat, to reorder and to cut off. For staff of the sales points concerned, and officers.
    """

    class Arguments:
        device = graphene.String(required=True, description="The device's own identifier, at most 64 characters.")
        operations = graphene.List(graphene.NonNull(StockOperationInput), required=True)

    answers = graphene.List(graphene.NonNull(StockOperationAnswer), required=True)
    errors = graphene.List(graphene.NonNull(StockError), required=True)

    @staticmethod
    def mutate(info: graph.Info, device: str, operations: list[dict[str, Any]]) -> graph.Outcome:
        if len(operations) > MOST_OPERATIONS:
            raise GraphQLError(f"At most {MOST_OPERATIONS} operations at once.", extensions={"code": "TOO_MANY"})
        if not 0 < len(device) <= LONGEST_DEVICE:
            raise GraphQLError(f"A device has 1 to {LONGEST_DEVICE} characters.", extensions={"code": "INVALID"})
        try:
            answers = services.sync(operations=[_operation(device, one) for one in operations], by=actor_of(info))
        except DomainError as refusal:
            return graph.Outcome(answers=[], errors=[told(refusal)])
        return graph.Outcome(answers=answers)


def _operation(device: str, given: dict[str, Any]) -> Operation:
    kinds = [kind for kind in KINDS if given.get(kind) is not None]
    if len(kinds) != 1:
        raise GraphQLError("An operation is of exactly one kind.", extensions={"code": "INVALID"})
    (kind,) = kinds
    payload = KINDS[kind].payload(given[kind])
    return Operation(given["id"], device, given.get("sequence"), given["device_at"], kind, payload)


class Operated(graph.Mutation):
    """What the mutations of single operations answer; a repetition is answered as the first one was."""

    receipt = graphene.Field(GoodsReceipt)
    transfer = graphene.Field(Transfer)
    count = graphene.Field(StockCount)
    write_off = graphene.Field(WriteOff)
    errors = graphene.List(graphene.NonNull(StockError), required=True)

    class Meta:
        abstract = True


def _single(kind: str, given: type[graph.Input]) -> type[Operated]:
    """The mutation of one kind of operation."""

    def mutate(info: graph.Info, input: dict[str, Any], idempotency_key: UUID) -> graph.Outcome:
        operation = Operation(idempotency_key, NO_DEVICE, None, clock.now(), kind, KINDS[kind].payload(input))
        try:
            (answer,) = services.sync(operations=[operation], by=actor_of(info))
        except DomainError as refusal:
            return graph.Outcome(errors=[told(refusal)])
        if answer.refusal is not None:
            return graph.Outcome(errors=[told(answer.refusal)])
        papers = {name: answer.result[name] for name in PAPERS if name in answer.result}
        return graph.Outcome(**papers)

    arguments = {
        "input": given(required=True),
        "idempotency_key": graphene.UUID(required=True, description="Yours; the same one is done once."),
    }
    members = {
        "__doc__": given.__doc__,
        "Arguments": type("Arguments", (), arguments),
        "mutate": staticmethod(mutate),
        "__module__": __name__,
    }
    name = f"Stock{_camel(kind)}"
    return type(NAMED_OTHERWISE.get(name, name), (Operated,), members)


def _camel(kind: str) -> str:
    return "".join(word.title() for word in kind.split("_"))


class Mutation(graph.MutationRoot):
    stock_sync = StockSync.Field()
    lot_recall = LotRecall.Field()
    lot_recall_lift = LotRecallLift.Field()


for _kind, _input in KINDS.items():
    setattr(Mutation, f"stock_{_kind}", _single(_kind, _input).Field())
