"""Counts in the graph: blind for whoever counts; for another, who approves, how far off the shelf is, and its worth."""

import graphene

from catalog.schema.places import Producer
from core import graph
from core.graph.types import Money, MoneyRow
from stock.models import CountStatus
from stock.schema.keyed import dong
from stock.schema.ledger import lots_of, owners_of
from stock.schema.papers import OfLot, StockCount, StockCountLine
from stock.selectors.counting import Reviewed, ToCount, books_of, counters_of, sent_back, sheets_of
from stock.selectors.papers import lines_of_counts
from stock.selectors.worth import list_prices

AT_LIST_PRICE = "In đồng at today's list price, tax included: the ledger keeps no prices."


class StockCountSheetLine(OfLot):
    """A lot of one owner to be counted: it lies there by the books, or was found there. No figure of the books."""

    public = True

    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    line = graphene.Field(StockCountLine, description="What was counted; null while it was not.")

    @staticmethod
    def load_owner(lines: list[ToCount], info: graph.Info) -> list[graph.Row | None]:
        return owners_of(lines, info)


class StockCountReviewLine(OfLot):
    """A counted lot beside the ledger as it stood at the instant it was counted."""

    public = True
    volatile = True

    owner = graphene.Field(Producer, description="Whose goods; null for the shop's own.")
    line = graphene.Field(StockCountLine, required=True)
    book = graphene.Int(required=True, description="Units by the ledger then.")
    difference = graphene.Int(required=True, description="Units counted less units by the ledger.")
    value = graphene.Field(Money, description=f"Of the difference; null without a price. {AT_LIST_PRICE}")

    @staticmethod
    def load_owner(lines: list[Reviewed], info: graph.Info) -> list[graph.Row | None]:
        return owners_of(lines, info)

    @staticmethod
    def load_value(lines: list[Reviewed], info: graph.Info) -> list[MoneyRow | None]:
        return [None if one.worth_minor is None else dong(one.worth_minor) for one in lines]


class StockCountReview(graph.Object):
    """How far a count is off."""

    public = True
    volatile = True

    lines = graphene.List(graphene.NonNull(StockCountReviewLine), required=True, description="The furthest off first.")
    over = graphene.Int(required=True, description="Units found that the books have not.")
    short = graphene.Int(required=True, description="Units that the books have and nobody found.")
    unpriced = graphene.Int(required=True, description="Lines that differ and have no price; `value` leaves them out.")
    value = graphene.Field(Money, required=True, description=f"Of all differences together. {AT_LIST_PRICE}")

    @staticmethod
    def load_lines(reviews: list[list[Reviewed]], info: graph.Info) -> list[list[Reviewed]]:
        return reviews

    @staticmethod
    def load_over(reviews: list[list[Reviewed]], info: graph.Info) -> list[int]:
        return [sum(max(0, one.difference) for one in review) for review in reviews]

    @staticmethod
    def load_short(reviews: list[list[Reviewed]], info: graph.Info) -> list[int]:
        return [sum(max(0, -one.difference) for one in review) for review in reviews]

    @staticmethod
    def load_unpriced(reviews: list[list[Reviewed]], info: graph.Info) -> list[int]:
        return [sum(1 for one in review if one.difference and one.price_minor is None) for review in reviews]

    @staticmethod
    def load_value(reviews: list[list[Reviewed]], info: graph.Info) -> list[MoneyRow | None]:
        return [dong(sum(one.worth_minor or 0 for one in review)) for review in reviews]


@StockCount.extend
class StockCountWork:
    sheet = graphene.List(
        graphene.NonNull(StockCountSheetLine),
        required=True,
        description="What lies there by the books, by product and first to expire first, then what was found beside.",
    )
    review = graphene.Field(
        StockCountReview,
        description="Null while it is being counted; then for whoever may approve it, and for all once it is posted.",
    )
    is_mine = graphene.Boolean(required=True, description="The viewer counted something of it, or handed it in.")
    sent_back_for = graphene.String(description="Why it was sent back the last time; null if it never was.")

    @staticmethod
    def load_sheet(counts: graph.Rows, info: graph.Info) -> list[list[ToCount]]:
        sheets = sheets_of(counts)
        return [sheets.get(one.id, []) for one in counts]

    @staticmethod
    def load_review(counts: graph.Rows, info: graph.Info) -> list[list[Reviewed] | None]:
        people = counters_of(counts)
        shown = [one for one in counts if _may_review(one, people[one.id], info.viewer.user_id)]
        lines, books = lines_of_counts(one.id for one in shown), books_of(one.id for one in shown)
        every = [line for one in shown for line in lines.get(one.id, [])]
        variants = dict(zip((line.id for line in every), (lot.variant_id for lot in lots_of(every)), strict=True))
        prices = list_prices(variants.values())
        reviews = {
            one.id: sorted(
                (
                    Reviewed(line, line.lot_id, line.owner_id, books[line.id], prices.get(variants[line.id]))
                    for line in lines.get(one.id, [])
                ),
                key=lambda reviewed: (-abs(reviewed.difference), reviewed.line.id),
            )
            for one in shown
        }
        return [reviews.get(one.id) for one in counts]

    @staticmethod
    def load_is_mine(counts: graph.Rows, info: graph.Info) -> list[bool]:
        people = counters_of(counts)
        return [info.viewer.user_id in people[one.id] for one in counts]

    @staticmethod
    def load_sent_back_for(counts: graph.Rows, info: graph.Info) -> list[str | None]:
        reasons = sent_back(one.id for one in counts)
        return [reasons.get(one.id) for one in counts]


def _may_review(count: graph.Row, counters: set[int], viewer_id: int | None) -> bool:
    """Whoever counted is not told how far off they are before somebody else has approved."""
    if count.status == CountStatus.SUBMITTED:
        return viewer_id not in counters
    return bool(count.status in (CountStatus.APPROVED, CountStatus.POSTED))
