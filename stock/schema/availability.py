"""What buyers see of shelves: where a product is to be had, and how many are left. Never kept by the answer cache."""

from enum import Enum
from typing import NamedTuple

import graphene
from graphql import GraphQLError

from catalog.schema.products import Product
from catalog.schema.variants import ProductVariant
from core import graph
from core.graph.types import CountryCode
from stock import selectors
from stock.schema.points import GeoPointInput, SalesPoint, microdegrees
from stock.selectors.shelves import LAST_FEW


class AtPoint(NamedTuple):
    """Free units at a sales point, whose row comes along."""

    point: graph.Row
    units: int
    distance_m: int | None


class Availability(graph.Object):
    """A product at a sales point, today."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    quantity = graphene.Int(required=True, description="Units that nobody has been promised, over all its sizes.")
    is_last_few = graphene.Boolean(required=True, description=f"At most {LAST_FEW} are left there.")
    distance_m = graphene.Int(description="Metres from `near`, as the crow flies; null without it or off the map.")

    @staticmethod
    def load_sales_point(found: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return [one.point for one in found]

    @staticmethod
    def load_quantity(found: graph.Rows, info: graph.Info) -> list[int]:
        return [one.units for one in found]

    @staticmethod
    def load_is_last_few(found: graph.Rows, info: graph.Info) -> list[bool]:
        return [one.units <= LAST_FEW for one in found]


class WarehouseRow(NamedTuple):
    point: graph.Row

    @property
    def id(self) -> int:
        return int(self.point.id)


class Warehouse(graph.Object):
    """Saleor's warehouse: a sales point."""

    public = True

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    sales_point = graphene.Field(SalesPoint, required=True)

    @staticmethod
    def load_id(found: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id("Warehouse", one.id) for one in found]

    @staticmethod
    def load_name(found: graph.Rows, info: graph.Info) -> list[str]:
        return [one.point.name_vi for one in found]

    @staticmethod
    def load_slug(found: graph.Rows, info: graph.Info) -> list[str]:
        return [one.point.slug for one in found]

    @staticmethod
    def load_sales_point(found: graph.Rows, info: graph.Info) -> list[graph.Row]:
        return [one.point for one in found]


class StockRow(NamedTuple):
    variant_id: int
    point: graph.Row
    units: int


class Stock(graph.Object):
    """Saleor's stock: free units of a variant at a sales point."""

    public = True
    volatile = True

    id = graphene.ID(required=True)
    warehouse = graphene.Field(Warehouse, required=True)
    quantity = graphene.Int(required=True, description="Units that nobody has been promised.")

    @staticmethod
    def load_id(found: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id("Stock", f"{one.variant_id}-{one.point.id}") for one in found]

    @staticmethod
    def load_warehouse(found: graph.Rows, info: graph.Info) -> list[WarehouseRow]:
        return [WarehouseRow(one.point) for one in found]

    @staticmethod
    def load_quantity(found: graph.Rows, info: graph.Info) -> list[int]:
        return [one.units for one in found]


class SoldOut(graph.Object):
    """A sales point that had a product and has none to sell today."""

    public = True
    volatile = True

    sales_point = graphene.Field(SalesPoint, required=True)
    is_coming = graphene.Boolean(required=True, description="Whether units are on the road there.")

    @staticmethod
    def load_sales_point(found: graph.Rows, info: graph.Info) -> list[graph.Row]:
        points = selectors.points_by_id(one.point_id for one in found)
        return [points[one.point_id] for one in found]


class StockedProduct(graph.Object):
    """A product as sales points have it today."""

    public = True
    volatile = True

    id = graphene.ID(required=True, description="The product's.")
    availability = graphene.List(
        graphene.NonNull(Availability),
        required=True,
        near=graphene.Argument(GeoPointInput, description="Nearest first; without it the fullest first."),
        description="Open sales points that have it today.",
    )
    sold_out = graphene.List(
        graphene.NonNull(SoldOut), required=True, description="Open sales points that had it and have none today."
    )

    skus_in_stock = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="SKUs of its sizes that any of them has today."
    )

    @staticmethod
    def load_id(products: graph.Rows, info: graph.Info) -> list[str]:
        return [graph.global_id("Product", product.id) for product in products]

    @staticmethod
    def load_skus_in_stock(products: graph.Rows, info: graph.Info) -> list[list[str]]:
        found = selectors.skus_in_stock((product.id for product in products), info.today)
        return [found.get(product.id, []) for product in products]

    @staticmethod
    def load_availability(
        products: graph.Rows, info: graph.Info, near: dict[str, float] | None = None
    ) -> list[list[AtPoint]]:
        return at_points(products, info, near)

    @staticmethod
    def load_sold_out(products: graph.Rows, info: graph.Info) -> list[list[selectors.Gone]]:
        gone = selectors.gone_from((product.id for product in products), info.today)
        return [gone.get(product.id, []) for product in products]


