"""What a product shows of itself: pictures, and videos that are elsewhere, in an order."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Max

from catalog.media_errors import MediaOrderOutdated, MediaTooMany, VariantForeign, VideoAddressInvalid
from catalog.models import Picture, Product, ProductMedia, ProductVariant
from catalog.models.pictures import MediaType
from catalog.services.pictures import forget_picture, saved, stored, telling
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from core import history
from core.transitions import Actor

MOST_MEDIA = 24
LONGEST_ADDRESS = 500


class MediaFacts(TypedDict, total=False):
    """What may be said of a product's picture or video."""

    alt_vi: str
    alt_en: str
    credit: str
    variant: ProductVariant | None
    video_url: str


def add_media(
    *,
    product: Product,
    upload: File[bytes],
    by: Actor,
    alt_vi: str,
    alt_en: str = "",
    credit: str = "",
    variant: ProductVariant | None = None,
    video_url: str = "",
) -> ProductMedia:
    """Show one more picture, after those shown; with `video_url` a video, the upload being its still.

    For those who may change the product. Raises AltRequired, VariantForeign, VideoAddressInvalid, MediaTooMany,
    ActorRequired, and what catalog.services.pictures.stored does.
    """
    by.required()
    told = telling(alt_vi=alt_vi, alt_en=alt_en, credit=credit)
    shown = _shown_by(product, variant, video_url)
    new = stored(upload)
    with transaction.atomic(), history.acting(by):
        _lock(product)
        of_product = ProductMedia.objects.filter(product=product)
        if of_product.count() >= MOST_MEDIA:
            raise MediaTooMany(MOST_MEDIA)
        last = of_product.aggregate(last=Max("position"))["last"]
        row = saved(new, told)
        values = {"product": product, "position": 0 if last is None else last + 1, **shown}
        return put(ProductMedia, {"picture": row}, values)[0]


def change_media(
    *, media: ProductMedia, by: Actor, upload: File[bytes] | None = None, **facts: Unpack[MediaFacts]
) -> ProductMedia:
    """Say something else of it, or show another picture in its place; facts not given stay.

    A new picture has its focal point in the middle. For those who may change the product. Raises what add_media does
    but MediaTooMany, and MediaOrderOutdated if it was removed meanwhile.
    """
    by.required()
    if "alt_vi" in facts:
        telling(alt_vi=facts["alt_vi"], alt_en="", credit="")
    _shown_by(media.product, facts.get("variant"), facts.get("video_url", ""))
    new = None if upload is None else stored(upload)
    with transaction.atomic(), history.acting(by):
        _lock(media.product)
        # As it is now: what is not given is left as whoever was here a moment ago has put it.
        row = ProductMedia.objects.select_related("picture", "product", "variant").filter(pk=media.pk).first()
        if row is None:
            raise MediaOrderOutdated
        held = row.picture
        told = telling(
            alt_vi=facts.get("alt_vi", held.alt_vi or ""),
            alt_en=facts.get("alt_en", held.alt_en or ""),
            credit=facts.get("credit", held.credit),
        )
        shown = _shown_by(row.product, facts.get("variant", row.variant), facts.get("video_url", row.video_url))
        if new is None:
            put(Picture, {"pk": held.pk}, told)
            return put(ProductMedia, {"pk": row.pk}, shown)[0]
        changed, _ = put(ProductMedia, {"pk": row.pk}, {"picture": saved(new, told), **shown})
        forget_picture(held.pk)
        return changed


@transaction.atomic
def order_media(*, product: Product, media_ids: Sequence[int], by: Actor) -> None:
    """Show the product's media in this order, the first being its thumbnail. `media_ids` names each of them once.

    Raises MediaOrderOutdated, ActorRequired.
    """
    by.required()
    _lock(product)
    of_product = list(ProductMedia.objects.filter(product=product).order_by("position"))
    stand = [media.pk for media in of_product]
    if sorted(stand) != sorted(media_ids):
        raise MediaOrderOutdated
    if stand == list(media_ids):
        return
    turn_revision()
    # Out of the way first: no two may stand at one place, not even between two statements.
    above = of_product[-1].position + 1
    ProductMedia.objects.filter(product=product).update(position=F("position") + above)
    with history.acting(by):
        for position, media in enumerate(sorted(of_product, key=lambda one: media_ids.index(one.pk))):
            before, media.position = media.position, position
            media.save(update_fields=["position"])
            if before != position:
                history.changed(media, {"position": (before, position)})


@transaction.atomic
def remove_media(*, media: ProductMedia, by: Actor) -> bool:
    """Show it no more, and delete its file after; whether it was still there. Raises ActorRequired."""
    by.required()
    _lock(media.product)
    row = ProductMedia.objects.filter(pk=media.pk).first()
    if row is None:
        return False
    turn_revision()
    with history.acting(by):
        history.removed(row)
        row.delete()
        forget_picture(row.picture_id)
    return True


def _shown_by(product: Product, variant: ProductVariant | None, video_url: str) -> dict[str, object]:
    if variant is not None and variant.product_id != product.pk:
        raise VariantForeign
    if video_url and not (video_url.startswith("https://") and len(video_url) <= LONGEST_ADDRESS):
        raise VideoAddressInvalid
    kind = MediaType.VIDEO if video_url else MediaType.IMAGE
    return {"variant": variant, "video_url": video_url, "type": kind.value}


def _lock(product: Product) -> None:
    """One at a time: two who add would take one place, and one who sorts would miss what the other adds."""
    Product.objects.select_for_update().only("pk").get(pk=product.pk)
