"""Lists of producers, and of what each of them has on show."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from catalog.models import Producer, ProducerKindPeriod, ShelvedProduct, StarPeriod
from catalog.models.shelves import WHOLE_CHANNEL
from catalog.selectors import shelves
from catalog.selectors.people import PRODUCER
from catalog.selectors.shelves import KEY, Wanted, filtered, product_slice, shelved
from catalog.selectors.shelves.pages import FirstOfEach
from core.graph import Page, Row, Slice, rows
from core.graph.orders import Order

TEXT = models.CharField()
DAY = models.DateField()
BY_NAME = Order(("name_sort", "id"), (TEXT, KEY))


def _found(p: Any) -> QuerySet[Producer, Any]:
    found = Producer.objects.all()
    if p.slug is not None:
        found = found.filter(slug=p.slug)
    if p.text is not None:
        found = found.filter(name_folded__contains=p.text)
    if p.areas is not None:
        found = found.filter(rows.among("area_id", p.areas))
    if p.kinds is not None:
        # The day comes with them.
        held = ProducerKindPeriod.objects.filter(Q(valid_to=None) | Q(valid_to__gt=p.day), valid_from__lte=p.day)
        found = found.filter(pk__in=held.filter(rows.among("kind", p.kinds)).values("producer_id"))
    if p.starred_on is not None:
        starred = StarPeriod.objects.filter(valid_from__lte=p.starred_on, valid_to__gt=p.starred_on)
        makers = starred.filter(product__producer__isnull=False).values("product__producer_id")
        found = found.filter(pk__in=makers) if p.starred else found.exclude(pk__in=makers)
    if p.is_demonstration is not None:
        found = found.filter(is_demonstration=p.is_demonstration)
    return found


def _producers(p: Any) -> QuerySet[Producer, Any]:
    return _found(p).values_list(*PRODUCER, named=True)


PARAMETERS: dict[str, Any] = {
    "slug": TEXT,
    "text": TEXT,
    "areas": [KEY],
    "kinds": [TEXT],
    "day": DAY,
    "starred_on": DAY,
}
PRODUCERS = rows.prepared(_producers, **PARAMETERS)
PRODUCER_PAGE = rows.prepared(lambda p: rows.keyset(_producers(p), p), **PARAMETERS)
PRODUCER_COUNT = rows.prepared(
    lambda p: (
        _found(p)
        .order_by()
        .annotate(whole=models.Value(1))
        .values("whole")
        .annotate(total=models.Count("id"))
        .values_list("total", named=True)
    ),
    **PARAMETERS,
)
ALL: dict[str, Any] = {"starred": None, "is_demonstration": None}


def find_producer(slug: str) -> Row | None:
    """The producer of that address."""
    found = PRODUCERS(slug=slug, **ALL)
    return found[0] if found else None


def producer_slice(page: Page, **given: Any) -> Slice:
    """One page of producers by name: whose folded name holds `text`, of one of `areas` (keys), of one of `kinds` on the
    `day`, with or without (`starred`) a star on the day `starred_on`, real or made up (`is_demonstration`)."""
    asked = ALL | given

    def total() -> int:
        counted = PRODUCER_COUNT(**asked)
        return int(counted[0].total) if counted else 0

    return rows.slice_of(PRODUCER_PAGE, page, BY_NAME, total=total, **asked)


def _pages(p: Any) -> QuerySet[ShelvedProduct, Any]:
    """The first rows of each maker of the parameter `makers`, who are `parts` many."""
    keyed = ShelvedProduct.objects.filter(channel_id=p.channel, shelf=WHOLE_CHANNEL).annotate(id=F("product_id"))
    parts = [
        rows.keyset(filtered(keyed.filter(producer_id=rows.Param("makers", KEY, place=place)), p), p)
        for place in range(p.parts)
    ]
    falling = p.order.descending != p.backward
    order = [F(column).desc() if falling else F(column).asc() for column in p.order.columns]
    keys = FirstOfEach("key", [part.values_list("key") for part in parts])
    return shelved(p, p.order, by_key=True).filter(keys).order_by("producer_id", *order)


def _counts(p: Any) -> QuerySet[ShelvedProduct, Any]:
    found = ShelvedProduct.objects.filter(
        rows.among("producer_id", p.makers), channel_id=p.channel, shelf=WHOLE_CHANNEL
    )
    return (
        filtered(found, p)
        .order_by()
        .values("producer_id")
        .annotate(products=models.Count("key"))
        .values_list("producer_id", "products", named=True)
    )


OF_MAKERS = shelves.PARAMETERS | {"makers": [KEY]}
MADE = rows.prepared(_pages, **OF_MAKERS)
MADE_COUNTS = rows.prepared(_counts, **OF_MAKERS)


def made_slices(wanted: Wanted, makers: Sequence[int], page: Page, order: Order, *, counted: bool) -> list[Slice]:
    """A page of what is shown of each of these producers, in one statement for all; their totals in one more."""
    distinct = sorted(set(makers))
    if len(distinct) == 1:
        allowed = wanted.producers is None or distinct[0] in wanted.producers
        alone = replace(wanted, producers=(distinct[0],) if allowed else ())
        return [product_slice(alone, page, order)] * len(makers)
    given = {**shelves.parameters(wanted), "seek": None, "makers": distinct}
    totals = {row.producer_id: row.products for row in MADE_COUNTS(**given)} if counted else None
    slices = rows.slices_of(
        MADE,
        distinct,
        page,
        order,
        by="producer_id",
        totals=totals,
        parts=len(distinct),
        whole=wanted.whole,
        **given,
    )
    of_maker = dict(zip(distinct, slices, strict=True))
    return [of_maker[key] for key in makers]
