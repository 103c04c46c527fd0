"""Sales points on the officers' desk: what they are, what was found of them, when they open, who works there."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.admin import ReadOnlyAdmin, ServiceAdmin, ServiceForm, ServiceInline, Step, name_widget
from core.transitions import Actor
from stock import services
from stock.admin.words import POINTS, WORDS
from stock.criteria import Criterion
from stock.models import Location, PointCriterion, PointStaff, SalesPoint, Usage
from stock.models.points import PointLevel, StaffRole
from stock.services.points import SHELVES

WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
STRETCH = re.compile(r"(\d{1,2})[:h.](\d{2})\s*[-–]\s*(\d{1,2})[:h.](\d{2})\Z")
MINUTES = 60


class NamedForm(ServiceForm):
    """A row whose choice is named for those who do not see the table's head."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.declared_fields:
            name_widget(self.fields[name].widget, str(self.fields[name].label))


class CriterionForm(NamedForm):
    code = forms.ChoiceField(choices=Criterion.choices, label=_("Tiêu chí"))

    class Meta:
        model = PointCriterion
        fields = ("code", "is_met", "checked_on", "note")


class CriterionInline(ServiceInline):
    """The checklist of 950/QĐ-BCT as somebody found it."""

    model = PointCriterion
    form = CriterionForm
    labels = WORDS | {"code": _("Tiêu chí")}
    fields = ("code", "is_met", "checked_on", "note")
    can_delete = False
    verbose_name = verbose_name_plural = _("Tiêu chí theo 950/QĐ-BCT")

    def keep(self, parent: SalesPoint, values: dict[str, Any], known: PointCriterion | None) -> PointCriterion:
        given = {name: values[name] for name in ("is_met", "checked_on", "note")}
        return services.put_criterion(point=parent, code=known.code if known else values["code"], **given)[0]


class ShelfForm(NamedForm):
    usage = forms.ChoiceField(choices=[(one.value, one.label) for one in SHELVES], label=_("Dùng để"))

    class Meta:
        model = Location
        fields = ("usage", "code")


class ShelfInline(ServiceInline):
    """Shelves and back rooms beside the first ones, by what is written on them."""

    model = Location
    form = ShelfForm
    labels = WORDS | {"code": _("Ghi trên kệ")}
    fields = ("usage", "code")
    can_delete = False
    verbose_name = verbose_name_plural = _("Kệ và kho thêm")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).exclude(code="")

    def keep(self, parent: SalesPoint, values: dict[str, Any], known: Location | None) -> Location:
        usage = Usage(known.usage if known else values["usage"])
        return services.put_location(point=parent, usage=usage, code=values["code"], known=known)


class HoursField(forms.CharField):
    """Stretches of a day as people write them: 7:30-11:00, 13:30-17:00; none is closed."""

    def clean(self, value: Any) -> list[tuple[int, int]]:
        stretches = []
        for part in filter(None, (one.strip() for one in re.split(r"[,;]", super().clean(value)))):
            found = STRETCH.match(part)
            if found is None:
                raise forms.ValidationError(_("Viết như 7:30-11:00, 13:30-17:00; để trống nếu nghỉ."))
            hours = [int(number) for number in found.groups()]
            stretches.append((hours[0] * MINUTES + hours[1], hours[2] * MINUTES + hours[3]))
        return stretches


def hours_form(point: SalesPoint) -> type[forms.Form]:
    """A line for each day of the week, filled in as it is now."""
    lines: dict[int, list[str]] = {}
    for one in point.hours.order_by("opens_min"):
        lines.setdefault(one.weekday, []).append(f"{_minute(one.opens_min)}-{_minute(one.closes_min)}")
    fields: dict[str, Any] = {
        f"day_{number}": HoursField(label=name, required=False, initial=", ".join(lines.get(number, [])))
        for number, name in enumerate(WEEKDAYS)
    }
    return type("HoursForm", (forms.Form,), fields)


def _minute(minutes: int) -> str:
    return f"{minutes // MINUTES}:{minutes % MINUTES:02}"


def _set_hours(point: SalesPoint, values: dict[str, Any], _by: Actor) -> str:
    services.put_hours(point=point, hours={number: values[f"day_{number}"] for number in range(len(WEEKDAYS))})
    return gettext("Đã ghi giờ mở cửa.")


class EmployForm(forms.Form):
    email = forms.EmailField(label=_("Thư điện tử của người đó"))
    role = forms.ChoiceField(choices=StaffRole.choices, label=_("Vai"))
    since = forms.DateField(label=_("Từ ngày"))

    def clean_email(self) -> User:
        """The account; who has none opens one first."""
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Chưa có tài khoản nào với thư điện tử này."))
        return user


