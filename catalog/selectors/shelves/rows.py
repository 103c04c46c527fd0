"""A shelved product as a row of the graph's Product, and the orders a list may have."""

from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from catalog.models import ShelvedProduct
from core.graph.orders import Order

NAME = models.CharField()
NUMBER = models.BigIntegerField()
KEY = models.BigAutoField()
INSTANT = models.DateTimeField()

# `name` and `slug` are the Vietnamese ones.
CARD = {
    "id": "product_id",
    "slug": "product__slug_vi",
    "slug_en": "product__slug_en",
    "name": "product__name_vi",
    "name_en": "product__name_en",
    "tax_class": "product__tax_class",
}
# What lists seldom show: long texts and instants, which take as long to read as all the rest.
REST = {
    "description_vi": "product__description_vi",
    "description_en": "product__description_en",
    "seo_title_vi": "product__seo_title_vi",
    "seo_title_en": "product__seo_title_en",
    "seo_description_vi": "product__seo_description_vi",
    "seo_description_en": "product__seo_description_en",
    "external_reference": "product__external_reference",
    "origin_id": "product__origin_id",
    "origin_today_id": "product__origin_today_id",
    "place_printed": "product__place_printed",
}
SHELVED = (
    *("channel_id", "shelf", "category_id", "price_minor", "price_max_minor", "created_at"),
    *("programme", "producer_id", "is_demonstration"),
)

BY_NAME = (("name_sort", NAME),)
BY_PRICE = (("price_minor", NUMBER),)
BY_CHANGE = (("updated_at", INSTANT),)
BY_PUBLICATION = (("published_at", INSTANT),)
# What a list may be sorted by. RATING sorts by name, as Saleor's does among products nobody has rated, and PUBLISHED
# too, since all that is shown is published. TYPE is the programme, which the dialect's product type is here.
COLUMNS: dict[str, tuple[tuple[str, models.Field[Any, Any]], ...]] = {
    "NAME": BY_NAME,
    "PRICE": BY_PRICE,
    "MINIMAL_PRICE": BY_PRICE,
    "RATING": BY_NAME,
    "PUBLISHED": BY_NAME,
    "TYPE": (("programme", NAME), *BY_NAME),
    # Its place in a collection; the list must be one.
    "COLLECTION": (("position", NUMBER),),
    "DATE": BY_CHANGE,
    "LAST_MODIFIED": BY_CHANGE,
    "LAST_MODIFIED_AT": BY_CHANGE,
    "CREATED_AT": (("created_at", INSTANT),),
    "PUBLICATION_DATE": BY_PUBLICATION,
    "PUBLISHED_AT": BY_PUBLICATION,
}
ORDERS = {
    (name, direction): Order(
        (*(column for column, _ in columns), "id"),
        (*(field for _, field in columns), KEY),
        descending=direction == "DESC",
    )
    for name, columns in COLUMNS.items()
    for direction in ("ASC", "DESC")
}


def shelved(p: Any, order: Order | None = None, *, by_key: bool = False) -> QuerySet[ShelvedProduct, Any]:
    """Rows of channel `p.channel`, named for the graph, with the columns an order needs; with all if `p.whole`."""
    joined = CARD | REST if p.whole else CARD
    own = [*SHELVED, "updated_at"] if p.whole else list(SHELVED)
    own += [column for column in (order.columns if order else ()) if column not in own and column not in joined]
    # Keys that were found in a channel need no second look at it, which might begin at the wrong index.
    found = ShelvedProduct.objects.filter(Q() if by_key else Q(channel_id=p.channel))
    return found.annotate(**{name: F(path) for name, path in joined.items()}).values_list(*joined, *own, named=True)
