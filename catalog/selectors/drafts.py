"""Producers' drafts, as rows: those one may see, their fields, and what stands there today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from catalog import drafting
from catalog.models import Category, Draft, DraftField, Producer, Product
from catalog.models.drafts import OPEN_STATES, DraftSubject, DraftVerdict
from core.graph import Page, Row, Slice, cut
from core.viewer import Viewer

PERMISSION = "catalog.view_draft"
LATEST = 20
DRAFT = ("id", "producer_id", "product_id", "subject", "state", "created_at", "submitted_at", "judged_at")
FIELD = ("id", "draft_id", "field", "old", "new", "verdict", "reason")
PRODUCT = ("id", "producer_id", "slug_vi", *drafting.NEW_PRODUCT_FIELDS)


def drafts_visible_to(viewer: Viewer) -> QuerySet[Draft]:
    """Officers who may see drafts see what was submitted, members of a producer all of its; nobody else any."""
    if viewer.has_perm(PERMISSION):
        return Draft.objects.exclude(submitted_at=None) | Draft.objects.filter(producer__in=acted_for(viewer))
    return Draft.objects.filter(producer__in=acted_for(viewer))


def acted_for(viewer: Viewer) -> list[int]:
    """Keys of the producers the reader acts for."""
    return sorted(viewer.scope("producers"))


def draft_rows(drafts: QuerySet[Draft], limit: int) -> list[Row]:
    """The last begun first."""
    return list(drafts.order_by("-id").values_list(*DRAFT, named=True)[:limit])


class Wish(NamedTuple):
    """A field with what it says today, said when the draft was written, and shall say; of a group its name."""

    field: str
    now: str | None
    old: str | None
    new: str | None
    verdict: str
    reason: str
    is_conflict: bool


class Sheet(NamedTuple):
    """What a producer may ask to have changed of one of its products, of a new one, or of itself."""

    subject: DraftSubject
    producer_id: int
    product_id: int | None
    name: str | None
    slug: str | None
    draft: Row | None
    # What stands there today, by field.
    held: dict[str, Any]


def wishes_of(drafts: Sequence[Row]) -> dict[int, list[Wish]]:
    """The fields of each draft, in the order they were written."""
    held = _held_by(drafts)
    rows = list(
        DraftField.objects.filter(draft_id__in=[draft.id for draft in drafts])
        .order_by("id")
        .values_list(*FIELD, named=True)
    )
    now = {row.id: held[row.draft_id].get(row.field) for row in rows}
    told = _Told(value for row in rows if row.field == "category" for value in (row.old, row.new, now[row.id]))
    made_of = {draft.id: draft.subject for draft in drafts}
    found: dict[int, list[Wish]] = defaultdict(list)
    for row in rows:
        waits = row.verdict == DraftVerdict.PENDING and made_of[row.draft_id] != DraftSubject.NEW_PRODUCT
        found[row.draft_id].append(
            Wish(
                field=row.field,
                now=told.text(row.field, now[row.id]),
                old=told.text(row.field, row.old),
                new=told.text(row.field, row.new),
                verdict=row.verdict,
                reason=row.reason,
                is_conflict=waits and not drafting.same(now[row.id], row.old),
            )
        )
    return found


def names_of(drafts: Sequence[Row]) -> dict[int, str | None]:
    """What each draft's product is called, or shall be; None for one about the producer."""
    held = _held_by(drafts)
    wished = dict(
        DraftField.objects.filter(draft_id__in=[draft.id for draft in drafts], field="name_vi").values_list(
            "draft_id", "new"
        )
    )
    return {
        draft.id: None
        if draft.subject == DraftSubject.PRODUCER
        else held[draft.id].get("name_vi") or wished.get(draft.id)
        for draft in drafts
    }


