"""Lists of products narrowed by what sales points have, in Saleor's words. No such list is ever kept."""

from enum import Enum
from typing import Any

import graphene
from django.db.models import Q

from catalog.schema.filters import ProductFilterInput, ProductWhereInput
from catalog.selectors import ChannelRow
from core import clock, graph
from stock import selectors


class Availability(Enum):
    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"


StockAvailability = graphene.Enum.from_enum(
    Availability,
    name="StockAvailability",
    description=lambda value: None if value else "Whether any open sales point has a product today.",
)
AVAILABILITY = "Whether any open sales point has it today."
STOCKS = "Those that these sales points have today."


class ProductStockFilterInput(graph.Input):
    """Products by the warehouses, which are sales points, that have them today."""

    warehouse_ids = graphene.List(
        graphene.NonNull(graphene.ID), description="Any of these warehouses; any at all without it."
    )


def stocked(points: tuple[int, ...] | None) -> Q:
    """A condition on ShelvedProduct: one of these sales points, or any, can sell some of it today."""
    return Q(selectors.StockedOn("product_id", clock.today(), points))


# Saleor's older filter and its newer one ask it in the same words.
@ProductFilterInput.extend
@ProductWhereInput.extend
class ByStock:
    stock_availability = graphene.InputField(StockAvailability, description=AVAILABILITY)
    stocks = graphene.InputField(ProductStockFilterInput, description=STOCKS)

    @staticmethod
    @graph.volatile
    def condition_stock_availability(value: Enum, channel: ChannelRow) -> Q:
        return stocked(None) if value.value == Availability.IN_STOCK.value else ~stocked(None)

    @staticmethod
    @graph.volatile
    def condition_stocks(given: dict[str, Any], channel: ChannelRow) -> Q:
        ids = given.get("warehouse_ids")
        return stocked(None if ids is None else tuple(sorted({graph.required_key(one, "Warehouse") for one in ids})))
