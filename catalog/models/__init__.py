"""The facts of the shop: places, makers, goods, channels, prices, taxes, stars, marks, permits, labels, and sources."""

from catalog.models.areas import Area
from catalog.models.categories import Category
from catalog.models.certificates import Certificate, CertifierRule, StarPeriod, ValidityRule
from catalog.models.channels import Channel, ProductListing, VariantPrice
from catalog.models.expiry import ExpiryNotice
from catalog.models.labels import LabelFinding, LabelRequirement, Packaging
from catalog.models.marks import Mark, MarkLicence
from catalog.models.permits import PapersTerm, Permit, PermitWaiver, RequiredPermit
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
    "ExpiryNotice",
    "LabelFinding",
    "LabelRequirement",
    "Mark",
    "MarkLicence",
    "Packaging",
    "PapersTerm",
    "Permit",
    "PermitWaiver",
    "Producer",
    "Product",
    "ProductListing",
    "ProductVariant",
    "RequiredPermit",
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
