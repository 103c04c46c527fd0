"""The facts of the shop: places, makers, goods, channels, list prices, tax rates, stars and who says so."""

from catalog.models.areas import Area
from catalog.models.categories import Category
from catalog.models.certificates import Certificate, CertifierRule, StarPeriod, ValidityRule
from catalog.models.channels import Channel, ProductListing, VariantPrice
from catalog.models.producers import Producer
from catalog.models.products import Product, ProductVariant, StarReport
from catalog.models.shelves import CatalogRevision, ShelfTally, ShelvedProduct
from catalog.models.sources import Source
from catalog.models.taxes import TaxClass, TaxRate

__all__ = [
    "Area",
    "CatalogRevision",
    "Category",
    "Certificate",
    "CertifierRule",
    "Channel",
    "Producer",
    "Product",
    "ProductListing",
    "ProductVariant",
    "ShelfTally",
    "ShelvedProduct",
    "Source",
    "StarPeriod",
    "StarReport",
    "TaxClass",
    "TaxRate",
    "ValidityRule",
    "VariantPrice",
]
