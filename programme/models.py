"""What plans ask for and what was published about it. Nothing here is derived from anything else here.

A plan's total and its parts are independent rows, and so are figures that different sources print: they need not add
up, and no code may make them.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Area, Source
from catalog.models.products import Programme


class Metric(models.TextChoices):
    """What is counted; `dimension` says of what kind."""

    PRODUCTS = "products", _("Sản phẩm còn chứng nhận")  # dimension: stars
    UPGRADED = "upgraded", _("Sản phẩm được củng cố, nâng hạng")
    SUBJECTS = "subjects", _("Chủ thể có sản phẩm còn chứng nhận")  # dimension: a ProducerKind
    SALES_POINTS = "sales_points", _("Điểm giới thiệu và bán sản phẩm")  # dimension: province, district
    TRADE_PROMOTION = "trade_promotion", _("Xúc tiến thương mại")
    PRODUCTS_ADDED = "products_added", _("Sản phẩm được xếp hạng thêm")  # dimension: stars
    PRODUCTS_CLASSED = "products_classed", _("Sản phẩm được phân hạng, kể cả 1 và 2 sao")  # dimension: stars


class Unit(models.TextChoices):
    COUNT = "count", _("số lượng")
    PERCENT = "percent", _("phần trăm")


class Precision(models.TextChoices):
    """How exactly a source says when; the stored day is the first of the span it names."""

    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    QUARTER = "quarter", _("quý")
    YEAR = "year", _("năm")


def _one_of(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": [item.value for item in choices]}))


class Target(models.Model):
    """What one plan asks of one metric: at least `minimum`, at most `maximum`, each on its own."""

    programme = models.CharField(max_length=10, choices=Programme.choices, default=Programme.OCOP)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", help_text="Whose plan: the unit of its day.")
    metric = models.CharField(max_length=20, choices=Metric.choices)
    dimension = models.CharField(max_length=20, blank=True, help_text="Stars, legal form or level; empty for all.")
    minimum = models.PositiveIntegerField(null=True, blank=True, help_text="In `unit`; null where the plan has none.")
    maximum = models.PositiveIntegerField(null=True, blank=True, help_text="In `unit`; null where the plan has none.")
    unit = models.CharField(max_length=7, choices=Unit.choices, help_text="Count, or whole percent of all of its kind.")
    each_year = models.BooleanField(default=False, help_text="Asked of every calendar year, not of the whole period.")
    period_from = models.DateField(help_text="First day of the plan's period.")
    period_to = models.DateField(help_text="First day after the plan's period.")
    as_of = models.DateField(null=True, blank=True, help_text="Day of the plan; null where the source prints none.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mục tiêu")
        verbose_name_plural = _("mục tiêu")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "area", "metric", "dimension", "source"], name="target_once_per_source"
            ),
            _one_of("target_programme_known", "programme", Programme),
            _one_of("target_metric_known", "metric", Metric),
            _one_of("target_unit_known", "unit", Unit),
            models.CheckConstraint(
                name="target_asks_something", condition=Q(minimum__isnull=False) | Q(maximum__isnull=False)
            ),
            models.CheckConstraint(
                name="target_range_in_order",
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=F("maximum")),
            ),
            models.CheckConstraint(
                name="target_percent_at_most_everything",
                condition=~Q(unit=Unit.PERCENT.value)
                | (Q(minimum=None) | Q(minimum__lte=100)) & (Q(maximum=None) | Q(maximum__lte=100)),
            ),
            models.CheckConstraint(name="target_period_in_order", condition=Q(period_from__lt=F("period_to"))),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.dimension} {self.minimum}-{self.maximum} {self.unit}"


class PublishedFigure(models.Model):
    """One number as one source printed it. A correction is another row with its own source."""

    metric = models.CharField(max_length=20, choices=Metric.choices)
    dimension = models.CharField(max_length=20, blank=True, help_text="Stars or legal form; empty for all.")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: the whole country."
    )
    value = models.PositiveIntegerField(help_text="How many, as printed.")
    day = models.DateField(help_text="First day of the span that `precision` names.")
    precision = models.CharField(max_length=7, choices=Precision.choices)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    note_vi = models.CharField(max_length=300, blank=True, help_text="What else must be known to read it.")
    note_en = models.CharField(max_length=300, blank=True, help_text="The same in English.")

    class Meta:
        verbose_name = _("số đã công bố")
        verbose_name_plural = _("số đã công bố")
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "dimension", "area", "day", "precision", "source"], name="figure_once_per_source"
            ),
            # A null area is no other's equal, so the country has its own.
            models.UniqueConstraint(
                fields=["metric", "dimension", "day", "precision", "source"],
                condition=Q(area=None),
                name="figure_of_the_country_once",
            ),
            _one_of("figure_metric_known", "metric", Metric),
            _one_of("figure_precision_known", "precision", Precision),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.dimension} {self.day}: {self.value}"
