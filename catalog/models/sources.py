"""Evidence: who says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How far a source may be trusted."""

    SURE = "sure", _("Chắc chắn")
    LIKELY = "likely", _("Có thể đúng")
    CHECK = "check", _("Cần kiểm tra")


class Source(models.Model):
    """One document that a fact was taken from, or the note that the fact was made up to show the shop."""

    document = models.CharField(max_length=300, help_text="The document or site, as printed.")
    published_on = models.DateField(null=True, blank=True, help_text="Its own day, if it prints one.")
    confidence = models.CharField(max_length=8, choices=Confidence.choices)
    note = models.CharField(max_length=300, blank=True, help_text="What the confidence leaves open.")
    is_demonstration = models.BooleanField(default=False, help_text="Made up to show the shop.")

    class Meta:
        verbose_name = _("nguồn")
        verbose_name_plural = _("nguồn")
        constraints = [
            models.UniqueConstraint(fields=["document", "confidence", "note"], name="source_once"),
            models.CheckConstraint(
                name="source_confidence_known", condition=models.Q(confidence__in=[item.value for item in Confidence])
            ),
        ]

    def __str__(self) -> str:
        return self.document
