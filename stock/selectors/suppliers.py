"""Who brings goods to a sales point: producers with an agreement there, and those one looks for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from catalog.models import Producer, Product, ProductVariant
from core.text import fold
from stock.models import ConsignmentAgreement

# Who sees more than so many types another letter.
MOST = 20


class Supplier(NamedTuple):
    """A producer at a sales point; whether their goods may stand there until sold."""

    point_id: int
    producer_id: int
    has_agreement: bool


def suppliers(
    point_id: int, day: date, search: str = "", producer_id: int | None = None, variant_id: int | None = None
) -> list[Supplier]:
    """Producers by name: those with an agreement here on the day, or those a search, a key or a variant names.

    A search is words of the producer's name or of a product's, accents or not.
    """
    agreed = ConsignmentAgreement.objects.filter(producer=OuterRef("pk"), point=point_id).on(day)
    found = Producer.objects.annotate(has_agreement=Exists(agreed))
    if producer_id is not None:
        found = found.filter(pk=producer_id)
    elif variant_id is not None:
        found = found.filter(products__variants=variant_id)
    elif words := fold(search.replace("\0", " ")).split():
        made = Product.objects.filter(_all("name_folded", words), producer=OuterRef("pk"))
        found = found.filter(_all("name_folded", words) | Q(Exists(made)))
    else:
        found = found.filter(has_agreement=True)
    rows = found.order_by("-has_agreement", "name_folded", "pk").values_list("pk", "has_agreement")[:MOST]
    return [Supplier(point_id, key, has_agreement) for key, has_agreement in rows]


def _all(column: str, words: list[str]) -> Q:
    wanted = Q()
    for word in words:
        wanted &= Q(**{f"{column}__contains": word})
    return wanted


def variants_of_producers(ids: Iterable[int]) -> dict[int, list[int]]:
    """Every size that each producer makes, on sale online or not, by name."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = ProductVariant.objects.filter(product__producer__in=sorted(set(ids)))
    for producer, variant in rows.order_by("product__name_sort", "position", "pk").values_list(
        "product__producer_id", "pk"
    ):
        found[producer].append(variant)
    return found
