"""Papers by which goods move: receipts, transfers, moves inside a shop, write-offs. A line is what its moves cite."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer
from core import clock, files
from stock.models.lots import Lot
from stock.models.points import Location, SalesPoint


class Paper(models.Model):
    """What every paper has."""

    number = models.CharField(max_length=40, blank=True, help_text="The paper's own, if it has one.")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    is_demonstration = models.BooleanField(default=False, help_text="It shows the software; nothing moved.")

    class Meta:
        abstract = True


class Document(Paper):
    """A paper that goes through states; `version` goes up each time, so that nobody builds on what they did not see."""

    STATES: ClassVar[type[models.TextChoices]]

    status = models.CharField(max_length=15)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """The status in words."""
        return str(self.STATES(self.status).label)


class ReceiptStatus(models.TextChoices):
    DRAFT = "draft", _("Đang lập")
    POSTED = "posted", _("Đã ghi sổ")
    REVERSED = "reversed", _("Đã ghi đảo")
    CANCELLED = "cancelled", _("Đã bỏ")


class GoodsReceipt(Document):
    """Goods that a producer brought to a sales point."""

    STATES = ReceiptStatus

    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="receipts")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+")
    is_consigned = models.BooleanField(help_text="They stay the producer's until sold; else the shop has bought them.")
    status = models.CharField(max_length=15, choices=ReceiptStatus.choices, default=ReceiptStatus.DRAFT)

    class Meta:
        verbose_name = _("phiếu nhập")
        verbose_name_plural = _("phiếu nhập")
        constraints = [
            models.CheckConstraint(name="goodsreceipt_status_known", condition=Q(status__in=ReceiptStatus.values))
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.number} ({self.status})"


class GoodsReceiptLine(models.Model):
    receipt = models.ForeignKey(GoodsReceipt, models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, related_name="+", help_text="Where they were put.")
    quantity = models.PositiveIntegerField(help_text="Units.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt", "lot", "location"], name="goodsreceiptline_once"),
            models.CheckConstraint(name="goodsreceiptline_brings_something", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot_id}"


class TransferStatus(models.TextChoices):
    DRAFT = "draft", _("Đang lập")
    DISPATCHED = "dispatched", _("Đã gửi đi")
    PARTLY_RECEIVED = "partly_received", _("Đã nhận một phần")
    RECEIVED = "received", _("Đã nhận, còn thiếu")
    CLOSED = "closed", _("Đã xong")
    CANCELLED = "cancelled", _("Đã bỏ")


class ShortReason(models.TextChoices):
    """Why fewer arrived than were sent, and so where the missing units go."""

    NOT_SENT = "not_sent", _("Chưa gửi, còn ở nơi gửi")
    LOST = "lost", _("Thất lạc trên đường")
    BROKEN = "broken", _("Vỡ, hỏng trên đường")


class Transfer(Document):
    """Goods on their way from one sales point to another. On the road they lie in the receiver's transit location."""

    STATES = TransferStatus

    from_point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="+")
    to_point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="+")
    status = models.CharField(max_length=15, choices=TransferStatus.choices, default=TransferStatus.DRAFT)
    dispatched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("phiếu chuyển kho")
        verbose_name_plural = _("phiếu chuyển kho")
        constraints = [
            models.CheckConstraint(name="transfer_status_known", condition=Q(status__in=TransferStatus.values)),
            models.CheckConstraint(name="transfer_goes_elsewhere", condition=~Q(from_point=F("to_point"))),
            models.CheckConstraint(
                name="transfer_dispatched_at_an_instant",
                condition=Q(status__in=[TransferStatus.DRAFT, TransferStatus.CANCELLED])
                | Q(dispatched_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["to_point", "status"], name="transfer_to_me")]

    def __str__(self) -> str:
        return f"{self.from_point_id} → {self.to_point_id} ({self.status})"


class TransferLine(models.Model):
    """Units of one lot; what arrived and what is missing add up to what was sent, never to more."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+")
    from_location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="Units sent.")
    received = models.PositiveIntegerField(default=0, help_text="Units that arrived.")
    short = models.PositiveIntegerField(default=0, help_text="Units found missing.")
    short_reason = models.CharField(max_length=8, choices=ShortReason.choices, blank=True)
    legs = models.PositiveSmallIntegerField(default=0, help_text="Moves written for it.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="transferline_sends_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(
                name="transferline_no_more_than_sent", condition=Q(quantity__gte=F("received") + F("short"))
            ),
            models.CheckConstraint(
                name="transferline_short_for_a_reason",
                condition=Q(short=0, short_reason="") | Q(short__gt=0, short_reason__in=ShortReason.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot_id}"


class Relocation(Paper):
    """Units carried from one shelf to another of the same sales point: a paper of one line."""

    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+")
    from_location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    to_location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="Units.")

    class Meta:
        verbose_name = _("phiếu dời kệ")
        verbose_name_plural = _("phiếu dời kệ")
        constraints = [models.CheckConstraint(name="relocation_moves_something", condition=Q(quantity__gt=0))]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot_id}"


class WriteOffReason(models.TextChoices):
    EXPIRED = "expired", _("Hết hạn")
    BROKEN = "broken", _("Vỡ, hỏng")
    RECALLED = "recalled", _("Thu hồi")
    SAMPLE = "sample", _("Cho nếm thử")
    OTHER = "other", _("Lý do khác")


class WriteOff(Paper):
    """Units that will not be sold, why, and a picture of them: a paper of one line."""

    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="Units.")
    reason = models.CharField(max_length=8, choices=WriteOffReason.choices)
    photo = models.FileField(storage=files.private_storage, max_length=files.NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = _("phiếu hủy")
        verbose_name_plural = _("phiếu hủy")
        constraints = [
            models.CheckConstraint(name="writeoff_takes_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(name="writeoff_reason_known", condition=Q(reason__in=WriteOffReason.values)),
            models.CheckConstraint(
                name="writeoff_other_is_told", condition=~Q(reason=WriteOffReason.OTHER) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot_id} ({self.reason})"
