"""What a device asked for, so that it may ask again and be answered the same."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class OperationStatus(models.TextChoices):
    APPLIED = "applied", _("Đã ghi")
    CONFLICT = "conflict", _("Chưa ghi được")


class DeviceOperation(models.Model):
    """One operation of the stock desk. An applied one stays as it is; a conflict may be tried again, unchanged."""

    id = models.UUIDField(primary_key=True, help_text="Made on the device.")
    device = models.CharField(max_length=64)
    sequence = models.PositiveBigIntegerField(
        null=True, help_text="Counts up on the device; a gap is something not sent yet. Empty: it came alone."
    )
    actor_id = models.BigIntegerField(help_text="The user's key then.")
    kind = models.CharField(max_length=40)
    payload_sha256 = models.CharField(max_length=64)
    device_at = models.DateTimeField(help_text="By the device's clock.")
    received_at = models.DateTimeField(default=clock.now)
    status = models.CharField(max_length=8, choices=OperationStatus.choices)
    result = models.JSONField(default=dict, help_text="Keys of what it made, or the refusal.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "sequence"], name="deviceoperation_once_per_sequence"),
            models.CheckConstraint(name="deviceoperation_status_known", condition=Q(status__in=OperationStatus.values)),
        ]

    def __str__(self) -> str:
        return f"{self.device} {self.sequence}: {self.kind} ({self.status})"
