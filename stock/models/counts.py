"""Counting what lies on a shelf, without being told what should; and cases where books and shelf disagree."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer
from stock.models.documents import Document
from stock.models.ledger import StockBalance
from stock.models.lots import Lot
from stock.models.points import Location


class CountStatus(models.TextChoices):
    DRAFT = "draft", _("Chưa đếm")
    COUNTING = "counting", _("Đang đếm")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    POSTED = "posted", _("Đã ghi sổ")
    CANCELLED = "cancelled", _("Đã bỏ")


class StockCount(Document):
    """One count of one location. Whoever counted does not approve; the database sees to that too."""

    STATES = CountStatus

    location = models.ForeignKey(Location, models.PROTECT, related_name="counts")
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=15, choices=CountStatus.choices, default=CountStatus.DRAFT)
    submitted_by = models.BigIntegerField(null=True, blank=True, help_text="The user's key then.")
    approved_by = models.BigIntegerField(null=True, blank=True, help_text="The user's key then.")

    class Meta:
        verbose_name = _("phiếu kiểm kê")
        verbose_name_plural = _("phiếu kiểm kê")
        constraints = [
            models.CheckConstraint(name="stockcount_status_known", condition=Q(status__in=CountStatus.values)),
            models.CheckConstraint(
                name="stockcount_approved_by_another",
                condition=Q(approved_by=None) | Q(submitted_by__isnull=False) & ~Q(approved_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="stockcount_posted_after_approval",
                condition=~Q(status__in=[CountStatus.APPROVED, CountStatus.POSTED]) | Q(approved_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["location"],
                condition=Q(status__in=[CountStatus.DRAFT, CountStatus.COUNTING, CountStatus.SUBMITTED]),
                name="stockcount_one_open_per_location",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id} ({self.status})"


class StockCountLine(models.Model):
    """Units of one lot of one owner, as counted at an instant; what the books said then is worked out when posted."""

    count = models.ForeignKey(StockCount, models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+")
    counted = models.PositiveIntegerField(help_text="Units that lay there.")
    counted_at = models.DateTimeField(help_text="By the device's clock.")
    counted_by = models.BigIntegerField(null=True, help_text="The user's key then; empty: the system itself.")
    book = models.IntegerField(null=True, help_text="Units by the ledger at `counted_at`; null until posted.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["count", "lot", "owner"], condition=Q(owner__isnull=False), name="stockcountline_once"
            ),
            models.UniqueConstraint(fields=["count", "lot"], condition=Q(owner=None), name="stockcountline_own_once"),
        ]

    def __str__(self) -> str:
        return f"{self.counted} × {self.lot_id}"


class DiscrepancyCase(models.Model):
    """Units that were promised or sold though the shelf has them not; open until somebody explains them."""

    MADE_UP_WITH = ("balance",)

    balance = models.ForeignKey(StockBalance, models.PROTECT, related_name="cases")
    quantity = models.PositiveIntegerField(help_text="Units.")
    opened_at = models.DateTimeField()
    cause = models.CharField(max_length=300, help_text="What was written when it opened.")
    closed_at = models.DateTimeField(null=True, blank=True)
    explanation = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("trường hợp lệch sổ")
        verbose_name_plural = _("trường hợp lệch sổ")
        constraints = [
            models.CheckConstraint(name="discrepancycase_of_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="discrepancycase_closed_with_words",
                condition=Q(closed_at=None, explanation="") | Q(closed_at__isnull=False) & ~Q(explanation=""),
            ),
        ]
        indexes = [models.Index(fields=["balance", "closed_at"], name="discrepancycase_open")]

    def __str__(self) -> str:
        return f"{self.quantity} at {self.balance_id}"
