"""Projections that make lists cheap; written by catalog.services.shelves and rebuilt from the facts at will."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from catalog.models.areas import Area
from catalog.models.categories import Category
from catalog.models.channels import Channel
from catalog.models.producers import Producer
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


class ShelfPlace(models.Model):
    """Where products come from, as far as it is known: the unit a source names, and the one it lies in today.

    Few pairs for many products: a list by area names the pairs that lie in the area.
    """

    origin = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    origin_today = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce("origin", 0), Coalesce("origin_today", 0), name="shelfplace_once"),
            models.CheckConstraint(
                name="shelfplace_is_somewhere", condition=Q(origin__isnull=False) | Q(origin_today__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id}/{self.origin_today_id}"


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
    place = models.ForeignKey(ShelfPlace, models.PROTECT, null=True, related_name="+", db_index=False)
    producer = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+", db_index=False)
    programme = models.CharField(max_length=10, default="")
    is_demonstration = models.BooleanField(default=False)
    spans = models.TextField(
        default="", help_text="What it is for some days, as in stars 3 2024-03-12 2027-03-13;...: see SpanTally."
    )
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
            models.Index(fields=[*SHELF, "programme", "name_sort", *FILTERED], name="shelved_by_type"),
            models.Index(fields=[*SHELF, "place", "product"], name="shelved_at_place"),
            models.Index(fields=[*SHELF, "producer", "product"], name="shelved_of_producer"),
            models.Index(
                # Everything else is far too much to be sought.
                fields=[*SHELF, "product"],
                condition=Q(is_demonstration=True),
                name="shelved_demonstration",
            ),
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


class Facet(models.TextChoices):
    """What the products of a shelf are counted by."""

    ALL = "all"
    CATEGORY = "category"
    PLACE = "place"
    PRODUCER = "producer"
    PROGRAMME = "programme"
    DEMONSTRATION = "made_up"


class FacetTally(models.Model):
    """How many products of a shelf have one value: of one sub-group, at one place, of one producer."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", db_index=False)
    shelf = models.BigIntegerField()
    facet = models.CharField(max_length=10)
    value = models.CharField(max_length=24, help_text="A key in digits, a choice, or empty where nothing is known.")
    products = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "shelf", "facet", "value"], name="facettally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}/{self.shelf} {self.facet} {self.value}: {self.products}"


class SpanFacet(models.TextChoices):
    """What products are counted by that they are for some days only."""

    STARS = "stars"
    # Of their producer.
    KIND = "kind"


class SpanTally(models.Model):
    """By how many the products of a shelf that are something grow on a day; to that day, the sum is how many there are.

    So products are counted by their stars of any day, though every midnight some of them come and go.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+", db_index=False)
    shelf = models.BigIntegerField()
    facet = models.CharField(max_length=10)
    value = models.CharField(max_length=24, help_text="A number of stars, or a kind.")
    day = models.DateField()
    change = models.IntegerField(help_text="Those that begin to be it on the day, less those that end.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "shelf", "facet", "value", "day"], name="spantally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}/{self.shelf} {self.facet} {self.value} {self.day}: {self.change:+}"


class CatalogRevision(models.Model):
    """One row: a number no two states of the catalog share, so an answer may be kept for as long as it stands."""

    number = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="catalogrevision_single", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self.number)
