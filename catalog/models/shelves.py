"""Projections that make lists cheap; written by catalog.services.shelves and rebuilt from the facts at will."""

from django.db import models

from catalog.models.categories import Category
from catalog.models.channels import Channel
from catalog.models.products import Product

WHOLE_CHANNEL = 0

# Widths of a tally's buckets, as powers of two, narrow to wide: any range of prices is at most 63 narrow ones on
# either side of each wider width.
SHIFTS = (0, 6, 12, 18, 24)

SHELF = ("channel", "shelf")
FILTERED = ("product", "price_minor", "category", "group")


def collection_shelf(collection_id: int) -> int:
    """The shelf of a collection: categories have the numbers above 0."""
    return -collection_id


class ShelvedProduct(models.Model):
    """A visible product on one shelf of a channel: the whole channel's, its group's, its sub-group's, its collections'.

    A list is one walk along an index of its shelf, however many products there are; the columns after the key let
    a filter decide without a look at the product.
    """

    # Named so that a row of this model can carry the product's key as its `id`.
    key = models.BigAutoField(primary_key=True)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", db_index=False)
    shelf = models.BigIntegerField(help_text="A category's key, a collection's below 0, or 0 for the channel.")
    position = models.PositiveIntegerField(default=0, help_text="Its place in the collection; 0 on other shelves.")
    product = models.ForeignKey(Product, models.CASCADE, related_name="shelved")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(Category, models.PROTECT, related_name="+", db_index=False)
    price_minor = models.BigIntegerField(help_text="The lowest list price among the variants.")
    price_max_minor = models.BigIntegerField(help_text="The highest.")
    name_sort = models.CharField(max_length=700)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "shelf", "product"], name="shelved_once"),
        ]
        indexes = [
            models.Index(fields=[*SHELF, "price_minor", "product", "category", "group"], name="shelved_by_price"),
            models.Index(fields=[*SHELF, "name_sort", *FILTERED], name="shelved_by_name"),
            models.Index(fields=[*SHELF, "created_at", *FILTERED], name="shelved_by_creation"),
            models.Index(fields=[*SHELF, "updated_at", *FILTERED], name="shelved_by_change"),
            models.Index(fields=[*SHELF, "published_at", *FILTERED], name="shelved_by_publication"),
            models.Index(fields=[*SHELF, "position", *FILTERED], name="shelved_by_position"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} on {self.channel_id}/{self.shelf}"


class ShelfTally(models.Model):
    """How many products of a shelf have a price in [bucket << shift, (bucket + 1) << shift).

    Counting 100,000 rows takes longer than the page they are counted for; a range of prices is a few of these.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", db_index=False)
    shelf = models.BigIntegerField()
    shift = models.PositiveSmallIntegerField(help_text="Width of the bucket as a power of two.")
    bucket = models.BigIntegerField()
    products = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "shelf", "shift", "bucket"], name="shelftally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}/{self.shelf} {self.bucket}<<{self.shift}: {self.products}"


class CatalogRevision(models.Model):
    """One row: a number no two states of the catalog share, so an answer may be kept for as long as it stands."""

    number = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="catalogrevision_single", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.number)
