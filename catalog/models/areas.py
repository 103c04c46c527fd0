"""Administrative units, each for the days it existed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.sources import Source
from core import dated


class AreaLevel(models.TextChoices):
    PROVINCE = "province", _("Tỉnh")
    DISTRICT = "district", _("Huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("Xã, phường")


class Area(dated.Dated):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A province, district or commune from one day until another.

    A code or a name alone names nothing: 44 was Quảng Bình and is Quảng Trị; Quảng Ninh was a district and is a
    commune. Look areas up by level, code and day, and find what a unit became through `successors`, never by name.
    """

    level = models.CharField(max_length=8, choices=AreaLevel.choices)
    code = models.CharField(max_length=5, help_text="The statistics office's; it has a meaning only with a day.")
    name = models.CharField(max_length=100, help_text="The unit's name with its kind, as in Xã Phong Nha.")
    name_vi: str
    name_en: str | None
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


dated.one_at_a_time(Area, "level", "code")
