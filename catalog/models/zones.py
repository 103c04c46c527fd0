"""Where raw materials grow."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.areas import Area
from catalog.models.products import Product
from catalog.models.sources import Source


class ZoneStandard(models.TextChoices):
    """What a zone is certified by."""

    VIETGAP = "vietgap", _("VietGAP")
    GLOBALGAP = "globalgap", _("GLOBALG.A.P.")
    ORGANIC = "organic", _("Hữu cơ")
    FSC = "fsc", _("FSC (rừng)")


class RawMaterialZone(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """Fields, ponds or woods that what a product is made of comes from."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_vi: str
    name_en: str | None
    crop = models.CharField(max_length=120, help_text="What grows or is raised there.")
    crop_vi: str
    crop_en: str | None
    area_m2 = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="Square metres, of which a hectare has 10,000; empty when not known."
    )
    commune = models.ForeignKey(
        Area, models.PROTECT, related_name="zones", help_text="The commune, of its own day, that the source names."
    )
    households = models.PositiveIntegerField(
        null=True, blank=True, help_text="Households that work it; empty when not known."
    )
    planting_code = models.CharField(
        max_length=40,
        null=True,
        blank=True,
        unique=True,
        help_text="Mã số vùng trồng, as issued; empty for none known.",
    )
    planting_code_since = models.DateField(null=True, blank=True, help_text="The day the code was issued.")
    standard = models.CharField(max_length=12, choices=ZoneStandard.choices, blank=True)
    standard_number = models.CharField(max_length=60, blank=True, help_text="Number of the standard's certificate.")
    standard_from = models.DateField(null=True, blank=True, help_text="First day it is certified.")
    standard_to = models.DateField(null=True, blank=True, help_text="Last day it is certified.")
    products = models.ManyToManyField(Product, related_name="zones", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such zone: it shows the shop.")

    class Meta:
        verbose_name = _("vùng nguyên liệu")
        verbose_name_plural = _("vùng nguyên liệu")
        constraints = [
            models.CheckConstraint(name="zone_has_an_area", condition=Q(area_m2=None) | Q(area_m2__gte=1)),
            models.CheckConstraint(name="zone_has_households", condition=Q(households=None) | Q(households__gte=1)),
            models.CheckConstraint(
                name="zone_code_since_has_code",
                condition=Q(planting_code_since=None) | Q(planting_code__isnull=False) & ~Q(planting_code=""),
            ),
            models.CheckConstraint(
                name="zone_standard_known",
                condition=Q(standard="", standard_number="", standard_from=None, standard_to=None)
                | Q(standard__in=ZoneStandard.values),
            ),
            models.CheckConstraint(
                name="zone_standard_ends_after_it_begins",
                condition=Q(standard_from=None) | Q(standard_to=None) | Q(standard_from__lte=F("standard_to")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
