"""What has a page of its own: the addresses that maps of the site and feeds are made of.

Each answers (slug, English slug, the instant of its last change or None, whether it is shown in the channel `also`
too), in an order that a new row joins last.
"""

from datetime import date
from typing import Any, cast

from django.db.models import BooleanField, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value

from catalog.models import Area, Category, Collection, CollectionListing, Page, Producer, ShelvedProduct
from catalog.models.areas import AreaLevel
from catalog.models.shelves import WHOLE_CHANNEL

# The same slug serves every language.
NO_OTHER = Value(None, output_field=CharField())
UNKNOWN = Value(None, output_field=DateTimeField())
ALWAYS = Value(True, output_field=BooleanField())  # noqa: FBT003  (an SQL value)

Addresses = QuerySet[Any, tuple[str, str | None, Any, bool]]


def _shelved(channel: str) -> QuerySet[ShelvedProduct]:
    return ShelvedProduct.objects.filter(channel__slug=channel, channel__is_active=True)


def product_addresses(channel: str, also: str) -> Addresses:
    """Products shown in a channel."""
    elsewhere = _shelved(also).filter(shelf=WHOLE_CHANNEL, product=OuterRef("product"))
    shown = _shelved(channel).filter(shelf=WHOLE_CHANNEL).order_by("product_id")
    return shown.values_list(F("product__slug_vi"), F("product__slug_en"), F("updated_at"), Exists(elsewhere))


def category_addresses(channel: str, also: str) -> Addresses:
    """Groups and sub-groups that have a product shown in a channel."""
    found = Category.objects.filter(pk__in=_shelved(channel).values("shelf"))
    return _addresses(found, Exists(_shelved(also).filter(shelf=OuterRef("pk"))))


def collection_addresses(channel: str, also: str) -> Addresses:
    """Collections shown in a channel."""
    listings = CollectionListing.objects.filter(published=True)
    found = Collection.objects.filter(pk__in=listings.filter(channel__slug=channel).values("collection_id"))
    return _addresses(found, Exists(listings.filter(channel__slug=also, collection=OuterRef("pk"))))


def page_addresses(day: date) -> Addresses:
    """Pages of text that are shown on a day, in whatever channel."""
    ends = Q(published_until=None) | Q(published_until__gt=day)
    return _addresses(Page.objects.filter(ends, is_published=True, published_from__lte=day), ALWAYS)


def producer_addresses(channel: str, also: str) -> Addresses:
    """Producers of whom a product is shown in a channel; one slug serves all languages."""
    made = _shelved(channel).filter(shelf=WHOLE_CHANNEL, product__producer__isnull=False)
    elsewhere = _shelved(also).filter(shelf=WHOLE_CHANNEL, product__producer=OuterRef("pk"))
    found = Producer.objects.filter(pk__in=made.values("product__producer_id"))
    return found.order_by("pk").values_list("slug", NO_OTHER, UNKNOWN, Exists(elsewhere))


def communes_on(day: date) -> list[tuple[str, str]]:
    """(name, code) of every commune of a day."""
    stands = Q(valid_to=None) | Q(valid_to__gt=day)
    found = cast("QuerySet[Area, Any]", Area.objects.all()).filter(stands, level=AreaLevel.COMMUNE, valid_from__lte=day)
    return list(found.order_by("pk").values_list("name_vi", "code"))


def _addresses(found: QuerySet[Any], also: Any) -> Addresses:
    return found.order_by("pk").values_list("slug_vi", "slug_en", UNKNOWN, also)
