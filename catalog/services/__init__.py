"""Writes to the catalog. Each owns its transaction, renews the shelves it touches and turns the revision over."""

from catalog.services.areas import put_area, succeed
from catalog.services.attributes import assign, give_to_type, put_attribute, put_choice
from catalog.services.certificates import (
    confirm_certificate,
    lapse_certificates,
    put_certificate,
    withdraw_certificate,
)
from catalog.services.classification import put_category, put_channel, put_classification, put_tax_rate
from catalog.services.collections import place_products, publish_collection, put_collection, withdraw_collection
from catalog.services.finding import renew_texts
from catalog.services.menus import cut_menu, put_menu, put_menu_item
from catalog.services.pages import publish_page, put_operator_fact, put_page, put_page_type, withdraw_page
from catalog.services.producers import change_kind, correct_kind, put_producer, record_kind
from catalog.services.products import (
    publish,
    put_product,
    put_variant,
    report_stars,
    set_legal_seller,
    set_price,
    withdraw,
)
from catalog.services.seller_checks import check_seller
from catalog.services.shelves import rebuild_shelves, renew_shelves, renewed_once
from catalog.services.sources import put_source
from catalog.services.star_rules import put_certifier_rule, put_validity_rule
from catalog.services.zones import put_zone, supply

__all__ = [
    "assign",
    "change_kind",
    "check_seller",
    "confirm_certificate",
    "correct_kind",
    "cut_menu",
    "give_to_type",
    "lapse_certificates",
    "place_products",
    "publish",
    "publish_collection",
    "publish_page",
    "put_area",
    "put_attribute",
    "put_category",
    "put_certificate",
    "put_certifier_rule",
    "put_channel",
    "put_choice",
    "put_classification",
    "put_collection",
    "put_menu",
    "put_menu_item",
    "put_operator_fact",
    "put_page",
    "put_page_type",
    "put_producer",
    "put_product",
    "put_source",
    "put_tax_rate",
    "put_validity_rule",
    "put_variant",
    "put_zone",
    "rebuild_shelves",
    "record_kind",
    "renew_shelves",
    "renew_texts",
    "renewed_once",
    "report_stars",
    "set_legal_seller",
    "set_price",
    "succeed",
    "supply",
    "withdraw",
    "withdraw_certificate",
    "withdraw_collection",
    "withdraw_page",
]
