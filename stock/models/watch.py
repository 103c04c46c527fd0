"""When a shelf needs somebody: reorder rules and alerts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import ProductVariant
from stock.models.lots import Lot
from stock.models.points import SalesPoint


class ReorderRule(models.Model):
    """Below how many free units a sales point asks for more of a variant, and up to how many."""

    point = models.ForeignKey(SalesPoint, models.CASCADE, related_name="reorder_rules")
    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="+")
    minimum = models.PositiveIntegerField(help_text="Units; fewer are too few.")
    target = models.PositiveIntegerField(help_text="Units to fill up to.")

    class Meta:
        verbose_name = _("mức đặt thêm")
        verbose_name_plural = _("mức đặt thêm")
        constraints = [
            models.UniqueConstraint(fields=["point", "variant"], name="reorderrule_once"),
            models.CheckConstraint(name="reorderrule_fills_up", condition=Q(target__gte=F("minimum"), target__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} at {self.point_id}: {self.minimum}-{self.target}"


class AlertKind(models.TextChoices):
    LOW = "low", _("Sắp hết")
    OUT = "out", _("Đã hết")
    NEAR_EXPIRY = "near_expiry", _("Gần hết hạn")
    EXPIRED = "expired", _("Quá hạn")
    DISCREPANCY = "discrepancy", _("Lệch sổ")
    RECALL = "recall", _("Thu hồi")


# Alerts of a variant say that there is too little of it; those of a lot, that something is wrong with what there is.
OF_VARIANTS = (AlertKind.LOW, AlertKind.OUT)


class Alert(models.Model):
    """Something at a sales point that somebody should see to; one of a kind while it is open."""

    point = models.ForeignKey(SalesPoint, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=11, choices=AlertKind.choices)
    variant = models.ForeignKey(ProductVariant, models.CASCADE, related_name="+")
    lot = models.ForeignKey(Lot, models.CASCADE, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was seen to be over.")

    class Meta:
        verbose_name = _("cảnh báo")
        verbose_name_plural = _("cảnh báo")
        constraints = [
            models.CheckConstraint(
                name="alert_kind_fits_subject",
                condition=Q(kind__in=OF_VARIANTS, lot=None)
                | Q(kind__in=[kind for kind in AlertKind if kind not in OF_VARIANTS], lot__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["point", "kind", "variant"],
                condition=Q(closed_at=None, lot=None),
                name="alert_once_per_variant",
            ),
            models.UniqueConstraint(
                fields=["point", "kind", "lot"],
                condition=Q(closed_at=None, lot__isnull=False),
                name="alert_once_per_lot",
            ),
        ]
        indexes = [models.Index(fields=["point", "closed_at", "kind"], name="alert_open_at_point")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.point_id}"
