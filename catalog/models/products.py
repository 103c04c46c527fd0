"""What is sold, and what the sources say about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.areas import Area
from catalog.models.categories import Category
from catalog.models.producers import Producer
from catalog.models.sources import Source
from catalog.models.taxes import TaxClass


class Programme(models.TextChoices):
    """Why the shop carries a product: 950/QĐ-BCT lets a sales point sell all three."""

    OCOP = "ocop", _("Sản phẩm OCOP")
    CNNT = "cnnt", _("Sản phẩm công nghiệp nông thôn tiêu biểu")
    SPECIALITY = "speciality", _("Đặc sản địa phương")


class Fulfilment(models.TextChoices):
    """How what was bought reaches its buyer."""

    GOODS = "goods", _("Hàng hóa")
    VOUCHER = "voucher", _("Phiếu dịch vụ")


# The whole of a drink, in basis points of its volume.
WHOLE_BP = 100_00


class Product(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A speciality; its sizes and packs are its variants."""

    slug = models.SlugField(max_length=120, unique=True)
    slug_vi: str
    slug_en: str | None
    name = models.CharField(max_length=200)
    name_vi: str
    name_en: str | None
    name_folded = models.CharField(max_length=200, help_text="The Vietnamese name without accents, for finding.")
    name_sort = models.CharField(max_length=700, help_text="Sorts as a Vietnamese dictionary does, on any database.")
    description = models.TextField(blank=True, help_text="Plain text; an empty line parts paragraphs.")
    description_vi: str
    description_en: str | None
    story = models.TextField(blank=True, help_text="Where it comes from and who makes it; plain text, as above.")
    story_vi: str
    story_en: str | None
    ingredients = models.TextField(blank=True, help_text="In the order of the label.")
    ingredients_vi: str
    ingredients_en: str | None
    storage = models.TextField(blank=True, help_text="How to keep it.")
    storage_vi: str
    storage_en: str | None
    warnings = models.TextField(blank=True, help_text="Allergens and whom it is not for.")
    warnings_vi: str
    warnings_en: str | None
    seo_title = models.CharField(max_length=70, blank=True)
    seo_title_vi: str
    seo_title_en: str | None
    seo_description = models.CharField(max_length=300, blank=True)
    seo_description_vi: str
    seo_description_en: str | None
    external_reference = models.CharField(
        max_length=64, null=True, blank=True, unique=True, help_text="The product's number in another system."
    )
    programme = models.CharField(max_length=10, choices=Programme.choices)
    category = models.ForeignKey(Category, models.PROTECT, related_name="products")
    former_category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Its category in an older classification, where a source names it.",
    )
    producer = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="products", help_text="Empty: none is known."
    )
    origin = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="The unit of its day a source names."
    )
    origin_today = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="The commune that place lies in today."
    )
    place_printed = models.CharField(max_length=200, blank=True, help_text="The place, as printed in the source.")
    place_today_printed = models.CharField(max_length=200, blank=True, help_text="Today's commune, as printed.")
    tax_class = models.CharField(max_length=8, choices=TaxClass.choices, default=TaxClass.STANDARD)
    shelf_life_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="Days it keeps, unopened, from the day it was made; empty when not known."
    )
    alcohol_bp = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Alcohol by volume in basis points: 1250 is 12.5 %; empty when not known, 0 for none.",
    )
    fulfilment = models.CharField(max_length=8, choices=Fulfilment.choices, default=Fulfilment.GOODS)
    voucher_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days a voucher is valid, the day of sale not counted; empty for goods."
    )
    is_demonstration = models.BooleanField(default=False, help_text="There is no such product: it shows the shop.")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sản phẩm")
        verbose_name_plural = _("sản phẩm")
        constraints = [
            models.CheckConstraint(
                name="product_programme_known",
                condition=models.Q(programme__in=[item.value for item in Programme]),
            ),
            models.CheckConstraint(
                name="product_tax_class_known",
                condition=models.Q(tax_class__in=[item.value for item in TaxClass]),
            ),
            models.CheckConstraint(
                name="product_keeps_a_day", condition=models.Q(shelf_life_days=None) | models.Q(shelf_life_days__gte=1)
            ),
            models.CheckConstraint(
                name="product_alcohol_within_whole",
                condition=models.Q(alcohol_bp=None) | models.Q(alcohol_bp__gte=0, alcohol_bp__lte=WHOLE_BP),
            ),
            models.CheckConstraint(
                # A voucher is no parcel: it has an end instead of a shelf life.
                name="product_voucher_ends",
                condition=models.Q(fulfilment=Fulfilment.GOODS, voucher_days=None)
                | models.Q(
                    fulfilment=Fulfilment.VOUCHER, voucher_days__isnull=False, voucher_days__gte=1, shelf_life_days=None
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductVariant(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One size or pack of a product: what a shopper puts in the basket."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, help_text="What sets it apart from its siblings, as in Gói 300 g.")
    name_vi: str
    name_en: str | None
    net_weight_g = models.PositiveIntegerField(null=True, blank=True, help_text="Grams; empty when not known.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order among siblings; the lowest is the default.")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who says so of this size."
    )

    class Meta:
        verbose_name = _("quy cách")
        verbose_name_plural = _("quy cách")
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="variant_position_once")]

    def __str__(self) -> str:
        return f"{self.sku} {self.name}"


class StarReport(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """What one source printed about a product's stars; history to be confirmed, and never a badge."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="star_reports")
    stars_printed = models.CharField(max_length=120, help_text="The star class, word for word.")
    year_printed = models.CharField(max_length=60, help_text="The year or day, word for word.")
    producer_printed = models.CharField(max_length=200, blank=True, help_text="The maker, word for word.")
    reading = models.CharField(max_length=200, blank=True, help_text="Stars and year in words of ours, for readers.")
    reading_vi: str
    reading_en: str | None
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("hạng sao do nguồn ghi")
        verbose_name_plural = _("hạng sao do nguồn ghi")
        constraints = [models.UniqueConstraint(fields=["product", "source"], name="starreport_once_per_source")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars_printed} ({self.year_printed})"
