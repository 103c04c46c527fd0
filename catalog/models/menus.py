"""Menus: the ways into the shop that officers arrange."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import Category
from catalog.models.collections import Collection
from catalog.models.pages import Page

# Levels a menu may have: what the dialect's storefront asks for.
LEVELS = 3
TARGETS = ("category", "collection", "page")


class Menu(models.Model):  # type: ignore[django-manager-missing]  # of MenuItem, which is modeltranslation's
    """A named set of links, such as `navbar` and `footer`."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, help_text="For officers.")

    class Meta:
        verbose_name = _("trình đơn")
        verbose_name_plural = _("trình đơn")

    def __str__(self) -> str:
        return self.slug


def _leads_to_one_place() -> Q:
    """To one of the four, or nowhere, as a heading does."""
    nothing = Q(category=None, collection=None, page=None, url="")
    alone = Q(url="")
    for chosen in TARGETS:
        rest = {name: None for name in TARGETS if name != chosen}
        nothing |= Q(**{f"{chosen}__isnull": False}) & Q(**rest) & alone
    return nothing | Q(category=None, collection=None, page=None) & ~Q(url="")


class MenuItem(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One link: to a category, a collection, a page, or an address; or a heading over others."""

    menu = models.ForeignKey(Menu, models.CASCADE, related_name="items", db_index=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(help_text="0 for those that stand in the menu itself.")
    position = models.PositiveSmallIntegerField(help_text="Order in the menu, among items of one parent too.")
    name = models.CharField(max_length=120)
    name_vi: str
    name_en: str | None
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    collection = models.ForeignKey(Collection, models.CASCADE, null=True, blank=True, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+")
    url = models.CharField(
        max_length=300, blank=True, help_text="A path of this shop, as in /san-pham/, or an https address."
    )

    class Meta:
        verbose_name = _("mục trình đơn")
        verbose_name_plural = _("mục trình đơn")
        constraints = [
            models.UniqueConstraint(fields=["menu", "position"], name="menuitem_position_once"),
            models.CheckConstraint(
                name="menuitem_level_by_parent",
                condition=Q(level=0, parent=None) | Q(level__gt=0, level__lt=LEVELS, parent__isnull=False),
            ),
            models.CheckConstraint(name="menuitem_leads_to_one_place", condition=_leads_to_one_place()),
            models.CheckConstraint(
                # No javascript:, and no other host by an address that looks like a path.
                name="menuitem_url_is_safe",
                condition=Q(url="") | Q(url__startswith="https://") | Q(url__startswith="/") & ~Q(url__startswith="//"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.menu_id}: {self.name}"
