"""Channels in the graph."""

import graphene

from catalog import models
from core import graph
from core.graph.types import CountryDisplay, CountryRow


class Channel(graph.ModelObject):
    """A market with one currency. Prices, publication and lists of goods are each of a channel."""

    name = graphene.String(required=True)
    currency_code = graphene.String(required=True, description="ISO 4217.")
    countries = graphene.List(graphene.NonNull(CountryDisplay), description="Where goods of the channel are sent.")
    default_country = graphene.Field(CountryDisplay, required=True, description="The first of them.")

    class Meta:
        model = models.Channel
        fields = ("slug", "is_active")

    public = True

    @staticmethod
    def load_name(channels: graph.Rows, info: graph.Info) -> list[str]:
        return [channel.name_vi for channel in channels]

    @staticmethod
    def load_currency_code(channels: graph.Rows, info: graph.Info) -> list[str]:
        return [channel.currency for channel in channels]

    @staticmethod
    def load_countries(channels: graph.Rows, info: graph.Info) -> list[list[CountryRow]]:
        return [[CountryRow(code) for code in channel.countries] for channel in channels]

    @staticmethod
    def load_default_country(channels: graph.Rows, info: graph.Info) -> list[CountryRow]:
        return [CountryRow(channel.countries[0]) for channel in channels]
