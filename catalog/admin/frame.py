"""The frame goods are hung in: classifications, groups, channels."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.pictures import picture_steps
from catalog.admin.rules import UNTIL
from catalog.admin.words import FRAME, WORDS
from catalog.models import Category, Channel, Classification
from catalog.models.categories import Ministry
from core.admin import ServiceAdmin


@admin.register(Classification)
class ClassificationAdmin(ServiceAdmin):
    """A version of the classification, for the days it is in force."""

    section, icon, labels = FRAME, "account_tree", WORDS
    hints = {"valid_to": UNTIL}
    key = ("version",)
    fields = ("version", "valid_from", "valid_to", "source")
    autocomplete_fields = ("source",)
    list_display = ("version", "valid_from", "valid_to", "source")
    list_select_related = ("source",)
    ordering = ("-valid_from",)

    def keep(self, values: dict[str, Any], known: Classification | None) -> Classification:
        return services.put_classification(**values)[0]


@admin.register(Category)
class CategoryAdmin(ServiceAdmin):
    """A group or a sub-group; its addresses follow its names."""

    section, icon, labels = FRAME, "category", WORDS
    key = ("classification_version", "code")
    fields = (
        *(*key, "parent", "position", "name_vi", "name_en", "heading_vi", "heading_en"),
        *("ministry", "ministry_source", "source"),
    )
    autocomplete_fields = ("parent", "ministry_source", "source")
    list_display = ("code", "name_vi", "parent", "classification_version", "ministry")
    list_filter = ("classification_version", "level", "ministry")
    list_select_related = ("parent",)
    search_fields = ("name_vi", "name_en", "code")
    ordering = ("classification_version", "position")
    steps = picture_steps("background_image", _("Thay ảnh nền"), _("Bỏ ảnh nền"))

    def keep(self, values: dict[str, Any], known: Category | None) -> Category:
        ministry = values["ministry"]
        return services.put_category(**values | {"ministry": Ministry(ministry) if ministry else None})[0]


@admin.register(Channel)
class ChannelAdmin(ServiceAdmin):
    """A market with one currency."""

    section, icon, labels = FRAME, "storefront", WORDS
    hints = {
        "countries": _('Mã nước theo ISO 3166, như ["VN"].'),
        "position": _("Số nhỏ nhất là kênh dùng khi người xem chưa chọn."),
    }
    key = ("slug", "currency")
    fields = ("slug", "name_vi", "name_en", "currency", "position", "countries", "is_export", "is_active")
    list_display = ("slug", "name_vi", "currency", "position", "is_export", "is_active")
    ordering = ("position",)

    def keep(self, values: dict[str, Any], known: Channel | None) -> Channel:
        return services.put_channel(**values)[0]
