"""The shop itself in the graph."""

from typing import NamedTuple

import graphene
from django.conf import settings
from django.utils.translation import gettext as _

from catalog.schema.chosen import all_channels
from core import graph
from core.graph.types import CountryDisplay, CountryRow, LanguageDisplay, LanguageRow

# pyproject.toml's.
VERSION = "0.1.0"


class ShopRow(NamedTuple):
    name: str
    description: str
    version: str
    default_country: CountryRow
    countries: list[CountryRow]
    languages: list[LanguageRow]


class Shop(graph.Object):
    """The shop as anyone may know it."""

    public = True

    name = graphene.String(required=True)
    description = graphene.String()
    version = graphene.String(required=True, description="Of this software.")
    default_country = graphene.Field(CountryDisplay)
    countries = graphene.List(
        graphene.NonNull(CountryDisplay), required=True, description="Where any channel sends goods."
    )
    languages = graphene.List(graphene.NonNull(LanguageDisplay), required=True)


class Query(graph.Query):
    shop = graphene.Field(Shop, required=True)

    @staticmethod
    def load_shop(_root: graph.Rows, info: graph.Info) -> list[ShopRow]:
        codes = sorted({code for channel in all_channels(info).values() for code in channel.countries})
        return [
            ShopRow(
                name="Chợ Phiên",
                description=_("Sản phẩm OCOP và đặc sản Quảng Bình, nay thuộc tỉnh Quảng Trị."),
                version=VERSION,
                default_country=CountryRow("VN"),
                countries=[CountryRow(code) for code in codes],
                languages=[LanguageRow(code) for code, _name in settings.LANGUAGES],
            )
        ]
