"""Who says so, in the graph."""

import graphene

from catalog import models
from catalog.models.sources import Confidence
from core import graph
from core.graph.scalars import Date

ConfidenceEnum = graphene.Enum.from_enum(
    Confidence, name="ConfidenceEnum", description=lambda value: str(value.label) if value else "How far to trust it."
)


class Source(graph.ModelObject):
    """The document a fact was taken from, or the note that the fact is made up to show the shop."""

    published_on = graphene.Field(Date, description="The document's own day, where it prints one.")
    confidence = ConfidenceEnum(required=True)

    class Meta:
        model = models.Source
        fields = ("document", "note", "is_demonstration")

    public = True

    @staticmethod
    def load_id(sources: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id("Source", source.source_id) for source in sources]


class StarReport(graph.ModelObject):
    """What one source printed about a product's stars, word for word. It is no certificate and gives no star."""

    source = graphene.Field(Source, required=True)

    class Meta:
        model = models.StarReport
        fields = ("stars_printed", "year_printed", "producer_printed")

    public = True

    @staticmethod
    def load_source(reports: graph.Rows, info: graph.Info) -> graph.Rows:
        return reports
