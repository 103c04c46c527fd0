"""Goods picked by hand: what stands in a collection, in what order, and where it is shown."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction

from catalog.errors import NameRequired
from catalog.models import Channel, Collection, CollectionListing, CollectionProduct, Product
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import put
from core import clock, history
from core.text import slug as slug_of
from core.text import sort_key


class CollectionTexts(TypedDict, total=False):
    """What may be said of a collection beside its names."""

    slug_en: str | None
    description_vi: str
    description_en: str | None
    seo_title_vi: str
    seo_title_en: str | None
    seo_description_vi: str
    seo_description_en: str | None


@transaction.atomic
def put_collection(
    *, slug: str, name_vi: str, name_en: str | None = None, **texts: Unpack[CollectionTexts]
) -> tuple[Collection, bool]:
    """The collection of that Vietnamese slug, and whether it is new or changed; nobody sees a new one yet.

    Its English slug is made of its English name once, and kept. Raises NameRequired.
    """
    if not slug_of(name_vi):
        raise NameRequired
    values = {"name_vi": name_vi, "name_en": name_en, "name_sort": sort_key(name_vi), **texts}
    known = Collection.objects.filter(slug_vi=slug).first()
    if name_en and (known is None or known.slug_en is None) and "slug_en" not in texts:
        values["slug_en"] = _free_slug(name_en)
    return put(Collection, {"slug_vi": slug}, values)


def _free_slug(name: str) -> str | None:
    """The English name as an address, numbered from 2 when another has it; None if none can be made of it."""
    wanted = slug_of(name)
    taken = set(Collection.objects.filter(slug_en__startswith=wanted).values_list("slug_en", flat=True))
    free = wanted
    number = 2
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    return free or None


@transaction.atomic
def place_products(*, collection: Collection, products: Sequence[Product]) -> bool:
    """Make these the collection's products, in this order, each once; whether anything had to be written."""
    Collection.objects.select_for_update().get(pk=collection.pk)  # two who arrange it at once take turns
    wanted = {product.pk: place for place, product in enumerate(dict.fromkeys(products), start=1)}
    held = dict(CollectionProduct.objects.filter(collection=collection).values_list("product_id", "position"))
    moved = {key for key, place in wanted.items() if held.get(key) != place}
    gone = held.keys() - wanted.keys()
    if not moved and not gone:
        return False
    for place in CollectionProduct.objects.filter(collection=collection, product_id__in=gone):
        history.removed(place)
        place.delete()
    for product in [product for product in dict.fromkeys(products) if product.pk in moved]:
        put(CollectionProduct, {"collection": collection, "product": product}, {"position": wanted[product.pk]})
    renew_shelves(moved | gone)
    return True


@transaction.atomic
def place_product(*, collection: Collection, product: Product, position: int) -> bool:
    """Put one product at that place, among the others as they are; whether anything had to be written."""
    _, changed = put(CollectionProduct, {"collection": collection, "product": product}, {"position": position})
    if changed:
        renew_shelves([product.pk])
    return changed


@transaction.atomic
def take_out(*, place: CollectionProduct) -> None:
    """Take a product out of a collection."""
    history.removed(place)
    place.delete()
    renew_shelves([place.product_id])


@transaction.atomic
def publish_collection(*, collection: Collection, channel: Channel) -> bool:
    """Show a collection in a channel from now on; whether it was hidden."""
    listing, _ = put(CollectionListing, {"collection": collection, "channel": channel}, {})
    if listing.published:
        return False
    put(CollectionListing, {"pk": listing.pk}, {"published": True, "published_at": clock.now()})
    return True


@transaction.atomic
def withdraw_collection(*, collection: Collection, channel: Channel) -> bool:
    """Hide a collection in a channel; whether it was shown. When it was last put on show stays on record."""
    listing = CollectionListing.objects.filter(collection=collection, channel=channel, published=True).first()
    if listing is None:
        return False
    put(CollectionListing, {"pk": listing.pk}, {"published": False})
    return True
