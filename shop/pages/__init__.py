"""The storefront: one function per page, a document in and a template out."""

from shop.pages.broken import not_found, server_error
from shop.pages.front import home
from shop.pages.goods import product
from shop.pages.listing import category, products
from shop.pages.ordering import how_to_order
from shop.pages.people import producer, producers
from shop.pages.places import area, areas
from shop.pages.points import sales_point, sales_points
from shop.pages.texts import collection, text
from shop.pages.visitor import account, choose_channel, choose_near

__all__ = [
    "account",
    "area",
    "areas",
    "category",
    "choose_channel",
    "choose_near",
    "collection",
    "home",
    "how_to_order",
    "not_found",
    "producer",
    "producers",
    "product",
    "products",
    "sales_point",
    "sales_points",
    "server_error",
    "text",
]
