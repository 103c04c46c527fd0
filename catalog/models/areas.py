"""Administrative units, each for the days it existed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sources import Source
from core import dated


class AreaLevel(models.TextChoices):
    PROVINCE = "province", _("Tỉnh")
    DISTRICT = "district", _("Huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("Xã, phường")


class AreaType(models.TextChoices):
    """What a unit of a level is; its name begins with this."""

    PROVINCE = "province", _("Tỉnh")
    MUNICIPALITY = "municipality", _("Thành phố trực thuộc trung ương")
    DISTRICT = "district", _("Huyện")
    URBAN_DISTRICT = "urban_district", _("Quận")
    TOWN = "town", _("Thị xã")
    CITY = "city", _("Thành phố thuộc tỉnh")
    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    TOWNSHIP = "township", _("Thị trấn")
    SPECIAL_ZONE = "special_zone", _("Đặc khu")


# The word a unit's name begins with and what it is by it; "Thành phố" says two things on two levels.
KINDS_IN_NAMES = {
    AreaLevel.PROVINCE: {"Tỉnh": AreaType.PROVINCE, "Thành phố": AreaType.MUNICIPALITY},
    AreaLevel.DISTRICT: {
        "Huyện": AreaType.DISTRICT,
        "Quận": AreaType.URBAN_DISTRICT,
        "Thị xã": AreaType.TOWN,
        "Thành phố": AreaType.CITY,
    },
    AreaLevel.COMMUNE: {
        "Xã": AreaType.COMMUNE,
        "Phường": AreaType.WARD,
        "Thị trấn": AreaType.TOWNSHIP,
        "Đặc khu": AreaType.SPECIAL_ZONE,
    },
}


def _of_its_level() -> Q:
    allowed = Q()
    for level, kinds in KINDS_IN_NAMES.items():
        allowed |= Q(level=level.value, type__in=sorted(kind.value for kind in kinds.values()))
    return allowed


class Area(dated.Dated):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A province, district or commune from one day until another.

    A code or a name alone names nothing: 44 was Quảng Bình and is Quảng Trị; Quảng Ninh was a district and is a
    commune. Look areas up by level, code and day, and find what a unit became through `successors`, never by name.
    """

    level = models.CharField(max_length=8, choices=AreaLevel.choices)
    type = models.CharField(max_length=14, choices=AreaType.choices, help_text="What units of its level it is.")
    code = models.CharField(max_length=5, help_text="The statistics office's; it has a meaning only with a day.")
    name = models.CharField(max_length=100, help_text="The unit's name with its kind, as in Xã Phong Nha.")
    name_vi: str
    name_en: str | None
    name_folded = models.CharField(
        max_length=100, db_index=True, help_text="Without its kind and accents, for finding: phong nha."
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("địa bàn")
        verbose_name_plural = _("địa bàn")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="area_type_of_its_level", condition=_of_its_level()),
        ]

    def __str__(self) -> str:
        return self.name


dated.one_at_a_time(Area, "level", "code")
