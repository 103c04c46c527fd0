"""Who says so, in the graph."""

from enum import Enum

import graphene

from catalog import models
from catalog.models.sources import Confidence
from catalog.schema.translations import language_of
from core import graph
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum

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
    reading = graphene.String(
        language_code=LanguageCodeEnum(description="Vietnamese without it."),
        description="Which stars and when, in words of ours; null where nobody read it.",
    )

    class Meta:
        model = models.StarReport
        fields = ("stars_printed", "year_printed", "producer_printed")

    public = True

    @staticmethod
    def load_reading(reports: graph.Rows, info: graph.Info, language_code: Enum | None = None) -> list[str | None]:
        english = language_code is not None and language_of(language_code) == "en"
        return [(report.reading_en if english else report.reading_vi) or None for report in reports]

    @staticmethod
    def load_source(reports: graph.Rows, info: graph.Info) -> graph.Rows:
        return reports
