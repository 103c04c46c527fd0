"""What else may be told of goods and pages: attributes, their choices, and which goods have them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import FRAME, WORDS
from catalog.models import Attribute, AttributeChoice, TypeAttribute
from catalog.models.attributes import EntityType, InputType
from catalog.models.products import Programme
from core.admin import ServiceAdmin, ServiceInline

LABELS = WORDS | {"of_variants": _("Của quy cách"), "selects_variant": _("Dùng để chọn quy cách")}


class ChoiceInline(ServiceInline):
    model = AttributeChoice
    labels = LABELS
    fields = ("slug", "name_vi", "name_en", "value", "position")
    can_delete = False
    verbose_name = verbose_name_plural = _("Lựa chọn")

    def keep(self, parent: Attribute, values: dict[str, Any], known: AttributeChoice | None) -> AttributeChoice:
        slug = known.slug if known else values["slug"]
        return services.put_choice(attribute=parent, **values | {"slug": slug})[0]


class TypeInline(ServiceInline):
    model = TypeAttribute
    labels = LABELS
    fields = ("programme", "page_type", "of_variants", "selects_variant", "position")
    can_delete = False
    verbose_name = verbose_name_plural = _("Loại có thuộc tính này")

    def keep(self, parent: Attribute, values: dict[str, Any], known: TypeAttribute | None) -> TypeAttribute:
        if known is not None:
            values |= {"programme": known.programme, "page_type": known.page_type}
        programme = Programme(values["programme"]) if values["programme"] else None
        return services.give_to_type(attribute=parent, **values | {"programme": programme})[0]


@admin.register(Attribute)
class AttributeAdmin(ServiceAdmin):
    """Its input type is settled when it is made."""

    section, icon, labels = FRAME, "tune", LABELS
    key = ("slug", "input_type", "entity_type")
    fields = ("slug", "input_type", "entity_type", "name_vi", "name_en")
    inlines = (ChoiceInline, TypeInline)
    list_display = ("name_vi", "slug", "input_type", "entity_type")
    list_filter = ("input_type",)
    search_fields = ("name_vi", "name_en", "slug")
    ordering = ("slug",)

    def called(self, row: Attribute) -> str:
        return row.name_vi

    def keep(self, values: dict[str, Any], known: Attribute | None) -> Attribute:
        entity = EntityType(values["entity_type"]) if values["entity_type"] else None
        return services.put_attribute(
            **values | {"input_type": InputType(values["input_type"]), "entity_type": entity}
        )[0]
