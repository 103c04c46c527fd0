"""Producers and places in the graph."""

from enum import Enum

import graphene

from catalog import models, selectors
from catalog.models.areas import AreaLevel, AreaType
from catalog.models.producers import ProducerKind
from catalog.schema.chosen import frame_of
from catalog.schema.metadata import ObjectWithMetadata, officers_write
from catalog.schema.translations import AreaTranslation, ProducerTranslation, Translated, translated
from core import graph
from core.graph.scalars import Date
from core.graph.types import LanguageCodeEnum

AreaLevelEnum = graphene.Enum.from_enum(
    AreaLevel, name="AreaLevelEnum", description=lambda value: str(value.label) if value else "Rank of a unit."
)
AreaTypeEnum = graphene.Enum.from_enum(
    AreaType,
    name="AreaTypeEnum",
    description=lambda value: str(value.label) if value else "What units of its level a unit is.",
)
ProducerKindEnum = graphene.Enum.from_enum(
    ProducerKind, name="ProducerKindEnum", description=lambda value: str(value.label) if value else "Legal form."
)


class Area(graph.ModelObject):
    """An administrative unit for the days it existed. Neither its code nor its name is its own for ever."""

    level = AreaLevelEnum(required=True)
    type = AreaTypeEnum(required=True)
    name = graphene.String(required=True)
    translation = graphene.Field(AreaTranslation, language_code=LanguageCodeEnum(required=True))
    valid_from = graphene.Field(Date, required=True, description="First day it is recorded to exist.")
    valid_to = graphene.Field(Date, description="First day it no longer exists; null while it does.")
    parent = graphene.Field(lambda: Area)
    successors = graphene.List(
        graphene.NonNull(lambda: Area), required=True, description="What it became, wholly or in part."
    )

    class Meta:
        model = models.Area
        fields = ("code",)

    public = True

    @staticmethod
    def load_name(areas: graph.Rows, info: graph.Info) -> list[str]:
        return [area.name_vi for area in areas]

    @staticmethod
    def load_translation(areas: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(areas, language_code)

    @staticmethod
    def load_parent(areas: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        parents = selectors.areas_by_id(area.parent_id for area in areas)
        return [parents.get(area.parent_id) for area in areas]

    @staticmethod
    def load_successors(areas: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        successors = selectors.successors_of(area.id for area in areas)
        return [successors.get(area.id, []) for area in areas]


@officers_write(models.Producer)
class Producer(graph.ModelObject):
    """A subject of the programme: the legal person or household behind a product."""

    name = graphene.String(required=True)
    translation = graphene.Field(ProducerTranslation, language_code=LanguageCodeEnum(required=True))
    kind = ProducerKindEnum(description="Its legal form today; null where no source names it.")
    area = graphene.Field(Area, description="The unit of its day that the address names.")

    class Meta:
        model = models.Producer
        interfaces = (ObjectWithMetadata,)
        fields = ("slug", "address_printed", "note", "is_demonstration")

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = frame_of(info).producers_by_id(keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_name(producers: graph.Rows, info: graph.Info) -> list[str]:
        return [producer.name_vi for producer in producers]

    @staticmethod
    def load_translation(producers: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(producers, language_code)

    @staticmethod
    def load_kind(producers: graph.Rows, info: graph.Info) -> list[ProducerKind | None]:
        kinds = selectors.kinds_on((producer.id for producer in producers), info.today)
        info.fresh_until(kinds.until)
        return [kinds.of.get(producer.id) for producer in producers]

    @staticmethod
    def load_area(producers: graph.Rows, info: graph.Info) -> list[graph.Row | None]:
        areas = selectors.areas_by_id(producer.area_id for producer in producers)
        return [areas.get(producer.area_id) for producer in producers]
