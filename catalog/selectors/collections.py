"""Collections, of which shoppers see those shown in their channel and officers all."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from catalog.models import Collection, CollectionListing, CollectionProduct
from catalog.selectors.shelves import KEY
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order
from core.viewer import Viewer

TEXT = models.CharField()
COLLECTION = (
    *("id", "slug_vi", "slug_en", "name_vi", "name_en", "description_vi", "description_en"),
    *("seo_title_vi", "seo_title_en", "seo_description_vi", "seo_description_en", "name_sort", "background_image_id"),
)
BY_NAME = Order(("name_sort", "id"), (TEXT, KEY))


def sees_hidden_collections(viewer: Viewer) -> bool:
    """Whether the viewer sees collections that are not shown, as an officer does."""
    return viewer.has_perm("catalog.view_collection")


def collections_visible_to(viewer: Viewer) -> QuerySet[Collection]:
    """Those shown in some channel; for officers all."""
    if sees_hidden_collections(viewer):
        return Collection.objects.all()
    return Collection.objects.filter(listings__published=True, listings__channel__is_active=True).distinct()


def _wanted(p: Any) -> QuerySet[Collection, Any]:
    """Those shown in channel `p.channel`, with the others if `p.hidden`."""
    found = Collection.objects.all()
    if not p.hidden:
        found = found.filter(listings__channel_id=p.channel, listings__published=True)
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.slugs is not None:
        found = found.filter(rows.among("slug_vi", p.slugs))
    for column in ("slug_vi", "slug_en"):
        if getattr(p, column) is not None:
            found = found.filter(**{column: getattr(p, column)})
    return found


def _collections(p: Any) -> QuerySet[Collection, Any]:
    return _wanted(p).annotate(channel_id=p.channel).values_list(*COLLECTION, "channel_id", named=True)


PARAMETERS: dict[str, Any] = {"channel": KEY, "ids": [KEY], "slugs": [TEXT], "slug_vi": TEXT, "slug_en": TEXT}
COLLECTIONS = rows.prepared(lambda p: _collections(p).order_by("id"), **PARAMETERS)
COLLECTION_PAGE = rows.prepared(lambda p: rows.keyset(_collections(p), p), **PARAMETERS)
COLLECTION_COUNT = rows.prepared(lambda p: rows.counted(_wanted(p)), **PARAMETERS)
PLACES = rows.prepared(
    lambda p: (
        CollectionProduct.objects.filter(rows.among("product_id", p.products))
        .order_by("product_id", "collection__name_sort", "collection_id")
        .values_list("product_id", "collection_id", named=True)
    ),
    products=[KEY],
)


def find_collection(channel_id: int, *, hidden: bool, **key: Any) -> Row | None:
    """The collection shown in a channel that has this id, slug_vi or slug_en."""
    if "id" in key:
        key = {"ids": [key["id"]]}
    found = COLLECTIONS(channel=channel_id, hidden=hidden, **key)
    return found[0] if found else None


def collections_by_id(channel_id: int, ids: Iterable[int], *, hidden: bool) -> dict[int, Row]:
    """Collections shown in a channel."""
    return {row.id: row for row in COLLECTIONS(channel=channel_id, hidden=hidden, ids=sorted(set(ids)))}


def collection_slice(channel_id: int, page: Page, *, hidden: bool, **given: Any) -> Slice:
    """One page, by name, of the collections with these `ids` and `slugs` that are shown in a channel."""
    asked = {"channel": channel_id, "hidden": hidden, **given}
    return rows.slice_of(
        COLLECTION_PAGE, page, BY_NAME, total=lambda: rows.total_of(COLLECTION_COUNT, **asked), **asked
    )


def standing_in(channel_id: int, ids: Sequence[int]) -> "StandsIn":
    """A condition on rows with a `product_id`: the product stands in one of these collections, shown in the channel."""
    return StandsIn(channel_id, tuple(sorted(set(ids))))


class StandsIn(rows.Condition):
    """`product_id IN (...)` by what it asks alone, so that a prepared statement of it is found again."""

    def __init__(self, channel_id: int, ids: Sequence[int]) -> None:
        super().__init__("product_id")
        shown = CollectionListing.objects.filter(channel_id=channel_id, published=True, collection_id__in=ids)
        self.within = (
            CollectionProduct.objects.filter(collection_id__in=shown.values("collection_id"))
            .order_by()
            .values("product_id")
        )

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        (column,), params = self.compiled(compiler)
        sql, given = self.within.query.get_compiler(connection=connection).as_sql()
        return f"{column} IN ({sql})", [*params, *given]


def collections_of_products(channel_id: int, ids: Sequence[int], *, hidden: bool) -> dict[int, list[Row]]:
    """Collections shown in a channel that each product stands in, by name."""
    places = PLACES(products=sorted(set(ids)))
    known = collections_by_id(channel_id, (place.collection_id for place in places), hidden=hidden)
    of_product: dict[int, list[Row]] = {}
    for place in places:
        if place.collection_id in known:
            of_product.setdefault(place.product_id, []).append(known[place.collection_id])
    return of_product