def _employ(point: SalesPoint, values: dict[str, Any], by: Actor) -> str:
    services.employ(point=point, user=values["email"], role=StaffRole(values["role"]), since=values["since"], by=by)
    return gettext("Đã ghi người làm ở điểm bán.")


def dismiss_form(point: SalesPoint) -> type[forms.Form]:
    """Who works there now, and until when."""
    there = PointStaff.objects.filter(point=point, until=None).select_related("user").order_by("since", "id")
    choices = [(one.pk, f"{_person(one.user)} ({one.get_role_display()})") for one in there]
    fields: dict[str, Any] = {
        "staff": forms.TypedChoiceField(choices=choices, coerce=int, label=_("Ai")),
        "until": forms.DateField(label=_("Thôi từ ngày")),
    }
    return type("DismissForm", (forms.Form,), fields)


def _dismiss(point: SalesPoint, values: dict[str, Any], by: Actor) -> str:
    services.dismiss(staff=PointStaff.objects.get(pk=values["staff"], point=point), until=values["until"], by=by)
    return gettext("Đã ghi ngày thôi làm.")


def _person(user: User) -> str:
    return user.get_full_name() or str(user)


@admin.register(SalesPoint)
class SalesPointAdmin(ServiceAdmin):
    """A shop. Its hours and its people are steps."""

    section, icon, labels = POINTS, "storefront", WORDS
    hints = {
        "slug": _("Dùng trong địa chỉ trang, không dấu; không đổi được về sau."),
        "latitude_e6": _("17468000 là 17,468 độ bắc."),
        "longitude_e6": _("106622000 là 106,622 độ đông."),
        "phone": _("Của cửa hàng, như +84232…"),
        "area_then": _("Chỉ tiêu của kế hoạch đếm theo huyện, thị xã, thành phố cũ."),
        "closed_on": _("Ngày đầu tiên không còn bán; để trống nếu còn mở."),
    }
    key = ("slug",)
    fields = (
        *("slug", "name_vi", "name_en", "level", "area", "area_then", "address", "latitude_e6", "longitude_e6"),
        *("phone", "manager_name", "keeper", "opened_on", "closed_on", "open_hours", "people", "is_demonstration"),
    )
    readonly_fields = ("open_hours", "people", "is_demonstration")
    autocomplete_fields = ("area", "area_then", "keeper")
    inlines = (CriterionInline, ShelfInline)
    list_display = ("name_vi", "level", "area", "area_then", "opened_on", "closed_on", "is_demonstration")
    list_filter = ("level", "is_demonstration", "closed_on")
    list_select_related = ("area", "area_then")
    search_fields = ("name_vi", "address", "area__name_folded")
    ordering = ("level", "name_vi", "id")
    steps = (
        Step("hours", _("Giờ mở cửa"), hours_form, _set_hours),
        Step("employ", _("Ghi người làm"), EmployForm, _employ, permission="stock.add_pointstaff"),
        Step(
            "dismiss",
            _("Ghi người thôi làm"),
            dismiss_form,
            _dismiss,
            permission="stock.change_pointstaff",
            when=lambda point: point.staff.filter(until=None).exists(),
            initial=lambda point: {},
        ),
    )

    def keep(self, values: dict[str, Any], known: SalesPoint | None) -> SalesPoint:
        return services.put_point(**values | {"level": PointLevel(values["level"])})[0]

    @admin.display(description=_("Giờ mở cửa"))
    def open_hours(self, point: SalesPoint) -> str:
        form = hours_form(point)
        days = [(str(field.label), field.initial) for field in form.base_fields.values() if field.initial]
        return "; ".join(f"{name} {hours}" for name, hours in days) or gettext("Chưa ghi.")

    @admin.display(description=_("Người làm hôm nay"))
    def people(self, point: SalesPoint) -> str:
        today = clock.today()
        there = [
            one
            for one in point.staff.select_related("user").order_by("since", "id")
            if one.since <= today and (one.until is None or one.until > today)
        ]
        names = ", ".join(f"{_person(one.user)} ({one.get_role_display()})" for one in there)
        return names or gettext("Chưa có ai.")


@admin.register(Location)
class LocationAdmin(ReadOnlyAdmin):
    """Everywhere goods are moved from and to; written on its sales point's page."""

    section, icon, labels = POINTS, "shelves", WORDS | {"code": _("Ghi trên kệ")}
    list_display = ("point", "usage", "code")
    list_filter = ("usage", "point")
    list_select_related = ("point",)
    search_fields = ("point__name_vi", "code")
    ordering = ("point", "usage", "code")

    def called(self, row: Location) -> str:
        return f"{row.point}: {row.get_usage_display()} {row.code}".strip()
