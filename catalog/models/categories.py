"""The OCOP classification, in the version of each decision that drew it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sources import Source
from core import dated


class Ministry(models.TextChoices):
    """Who answers for a kind of goods, under the names of the government of 2025."""

    AGRICULTURE = "agriculture", _("Bộ Nông nghiệp và Môi trường")
    TRADE = "trade", _("Bộ Công Thương")
    HEALTH = "health", _("Bộ Y tế")
    CULTURE = "culture", _("Bộ Văn hóa, Thể thao và Du lịch")


class Classification(dated.Dated):
    """A version of the classification for the days it is in force; its categories bear the decision's number."""

    # The same for all: what one_at_a_time compares.
    SCHEME = "ocop"

    version = models.CharField(max_length=40, unique=True, help_text="The decision's number, as in 148/QĐ-TTg.")
    scheme = models.CharField(max_length=8, default=SCHEME, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("bảng phân loại")
        verbose_name_plural = _("bảng phân loại")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="classification_of_ocop", condition=Q(scheme="ocop")),
        ]

    def __str__(self) -> str:
        return self.version


dated.one_at_a_time(Classification, "scheme")


class Category(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One of the programme's six groups, or one of their sub-groups."""

    code = models.CharField(max_length=8, help_text="Number in the classification, as in 1.3c.")
    classification_version = models.CharField(max_length=40, help_text="The decision that draws the groups.")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(help_text="0 for a group, 1 for a sub-group.")
    position = models.PositiveSmallIntegerField(help_text="Order among all categories of a version.")
    slug = models.SlugField(max_length=120, unique=True)
    slug_vi: str
    slug_en: str | None
    name = models.CharField(max_length=120)
    name_vi: str
    name_en: str | None
    heading = models.CharField(
        max_length=120, blank=True, help_text="The line that sub-groups of one kind stand under, as in Gia vị."
    )
    heading_vi: str
    heading_en: str | None
    ministry = models.CharField(
        max_length=12, choices=Ministry.choices, blank=True, help_text="Empty where no text we read says so."
    )
    ministry_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", help_text="The text that says so."
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who says that the version has it."
    )
    description = models.TextField(blank=True, help_text="Plain text; an empty line parts paragraphs.")
    description_vi: str
    description_en: str | None
    seo_title = models.CharField(max_length=70, blank=True)
    seo_title_vi: str
    seo_title_en: str | None
    seo_description = models.CharField(max_length=300, blank=True)
    seo_description_vi: str
    seo_description_en: str | None
    background_image = models.OneToOneField(
        "catalog.Picture", models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: none is shown."
    )

    class Meta:
        verbose_name = _("nhóm sản phẩm")
        verbose_name_plural = _("nhóm sản phẩm")
        constraints = [
            models.UniqueConstraint(fields=["classification_version", "code"], name="category_code_once_per_version"),
            models.CheckConstraint(
                # A product stands on its group's shelf and on its sub-group's; a third level would have none.
                name="category_two_levels",
                condition=models.Q(level=0, parent=None) | models.Q(level=1, parent__isnull=False),
            ),
            models.CheckConstraint(
                name="category_ministry_by_a_source",
                condition=Q(ministry="") | Q(ministry__in=Ministry.values, ministry_source__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
