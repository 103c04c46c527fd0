"""Products, their sizes, their prices and where they are shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.pictures import MediaInline
from catalog.admin.words import GOODS, WORDS
from catalog.models import (
    Channel,
    Product,
    ProductListing,
    ProductVariant,
    StarReport,
    TaxClass,
    VariantPrice,
)
from catalog.models.channels import MINOR_DIGITS, LegalSeller
from catalog.models.products import Fulfilment, Programme
from core import history
from core.admin import ReadOnlyAdmin, ServiceAdmin, ServiceForm, ServiceInline, name_widget


class VariantInline(ServiceInline):
    """Sizes of a product; a size's prices are on its own page."""

    model = ProductVariant
    labels = WORDS
    fields = ("sku", "name_vi", "name_en", "net_weight_g", "position", "source")
    show_change_link = True
    can_delete = False
    verbose_name = verbose_name_plural = _("Quy cách")

    def keep(self, parent: Product, values: dict[str, Any], known: ProductVariant | None) -> ProductVariant:
        given = {name: values[name] for name in ("name_vi", "name_en", "net_weight_g", "position", "source")}
        return services.put_variant(product=parent, sku=known.sku if known else values["sku"], **given)[0]


class ListingInline(ServiceInline):
    """Whether a product is shown in a channel, and who sells it there."""

    model = ProductListing
    labels = WORDS
    fields = ("channel", "published", "legal_seller")
    can_delete = False
    verbose_name = verbose_name_plural = _("Kênh bán")

    def keep(self, parent: Product, values: dict[str, Any], known: ProductListing | None) -> None:
        channel: Channel = known.channel if known else values["channel"]
        seller = LegalSeller(values["legal_seller"])
        services.set_legal_seller(product=parent, channel=channel, seller=seller, by=history.actor())
        if values["published"]:
            services.publish(product=parent, channel=channel)
        else:
            services.withdraw(product=parent, channel=channel)


@admin.register(Product)
class ProductAdmin(ServiceAdmin):
    """A speciality. Its stars are no field of it: they are certificates."""

    section, icon, labels = GOODS, "inventory_2", WORDS
    hints = {
        "external_reference": _("Số của sản phẩm trong danh sách của tỉnh; không đổi được về sau."),
        "description_vi": _("Chữ thường; một dòng trống tách các đoạn."),
        "alcohol_bp": _("1250 là 12,5 % thể tích."),
    }
    key = ("external_reference",)
    fields = (
        *("external_reference", "name_vi", "name_en", "programme", "category", "former_category", "producer"),
        *("origin", "origin_today", "place_printed", "place_today_printed", "tax_class"),
        *("description_vi", "description_en", "story_vi", "story_en", "ingredients_vi", "ingredients_en"),
        *("storage_vi", "storage_en", "warnings_vi", "warnings_en"),
        *("shelf_life_days", "alcohol_bp", "fulfilment", "voucher_days", "is_demonstration"),
    )
    readonly_fields = ("is_demonstration",)
    autocomplete_fields = ("category", "former_category", "producer", "origin", "origin_today")
    inlines = (VariantInline, MediaInline, ListingInline)
    list_display = ("name_vi", "external_reference", "category", "producer", "programme", "is_demonstration")
    list_filter = ("programme", "is_demonstration", "category__parent", "tax_class", "listings__published")
    list_select_related = ("category", "producer")
    search_fields = ("name_folded", "external_reference", "producer__name_folded")
    ordering = ("name_sort", "id")

    def keep(self, values: dict[str, Any], known: Product | None) -> Product:
        chosen = {
            "programme": Programme(values["programme"]),
            "tax_class": TaxClass(values["tax_class"]),
            "fulfilment": Fulfilment(values["fulfilment"]),
        }
        return services.put_product(**values | chosen)[0]


class PriceForm(ServiceForm):
    """An amount as people write it, in the channel's currency."""

    beside = ("amount",)
    amount = forms.DecimalField(label=_("Giá niêm yết, đã gồm thuế"), min_value=0, max_digits=14, decimal_places=2)

    class Meta:
        model = VariantPrice
        fields = ("channel", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_widget(self.fields["amount"].widget, str(self.fields["amount"].label))
        if self.instance.pk:
            digits = MINOR_DIGITS[self.instance.channel.currency]
            self.fields["amount"].initial = f"{self.instance.price_minor / 10**digits:.{digits}f}"


class PriceInline(ServiceInline):
    model = VariantPrice
    form = PriceForm
    labels = WORDS
    fields = ("channel", "amount", "source")
    can_delete = False
    verbose_name = verbose_name_plural = _("Giá theo kênh")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("channel", "source")

    def keep(self, parent: ProductVariant, values: dict[str, Any], known: VariantPrice | None) -> VariantPrice:
        channel: Channel = known.channel if known else values["channel"]
        minor = int(values["amount"] * 10 ** MINOR_DIGITS[channel.currency])
        return services.set_price(variant=parent, channel=channel, price_minor=minor, source=values["source"])[0]


@admin.register(ProductVariant)
class VariantAdmin(ServiceAdmin):
    """One size with its prices; made on its product's page."""

    section, icon, labels = GOODS, "straighten", WORDS
    key = ("product", "sku")
    fields = ("product", "sku", "name_vi", "name_en", "net_weight_g", "position", "source")
    autocomplete_fields = ("product", "source")
    inlines = (PriceInline,)
    list_display = ("name_vi", "sku", "product", "net_weight_g", "source")
    list_filter = ("source__is_demonstration",)
    list_select_related = ("product", "source")
    search_fields = ("product__name_folded", "name_vi", "sku")
    ordering = ("product__name_sort", "position")

    def keep(self, values: dict[str, Any], known: ProductVariant | None) -> ProductVariant:
        return services.put_variant(**values)[0]


@admin.register(StarReport)
class StarReportAdmin(ReadOnlyAdmin):
    """What sources printed of stars, word for word: what there is to confirm."""

    section, icon, labels = GOODS, "format_quote", WORDS
    list_display = ("product", "stars_printed", "year_printed", "source")
    list_select_related = ("product", "source")
    search_fields = ("product__name_folded", "stars_printed", "year_printed")
    ordering = ("product__name_sort",)
