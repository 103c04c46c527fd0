"""Where goods are offered and at what list price."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product, ProductVariant
from catalog.models.sources import Source

# Currencies the shop may sell in, with the decimal places of their minor unit (ISO 4217).
MINOR_DIGITS = {"VND": 0, "USD": 2}


class Channel(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A market with one currency: home buyers in đồng, foreign buyers in dollars."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_vi: str
    name_en: str | None
    currency = models.CharField(max_length=3, help_text="ISO 4217.")
    is_active = models.BooleanField(default=True)
    is_export = models.BooleanField(default=False, help_text="Goods leave the country: export VAT.")
    position = models.PositiveSmallIntegerField(unique=True, help_text="The lowest answers if none is named.")
    countries = models.JSONField(default=list, help_text="ISO 3166 codes goods are sent to.")

    class Meta:
        verbose_name = _("kênh bán")
        verbose_name_plural = _("kênh bán")
        constraints = [
            models.CheckConstraint(
                name="channel_currency_known", condition=models.Q(currency__in=sorted(MINOR_DIGITS))
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class LegalSeller(models.TextChoices):
    """Whom a buyer has the contract with."""

    PRODUCER = "producer", _("Chủ thể bán, sàn làm trung gian")
    SHOP = "shop", _("Cửa hàng mua đứt và bán")


class ProductListing(models.Model):
    """A product's place in one channel."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="listings")
    # An index of two values is none; without statistics SQLite would walk it.
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="listings", db_index=False)
    published = models.BooleanField(default=False, help_text="Shoppers may see it, once a variant of it has a price.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="When it was last put on show.")
    legal_seller = models.CharField(
        max_length=8,
        choices=LegalSeller.choices,
        default=LegalSeller.PRODUCER,
        help_text="Who sells: the producer, or the shop that bought the goods (Law 122/2025/QH15).",
    )

    class Meta:
        verbose_name = _("nơi bày")
        verbose_name_plural = _("nơi bày")
        constraints = [
            models.UniqueConstraint(fields=["product", "channel"], name="productlisting_one_per_channel"),
            models.CheckConstraint(
                name="productlisting_legal_seller_known", condition=models.Q(legal_seller__in=LegalSeller.values)
            ),
            models.CheckConstraint(
                name="productlisting_published_since",
                condition=models.Q(published=False) | models.Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.channel_id}"


class VariantPrice(models.Model):
    """The list price of a variant in a channel, tax included, as the law wants prices shown."""

    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="prices")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="prices", db_index=False)
    price_minor = models.BigIntegerField(help_text="Gross, in the minor unit of the channel's currency: đồng or cents.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("giá niêm yết")
        verbose_name_plural = _("giá niêm yết")
        constraints = [
            models.UniqueConstraint(fields=["variant", "channel"], name="variantprice_one_per_channel"),
            models.CheckConstraint(name="variantprice_not_negative", condition=models.Q(price_minor__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} in {self.channel_id}: {self.price_minor}"
