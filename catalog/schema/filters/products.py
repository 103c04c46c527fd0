"""The two filters of product lists. A field that a shelf has a column for is taken out by lists.wanted; nested, or of a
package above, it is a condition."""

from typing import Any

import graphene
from django.db.models import Q

from catalog import selectors
from catalog.finding import finder
from catalog.schema.filters.inputs import (
    DecimalFilterInput,
    GlobalIDFilterInput,
    ProductAreaInput,
    ProductProducerKindInput,
    ProgrammeFilterInput,
    StringFilterInput,
    any_of,
    between,
    bounds_of,
    costing,
    in_categories,
    keys_of,
    kinds_of,
    places_of,
    programmes_of,
)
from catalog.schema.products import ProgrammeEnum
from core import graph
from core.graph.types import PriceRangeInput

SEARCH = (
    "Words of a product's name, maker, place or group, with or without Vietnamese marks. The nearest come first, "
    "unless sortBy says otherwise than RANK or RATING."
)


class OfShelves:
    """Conditions of fields that both filters have under the same name."""

    @staticmethod
    def condition_area(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(place_id__in=places_of(given))

    @staticmethod
    def condition_producer_kind(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(selectors.made_by_kind(given["valid_on"], kinds_of(given)))

    @staticmethod
    def condition_is_demonstration(value: bool, channel: selectors.ChannelRow) -> Q:
        return Q(is_demonstration=value)


class ProductFilterInput(OfShelves, graph.Input):
    """Saleor's older filter; all of its fields must hold."""

    search = graphene.String(description=SEARCH)
    categories = graphene.List(graphene.NonNull(graphene.ID), description="With everything under them.")
    ids = graphene.List(graphene.NonNull(graphene.ID))
    price = graphene.InputField(PriceRangeInput, description="Of the cheapest variant, in the channel's currency.")
    minimal_price = graphene.InputField(PriceRangeInput, description="The same.")
    slugs = graphene.List(graphene.NonNull(graphene.String), description="Vietnamese ones.")
    area = graphene.InputField(ProductAreaInput, description="From within these units.")
    producers = graphene.List(graphene.NonNull(graphene.ID), description="Of any of these makers.")
    producer_kind = graphene.InputField(ProductProducerKindInput, description="Of makers of a legal form on a day.")
    programmes = graphene.List(graphene.NonNull(ProgrammeEnum), description="Carried for any of these.")
    is_demonstration = graphene.Boolean(description="Whether it is made up to show the shop.")

    @staticmethod
    def condition_search(text: str, channel: selectors.ChannelRow) -> Q:
        return finder().condition(text) if text else Q()

    @staticmethod
    def condition_categories(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return in_categories([graph.required_key(one, "Category") for one in ids]) if ids else Q()

    @staticmethod
    def condition_ids(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(product_id__in=[graph.required_key(one, "Product") for one in ids]) if ids else Q()

    @staticmethod
    def condition_slugs(slugs: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(product__slug_vi__in=slugs) if slugs else Q()

    @staticmethod
    def condition_producers(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(producer_id__in=[graph.required_key(one, "Producer") for one in ids]) if ids else Q()

    @staticmethod
    def condition_programmes(programmes: list[Any], channel: selectors.ChannelRow) -> Q:
        return Q(programme__in=[one.value for one in programmes]) if programmes else Q()

    @staticmethod
    def condition_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return between(bounds_of(given, channel.currency))

    @staticmethod
    def condition_minimal_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return between(bounds_of(given, channel.currency))


class ProductWhereInput(OfShelves, graph.Input):
    """Saleor's newer filter; all of its fields must hold, and whole conditions can be joined by AND and OR."""

    AND = graphene.List(graphene.NonNull(lambda: ProductWhereInput))
    OR = graphene.List(graphene.NonNull(lambda: ProductWhereInput))
    ids = graphene.List(graphene.NonNull(graphene.ID))
    slug = graphene.InputField(StringFilterInput)
    category = graphene.InputField(GlobalIDFilterInput, description="With everything under it.")
    price = graphene.InputField(DecimalFilterInput, description="Of the cheapest variant, in the channel's currency.")
    minimal_price = graphene.InputField(DecimalFilterInput, description="The same.")
    area = graphene.InputField(ProductAreaInput, description="From within these units.")
    producer = graphene.InputField(GlobalIDFilterInput)
    producer_kind = graphene.InputField(ProductProducerKindInput, description="Of makers of a legal form on a day.")
    programme = graphene.InputField(ProgrammeFilterInput, description="What it is carried for.")
    is_demonstration = graphene.Boolean(description="Whether it is made up to show the shop.")

    @classmethod
    def condition_AND(cls, parts: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:  # noqa: N802
        return Q(*(cls.whole(part, channel) for part in parts))

    @classmethod
    def condition_OR(cls, parts: list[dict[str, Any]], channel: selectors.ChannelRow) -> Q:  # noqa: N802
        conditions = [cls.whole(part, channel) for part in parts]
        # One that asks nothing holds for all; Q() | Q(...) would be the other alone.
        return any_of(conditions) if conditions and all(conditions) else Q()

    @classmethod
    def whole(cls, given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        """All fields of one condition."""
        return Q(*cls.conditions(given, channel=channel))

    @staticmethod
    def condition_ids(ids: list[str], channel: selectors.ChannelRow) -> Q:
        return Q(product_id__in=[graph.required_key(one, "Product") for one in ids])

    @staticmethod
    def condition_slug(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        slugs = [given["eq"]] if given.get("eq") is not None else given.get("one_of") or []
        return Q(product__slug_vi__in=slugs)

    @staticmethod
    def condition_category(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return in_categories(keys_of(given, "Category"))

    @staticmethod
    def condition_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return costing(given, channel)

    @staticmethod
    def condition_minimal_price(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return costing(given, channel)

    @staticmethod
    def condition_producer(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(producer_id__in=keys_of(given, "Producer"))

    @staticmethod
    def condition_programme(given: dict[str, Any], channel: selectors.ChannelRow) -> Q:
        return Q(programme__in=programmes_of(given))
