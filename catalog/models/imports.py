"""Sheets that officers sent in: what a preview said of them, and whether they were written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class SheetKind(models.TextChoices):
    """In the order in which an empty shop is filled."""

    AREAS = "areas", _("Đơn vị hành chính")
    PRODUCERS = "producers", _("Chủ thể")
    PRODUCTS = "products", _("Sản phẩm")
    PRICES = "prices", _("Giá")
    CERTIFICATES = "certificates", _("Chứng nhận sao")


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("Đã xem trước")
    APPLIED = "applied", _("Đã ghi")


class SheetImport(models.Model):
    """One file: its bytes until it is written, what its rows would do or did, and who sent it."""

    kind = models.CharField(max_length=12, choices=SheetKind.choices)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(
        blank=True, help_text="Empty once it is written: it may hold what the ledger must not."
    )
    source = models.CharField(max_length=300, blank=True, help_text="Who says so wherever a row names no source.")
    keep_going = models.BooleanField(default=False, help_text="Write the sound rows though others are refused.")
    report = models.JSONField(default=dict, help_text="The report as data; until it is written, of the preview.")
    fingerprints = models.JSONField(default=dict, help_text="What the preview showed, by row.")
    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.PREVIEWED)
    sent_by = models.BigIntegerField(null=True, help_text="The user's key then.")
    sent_at = models.DateTimeField(default=clock.now, db_index=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tệp nhập")
        verbose_name_plural = _("nhập và xuất tệp")
        constraints = [
            models.CheckConstraint(name="sheetimport_kind_known", condition=Q(kind__in=SheetKind.values)),
            models.CheckConstraint(
                name="sheetimport_applied_on_a_day",
                condition=Q(state=ImportState.PREVIEWED, applied_at=None)
                | Q(state=ImportState.APPLIED, applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
