"""The shop's own pages, menus and collections, and what is said of whoever runs it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import GOODS, PAGES, WORDS
from catalog.models import (
    Channel,
    Collection,
    CollectionListing,
    CollectionProduct,
    Menu,
    MenuItem,
    OperatorFact,
    Page,
)
from core.admin import ServiceAdmin, ServiceInline, Step
from core.transitions import Actor

TEXTS = ("seo_title_vi", "seo_title_en", "seo_description_vi", "seo_description_en")
MARKS = _(
    "Một dòng trống tách các đoạn. Dòng bắt đầu bằng ## là đề mục, bằng - là danh sách; [chữ](/địa-chỉ/) là liên kết; "
    "{operator:phone} lấy thông tin đơn vị vận hành."
)


@admin.register(OperatorFact)
class OperatorFactAdmin(ServiceAdmin):
    """What the law wants said of the operator; pages and the foot of every page quote it."""

    section, icon, labels = PAGES, "badge", WORDS
    hints = {
        "key": _("Tên mà các trang gọi mục này, như phone; không đổi được về sau."),
        "value_vi": _("Để trống khi chưa biết: các trang sẽ nói là chưa có."),
        "is_demonstration": _("Đánh dấu khi nội dung do ta đặt ra để minh họa."),
    }
    key = ("key",)
    fields = ("key", "label_vi", "label_en", "value_vi", "value_en", "position", "is_demonstration")
    list_display = ("label_vi", "value_vi", "key", "is_demonstration")
    search_fields = ("label_vi", "value_vi", "key")
    ordering = ("position",)

    def keep(self, values: dict[str, Any], known: OperatorFact | None) -> OperatorFact:
        return services.put_operator_fact(**values)[0]


class ShowForm(forms.Form):
    first_day = forms.DateField(label=_("Bày từ ngày"), required=False, help_text=_("Để trống thì từ hôm nay."))
    published_until = forms.DateField(
        label=_("Thôi bày từ ngày"), required=False, help_text=_("Để trống thì chưa hẹn ngày.")
    )


def _show(page: Page, values: dict[str, Any], _by: Actor) -> str:
    services.publish_page(page=page, first_day=values["first_day"], until=values["published_until"])
    return gettext("Đã bày trang.")


def _hide(page: Page, _values: dict[str, Any], _by: Actor) -> str:
    services.withdraw_page(page=page)
    return gettext("Đã cất trang.")


@admin.register(Page)
class PageAdmin(ServiceAdmin):
    """A text of the shop's own; showing and hiding it are steps of their own."""

    section, icon, labels = PAGES, "article", WORDS
    hints = {
        "slug_vi": _("Địa chỉ của trang; không đổi được về sau, vì đã có người nhớ."),
        "content_vi": MARKS,
        "content_en": MARKS,
    }
    key = ("slug_vi",)
    fields = (
        *("slug_vi", "slug_en", "page_type", "title_vi", "title_en", "content_vi", "content_en", *TEXTS),
        *("sources", "is_published", "published_from", "published_until"),
    )
    readonly_fields = ("is_published", "published_from", "published_until")
    autocomplete_fields = ("sources",)
    list_display = ("title_vi", "slug_vi", "page_type", "is_published", "published_from", "published_until")
    list_filter = ("is_published", "page_type")
    list_select_related = ("page_type",)
    search_fields = ("title_vi", "title_en", "slug_vi")
    ordering = ("slug_vi",)
    steps = (
        Step("show", _("Bày trang"), ShowForm, _show),
        Step("hide", _("Cất trang"), forms.Form, _hide, when=lambda page: page.is_published),
    )

    def keep(self, values: dict[str, Any], known: Page | None) -> Page:
        return services.put_page(**values)[0]


class PlaceInline(ServiceInline):
    """The collection's products, each at its place."""

    model = CollectionProduct
    labels = WORDS
    fields = ("product", "position")
    ordering = ("position",)
    verbose_name = verbose_name_plural = _("Sản phẩm")

    def keep(self, parent: Collection, values: dict[str, Any], known: CollectionProduct | None) -> None:
        product = known.product if known else values["product"]
        services.place_product(collection=parent, product=product, position=values["position"])

    def remove(self, parent: Collection, row: CollectionProduct) -> None:
        services.take_out(place=row)


class CollectionListingInline(ServiceInline):
    """Whether the collection is shown in a channel."""

    model = CollectionListing
    labels = WORDS
    fields = ("channel", "published")
    can_delete = False
    verbose_name = verbose_name_plural = _("Kênh bán")

    def keep(self, parent: Collection, values: dict[str, Any], known: CollectionListing | None) -> None:
        channel: Channel = known.channel if known else values["channel"]
        if values["published"]:
            services.publish_collection(collection=parent, channel=channel)
        else:
            services.withdraw_collection(collection=parent, channel=channel)


@admin.register(Collection)
class CollectionAdmin(ServiceAdmin):
    """Products picked by hand, in an order of their own."""

    section, icon, labels = GOODS, "shelves", WORDS
    hints = {"slug_vi": _("Địa chỉ của bộ sưu tập; không đổi được về sau, vì đã có người nhớ.")}
    key = ("slug_vi",)
    fields = ("slug_vi", "slug_en", "name_vi", "name_en", "description_vi", "description_en", *TEXTS)
    inlines = (PlaceInline, CollectionListingInline)
    list_display = ("name_vi", "slug_vi")
    search_fields = ("name_vi", "name_en", "slug_vi")
    ordering = ("name_sort",)

    def keep(self, values: dict[str, Any], known: Collection | None) -> Collection:
        slug = values.pop("slug_vi")
        given = {name: value for name, value in values.items() if name != "slug_en" or value}
        return services.put_collection(slug=slug, **given)[0]


class MenuItemInline(ServiceInline):
    """A menu's items in their order; each leads to one place, or is a heading."""

    model = MenuItem
    labels = WORDS
    fields = ("position", "parent", "name_vi", "name_en", "category", "collection", "page", "url")
    ordering = ("position",)
    verbose_name = verbose_name_plural = _("Các mục")

    def keep(self, parent: Menu, values: dict[str, Any], known: MenuItem | None) -> MenuItem:
        given = values | {"menu": parent, "position": known.position if known else values["position"]}
        return services.put_menu_item(**given)[0]

    def remove(self, parent: Menu, row: MenuItem) -> None:
        if MenuItem.objects.filter(pk=row.pk).exists():  # it may have gone with the item it stood under
            services.remove_menu_item(item=row)


@admin.register(Menu)
class MenuAdmin(ServiceAdmin):
    """A named set of links, such as navbar and footer."""

    section, icon, labels = PAGES, "menu", WORDS
    key = ("slug",)
    fields = ("slug", "name")
    inlines = (MenuItemInline,)
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("slug",)

    def keep(self, values: dict[str, Any], known: Menu | None) -> Menu:
        return services.put_menu(**values)[0]
