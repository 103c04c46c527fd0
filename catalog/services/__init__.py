"""Writes to the catalog. Each owns its transaction, renews the shelves it touches and turns the revision over."""

from catalog.services.areas import put_area, succeed
from catalog.services.attributes import assign, give_to_type, put_attribute, put_choice
from catalog.services.certificates import confirm_certificate, lapse_certificates, put_certificate, withdraw_certificate
from catalog.services.classification import put_category, put_channel, put_classification, put_tax_rate
from catalog.services.collections import (
    place_product,
    place_products,
    publish_collection,
    put_collection,
    take_out,
    withdraw_collection,
)
from catalog.services.corrections import correct_certificate
from catalog.services.drafts import save_producer_draft, save_product_draft, submit_draft, withdraw_draft
from catalog.services.expiry import notice_expiry
from catalog.services.finding import renew_texts
from catalog.services.labels import approve_label, check_label, put_label_requirement, send_back_label, submit_packaging
from catalog.services.marks import end_licence, license_mark, put_mark, withdraw_mark
from catalog.services.media import add_media, change_media, order_media, remove_media
from catalog.services.menus import cut_menu, put_menu, put_menu_item, remove_menu_item
from catalog.services.pages import publish_page, put_operator_fact, put_page, put_page_type, withdraw_page
from catalog.services.permits import confirm_permit, lapse_permits, reject_permit, submit_permit, withdraw_permit
from catalog.services.pictures import clear_picture, forget_pictures, set_focal_point, set_picture
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
from catalog.services.renditions import render_waiting
from catalog.services.requirements import end_waiver, hide_lapsed, put_required_permit, show_again, waive_permits
from catalog.services.seller_checks import check_seller
from catalog.services.shelves import rebuild_shelves, renew_shelves, renewed_once
from catalog.services.sources import put_source
from catalog.services.star_rules import put_certifier_rule, put_validity_rule
from catalog.services.verdicts import Verdict, judge_draft
from catalog.services.zones import put_zone, supply

__all__ = [
    "Verdict",
    "add_media",
    "approve_label",
    "assign",
    "change_kind",
    "change_media",
    "check_label",
    "check_seller",
    "clear_picture",
    "confirm_certificate",
    "confirm_permit",
    "correct_certificate",
    "correct_kind",
    "cut_menu",
    "end_licence",
    "end_waiver",
    "forget_pictures",
    "give_to_type",
    "hide_lapsed",
    "judge_draft",
    "lapse_certificates",
    "lapse_permits",
    "license_mark",
    "notice_expiry",
    "order_media",
    "place_product",
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
    "put_label_requirement",
    "put_mark",
    "put_menu",
    "put_menu_item",
    "put_operator_fact",
    "put_page",
    "put_page_type",
    "put_producer",
    "put_product",
    "put_required_permit",
    "put_source",
    "put_tax_rate",
    "put_validity_rule",
    "put_variant",
    "put_zone",
    "rebuild_shelves",
    "record_kind",
    "reject_permit",
    "remove_media",
    "remove_menu_item",
    "render_waiting",
    "renew_shelves",
    "renew_texts",
    "renewed_once",
    "report_stars",
    "save_producer_draft",
    "save_product_draft",
    "send_back_label",
    "set_focal_point",
    "set_legal_seller",
    "set_picture",
    "set_price",
    "show_again",
    "submit_draft",
    "submit_packaging",
    "submit_permit",
    "succeed",
    "supply",
    "take_out",
    "waive_permits",
    "withdraw",
    "withdraw_certificate",
    "withdraw_collection",
    "withdraw_draft",
    "withdraw_mark",
    "withdraw_page",
    "withdraw_permit",
]