@Product.extend
class ProductStock:
    availability = graphene.List(
        graphene.NonNull(Availability),
        required=True,
        near=graphene.Argument(GeoPointInput, description="Nearest first; without it the fullest first."),
        description="Open sales points that have it today.",
    )

    @staticmethod
    @graph.volatile
    def load_availability(
        products: graph.Rows, info: graph.Info, near: dict[str, float] | None = None
    ) -> list[list[AtPoint]]:
        return at_points(products, info, near)


def at_points(products: graph.Rows, info: graph.Info, near: dict[str, float] | None) -> list[list[AtPoint]]:
    """Where each product can be had today."""
    free = selectors.free_of_products((product.id for product in products), info.today)
    points = selectors.points_by_id(one.point_id for found in free.values() for one in found)
    place = microdegrees(near) if near else None

    def at(one: selectors.Free) -> AtPoint:
        point = points[one.point_id]
        return AtPoint(point, one.units, selectors.metres_between(*place, point) if place else None)

    return [sorted(map(at, free.get(product.id, [])), key=_nearest) for product in products]


def _nearest(one: AtPoint) -> tuple[bool, int, int, int]:
    """Nearest first, those off the map last; at one distance the fullest first."""
    return (one.distance_m is None, one.distance_m or 0, -one.units, one.point.id)


@ProductVariant.extend
class VariantStock:
    quantity_available = graphene.Int(
        country_code=graphene.Argument(CountryCode, description="Every sales point serves every country."),
        required=True,
        description="Units that nobody has been promised, over all open sales points, today.",
    )
    stocks = graphene.List(
        graphene.NonNull(Stock), required=True, description="Open sales points that have it today, the fullest first."
    )

    @staticmethod
    @graph.volatile
    def load_quantity_available(variants: graph.Rows, info: graph.Info, country_code: Enum | None = None) -> list[int]:
        free = free_of(variants, info)
        return [sum(one.units for one in free.get(variant.id, [])) for variant in variants]

    @staticmethod
    @graph.volatile
    def load_stocks(variants: graph.Rows, info: graph.Info) -> list[list[StockRow]]:
        free = free_of(variants, info)
        points = selectors.points_by_id(one.point_id for found in free.values() for one in found)
        return [
            [
                StockRow(variant.id, points[one.point_id], one.units)
                for one in sorted(free.get(variant.id, []), key=lambda one: (-one.units, one.point_id))
            ]
            for variant in variants
        ]


def free_of(variants: graph.Rows, info: graph.Info) -> dict[int, list[selectors.Free]]:
    """Free units of a level's variants, read once for both fields."""
    keys = frozenset(variant.id for variant in variants)
    return info.once(("stock", "free", keys), lambda: selectors.free_of_variants(keys, info.today))


MOST_STOCKED = 100


class StockedRow(NamedTuple):
    id: int


class Query(graph.Query):
    stocked_products = graphene.List(
        graphene.NonNull(StockedProduct),
        required=True,
        ids=graphene.List(graphene.NonNull(graphene.ID), required=True, description=f"{MOST_STOCKED} at most."),
        description="Products as sales points have them today, in the order of the ids.",
    )

    @staticmethod
    @graph.volatile
    def load_stocked_products(_root: graph.Rows, info: graph.Info, ids: list[str]) -> list[list[StockedRow]]:
        if len(ids) > MOST_STOCKED:
            raise GraphQLError(
                f"At most {MOST_STOCKED} products are asked for at once.", extensions={"code": "INVALID"}
            )
        return [[StockedRow(graph.required_key(one, "Product")) for one in ids]]
