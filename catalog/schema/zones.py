"""Raw-material zones in the graph."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import graphene

from catalog import models, selectors
from catalog.models.zones import ZoneStandard
from catalog.schema.chosen import choose
from catalog.schema.evidence import Source
from catalog.schema.filters.inputs import ProductAreaInput, areas_of
from catalog.schema.places import Area
from catalog.schema.products import WHOLE, Product
from catalog.schema.translations import Translated, Translation, texts, translated
from core import graph
from core.graph.scalars import Date
from core.graph.scalars import Decimal as DecimalScalar
from core.graph.types import LanguageCodeEnum

SQUARE_METRES = 10_000
ZoneStandardEnum = graphene.Enum.from_enum(
    ZoneStandard,
    name="ZoneStandardEnum",
    description=lambda value: str(value.label) if value else "What a raw-material zone is certified by.",
)


class RawMaterialZoneTranslation(Translation):
    """A raw-material zone in another language."""

    public = True

    crop = graphene.String()

    @staticmethod
    def load_crop(translations: Sequence[Translated], info: graph.Info) -> list[str | None]:
        return texts(translations, "crop")


class RawMaterialZone(graph.ModelObject):
    """Fields, ponds or woods that what products are made of comes from."""

    name = graphene.String(required=True)
    crop = graphene.String(required=True, description="What grows or is raised there.")
    translation = graphene.Field(RawMaterialZoneTranslation, language_code=LanguageCodeEnum(required=True))
    area_ha = graphene.Field(DecimalScalar, description="Hectares, exact to the square metre; null: not known.")
    commune = graphene.Field(Area, required=True, description="The commune, of its own day, that the source names.")
    planting_code_since = graphene.Field(Date, description="The day the code was issued.")
    standard = ZoneStandardEnum(description="Null where it is not certified.")
    standard_from = graphene.Field(Date, description="First day it is certified, in Vietnam.")
    standard_to = graphene.Field(Date, description="Last day it is certified.")
    source = graphene.Field(Source, required=True)
    products = graphene.List(
        graphene.NonNull(Product),
        channel=graphene.String(description="Slug of a channel; without it, its first one's goods without prices."),
        required=True,
        description="What is made of it and shown in the channel, by name.",
    )

    class Meta:
        model = models.RawMaterialZone
        fields = ("slug", "households", "planting_code", "standard_number", "is_demonstration")

    public = True

    @staticmethod
    def load_rows(keys: list[int], info: graph.Info) -> list[graph.Row | None]:
        found = selectors.zones_by_id(keys)
        return [found.get(key) for key in keys]

    @staticmethod
    def load_name(zones: graph.Rows, info: graph.Info) -> list[str]:
        return [zone.name_vi for zone in zones]

    @staticmethod
    def load_crop(zones: graph.Rows, info: graph.Info) -> list[str]:
        return [zone.crop_vi for zone in zones]

    @staticmethod
    def load_translation(zones: graph.Rows, info: graph.Info, language_code: Enum) -> list[Translated | None]:
        return translated(zones, language_code)

    @staticmethod
    def load_area_ha(zones: graph.Rows, info: graph.Info) -> list[Decimal | None]:
        return [None if zone.area_m2 is None else Decimal(zone.area_m2) / SQUARE_METRES for zone in zones]

    @staticmethod
    def load_commune(zones: graph.Rows, info: graph.Info) -> list[graph.Row]:
        areas = selectors.areas_by_id(zone.commune_id for zone in zones)
        return [areas[zone.commune_id] for zone in zones]

    @staticmethod
    def load_standard(zones: graph.Rows, info: graph.Info) -> list[str | None]:
        return [zone.standard or None for zone in zones]

    @staticmethod
    def load_source(zones: graph.Rows, info: graph.Info) -> list[graph.Row]:
        sources = selectors.sources_by_id(zone.source_id for zone in zones)
        return [sources[zone.source_id] for zone in zones]

    @staticmethod
    def load_products(zones: graph.Rows, info: graph.Info, channel: str | None = None) -> list[list[graph.Row]]:
        chosen = choose(info, channel)
        if chosen is None:
            return [[] for _ in zones]
        supplied = selectors.products_of_zones(zone.id for zone in zones)
        pairs = [(chosen.channel.id, key) for keys in supplied.values() for key in keys]
        shown = selectors.products_by_key(pairs, whole=info.reaches(WHOLE))
        found = [[shown.get((chosen.channel.id, key)) for key in supplied.get(zone.id, [])] for zone in zones]
        return [chosen.carry([row for row in of_zone if row is not None]) for of_zone in found]


@Product.extend
class ProductZones:
    raw_material_zones = graphene.List(
        graphene.NonNull(RawMaterialZone), required=True, description="Where what it is made of comes from."
    )

    @staticmethod
    def load_raw_material_zones(products: graph.Rows, info: graph.Info) -> list[list[graph.Row]]:
        found = selectors.zones_of_products(product.id for product in products)
        return [found.get(product.id, []) for product in products]


class Query(graph.Query):
    raw_material_zones = graph.connection(
        RawMaterialZone,
        area=ProductAreaInput(description="In communes within these units."),
        planting_code=graphene.String(description="Mã số vùng trồng, as issued."),
        certified_on=graphene.Argument(Date, description="Certified by some standard on this day in Vietnam."),
        description="Raw-material zones by slug.",
    )

    @staticmethod
    def load_raw_material_zones(
        _root: graph.Rows,
        info: graph.Info,
        page: graph.Page,
        area: dict[str, Any] | None = None,
        planting_code: str | None = None,
        certified_on: date | None = None,
    ) -> list[graph.Slice]:
        given: dict[str, Any] = {"planting_code": planting_code, "certified_on": certified_on}
        if area is not None:
            country = selectors.area_map()
            given["communes"] = sorted(set().union(*(country.within(key) for key in areas_of(area))))
        return [selectors.zone_slice(page, **given)]
