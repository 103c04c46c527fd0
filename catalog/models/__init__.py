"""The facts of the shop: places, makers, goods, channels, prices, taxes, stars, marks, permits, labels, and sources."""

from catalog.models.areas import Area
from catalog.models.attributes import AssignedValue, Attribute, AttributeChoice, TypeAttribute
from catalog.models.categories import Category, Classification
from catalog.models.certificates import Certificate, CertifierRule, StarPeriod, ValidityRule
from catalog.models.channels import Channel, ProductListing, VariantPrice
from catalog.models.collections import Collection, CollectionListing, CollectionProduct
from catalog.models.drafts import Draft, DraftField
from catalog.models.expiry import ExpiryNotice
from catalog.models.finding import ProductText
from catalog.models.imports import SheetImport
from catalog.models.labels import LabelFinding, LabelRequirement, Packaging
from catalog.models.marks import Mark, MarkLicence
from catalog.models.menus import Menu, MenuItem
from catalog.models.pages import OperatorFact, Page, PageType
from catalog.models.permits import PapersTerm, Permit, PermitWaiver, RequiredPermit
from catalog.models.pictures import Picture, ProductMedia
from catalog.models.producers import Producer, ProducerKindPeriod, SellerCheck
from catalog.models.products import Product, ProductVariant, StarReport
from catalog.models.shelves import CatalogRevision, FacetTally, ShelfPlace, ShelfTally, ShelvedProduct, SpanTally
from catalog.models.sources import Source
from catalog.models.taxes import TaxClass, TaxRate
from catalog.models.zones import RawMaterialZone

__all__ = [
    "Area",
    "AssignedValue",
    "Attribute",
    "AttributeChoice",
    "CatalogRevision",
    "Category",
    "Certificate",
    "CertifierRule",
    "Channel",
    "Classification",
    "Collection",
    "CollectionListing",
    "CollectionProduct",
    "Draft",
    "DraftField",
    "ExpiryNotice",
    "FacetTally",
    "LabelFinding",
    "LabelRequirement",
    "Mark",
    "MarkLicence",
    "Menu",
    "MenuItem",
    "OperatorFact",
    "Packaging",
    "Page",
    "PageType",
    "PapersTerm",
    "Permit",
    "PermitWaiver",
    "Picture",
    "Producer",
    "ProducerKindPeriod",
    "Product",
    "ProductListing",
    "ProductMedia",
    "ProductText",
    "ProductVariant",
    "RawMaterialZone",
    "RequiredPermit",
    "SellerCheck",
    "SheetImport",
    "ShelfPlace",
    "ShelfTally",
    "ShelvedProduct",
    "Source",
    "SpanTally",
    "StarPeriod",
    "StarReport",
    "TaxClass",
    "TaxRate",
    "TypeAttribute",
    "ValidityRule",
    "VariantPrice",
]
