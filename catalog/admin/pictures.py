"""Pictures on the desk: those of products in their order, and the one that a category or a maker shows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold import widgets

from catalog import services
from catalog.admin.words import PAGES, WORDS
from catalog.models import Picture, Product, ProductMedia
from catalog.models.pictures import CENTRE, HIGHEST_PERMILLE
from catalog.services.pictures import LEAST_SIDE
from core import files, history
from core.admin import ServiceAdmin, ServiceForm, ServiceInline, Step
from core.files.renditions import Copy, Format, Shape
from core.transitions import Actor

TILE, LARGE = 64, 512
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"
ABOUT_FILES = _("JPEG, PNG, WebP hoặc AVIF, tối đa 15 MB. Nơi chụp và mọi ghi chú trong tệp đều được bỏ đi.")


def tile(picture: Picture) -> SafeString:
    """The picture in a list."""
    url = files.public_storage().url(Copy(TILE, Format.WEBP, Shape.SQUARE).name_of(picture))
    return format_html('<img src="{}" alt="{}" class="desk-tile" loading="lazy">', url, picture.alt_vi or "")


def large(picture: Picture) -> SafeString:
    """The whole picture; a click on it says where what matters lies (focal.js)."""
    url = files.public_storage().url(Copy(LARGE, Format.WEBP).name_of(picture))
    return format_html('<img src="{}" alt="{}" class="desk-picture" data-focal>', url, picture.alt_vi or "")


def upload_field(*, required: bool) -> forms.FileField:
    """A file as people choose one; what it is judged to be is the service's business."""
    widget = widgets.UnfoldAdminFileFieldWidget(attrs={"accept": ACCEPTED})
    return forms.FileField(label=WORDS["upload"], required=required, help_text=ABOUT_FILES, widget=widget)


class MediaForm(ServiceForm):
    """A picture and what is said of it; its place is counted from 1."""

    beside = ("upload", "alt_vi", "alt_en", "credit", "place", "focal_x", "focal_y")
    upload = upload_field(required=False)
    alt_vi = forms.CharField(label=WORDS["alt_vi"], max_length=250, widget=widgets.UnfoldAdminTextInputWidget())
    alt_en = forms.CharField(
        label=WORDS["alt_en"], max_length=250, required=False, widget=widgets.UnfoldAdminTextInputWidget()
    )
    credit = forms.CharField(
        label=WORDS["credit"], max_length=120, required=False, widget=widgets.UnfoldAdminTextInputWidget()
    )
    video_url = forms.URLField(
        label=WORDS["video_url"],
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=widgets.UnfoldAdminURLInputWidget(),
    )
    place = forms.IntegerField(
        label=WORDS["place"], min_value=1, required=False, widget=widgets.UnfoldAdminIntegerFieldWidget()
    )

    class Meta:
        model = ProductMedia
        fields = ("product", "variant", "video_url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = self.instance.pk is None
        if self.instance.pk:
            picture = self.instance.picture
            held = {name: getattr(picture, name) for name in ("alt_vi", "alt_en", "credit", "focal_x", "focal_y")}
            for name, value in {**held, "place": self.instance.position + 1}.items():
                if name in self.fields:
                    self.fields[name].initial = value


class FocalForm(MediaForm):
    """And where in it lies what matters."""

    focal_x = forms.IntegerField(
        label=WORDS["focal_x"],
        min_value=0,
        max_value=HIGHEST_PERMILLE,
        initial=CENTRE,
        help_text=_("Bấm vào ảnh ở chỗ quan trọng nhất, hoặc ghi số: ảnh vuông được cắt quanh chỗ đó."),
        widget=widgets.UnfoldAdminIntegerFieldWidget(),
    )
    focal_y = forms.IntegerField(
        label=WORDS["focal_y"],
        min_value=0,
        max_value=HIGHEST_PERMILLE,
        initial=CENTRE,
        widget=widgets.UnfoldAdminIntegerFieldWidget(),
    )


def keep_media(product: Product, values: dict[str, Any], known: ProductMedia | None) -> ProductMedia:
    """Add or change it, and let it stand at its place."""
    by = history.actor()
    said = {name: values[name] for name in ("alt_vi", "alt_en", "credit", "variant", "video_url") if name in values}
    if known is None:
        kept = services.add_media(product=product, upload=values["upload"], by=by, **said)
    else:
        kept = services.change_media(media=known, upload=values.get("upload") or None, by=by, **said)
    if "focal_x" in values:
        point = {"x_permille": values["focal_x"], "y_permille": values["focal_y"]}
        services.set_focal_point(picture=kept.picture, by=by, **point)
    if values.get("place"):
        _stand(kept, values["place"] - 1, by)
    return ProductMedia.objects.get(pk=kept.pk)


def _stand(media: ProductMedia, place: int, by: Actor) -> None:
    """At that place among the product's, or at the last if there are fewer."""
    others = ProductMedia.objects.filter(product=media.product_id).exclude(pk=media.pk).order_by("position")
    order = list(others.values_list("pk", flat=True))
    order.insert(place, media.pk)
    services.order_media(product=media.product, media_ids=order, by=by)


class MediaInline(ServiceInline):
    """The pictures of a product, on its page."""

    model = ProductMedia
    form = MediaForm
    labels = WORDS
    fields = ("preview", "upload", "alt_vi", "alt_en", "credit", "video_url", "place")
    readonly_fields = ("preview",)
    ordering = ("position",)
    show_change_link = True
    verbose_name = verbose_name_plural = _("Ảnh và video")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProductMedia]:
        media: QuerySet[ProductMedia] = super().get_queryset(request)
        return media.select_related("picture")

    @admin.display(description=_("Ảnh"))
    def preview(self, media: ProductMedia) -> str | SafeString:
        return tile(media.picture) if media.pk else ""

    def keep(self, parent: Product, values: dict[str, Any], known: ProductMedia | None) -> ProductMedia:
        return keep_media(parent, values, known)

    def remove(self, parent: Product, row: ProductMedia) -> None:
        services.remove_media(media=row, by=history.actor())


