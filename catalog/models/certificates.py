"""Stars: who may give them, for how long, what papers say of a product's, and the days on which it has one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product
from catalog.models.sources import Source
from core import dated

# Scores are out of 100, kept in hundredths: 93.44 is 9344.
HIGHEST_SCORE = 100_00
# The programme gives one star to five; only these are certified.
STARS = (3, 4, 5)
POTENTIAL_STARS = 5


class CertifierLevel(models.TextChoices):
    DISTRICT = "district", _("UBND huyện")
    PROVINCE = "province", _("UBND tỉnh")
    CENTRE = "centre", _("Trung ương")


class ShortMonth(models.TextChoices):
    """When a period of months ends that begins on a 29th, 30th or 31st and ends in a month without that day."""

    LAST_DAY = "last_day", _("Ngày cuối cùng của tháng đó")
    NEXT_DAY = "next_day", _("Ngày đầu tiên của tháng sau")


class CertificateStatus(models.TextChoices):
    REPORTED = "reported", _("Nguồn ghi, chưa xác nhận")
    POTENTIAL_5 = "potential_5", _("Đang chờ trung ương")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    REPLACED = "replaced", _("Đã có quyết định mới")
    LAPSED = "lapsed", _("Hết hiệu lực")
    WITHDRAWN = "withdrawn", _("Đã rút")


class CertificateEvent(models.TextChoices):
    NEW = "new", _("Công nhận lần đầu")
    RE_RATED = "re_rated", _("Đánh giá lại")
    UPGRADED = "upgraded", _("Nâng hạng")


class DayPrecision(models.TextChoices):
    """How much of `issued_on` is known; the rest of the date is its first day, or for BY its last."""

    DAY = "day", _("Đúng ngày")
    MONTH = "month", _("Trong tháng")
    YEAR = "year", _("Trong năm")
    BY = "by", _("Chậm nhất ngày")


# Of these a decision was seen: its number, its day and who signed it are known.
PROVEN = (CertificateStatus.CONFIRMED, CertificateStatus.REPLACED, CertificateStatus.LAPSED)


class CertifierRule(dated.Dated):
    """Who certifies a number of stars, from one day until another."""

    stars = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=CertifierLevel.choices)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("quy định cấp công nhận")
        verbose_name_plural = _("quy định cấp công nhận")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="certifierrule_stars_known", condition=Q(stars__in=STARS)),
            models.CheckConstraint(name="certifierrule_level_known", condition=Q(level__in=CertifierLevel.values)),
        ]

    def __str__(self) -> str:
        return f"{self.stars} sao: {self.level} từ {self.valid_from}"


class ValidityRule(dated.Dated):
    """For how many months a decision of one of these days gives a number of stars.

    It is valid through the day of the same number, so many months on: 12/03/2024 and 36 months give 12/03/2027.
    """

    stars = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    short_month = models.CharField(
        max_length=8, choices=ShortMonth.choices, help_text="Its last day where the month it ends in lacks that day."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("quy định thời hạn sao")
        verbose_name_plural = _("quy định thời hạn sao")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="validityrule_stars_known", condition=Q(stars__in=STARS)),
            models.CheckConstraint(name="validityrule_lasts", condition=Q(months__gte=1)),
            models.CheckConstraint(name="validityrule_short_month", condition=Q(short_month__in=ShortMonth.values)),
        ]

    def __str__(self) -> str:
        return f"{self.stars} sao: {self.months} tháng từ {self.valid_from}"


class Certificate(models.Model):
    """A decision that gave a product its stars, as far as it is known. It is no star: that is StarPeriod.

    Who recorded what and when is in core.Transition.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="certificates")
    stars = models.PositiveSmallIntegerField(help_text="3 to 5; of one awaiting the centre, those awaited.")
    score = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The deciding council's, in hundredths of a point: 9344 is 93.44 of 100."
    )
    province_score = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The province's, in hundredths, of a product that went on to the centre."
    )
    issuer = models.CharField(
        max_length=8, choices=CertifierLevel.choices, blank=True, help_text="Empty while no decision was seen."
    )
    decision_number = models.CharField(max_length=60, null=True, blank=True, help_text="As printed: 412/QĐ-UBND.")
    issued_on = models.DateField(null=True, blank=True, help_text="The decision's day, as far as `issued_precision`.")
    issued_precision = models.CharField(max_length=5, choices=DayPrecision.choices, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text="The last day it is valid by the decision.")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="First day it no longer counts.")
    status = models.CharField(max_length=11, choices=CertificateStatus.choices)
    event = models.CharField(
        max_length=8, choices=CertificateEvent.choices, blank=True, help_text="What the decision was to the product."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="certificates")

    class Meta:
        verbose_name = _("chứng nhận OCOP")
        verbose_name_plural = _("chứng nhận OCOP")
        constraints = [
            models.CheckConstraint(name="certificate_stars_known", condition=Q(stars__in=STARS)),
            models.CheckConstraint(
                name="certificate_scores_in_range",
                condition=(Q(score=None) | Q(score__lte=HIGHEST_SCORE))
                & (Q(province_score=None) | Q(province_score__lte=HIGHEST_SCORE)),
            ),
            models.CheckConstraint(
                name="certificate_issuer_known", condition=Q(issuer="") | Q(issuer__in=CertifierLevel.values)
            ),
            models.CheckConstraint(name="certificate_status_known", condition=Q(status__in=CertificateStatus.values)),
            models.CheckConstraint(
                name="certificate_event_known", condition=Q(event="") | Q(event__in=CertificateEvent.values)
            ),
            models.CheckConstraint(
                name="certificate_day_has_precision",
                condition=Q(issued_on=None, issued_precision="")
                | Q(issued_on__isnull=False, issued_precision__in=DayPrecision.values),
            ),
            models.CheckConstraint(
                name="certificate_proven_by_number_and_day",
                condition=~Q(status__in=PROVEN)
                | Q(
                    decision_number__isnull=False,
                    issued_precision=DayPrecision.DAY,
                    valid_to__gte=F("issued_on"),
                    issuer__in=CertifierLevel.values,
                    event__in=CertificateEvent.values,
                )
                & ~Q(decision_number=""),
            ),
            models.CheckConstraint(
                name="certificate_potential_is_of_five",
                condition=~Q(status=CertificateStatus.POTENTIAL_5)
                | Q(stars=POTENTIAL_STARS, province_score__isnull=False),
            ),
            models.CheckConstraint(
                name="certificate_withdrawn_on_a_day",
                condition=Q(status=CertificateStatus.WITHDRAWN, withdrawn_on__isnull=False)
                | ~Q(status=CertificateStatus.WITHDRAWN) & Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                # Only a decision that was seen has an end worked out, and so days on which it gives stars.
                name="certificate_valid_by_a_decision",
                condition=Q(valid_to=None) | Q(status__in=[*PROVEN, CertificateStatus.WITHDRAWN]),
            ),
            models.UniqueConstraint(
                # Numbers begin anew every year; what was withdrawn by mistake may be entered again.
                fields=["product", "decision_number", "issued_on"],
                condition=~Q(status=CertificateStatus.WITHDRAWN),
                name="certificate_once_per_decision",
            ),
        ]
        indexes = [models.Index(fields=["status", "valid_to"], name="certificate_expiry")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars} sao, {self.decision_number or 'chưa rõ số'} ({self.status})"


class StarPeriod(dated.Dated):
    """The days on which a product has the stars of a certificate: the only thing a star may be shown by.

    It begins on the decision's day and ends after the certificate's last, or before, when a newer decision takes its
    place or it is withdrawn. The database refuses two of one product on one day.
    """

    certificate = models.OneToOneField(Certificate, models.CASCADE, related_name="period")
    product = models.ForeignKey(Product, models.PROTECT, related_name="star_periods", db_index=False)
    stars = models.PositiveSmallIntegerField(help_text="The certificate's.")

    class Meta(dated.Dated.Meta):
        verbose_name = _("thời gian có sao")
        verbose_name_plural = _("thời gian có sao")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="starperiod_ends", condition=Q(valid_to__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["product", "valid_to"], name="starperiod_of_product"),
            models.Index(fields=["valid_to", "valid_from", "stars", "product"], name="starperiod_on_day"),
            # Of few products with many stars among many with few.
            models.Index(fields=["stars", "valid_to", "valid_from", "product"], name="starperiod_of_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars} sao {self.valid_from} – {self.valid_to}"


dated.one_at_a_time(CertifierRule, "stars")
dated.one_at_a_time(ValidityRule, "stars")
dated.one_at_a_time(StarPeriod, "product")
