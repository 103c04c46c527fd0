"""Who makes the goods."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.areas import Area


class ProducerKind(models.TextChoices):
    """Legal forms of an OCOP subject; the English ones are those of the Law on Cooperatives and official use."""

    COOPERATIVE = "cooperative", _("Hợp tác xã")
    COOPERATIVE_GROUP = "cooperative_group", _("Tổ hợp tác")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    HOUSEHOLD = "household", _("Hộ kinh doanh")


class Producer(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A subject of the programme: the legal person or household behind a product."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200, help_text="As the sources print it; the English one is our translation.")
    name_vi: str
    name_en: str | None
    name_folded = models.CharField(max_length=200, help_text="The Vietnamese name without accents, for finding.")
    kind = models.CharField(
        max_length=20, choices=ProducerKind.choices, blank=True, help_text="Empty when no source names the legal form."
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="producers")
    address_printed = models.CharField(max_length=200, blank=True, help_text="The place, as printed in the source.")
    note = models.CharField(max_length=300, blank=True, help_text="What else the sources print about the name.")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such maker: it shows the shop.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="producer_kind_known",
                condition=models.Q(kind="") | models.Q(kind__in=[item.value for item in ProducerKind]),
            ),
        ]

    def __str__(self) -> str:
        return self.name
