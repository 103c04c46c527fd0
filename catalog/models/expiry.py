"""Papers that are about to end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Days before the end, at most: the nearest band that holds is the one told.
BANDS = (30, 60, 90)


class Paper(models.TextChoices):
    CERTIFICATE = "certificate", _("Chứng nhận OCOP")
    PERMIT = "permit", _("Giấy phép, hồ sơ")
    MARK = "mark", _("Nhãn hiệu")
    LICENCE = "licence", _("Quyền dùng nhãn hiệu")


class ExpiryNotice(models.Model):
    """That a paper came within a band of days of its end; one for each band, however often it is looked for."""

    paper = models.CharField(max_length=11, choices=Paper.choices)
    object_id = models.BigIntegerField(help_text="The paper's key.")
    last_day = models.DateField(help_text="The end it was told of; a renewed paper is told of anew.")
    band = models.PositiveSmallIntegerField(help_text="30, 60 or 90 days.")
    noticed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("báo sắp hết hạn")
        verbose_name_plural = _("báo sắp hết hạn")
        constraints = [
            models.UniqueConstraint(fields=["paper", "object_id", "last_day", "band"], name="expirynotice_once"),
            models.CheckConstraint(name="expirynotice_paper_known", condition=Q(paper__in=Paper.values)),
            models.CheckConstraint(name="expirynotice_band_known", condition=Q(band__in=BANDS)),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.object_id}: {self.last_day} ({self.band})"
