"""What products are found by, kept as their names, makers, places and groups say."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from catalog.models import Area, Category, Producer, Product, ProductText
from catalog.services.gathering import gathering, whole
from core.text import fold, spelt, words

# Rows of one statement.
BATCH = 500

NAMES = ("name_vi", "name_en")
# A place is called by its commune, its district of old and its province.
PLACES = [f"{place}{above}" for place in ("origin", "origin_today") for above in ("", "__parent", "__parent__parent")]
GROUPS = ("category", "category__parent")
AROUND = (
    *(f"{path}__{name}" for path in ("producer", *PLACES, *GROUPS) for name in NAMES),
    *("category__heading_vi", "category__heading_en", "place_printed", "place_today_printed"),
)
TEXTS = ("name_folded", "name_spelt", "all_folded", "all_spelt")


@whole
def renew_texts(product_ids: Collection[int]) -> None:
    """Make these products findable by what the facts say of them now."""
    if pile := gathering():
        pile.stale |= set(product_ids)
        return
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), BATCH):
        facts = Product.objects.filter(pk__in=ids[start : start + BATCH]).values("pk", *NAMES, *AROUND)
        ProductText.objects.bulk_create(
            (ProductText(product_id=row["pk"], **texts(row)) for row in facts),
            update_conflicts=True,
            unique_fields=["product"],
            update_fields=TEXTS,
        )


def renew_texts_naming(*, of: Area | Producer | Category) -> None:
    """The same for all products whose words hold the name of this place, maker or group."""
    if of._state.adding:
        return  # gathered, not written: whatever names it is written after it
    match of:
        case Producer():
            named = Q(producer=of)
        case Category():
            named = Q(category=of) | Q(category__parent=of)
        case Area():
            named = Q()
            for path in PLACES:
                named |= Q(**{path: of})
    renew_texts(list(Product.objects.filter(named).values_list("pk", flat=True)))


def texts(row: dict[str, Any]) -> dict[str, str]:
    """The columns of a ProductText from a product's facts."""
    named = [row[name] for name in NAMES]
    everything = [*named, *(row[name] for name in AROUND)]
    return {
        "name_folded": apart(fold(word) for word in _words(named)),
        "name_spelt": apart(map(spelt, _words(named))),
        "all_folded": apart(fold(word) for word in _words(everything)),
        "all_spelt": apart(map(spelt, _words(everything))),
    }


def apart(parts: Iterable[str]) -> str:
    """Words with a blank on both sides of each."""
    return f" {' '.join(parts)} "


def _words(names: Iterable[str | None]) -> list[str]:
    return [word for name in names if name for word in words(name)]
