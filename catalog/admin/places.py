"""Administrative units by day, and where raw materials grow."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import MAKERS, WORDS
from catalog.models import Area, RawMaterialZone
from catalog.models.areas import AreaLevel
from catalog.models.zones import ZoneStandard
from core.admin import ServiceAdmin, Step
from core.transitions import Actor


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        queryset=Area.objects.filter(valid_to=None).order_by("level", "code"), label=_("Đơn vị mới")
    )


def _succeed(area: Area, values: dict[str, Any], _by: Actor) -> str:
    services.succeed([(area, values["successor"])])
    return gettext("Đã ghi: %(before)s nay thuộc %(after)s.") % {"before": area, "after": values["successor"]}


@admin.register(Area)
class AreaAdmin(ServiceAdmin):
    """A unit from one day until another; level, code and first day say which."""

    section, icon, labels = MAKERS, "map", WORDS
    hints = {
        "code": _("Mã của cơ quan thống kê; mã chỉ có nghĩa cùng với ngày."),
        "name_vi": _("Kèm loại đơn vị, như Xã Phong Nha."),
        "valid_to": _("Ngày đầu tiên đơn vị không còn nữa; để trống nếu vẫn còn."),
    }
    key = ("level", "code", "valid_from")
    fields = (*key, "valid_to", "name_vi", "name_en", "parent", "source")
    autocomplete_fields = ("parent", "source")
    list_display = ("name_vi", "level", "code", "valid_from", "valid_to", "parent")
    list_filter = ("level", "type", "valid_from")
    list_select_related = ("parent",)
    search_fields = ("name_vi", "name_en", "code")
    ordering = ("level", "code", "valid_from")
    steps = (
        Step(
            "successor",
            _("Ghi đơn vị kế tiếp"),
            SuccessorForm,
            _succeed,
            about=_("Đơn vị này đã nhập vào, hoặc một phần nhập vào, đơn vị mới nào."),
            when=lambda area: area.valid_to is not None,
        ),
    )

    def keep(self, values: dict[str, Any], known: Area | None) -> Area:
        return services.put_area(**values | {"level": AreaLevel(values["level"])})[0]


@admin.register(RawMaterialZone)
class ZoneAdmin(ServiceAdmin):
    """Fields, ponds or woods, and which products come from them."""

    section, icon, labels = MAKERS, "agriculture", WORDS
    key = ("slug",)
    fields = (
        *("slug", "name_vi", "name_en", "crop_vi", "crop_en", "area_m2", "commune", "households"),
        *("planting_code", "planting_code_since"),
        *("standard", "standard_number", "standard_from", "standard_to", "source", "is_demonstration"),
    )
    readonly_fields = ("is_demonstration",)
    autocomplete_fields = ("commune", "source")
    list_display = ("name_vi", "crop_vi", "commune", "standard", "standard_to", "is_demonstration")
    list_filter = ("standard", "is_demonstration")
    list_select_related = ("commune",)
    search_fields = ("name_vi", "crop_vi", "planting_code")
    ordering = ("name_vi",)

    def keep(self, values: dict[str, Any], known: RawMaterialZone | None) -> RawMaterialZone:
        standard = values["standard"]
        code = values["planting_code"] or None
        return services.put_zone(
            **values | {"standard": ZoneStandard(standard) if standard else None, "planting_code": code}
        )[0]
