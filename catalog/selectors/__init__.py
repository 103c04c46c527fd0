"""Reads of the catalog: prepared statements that answer rows, each given all the keys its caller has."""

from catalog.selectors.certificates import (
    Stars,
    certificate_slice,
    certificates_by_id,
    certificates_of_products,
    certificates_on,
    certifier_on,
    holding_stars,
    public_certificates,
    star_on,
    star_to,
    stars_on,
    validity_on,
)
from catalog.selectors.classification import (
    categories_by_id,
    category_slice,
    children_pages,
    find_category,
)
from catalog.selectors.evidence import sources_of_products, star_reports_of_products
from catalog.selectors.frame import (
    ChannelRow,
    Frame,
    TaxTable,
    frame,
    revision,
)
from catalog.selectors.people import Kinds, areas_by_id, kind_periods_of, kinds_on, of_kinds, successors_of
from catalog.selectors.permits import missing_permits, papers_of, permit_span, sight_of
from catalog.selectors.pictures import media_of_products, media_of_variants, pictures_by_id
from catalog.selectors.products import (
    find_product,
    find_variant,
    products_by_key,
    variant_pages,
    variants_by_id,
    variants_of_products,
)
from catalog.selectors.shelves import ORDERS, Wanted, product_slice, product_slices

__all__ = [
    "ORDERS",
    "ChannelRow",
    "Frame",
    "Kinds",
    "Stars",
    "TaxTable",
    "Wanted",
    "areas_by_id",
    "categories_by_id",
    "category_slice",
    "certificate_slice",
    "certificates_by_id",
    "certificates_of_products",
    "certificates_on",
    "certifier_on",
    "children_pages",
    "find_category",
    "find_product",
    "find_variant",
    "frame",
    "holding_stars",
    "kind_periods_of",
    "kinds_on",
    "media_of_products",
    "media_of_variants",
    "missing_permits",
    "of_kinds",
    "papers_of",
    "permit_span",
    "pictures_by_id",
    "product_slice",
    "product_slices",
    "products_by_key",
    "public_certificates",
    "revision",
    "sight_of",
    "sources_of_products",
    "star_on",
    "star_reports_of_products",
    "star_to",
    "stars_on",
    "successors_of",
    "validity_on",
    "variant_pages",
    "variants_by_id",
    "variants_of_products",
]
