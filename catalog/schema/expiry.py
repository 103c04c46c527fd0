"""The watch over papers' ends, in the graph: for officers all of it, for a maker's members their own."""

from collections.abc import Iterable, Sequence
from datetime import date

import graphene

from catalog import selectors
from catalog.models.expiry import Paper
from catalog.schema.chosen import frame_of
from catalog.schema.papers import SEES_PERMITS
from catalog.schema.places import Producer
from core import clock, graph
from core.graph.scalars import Date
from core.viewer import Viewer

PaperEnum = graphene.Enum.from_enum(
    Paper, name="PaperEnum", description=lambda value: str(value.label) if value else "What comes to its end."
)


class ExpiringPaper(graph.Object):
    """A certificate, permit, mark or licence of a mark that ends within 90 days."""

    paper = PaperEnum(required=True)
    kind = graphene.String(required=True, description="Of a certificate its stars, else the kind of permit or mark.")
    number = graphene.String(required=True, description="As printed; may be empty.")
    product_name = graphene.String(required=True, description="Whose it is, or the mark's name; empty for a maker's.")
    producer = graphene.Field(Producer)
    last_day = graphene.Field(Date, required=True, description="The last day it counts, in Vietnam.")
    days_left = graphene.Int(required=True, description="Days until then; 0 on the day itself.")
    band = graphene.Int(required=True, description="The nearest of 30, 60 and 90 days that it is within.")
    is_demonstration = graphene.Boolean(required=True, description="Made up to show the shop.")

    @staticmethod
    def visible_to(viewer: Viewer) -> Iterable[selectors.Expiring]:
        """Today's; the root field asks for the day it was given."""
        return watched(selectors.sight_of(viewer, SEES_PERMITS), clock.today())

    @staticmethod
    def load_product_name(papers: Sequence[selectors.Expiring], info: graph.Info) -> list[str]:
        return [paper.product for paper in papers]

    @staticmethod
    def load_producer(papers: Sequence[selectors.Expiring], info: graph.Info) -> list[graph.Row | None]:
        producers = frame_of(info).producers_by_id(paper.producer_id for paper in papers)
        return [producers.get(paper.producer_id or 0) for paper in papers]


def watched(seen: selectors.Sight, on: date) -> list[selectors.Expiring]:
    """What a sight sees of the watch on a day."""
    if seen.everything:
        return selectors.expiring(on)
    return selectors.expiring(on, seen.producers) if seen.producers else []