def sheets_of(producer_ids: Collection[int]) -> dict[int, list[Sheet]]:
    """A sheet for every product of each producer, shown to buyers or not, by name."""
    drafts = _open_drafts_of(producer_ids)
    found: dict[int, list[Sheet]] = defaultdict(list)
    rows = Product.objects.filter(producer_id__in=producer_ids).order_by("name_sort", "id").values(*PRODUCT)
    for row in rows:
        draft = drafts.get((row["producer_id"], row["id"]))
        named = {"name": row["name_vi"], "slug": row["slug_vi"], "draft": draft, "held": row}
        found[row["producer_id"]].append(Sheet(DraftSubject.PRODUCT, row["producer_id"], row["id"], **named))
    return found


def own_sheets(producer_ids: Collection[int]) -> dict[int, Sheet]:
    """The sheet of each producer itself."""
    drafts = _open_drafts_of(producer_ids)
    rows = Producer.objects.filter(pk__in=producer_ids).values("id", *drafting.PRODUCER_FIELDS)
    return {
        row["id"]: Sheet(DraftSubject.PRODUCER, row["id"], None, None, None, drafts.get((row["id"], None)), row)
        for row in rows
    }


def new_sheet(producer_id: int, draft: Row | None) -> Sheet:
    """The sheet of a product that is not there yet."""
    return Sheet(DraftSubject.NEW_PRODUCT, producer_id, None, None, None, draft, {})


def latest_drafts_of(producer_ids: Collection[int]) -> list[Row]:
    """The drafts of these producers, the last begun first."""
    return draft_rows(Draft.objects.filter(producer_id__in=producer_ids), LATEST)


def drafts_slice(drafts: QuerySet[Draft], page: Page) -> Slice:
    """A page of drafts, the last begun first."""
    if page.after is not None:
        drafts = drafts.filter(pk__lt=page.after[0])
    if page.before is not None:
        drafts = drafts.filter(pk__gt=page.before[0])
    order = "id" if page.backward else "-id"
    rows = list(drafts.order_by(order).values_list(*DRAFT, named=True)[: page.size + 1])
    return cut(rows, page, lambda row: (row.id,), drafts.count)


def group_names(ids: Iterable[int | None]) -> dict[int, str]:
    """The Vietnamese names of groups; no statement for none."""
    wanted = {key for key in ids if key}
    return dict(Category.objects.filter(pk__in=wanted).values_list("pk", "name_vi")) if wanted else {}


def proposed_in(draft_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What each draft proposes, by field, as it is kept."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for draft, field, new in DraftField.objects.filter(draft_id__in=draft_ids).values_list("draft_id", "field", "new"):
        found[draft][field] = new
    return found


def _open_drafts_of(producer_ids: Collection[int]) -> dict[tuple[int, int | None], Row]:
    """The open draft of each product, and of each producer under no product, by (producer, product)."""
    rows = Draft.objects.filter(producer_id__in=producer_ids, state__in=OPEN_STATES)
    rows = rows.exclude(subject=DraftSubject.NEW_PRODUCT)
    return {(row.producer_id, row.product_id): row for row in rows.values_list(*DRAFT, named=True)}


def _held_by(drafts: Sequence[Row]) -> dict[int, dict[str, Any]]:
    """What each draft's subject says today, by draft."""
    of_products = {draft.product_id for draft in drafts if draft.product_id}
    products = {row["id"]: row for row in Product.objects.filter(pk__in=of_products).values(*PRODUCT)}
    producers = {
        row["id"]: row
        for row in Producer.objects.filter(pk__in={draft.producer_id for draft in drafts}).values(
            "id", *drafting.PRODUCER_FIELDS
        )
    }
    return {
        draft.id: producers[draft.producer_id]
        if draft.subject == DraftSubject.PRODUCER
        else products.get(draft.product_id, {})
        for draft in drafts
    }


class _Told:
    """Values as texts; the names of groups read once."""

    def __init__(self, groups: Iterable[Any]) -> None:
        self.names = group_names(groups)

    def text(self, field: str, value: Any) -> str | None:
        if value in (None, ""):
            return None
        return self.names.get(value) if field == "category" else str(value)
