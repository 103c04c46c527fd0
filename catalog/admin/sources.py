"""Evidence: the documents facts are taken from."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import RULES, WORDS
from catalog.models import Source
from catalog.models.sources import Confidence
from core.admin import ServiceAdmin


@admin.register(Source)
class SourceAdmin(ServiceAdmin):
    """A document, how far it may be trusted, and what that leaves open; these three say which source it is."""

    section, icon, labels = RULES, "menu_book", WORDS
    hints = {
        "document": _("Ghi đúng như tên in trên văn bản."),
        "note": _("Điều gì còn chưa chắc."),
        "is_demonstration": _("Đánh dấu khi mọi thứ theo nguồn này đều do ta đặt ra."),
    }
    key = ("document", "confidence", "note")
    fields = (*key, "published_on", "is_demonstration")
    list_display = ("document", "confidence", "published_on", "note", "is_demonstration")
    list_filter = ("confidence", "is_demonstration")
    search_fields = ("document", "note")
    ordering = ("document", "id")

    def keep(self, values: dict[str, Any], known: Source | None) -> Source:
        return services.put_source(**values | {"confidence": Confidence(values["confidence"])})[0]
