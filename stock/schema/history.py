"""What became of a paper, step by step, for whoever may see the paper."""

import graphene

from core import graph
from core.graph.scalars import DateTime
from stock import models
from stock.models.documents import Document
from stock.schema.papers import GoodsReceipt, Transfer
from stock.selectors.history import Step, history_of


class PaperStep(graph.Object):
    """A change of a paper's state. Seen by whoever may see the paper."""

    public = True
    volatile = True

    state = graphene.String(required=True, description="The state it came into, in the reader's language.")
    at = graphene.Field(DateTime, required=True)
    by = graphene.String(description="Who did it, by name; null for the system, or for one who is gone or gave none.")
    role = graphene.String(required=True, description="In what role: seller, officer, system.")
    reason = graphene.String(required=True, description="Why, where a reason was asked for; else empty.")


def steps(kind: type[Document], papers: graph.Rows) -> list[list[Step]]:
    found = history_of(kind, (one.id for one in papers))
    words = {value: str(label) for value, label in kind.STATES.choices}
    return [
        [step._replace(state=words.get(step.state, step.state)) for step in found.get(one.id, [])] for one in papers
    ]


HISTORY = "Every change of its state, the first first."


@GoodsReceipt.extend
class ReceiptHistory:
    history = graphene.List(graphene.NonNull(PaperStep), required=True, description=HISTORY)

    @staticmethod
    @graph.volatile
    def load_history(receipts: graph.Rows, info: graph.Info) -> list[list[Step]]:
        return steps(models.GoodsReceipt, receipts)


@Transfer.extend
class TransferHistory:
    history = graphene.List(graphene.NonNull(PaperStep), required=True, description=HISTORY)

    @staticmethod
    @graph.volatile
    def load_history(transfers: graph.Rows, info: graph.Info) -> list[list[Step]]:
        return steps(models.Transfer, transfers)
