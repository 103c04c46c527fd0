"""Stopping a lot everywhere, and letting it go again."""

import graphene

from core import graph
from core.errors import DomainError
from core.graph.scalars import DateTime
from stock import selectors, services
from stock.schema.ledger import Lot
from stock.schema.refusals import StockError, actor_of, told
from stock.selectors.recalls import recalls_of
from stock.services.recalls import RECALLED


class LotRecallEvent(graph.Object):
    """When a lot was stopped, or let go again, and why."""

    public = True
    volatile = True

    at = graphene.Field(DateTime, required=True)
    is_recall = graphene.Boolean(required=True, description="Stopped; else let go.")
    reason = graphene.String(required=True)

    @staticmethod
    def load_is_recall(events: graph.Rows, info: graph.Info) -> list[bool]:
        return [one.to_state == RECALLED for one in events]


@Lot.extend
class LotWithRecalls:
    recall_history = graphene.List(
        graphene.NonNull(LotRecallEvent),
        required=True,
        description="Every recall and its end, the first one first; for officers, empty for others.",
    )

    @staticmethod
    @graph.volatile
    def load_recall_history(lots: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        if not selectors.sight_of(info.viewer).everything:
            return [[] for _ in lots]
        found = recalls_of(one.id for one in lots)
        return [found.get(one.id, []) for one in lots]


class LotRecallInput(graph.Input):
    """What buyers are told of a recall beside its reason, shown on the lot's trace page."""

    advice = graphene.String(default_value="", description="What whoever bought it should do, in Vietnamese.")
    phone = graphene.String(default_value="", description="Whom to call.")
    reason_en = graphene.String(default_value="", description="The reason in English.")
    advice_en = graphene.String(default_value="", description="The advice in English.")


class LotRecall(graph.Mutation):
    """Stop a lot everywhere at once, for a reason that buyers are told. For officers."""

    class Arguments:
        lot = graphene.ID(required=True)
        reason = graphene.String(required=True)
        input = LotRecallInput()

    lot = graphene.Field(Lot)
    errors = graphene.List(graphene.NonNull(StockError), required=True)

    @staticmethod
    def mutate(info: graph.Info, lot: str, reason: str, input: dict[str, str] | None = None) -> graph.Outcome:
        words = services.Told(**input) if input else None
        try:
            stopped = services.recall(
                lot_id=graph.required_key(lot, "Lot"), reason=reason, by=actor_of(info), told=words
            )
        except DomainError as refusal:
            return graph.Outcome(errors=[told(refusal)])
        return graph.Outcome(lot=stopped.pk)


class LotRecallLift(graph.Mutation):
    """Let a lot be sold again that was stopped by mistake or found to be sound, for a reason. For officers."""

    class Arguments:
        lot = graphene.ID(required=True)
        reason = graphene.String(required=True)

    lot = graphene.Field(Lot)
    errors = graphene.List(graphene.NonNull(StockError), required=True)

    @staticmethod
    def mutate(info: graph.Info, lot: str, reason: str) -> graph.Outcome:
        try:
            free = services.lift_recall(lot_id=graph.required_key(lot, "Lot"), reason=reason, by=actor_of(info))
        except DomainError as refusal:
            return graph.Outcome(errors=[told(refusal)])
        return graph.Outcome(lot=free.pk)
