"""Content pages, and what they say of whoever runs the shop."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sources import Source
from core import history


class PageType(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """What a page is: an explanation, the shop's own rules, a page that clients of the dialect look for."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    name_vi: str
    name_en: str | None

    class Meta:
        verbose_name = _("loại trang")
        verbose_name_plural = _("loại trang")

    def __str__(self) -> str:
        return self.slug


class Page(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A text of the shop's own, shown from a day on and, if it says so, until another."""

    slug = models.SlugField(max_length=120, unique=True)
    slug_vi: str
    slug_en: str | None
    page_type = models.ForeignKey(PageType, models.PROTECT, related_name="pages")
    title = models.CharField(max_length=200)
    title_vi: str
    title_en: str | None
    content = models.TextField(blank=True, help_text="Paragraphs, lists and headings as catalog.richtext reads them.")
    content_vi: str
    content_en: str | None
    seo_title = models.CharField(max_length=70, blank=True)
    seo_title_vi: str
    seo_title_en: str | None
    seo_description = models.CharField(max_length=300, blank=True)
    seo_description_vi: str
    seo_description_en: str | None
    is_published = models.BooleanField(default=False, help_text="Shown on its days.")
    published_from = models.DateField(null=True, blank=True, help_text="First day it is shown, in Vietnam.")
    published_until = models.DateField(null=True, blank=True, help_text="First day it is no longer shown.")
    updated_on = models.DateField(help_text="The day of its last change, in Vietnam.")
    sources = models.ManyToManyField(Source, related_name="+", blank=True)

    class Meta:
        verbose_name = _("trang nội dung")
        verbose_name_plural = _("trang nội dung")
        constraints = [
            models.CheckConstraint(
                name="page_published_from_a_day", condition=Q(is_published=False) | Q(published_from__isnull=False)
            ),
            models.CheckConstraint(
                name="page_shown_for_a_day_at_least",
                condition=Q(published_until=None) | Q(published_until__gt=F("published_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class OperatorFact(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One thing the law wants a shop to say of whoever runs it; its value is empty until the operator states it."""

    key = models.SlugField(max_length=40, unique=True, help_text="What pages quote it by: {operator:name}.")
    label = models.CharField(max_length=120)
    label_vi: str
    label_en: str | None
    value = models.CharField(max_length=300, blank=True)
    value_vi: str
    value_en: str | None
    is_demonstration = models.BooleanField(default=False, help_text="Made up to show the shop.")
    position = models.PositiveSmallIntegerField(unique=True, help_text="Order in which they are told.")

    class Meta:
        verbose_name = _("thông tin đơn vị vận hành")
        verbose_name_plural = _("thông tin đơn vị vận hành")

    def __str__(self) -> str:
        return self.key


history.personal(OperatorFact, "value_vi", "value_en")
