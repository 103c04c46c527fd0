"""Goods picked by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.channels import Channel
from catalog.models.products import Product


class Collection(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """Products that stand together for a reason, in an order somebody chose."""

    slug = models.SlugField(max_length=120, unique=True)
    slug_vi: str
    slug_en: str | None
    name = models.CharField(max_length=120)
    name_vi: str
    name_en: str | None
    description = models.TextField(blank=True, help_text="Plain text; an empty line parts paragraphs.")
    description_vi: str
    description_en: str | None
    seo_title = models.CharField(max_length=70, blank=True)
    seo_title_vi: str
    seo_title_en: str | None
    seo_description = models.CharField(max_length=300, blank=True)
    seo_description_vi: str
    seo_description_en: str | None
    name_sort = models.CharField(max_length=700, help_text="Sorts as a Vietnamese dictionary does, on any database.")
    background_image = models.OneToOneField(
        "catalog.Picture", models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: none is shown."
    )

    class Meta:
        verbose_name = _("bộ sưu tập")
        verbose_name_plural = _("bộ sưu tập")

    def __str__(self) -> str:
        return self.name


class CollectionListing(models.Model):
    """A collection's place in one channel."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="listings")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="collection_listings", db_index=False)
    published = models.BooleanField(default=False, help_text="Shoppers may see it.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="When it was last put on show.")

    class Meta:
        verbose_name = _("nơi bày bộ sưu tập")
        verbose_name_plural = _("nơi bày bộ sưu tập")
        constraints = [
            models.UniqueConstraint(fields=["collection", "channel"], name="collectionlisting_one_per_channel"),
            models.CheckConstraint(
                name="collectionlisting_published_since",
                condition=models.Q(published=False) | models.Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} in {self.channel_id}"


class CollectionProduct(models.Model):
    """A product's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="places", db_index=False)
    product = models.ForeignKey(Product, models.CASCADE, related_name="collection_places")
    position = models.PositiveIntegerField(help_text="From 1.")

    class Meta:
        verbose_name = _("sản phẩm trong bộ sưu tập")
        verbose_name_plural = _("sản phẩm trong bộ sưu tập")
        constraints = [
            models.UniqueConstraint(fields=["collection", "product"], name="collectionproduct_once"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.collection_id}"