@admin.register(ProductMedia)
class ProductMediaAdmin(ServiceAdmin):
    """One picture or video of a product, with the point that its squares are cut around."""

    section, icon = PAGES, "imagesmode"
    labels = {**WORDS, "type": _("Loại")}
    hints = {
        "video_url": _("Chỉ khi đây là video: địa chỉ https:// của nó; tệp ảnh là hình đại diện của video."),
    }
    form = FocalForm
    key = ("product",)
    fields = (
        *("product", "preview", "upload", "alt_vi", "alt_en", "credit", "focal_x", "focal_y"),
        *("variant", "video_url", "place"),
    )
    readonly_fields = ("preview",)
    autocomplete_fields = ("product", "variant")
    list_display = ("shown", "alt", "product", "type", "place")
    list_filter = ("type", "product__is_demonstration")
    list_select_related = ("product", "picture")
    search_fields = ("product__name_folded", "picture__alt_vi", "picture__credit")
    ordering = ("product__name_sort", "position")

    class Media:
        js = (forms.Script("catalog/focal.js", type="module"),)

    @admin.display(description=_("Ảnh"))
    def shown(self, media: ProductMedia) -> SafeString:
        return tile(media.picture)

    @admin.display(description=WORDS["alt_vi"])
    def alt(self, media: ProductMedia) -> str:
        return media.picture.alt_vi or ""

    @admin.display(description=WORDS["place"], ordering="position")
    def place(self, media: ProductMedia) -> int:
        return media.position + 1

    @admin.display(description=_("Ảnh"))
    def preview(self, media: ProductMedia) -> str | SafeString:
        return large(media.picture) if media.pk else ""

    def keep(self, values: dict[str, Any], known: ProductMedia | None) -> ProductMedia:
        return keep_media(values["product"], values, known)

    def remove(self, row: ProductMedia) -> None:
        services.remove_media(media=row, by=history.actor())


class PictureForm(forms.Form):
    """A picture to be shown, and what is said of it."""

    upload = upload_field(required=True)
    alt_vi = forms.CharField(label=WORDS["alt_vi"], max_length=250)
    alt_en = forms.CharField(label=WORDS["alt_en"], max_length=250, required=False)
    credit = forms.CharField(label=WORDS["credit"], max_length=120, required=False)


def picture_steps(
    column: str, title: str | Promise, none: str | Promise, least_side: int = LEAST_SIDE
) -> tuple[Step, Step]:
    """The steps of a page whose rows show a picture by that column: another one, and none."""

    def show(row: Model, values: dict[str, Any], by: Actor) -> str:
        services.set_picture(owner=row, column=column, by=by, least_side=least_side, **values)
        return str(_("Đã thay ảnh."))

    def clear(row: Model, _values: dict[str, Any], by: Actor) -> str:
        services.clear_picture(owner=row, column=column, by=by)
        return str(_("Đã bỏ ảnh."))

    name = column.replace("_", "-")
    return (
        Step(name, title, PictureForm, show, about=_("Ảnh cũ, nếu có, sẽ bị xóa.")),
        Step(f"no-{name}", none, forms.Form, clear, when=lambda row: getattr(row, f"{column}_id") is not None),
    )
