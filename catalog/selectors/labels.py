"""What labels must say, and what was found on them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from catalog.models import LabelFinding, LabelRequirement, Packaging
from catalog.models.labels import LabelStatus
from catalog.selectors.evidence import SOURCE
from catalog.selectors.permits import Sight, seen_by, sight_of
from catalog.selectors.requirements import GOODS, applies
from catalog.selectors.shelves import KEY
from core import files
from core.graph import Row, rows
from core.viewer import Viewer

ITEM = (
    *("id", "code", "name_vi", "name_en", "position", "is_optional", "category_id", "tax_class", "alcohol_from_bp"),
    *("valid_from", "valid_to", "source_id"),
)
# All of them, of whatever day.
LABEL_ITEMS = rows.prepared(
    lambda p: (
        LabelRequirement.objects.annotate(**{name: F(path) for name, path in SOURCE.items()})
        .order_by("position", "code")
        .values_list(*ITEM, *SOURCE, named=True)
    )
)
PACKAGING = ("id", "product_id", "version", "image", "status", "submitted_at", "judged_at", "judged_role")


def packagings_seen(everything: bool | None, producers: Any) -> QuerySet[Packaging]:
    """Versions of labels that everyone sees: the approved ones; with those of these makers, or all."""
    found = Packaging.objects.all()
    if everything:
        return found
    public = Q(status=LabelStatus.APPROVED)
    return found.filter(public if producers is None else public | Q(producers))


def _packagings(p: Any) -> QuerySet[Packaging, Any]:
    of_makers = None if p.makers is None else rows.among("product__producer_id", p.makers)
    found = packagings_seen(p.everything, of_makers)
    if p.ids is not None:
        found = found.filter(rows.among("id", p.ids))
    if p.products is not None:
        found = found.filter(rows.among("product_id", p.products))
    return (
        found.annotate(maker_id=F("product__producer_id"))
        .order_by("product_id", "-version")
        .values_list(*PACKAGING, "maker_id", named=True)
    )


PACKAGINGS = rows.prepared(_packagings, ids=[KEY], products=[KEY], makers=[KEY])
FINDINGS = rows.prepared(
    lambda p: LabelFinding.objects.filter(rows.among("packaging_id", p.packagings)).values_list(
        "packaging_id", "requirement_id", "is_found", "note", named=True
    ),
    packagings=[KEY],
)


class LabelItem(NamedTuple):
    """One line of a checklist: what a label must say, and whether this one does."""

    # Carries its source's columns, too.
    requirement: Row
    # None: nobody has looked yet.
    is_found: bool | None
    note: str


@files.readers_of("labels")
def may_read_label(viewer: Viewer, name: str) -> bool:
    """Whether the picture of a label is for the viewer: of an approved version for everyone."""
    found = list(Packaging.objects.filter(image=name).values_list("status", "product__producer_id"))
    if any(status == LabelStatus.APPROVED for status, _ in found):
        return True
    return any(sight_of(viewer, "catalog.view_packaging").sees(maker) for _, maker in found)


def label_items(product_id: int, day: date) -> list[Row]:
    """What the label of a product must say on a day, and may, in the order of the checklist."""
    return label_items_of([product_id], day).get(product_id, [])


def label_items_of(product_ids: Iterable[int], day: date) -> dict[int, list[Row]]:
    """The checklist of each product on a day. Two statements."""
    holding = [item for item in LABEL_ITEMS() if item.valid_from <= day and (not item.valid_to or day < item.valid_to)]
    goods = GOODS(ids=sorted(set(product_ids)))
    return {one.id: [item for item in holding if applies(item, one)] for one in goods}


def packagings_of(product_ids: Iterable[int], sight: Sight) -> dict[int, list[Row]]:
    """The versions of each product's label that this sight sees, newest first."""
    found: dict[int, list[Row]] = {}
    for row in _seen(sight, products=sorted(set(product_ids))):
        found.setdefault(row.product_id, []).append(row)
    return found


def packagings_by_id(ids: Iterable[int], sight: Sight) -> dict[int, Row]:
    """Versions of labels by key, of those this sight sees."""
    return {row.id: row for row in _seen(sight, ids=sorted(set(ids)))}


def _seen(sight: Sight, **given: Any) -> Sequence[Row]:
    return PACKAGINGS(**seen_by(sight), **given)


def checklists_of(packagings: Sequence[Row], day: date) -> dict[int, list[LabelItem]]:
    """The checklist of each version: of one that was judged as it was found, of another what is asked on the day.

    Three statements.
    """
    found: dict[int, dict[int, Row]] = {one.id: {} for one in packagings}
    for row in FINDINGS(packagings=sorted(found)):
        found[row.packaging_id][row.requirement_id] = row
    waiting = [one.product_id for one in packagings if one.status == LabelStatus.WAITING]
    asked = label_items_of(waiting, day)
    known = {item.id: item for item in LABEL_ITEMS()}
    return {
        one.id: [
            LabelItem(item, row.is_found if row else None, row.note if row else "")
            for item in (
                asked[one.product_id]
                if one.status == LabelStatus.WAITING
                else [item for key, item in known.items() if key in found[one.id]]
            )
            for row in (found[one.id].get(item.id),)
        ]
        for one in packagings
    }
