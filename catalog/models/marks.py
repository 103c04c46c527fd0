"""Marks a community or a maker owns: who may put them on which goods, on which days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.producers import Producer
from catalog.models.products import Product
from catalog.models.sources import Source
from core import dated, history


class MarkKind(models.TextChoices):
    COLLECTIVE = "collective", _("Nhãn hiệu tập thể")
    CERTIFICATION = "certification", _("Nhãn hiệu chứng nhận")
    GEOGRAPHICAL = "geographical", _("Chỉ dẫn địa lý")
    TRADE = "trade", _("Nhãn hiệu riêng")


class Mark(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A registered mark. A product bears it on a day only if its maker owns it or is licensed then."""

    kind = models.CharField(max_length=13, choices=MarkKind.choices)
    name = models.CharField(max_length=200, help_text="What it reads or names, as in Khoai deo Quảng Bình.")
    name_vi: str
    name_en: str | None
    number = models.CharField(max_length=60, help_text="Of its registration, as printed.")
    owner = models.CharField(max_length=200, help_text="Whose it is, as the register prints it.")
    holder = models.ForeignKey(
        Producer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="held_marks",
        help_text="The owner, where it is a maker of ours: it needs no licence.",
    )
    registered_on = models.DateField(help_text="First day of its protection.")
    valid_to = models.DateField(null=True, blank=True, help_text="Its last day; empty: protected without an end.")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="First day it no longer counts.")
    products = models.ManyToManyField(Product, related_name="marks", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nhãn hiệu, chỉ dẫn địa lý")
        verbose_name_plural = _("nhãn hiệu, chỉ dẫn địa lý")
        constraints = [
            models.CheckConstraint(name="mark_kind_known", condition=Q(kind__in=MarkKind.values)),
            models.CheckConstraint(name="mark_numbered", condition=~Q(number="") & ~Q(owner="")),
            models.CheckConstraint(
                name="mark_lasts_a_day", condition=Q(valid_to=None) | Q(valid_to__gte=F("registered_on"))
            ),
            models.CheckConstraint(
                # A place name is protected for as long as the place deserves it; the others are renewed.
                name="mark_only_places_have_no_end",
                condition=Q(valid_to__isnull=False) | Q(kind=MarkKind.GEOGRAPHICAL),
            ),
            models.UniqueConstraint(fields=["kind", "number"], name="mark_once"),
        ]
        indexes = [models.Index(fields=["valid_to"], name="mark_expiry")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class MarkLicence(dated.Dated):
    """The days on which a maker may use a mark that is somebody else's; a mark's own end ends it too."""

    mark = models.ForeignKey(Mark, models.CASCADE, related_name="licences")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="mark_licences")
    number = models.CharField(max_length=60, blank=True, help_text="Of the decision or contract, as printed.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("quyền dùng nhãn hiệu")
        verbose_name_plural = _("quyền dùng nhãn hiệu")
        indexes = [models.Index(fields=["valid_to"], name="marklicence_expiry")]

    def __str__(self) -> str:
        return f"{self.mark_id}: {self.producer_id} từ {self.valid_from}"


dated.one_at_a_time(MarkLicence, "mark", "producer")
history.personal(Mark, "owner")
