"""What the law wants a label to say, and what was found on the packaging of each product."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import Category
from catalog.models.products import Product
from catalog.models.sources import Source
from catalog.models.taxes import TaxClass
from core import dated, files


class LabelStatus(models.TextChoices):
    WAITING = "waiting", _("Chờ kiểm")
    APPROVED = "approved", _("Đạt")
    SENT_BACK = "sent_back", _("Cần sửa")


class LabelRequirement(dated.Dated):
    """One thing a label says, of goods of a kind, from one day until another."""

    code = models.SlugField(max_length=60, help_text="Names the requirement through all its versions.")
    name = models.CharField(max_length=200)
    name_vi: str
    name_en: str | None
    position = models.PositiveSmallIntegerField(help_text="Order on the checklist.")
    is_optional = models.BooleanField(default=False, help_text="Looked for, but a label may do without.")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", help_text="A group or sub-group; empty: any."
    )
    tax_class = models.CharField(max_length=8, choices=TaxClass.choices, blank=True, help_text="Empty: any.")
    alcohol_from_bp = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Alcohol by volume from which it holds, in basis points: 550 is 5.5 %."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("yêu cầu nhãn hàng")
        verbose_name_plural = _("yêu cầu nhãn hàng")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(
                name="labelrequirement_tax_class_known", condition=Q(tax_class="") | Q(tax_class__in=TaxClass.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} từ {self.valid_from}"


class Packaging(models.Model):
    """One version of a product's packaging and label. The newest approved one is in use."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="packagings")
    version = models.PositiveSmallIntegerField(help_text="Counts from 1 within the product.")
    image = models.FileField(
        storage=files.private_storage,
        max_length=files.NAME_LENGTH,
        blank=True,
        help_text="The label laid flat; for everyone only once it is approved.",
    )
    status = models.CharField(max_length=9, choices=LabelStatus.choices, default=LabelStatus.WAITING)
    submitted_at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.BigIntegerField(null=True, blank=True, help_text="The officer's key then; no foreign key.")
    judged_role = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("bao bì")
        verbose_name_plural = _("bao bì")
        constraints = [
            models.UniqueConstraint(fields=["product", "version"], name="packaging_version_once"),
            models.CheckConstraint(name="packaging_status_known", condition=Q(status__in=LabelStatus.values)),
            models.CheckConstraint(
                name="packaging_judged_by_somebody",
                condition=Q(status=LabelStatus.WAITING, judged_at=None, judged_by=None, judged_role="")
                | ~Q(status=LabelStatus.WAITING) & Q(judged_at__isnull=False) & ~Q(judged_role=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} bản {self.version}: {self.status}"


class LabelFinding(models.Model):
    """Whether one required thing was found on one version of a label."""

    packaging = models.ForeignKey(Packaging, models.CASCADE, related_name="findings")
    requirement = models.ForeignKey(LabelRequirement, models.PROTECT, related_name="+")
    is_found = models.BooleanField()
    note = models.CharField(max_length=300, blank=True, help_text="What it says, or what is wrong with it.")

    class Meta:
        verbose_name = _("kết quả xem nhãn")
        verbose_name_plural = _("kết quả xem nhãn")
        constraints = [
            models.UniqueConstraint(fields=["packaging", "requirement"], name="labelfinding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.packaging_id}: {self.requirement_id} {'có' if self.is_found else 'thiếu'}"


dated.one_at_a_time(LabelRequirement, "code")
