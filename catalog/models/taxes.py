"""Value added tax by kind of goods and by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.sources import Source
from core import dated


class TaxClass(models.TextChoices):
    STANDARD = "standard", _("Hàng chế biến")
    PRODUCE = "produce", _("Nông sản, thủy sản chưa chế biến")
    EXCISE = "excise", _("Hàng chịu thuế tiêu thụ đặc biệt")
    EXPORT = "export", _("Hàng xuất khẩu")


class TaxRate(dated.Dated):
    """The VAT rate of one class of goods from one day until another; the day that counts is the day of supply."""

    tax_class = models.CharField(max_length=8, choices=TaxClass.choices)
    rate_bp = models.PositiveIntegerField(help_text="Basis points: 800 is 8 %.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("thuế suất")
        verbose_name_plural = _("thuế suất")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="taxrate_at_most_everything", condition=models.Q(rate_bp__lte=10_000)),
        ]

    def __str__(self) -> str:
        return f"{self.tax_class} {self.rate_bp / 100:g} % từ {self.valid_from}"


dated.one_at_a_time(TaxRate, "tax_class")
