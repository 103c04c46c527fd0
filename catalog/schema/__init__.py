"""The catalog in the graph. Packages above extend `Product`, `ProductVariant`, `Category` and the filter inputs."""

from catalog.schema.attributed import AttributeInput
from catalog.schema.attributes import Attribute
from catalog.schema.categories import Category
from catalog.schema.certificates import Certificate, ProductCertificateInput
from catalog.schema.channels import Channel
from catalog.schema.classification import OcopClassification
from catalog.schema.classification import Query as ClassificationQuery
from catalog.schema.collections import Collection
from catalog.schema.content import Query as ContentQuery
from catalog.schema.draft_mutations import Mutation
from catalog.schema.drafts import ProductDraft
from catalog.schema.drafts import Query as DraftQuery
from catalog.schema.evidence import Source, StarReport
from catalog.schema.expiry import ExpiringPaper
from catalog.schema.facets import Query as FacetQuery
from catalog.schema.facts import ProductFacts
from catalog.schema.filters import CategoryFilterInput, ProductFilterInput, ProductOrder, ProductWhereInput
from catalog.schema.geography import Query as PlacesQuery
from catalog.schema.labels import LabelChecklist
from catalog.schema.media import ProductPictures
from catalog.schema.menus import Menu
from catalog.schema.pages import Page
from catalog.schema.paper_queries import Query as PapersQuery
from catalog.schema.papers import Mark, Permit, PermitWaiver
from catalog.schema.people import ProducerFilterInput
from catalog.schema.people import Query as PeopleQuery
from catalog.schema.pictures import ProductMedia
from catalog.schema.places import Area, Producer
from catalog.schema.products import Product
from catalog.schema.root import Query as GoodsQuery
from catalog.schema.sellers import LegalSeller
from catalog.schema.variants import ProductVariant
from catalog.schema.zones import Query as ZoneQuery
from catalog.schema.zones import RawMaterialZone


class Query(
    GoodsQuery,
    ClassificationQuery,
    ZoneQuery,
    ContentQuery,
    PapersQuery,
    DraftQuery,
    PeopleQuery,
    PlacesQuery,
    FacetQuery,
):
    """The catalog's root fields, by the module that answers them."""


__all__ = [
    "Area",
    "Attribute",
    "AttributeInput",
    "Category",
    "CategoryFilterInput",
    "Certificate",
    "Channel",
    "Collection",
    "ExpiringPaper",
    "LabelChecklist",
    "LegalSeller",
    "Mark",
    "Menu",
    "Mutation",
    "OcopClassification",
    "Page",
    "Permit",
    "PermitWaiver",
    "Producer",
    "ProducerFilterInput",
    "Product",
    "ProductCertificateInput",
    "ProductDraft",
    "ProductFacts",
    "ProductFilterInput",
    "ProductMedia",
    "ProductOrder",
    "ProductPictures",
    "ProductVariant",
    "ProductWhereInput",
    "Query",
    "RawMaterialZone",
    "Source",
    "StarReport",
]
