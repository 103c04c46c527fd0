"""Sales points, who works there, and where in them goods can lie."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Area, Producer
from core import history

# A degree is about 111 km, so a millionth is a hand's breadth.
MICRODEGREES = 1_000_000
MINUTES_A_DAY = 24 * 60


class PointLevel(models.TextChoices):
    """Who keeps a sales point ("điểm giới thiệu và bán sản phẩm OCOP", 950/QĐ-BCT)."""

    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện (trước 7/2025)")
    COMMUNE = "commune", _("Cấp xã")
    COOPERATIVE = "cooperative", _("Cửa hàng hợp tác xã")
    POP_UP = "pop_up", _("Điểm bán theo phiên")


class StaffRole(models.TextChoices):
    SELLER = "seller", _("Nhân viên")
    MANAGER = "manager", _("Trưởng điểm bán")


class Usage(models.TextChoices):
    """What lying at a location means. Every movement has two ends, so goods come from and go to somewhere."""

    SHELF = "shelf", _("Kệ bán")
    BACKROOM = "backroom", _("Kho")
    TRANSIT = "transit", _("Đang trên đường")
    PRODUCER = "producer", _("Từ chủ thể")
    CUSTOMER = "customer", _("Đã bán")
    ADJUSTMENT = "adjustment", _("Chênh lệch kiểm kê")
    SCRAP = "scrap", _("Đã hủy")


# Where goods can be touched; elsewhere a balance only sums up what came and went, and may be negative.
HELD = (Usage.SHELF, Usage.BACKROOM, Usage.TRANSIT)
# From where goods can be sold or promised.
SELLABLE = (Usage.SHELF, Usage.BACKROOM)


class SalesPoint(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A shop where people see and buy the programme's goods."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    name_vi: str
    name_en: str | None
    level = models.CharField(max_length=11, choices=PointLevel.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", help_text="The commune of today it stands in.")
    area_then = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", help_text="The district it was opened for."
    )
    address = models.CharField(max_length=200, help_text="House and street, without the commune.")
    latitude_e6 = models.IntegerField(null=True, blank=True, help_text="Millionths of a degree north.")
    longitude_e6 = models.IntegerField(null=True, blank=True, help_text="Millionths of a degree east.")
    phone = models.CharField(max_length=16, blank=True, help_text="The shop's, E.164.")
    manager_name = models.CharField(max_length=120, blank=True)
    keeper = models.ForeignKey(
        Producer, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose own shop it is, if one's."
    )
    opened_on = models.DateField(null=True, blank=True, help_text="First day it sold; empty while it is planned.")
    closed_on = models.DateField(null=True, blank=True, help_text="First day it no longer sells.")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such shop: it shows the software.")

    class Meta:
        verbose_name = _("điểm bán")
        verbose_name_plural = _("điểm bán")
        constraints = [
            models.CheckConstraint(name="salespoint_level_known", condition=Q(level__in=PointLevel.values)),
            models.CheckConstraint(
                name="salespoint_closed_after_opened",
                condition=Q(closed_on=None) | Q(opened_on__isnull=False, closed_on__gt=F("opened_on")),
            ),
            models.CheckConstraint(
                name="salespoint_on_the_map_whole",
                condition=Q(latitude_e6=None, longitude_e6=None)
                | Q(
                    latitude_e6__range=(-90 * MICRODEGREES, 90 * MICRODEGREES),
                    longitude_e6__range=(-180 * MICRODEGREES, 180 * MICRODEGREES),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


history.personal(SalesPoint, "manager_name")


class OpeningHours(models.Model):
    """One stretch of a weekday on which a sales point is open, in minutes after midnight in Vietnam."""

    point = models.ForeignKey(SalesPoint, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday.")
    opens_min = models.PositiveSmallIntegerField(help_text="Minutes after midnight.")
    closes_min = models.PositiveSmallIntegerField(help_text="Minutes after midnight, at most 1440.")

    class Meta:
        verbose_name = _("giờ mở cửa")
        verbose_name_plural = _("giờ mở cửa")
        constraints = [
            models.UniqueConstraint(fields=["point", "weekday", "opens_min"], name="openinghours_once"),
            models.CheckConstraint(
                name="openinghours_within_a_day",
                condition=Q(weekday__lte=6, opens_min__lt=F("closes_min"), closes_min__lte=MINUTES_A_DAY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.weekday}: {self.opens_min}-{self.closes_min}"


class PointCriterion(models.Model):
    """One criterion of 950/QĐ-BCT as an officer found it at a sales point."""

    point = models.ForeignKey(SalesPoint, models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=40)
    is_met = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField()

    class Meta:
        verbose_name = _("tiêu chí điểm bán")
        verbose_name_plural = _("tiêu chí điểm bán")
        constraints = [models.UniqueConstraint(fields=["point", "code"], name="pointcriterion_once")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.code}: {self.is_met}"


class PointStaff(models.Model):
    """A person who works at a sales point, and so sees it; whoever left has an end."""

    MADE_UP_WITH = ("point",)

    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(max_length=7, choices=StaffRole.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="First day they no longer work there.")

    class Meta:
        verbose_name = _("người của điểm bán")
        verbose_name_plural = _("người của điểm bán")
        constraints = [
            models.UniqueConstraint(
                fields=["point", "user"], condition=Q(until=None), name="pointstaff_once_at_a_time"
            ),
            models.CheckConstraint(name="pointstaff_role_known", condition=Q(role__in=StaffRole.values)),
            models.CheckConstraint(name="pointstaff_ends_later", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.point_id} ({self.role})"


class Location(models.Model):
    """A place goods are moved from and to. Each sales point has one of every usage, and may have more shelves."""

    MADE_UP_WITH = ("point",)

    point = models.ForeignKey(SalesPoint, models.PROTECT, related_name="locations")
    usage = models.CharField(max_length=10, choices=Usage.choices)
    code = models.CharField(max_length=20, help_text="What is written on the shelf, as in A2; empty for the only one.")

    class Meta:
        verbose_name = _("nơi để hàng")
        verbose_name_plural = _("nơi để hàng")
        constraints = [
            models.UniqueConstraint(fields=["point", "usage", "code"], name="location_once"),
            models.CheckConstraint(name="location_usage_known", condition=Q(usage__in=Usage.values)),
            models.CheckConstraint(
                name="location_only_shelves_are_many",
                condition=Q(usage__in=[Usage.SHELF, Usage.BACKROOM]) | Q(code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point_id} {self.usage} {self.code}".strip()
