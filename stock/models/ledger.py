"""The ledger of goods and its projection. Only stock.services.posting writes either."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer, ProductVariant
from core import clock, ledgers
from stock.models.lots import Lot
from stock.models.points import HELD, Location, Usage


class DocumentType(models.TextChoices):
    """What a move was made for; a document's line is that line's key in the table of its type."""

    RECEIPT = "receipt", _("Phiếu nhập")
    TRANSFER = "transfer", _("Phiếu chuyển kho")
    COUNT = "count", _("Phiếu kiểm kê")
    RELOCATION = "relocation", _("Phiếu dời kệ")
    WRITE_OFF = "write_off", _("Phiếu hủy")
    SALE = "sale", _("Bán hàng")
    REVERSAL = "reversal", _("Ghi đảo")


class StockMove(models.Model):
    """Units of a lot that went from one location to another. Never changed: a mistake is put right by a reversal."""

    MADE_UP_WITH = ("lot", "from_location", "to_location")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, help_text="Made on the device, or from what was.")
    variant = models.ForeignKey(ProductVariant, models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="moves")
    owner = models.ForeignKey(
        Producer, models.PROTECT, null=True, related_name="+", help_text="Whose goods; empty: the shop's own."
    )
    from_location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    to_location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(help_text="Units.")
    occurred_at = models.DateTimeField(help_text="When it happened at the shelf, by the device's clock.")
    recorded_at = models.DateTimeField(default=clock.now, help_text="When it reached the ledger.")
    document_type = models.CharField(max_length=10, choices=DocumentType.choices)
    document_line = models.BigIntegerField(help_text="Key of the document's line; of a reversal, 0.")
    leg = models.PositiveSmallIntegerField(help_text="Order among the moves of one line.")
    reversal_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True, help_text="Of a reversal, why.")
    actor_id = models.BigIntegerField(null=True, help_text="The user's key then; empty: the system itself.")
    actor_role = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("dòng sổ kho")
        verbose_name_plural = _("dòng sổ kho")
        constraints = [
            models.CheckConstraint(name="stockmove_moves_something", condition=Q(quantity__gt=0)),
            models.CheckConstraint(name="stockmove_two_ends", condition=~Q(from_location=F("to_location"))),
            models.CheckConstraint(name="stockmove_document_known", condition=Q(document_type__in=DocumentType.values)),
            models.CheckConstraint(
                name="stockmove_reversal_is_of_a_move",
                condition=Q(document_type=DocumentType.REVERSAL, reversal_of__isnull=False)
                | ~Q(document_type=DocumentType.REVERSAL) & Q(reversal_of=None),
            ),
            models.UniqueConstraint(
                fields=["document_type", "document_line", "leg"],
                condition=Q(reversal_of=None),
                name="stockmove_once_per_leg",
            ),
        ]
        indexes = [
            models.Index(fields=["occurred_at", "id"], name="stockmove_when"),
            models.Index(fields=["from_location", "occurred_at"], name="stockmove_out"),
            models.Index(fields=["to_location", "occurred_at"], name="stockmove_in"),
            models.Index(fields=["lot", "occurred_at"], name="stockmove_of_lot"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot_id}: {self.from_location_id} → {self.to_location_id}"


class StockBalance(models.Model):
    """How many units of a lot lie at a location: what came in less what went out, kept so as not to be summed.

    At a location where goods can be touched (`is_held`) more than lies there can neither leave nor be promised,
    unless an open discrepancy case excuses it. Elsewhere the balance is only a sum and may be negative.
    """

    MADE_UP_WITH = ("lot", "location")

    location = models.ForeignKey(Location, models.PROTECT, related_name="balances")
    variant = models.ForeignKey(ProductVariant, models.PROTECT, related_name="balances", db_index=False)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="balances")
    owner = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+")
    is_held = models.BooleanField(help_text="Whether the location is one where goods can be touched.")
    on_hand = models.IntegerField(default=0, help_text="Units in less units out.")
    reserved = models.PositiveIntegerField(default=0, help_text="Units promised to buyers.")
    excused = models.PositiveIntegerField(default=0, help_text="Units that open discrepancy cases account for.")

    class Meta:
        verbose_name = _("tồn theo nơi để")
        verbose_name_plural = _("tồn theo nơi để")
        constraints = [
            # NULLs differ from one another in a unique index, so the shop's own goods need theirs.
            models.UniqueConstraint(
                fields=["location", "variant", "lot", "owner"],
                condition=Q(owner__isnull=False),
                name="stockbalance_once",
            ),
            models.UniqueConstraint(
                fields=["location", "variant", "lot"], condition=Q(owner=None), name="stockbalance_own_once"
            ),
            # The last line against overselling; the guard in services.posting is the first.
            models.CheckConstraint(
                name="stockbalance_promises_what_is_there",
                condition=Q(is_held=False) | Q(reserved__lte=F("on_hand") + F("excused")),
            ),
            models.CheckConstraint(name="stockbalance_counts_whole", condition=Q(reserved__gte=0, excused__gte=0)),
        ]
        indexes = [models.Index(fields=["variant", "is_held", "on_hand"], name="stockbalance_of_variant")]

    def __str__(self) -> str:
        return f"{self.lot_id} at {self.location_id}: {self.on_hand} ({self.reserved})"

    @property
    def available(self) -> int:
        """Units that nobody has been promised."""
        return self.on_hand - self.reserved


def is_held(usage: str) -> bool:
    """Whether goods at a location of this usage can be touched."""
    return Usage(usage) in HELD


ledgers.register(StockMove)
