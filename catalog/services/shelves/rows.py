"""The rows that products should have on shelves, from the facts alone."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max, Min, Q

from catalog.models import (
    CollectionProduct,
    ProducerKindPeriod,
    Product,
    ProductListing,
    ShelfPlace,
    StarPeriod,
    VariantPrice,
)
from catalog.models.shelves import WHOLE_CHANNEL, SpanFacet, collection_shelf


class Shelved(NamedTuple):
    """A row of ShelvedProduct without its key; the fields are its columns."""

    channel_id: int
    shelf: int
    position: int
    product_id: int
    category_id: int
    group_id: int
    place_id: int | None
    producer_id: int | None
    programme: str
    is_demonstration: bool
    spans: str
    price_minor: int
    price_max_minor: int
    name_sort: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime


class Pair(NamedTuple):
    """The keys of the units a product comes from."""

    origin: int | None
    today: int | None


FOR_EVER = "-"
# What a product brings to all of its rows.
OF_PRODUCT = ("category_id", "category__parent_id", "producer_id", "programme", "is_demonstration")
IN_ORDER = ("name_sort", "created_at", "updated_at")


def shelved(ids: Collection[int]) -> Iterator[Shelved]:
    """The rows these products should have.

    A plain question each and not one join of all: without statistics a planner may begin it at the wrong end.
    """
    prices = _prices(ids)
    positions: dict[int, dict[int, int]] = {}
    in_collections = CollectionProduct.objects.filter(product_id__in=ids)
    for collection, product, position in in_collections.values_list("collection_id", "product_id", "position"):
        positions.setdefault(product, {})[collection_shelf(collection)] = position
    places, spans_of = _places(ids), _spans(ids)
    shown = ProductListing.objects.filter(product_id__in=ids, published=True)
    columns = [f"product__{name}" for name in (*OF_PRODUCT, *IN_ORDER)]
    for channel, product, published_at, category, parent, maker, programme, made_up, *order in shown.values_list(
        "channel_id", "product_id", "published_at", *columns
    ):
        if (channel, product) not in prices:
            continue
        group = parent or category
        facts = (category, group, places.get(product), maker, programme, made_up, spans_of.get(product, ""))
        rest = (*facts, *prices[channel, product], *order, published_at)
        shelves = dict.fromkeys((WHOLE_CHANNEL, group, category), 0) | positions.get(product, {})
        for shelf, position in shelves.items():
            yield Shelved._make((channel, shelf, position, product, *rest))


def _prices(ids: Collection[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """The lowest and the highest price by channel and product."""
    prices = VariantPrice.objects.filter(variant__product_id__in=ids).values_list("channel_id", "variant__product_id")
    return {
        (channel, product): (low, high)
        for channel, product, low, high in prices.annotate(low=Min("price_minor"), high=Max("price_minor")).order_by()
    }


def _places(ids: Collection[int]) -> dict[int, int]:
    """The place of each product that has one; a pair of units met for the first time is made one."""
    named = Product.objects.filter(pk__in=ids).filter(Q(origin__isnull=False) | Q(origin_today__isnull=False))
    pairs = {product: Pair(*pair) for product, *pair in named.values_list("pk", "origin_id", "origin_today_id")}
    wanted = set(pairs.values())
    near = ShelfPlace.objects.filter(
        Q(origin__in={pair.origin for pair in wanted} - {None})
        | Q(origin_today__in={pair.today for pair in wanted} - {None})
    )
    known = {Pair(*pair): key for key, *pair in near.values_list("pk", "origin_id", "origin_today_id")}
    for pair in sorted(wanted - known.keys(), key=str):
        known[pair] = ShelfPlace.objects.create(origin_id=pair.origin, origin_today_id=pair.today).pk
    return {product: known[pair] for product, pair in pairs.items()}


def _spans(ids: Collection[int]) -> dict[int, str]:
    """What each product is from one day until another, in one text, by which it is seen whether that changed."""
    told: dict[int, list[str]] = {}
    stars = StarPeriod.objects.filter(product_id__in=ids).order_by("product_id", "valid_from")
    for product, value, begins, ends in stars.values_list("product_id", "stars", "valid_from", "valid_to"):
        told.setdefault(product, []).append(_span(SpanFacet.STARS, value, begins, ends))
    kinds = ProducerKindPeriod.objects.filter(producer__products__in=ids).order_by("producer__products", "valid_from")
    for product, kind, begins, ends in kinds.values_list("producer__products", "kind", "valid_from", "valid_to"):
        told.setdefault(product, []).append(_span(SpanFacet.KIND, kind, begins, ends))
    return {product: ";".join(spans) for product, spans in told.items()}


def _span(facet: SpanFacet, value: object, begins: date, ends: date | None) -> str:
    return f"{facet.value} {value} {begins} {ends or FOR_EVER}"
