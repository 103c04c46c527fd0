"""The catalog in the graph. Packages above extend `Product`, `ProductVariant`, `Category` and the filter inputs."""

from catalog.schema.categories import Category
from catalog.schema.certificates import Certificate, ProductCertificateInput
from catalog.schema.channels import Channel
from catalog.schema.evidence import Source, StarReport
from catalog.schema.filters import CategoryFilterInput, ProductFilterInput, ProductOrder, ProductWhereInput
from catalog.schema.media import ProductPictures
from catalog.schema.pictures import ProductMedia
from catalog.schema.places import Area, Producer
from catalog.schema.products import Product
from catalog.schema.root import Query
from catalog.schema.variants import ProductVariant

__all__ = [
    "Area",
    "Category",
    "CategoryFilterInput",
    "Certificate",
    "Channel",
    "Producer",
    "Product",
    "ProductCertificateInput",
    "ProductFilterInput",
    "ProductMedia",
    "ProductOrder",
    "ProductPictures",
    "ProductVariant",
    "ProductWhereInput",
    "Query",
    "Source",
    "StarReport",
]
