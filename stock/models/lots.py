"""What was made together and spoils together, and the codes it is known by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Producer, ProductVariant, RawMaterialZone
from stock.codes import alike_in

# GS1 allows 20 characters.
LONGEST_CODE, LONGEST_TRACE_CODE = 20, 16


class Symbology(models.TextChoices):
    EAN_13 = "ean13", "EAN-13"
    CODE_128 = "code128", "Code 128"
    DIGITAL_LINK = "digital_link", _("QR (GS1 Digital Link)")


class Lot(models.Model):
    """Units of one variant that one producer made together ("lô sản xuất")."""

    variant = models.ForeignKey(ProductVariant, models.PROTECT, related_name="lots")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="lots")
    code = models.CharField(max_length=LONGEST_CODE, help_text="As printed on the pack; GS1 allows 20 characters.")
    trace_code = models.CharField(
        max_length=LONGEST_TRACE_CODE,
        unique=True,
        help_text="Ours, of the whole shop: what the address of its trace page ends in.",
    )
    made_on = models.DateField(help_text="NSX.")
    expires_on = models.DateField(
        null=True, blank=True, help_text="HSD, the last day it may be sold; empty: does not spoil."
    )
    zone = models.ForeignKey(
        RawMaterialZone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where what it is made of grew; empty when nobody has said.",
    )
    recalled_at = models.DateTimeField(null=True, blank=True, help_text="From this instant nothing of it is sold.")
    recall_reason = models.CharField(max_length=300, blank=True, help_text="What buyers are told.")
    recall_reason_en = models.CharField(max_length=300, blank=True, help_text="The same in English.")
    recall_advice = models.CharField(max_length=500, blank=True, help_text="What whoever bought it should do.")
    recall_advice_en = models.CharField(max_length=500, blank=True, help_text="The same in English.")
    recall_phone = models.CharField(max_length=16, blank=True, help_text="Whom to call about it, E.164.")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such lot: it shows the software.")
    code_alike = models.GeneratedField(
        expression=alike_in("code"),
        output_field=models.CharField(max_length=LONGEST_CODE),
        db_persist=True,
        help_text="What the code has in common with those it may be taken for.",
    )
    trace_alike = models.GeneratedField(
        expression=alike_in("trace_code"),
        output_field=models.CharField(max_length=LONGEST_TRACE_CODE),
        db_persist=True,
        help_text="The same of our code.",
    )

    class Meta:
        verbose_name = _("lô hàng")
        verbose_name_plural = _("lô hàng")
        indexes = [
            models.Index(fields=["code_alike"], name="lot_by_code_alike"),
            models.Index(fields=["trace_alike"], name="lot_by_trace_alike"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["variant", "producer", "code"], name="lot_once_per_producer"),
            models.CheckConstraint(
                name="lot_made_before_it_expires",
                condition=Q(expires_on=None) | Q(made_on__lte=F("expires_on")),
            ),
            models.CheckConstraint(
                name="lot_recalled_for_a_reason",
                condition=Q(recalled_at=None, recall_reason="") | Q(recalled_at__isnull=False) & ~Q(recall_reason=""),
            ),
            models.CheckConstraint(
                name="lot_advice_only_while_recalled",
                condition=Q(recalled_at__isnull=False)
                | Q(recall_reason_en="", recall_advice="", recall_advice_en="", recall_phone=""),
            ),
            models.CheckConstraint(name="lot_has_codes", condition=~Q(code="") & ~Q(trace_code="")),
        ]

    def __str__(self) -> str:
        return self.code


class Barcode(models.Model):
    """A code a scanner reads, and what it stands for: a variant, or one lot of it."""

    symbology = models.CharField(max_length=12, choices=Symbology.choices)
    value = models.CharField(max_length=200, help_text="As scanned.")
    variant = models.ForeignKey(ProductVariant, models.PROTECT, related_name="barcodes")
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="barcodes")
    is_demonstration = models.BooleanField(default=False, help_text="No pack bears it: it shows the software.")

    class Meta:
        verbose_name = _("mã vạch")
        verbose_name_plural = _("mã vạch")
        constraints = [
            models.UniqueConstraint(fields=["symbology", "value"], name="barcode_once"),
            models.CheckConstraint(name="barcode_symbology_known", condition=Q(symbology__in=Symbology.values)),
            models.CheckConstraint(name="barcode_not_empty", condition=~Q(value="")),
        ]

    def __str__(self) -> str:
        return self.value
