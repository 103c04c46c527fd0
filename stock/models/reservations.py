"""Units promised to a buyer for a while."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Channel, ProductVariant
from core import clock
from stock.models.ledger import StockBalance

WHOLE_LIFE_BP = 10_000


class ReservationStatus(models.TextChoices):
    ACTIVE = "active", _("Đang giữ")
    CONSUMED = "consumed", _("Đã giao")
    RELEASED = "released", _("Đã trả lại kệ")
    EXPIRED = "expired", _("Hết hạn giữ")


class Reservation(models.Model):
    """Units of some variants held for one order until an instant; ended once, in one of three ways."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=80, help_text="Whose it is, in the words of the package that asked.")
    status = models.CharField(max_length=8, choices=ReservationStatus.choices, default=ReservationStatus.ACTIVE)
    expires_at = models.DateTimeField(help_text="From this instant on whoever needs the units may end it.")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("phần giữ cho khách")
        verbose_name_plural = _("phần giữ cho khách")
        constraints = [
            models.CheckConstraint(name="reservation_status_known", condition=Q(status__in=ReservationStatus.values)),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(status=ReservationStatus.ACTIVE),
                name="reservation_one_active_per_reference",
            ),
        ]
        indexes = [models.Index(fields=["status", "expires_at"], name="reservation_due")]

    def __str__(self) -> str:
        return f"{self.reference} ({self.status})"


class ReservationLine(models.Model):
    """Units of one lot on one shelf that a reservation holds."""

    reservation = models.ForeignKey(Reservation, models.CASCADE, related_name="lines")
    balance = models.ForeignKey(StockBalance, models.PROTECT, related_name="promises")
    variant = models.ForeignKey(ProductVariant, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="Units.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reservation", "balance"], name="reservationline_once"),
            models.CheckConstraint(name="reservationline_holds_something", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.balance_id}"


class ShelfLifeRule(models.Model):
    """What share of its shelf life a lot must still have to be promised in a channel; without a row, none."""

    channel = models.OneToOneField(Channel, models.CASCADE, related_name="+")
    remaining_bp = models.PositiveSmallIntegerField(help_text="Basis points of the days from NSX to HSD: 3333 is 1/3.")

    class Meta:
        verbose_name = _("hạn dùng tối thiểu theo kênh")
        verbose_name_plural = _("hạn dùng tối thiểu theo kênh")
        constraints = [
            models.CheckConstraint(name="shelfliferule_at_most_all", condition=Q(remaining_bp__lte=WHOLE_LIFE_BP))
        ]

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.remaining_bp}"
