"""Labels: a version handed in, looked over item by item, approved or sent back."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language

from catalog import selectors
from catalog.errors import LabelIncomplete, LabelItemUnknown, LabelSettled, ReasonRequired
from catalog.models import Category, LabelFinding, LabelRequirement, Packaging, Product, Source, TaxClass
from catalog.models.labels import LabelStatus
from catalog.services.upsert import put
from core import clock, files, history, transitions
from core.files import pictures
from core.transitions import Actor

# Pixels of either side, so that small print can be read.
LEAST_SIDE = 600


class Found(NamedTuple):
    """What an officer saw of one item of a label."""

    is_found: bool
    note: str = ""


@transaction.atomic
def put_label_requirement(
    *,
    code: str,
    valid_from: date,
    valid_to: date | None,
    name_vi: str,
    name_en: str | None,
    position: int,
    source: Source,
    is_optional: bool = False,
    category: Category | None = None,
    tax_class: TaxClass | None = None,
    alcohol_from_bp: int | None = None,
) -> tuple[LabelRequirement, bool]:
    """The item of that code from that day, and whether it is new or changed; the database refuses two."""
    values = {
        "valid_to": valid_to,
        "name_vi": name_vi,
        "name_en": name_en,
        "position": position,
        "is_optional": is_optional,
        "category": category,
        "tax_class": tax_class.value if tax_class else "",
        "alcohol_from_bp": alcohol_from_bp,
        "source": source,
    }
    return put(LabelRequirement, {"code": code, "valid_from": valid_from}, values)


def submit_packaging(*, product: Product, by: Actor, image: File[bytes] | None = None) -> Packaging:
    """Hand in a new version of a product's packaging, to be looked over.

    `image` shows the label laid flat. For officers, and members of the maker; the caller has found out which. Called
    outside a transaction when there is an image, which takes its time. Raises ActorRequired, and of the image what
    core.files.pictures.judged does.
    """
    by.required()
    # A file that no row names in the end is swept away.
    name = _kept(image) if image else ""
    with transaction.atomic():
        # Versions are counted by whoever holds the product.
        Product.objects.select_for_update().get(pk=product.pk)
        last = Packaging.objects.filter(product=product).aggregate(last=Max("version"))["last"] or 0
        values = {"image": name, "status": LabelStatus.WAITING.value, "submitted_at": clock.now()}
        with history.acting(by):
            packaging, _ = put(Packaging, {"product": product, "version": last + 1}, values)
        transitions.record(packaging, before="", after=packaging.status, actor_id=by.id, actor_role=by.role)
    return packaging


def _kept(image: File[bytes]) -> str:
    """The name the picture is kept under, once it has been judged."""
    kept = pictures.judged(image, field="image", least_side=LEAST_SIDE)
    return files.keep_paper("labels", kept.content, kept.extension)


@transaction.atomic
def check_label(*, packaging: Packaging, findings: Mapping[str, Found], by: Actor) -> list[LabelFinding]:
    """Note what was found of these items, by the codes of today's checklist, in place of what was noted before.

    For officers. Raises LabelSettled once it is judged, LabelItemUnknown, ActorRequired.
    """
    held = _waiting(packaging, by)
    items = {item.code: item for item in selectors.label_items(held.product_id, clock.today())}
    for code in findings:
        if code not in items:
            raise LabelItemUnknown(code)
    with history.acting(by):
        return [
            put(
                LabelFinding,
                {"packaging": held, "requirement_id": items[code].id},
                {"is_found": found.is_found, "note": found.note.strip()},
            )[0]
            for code, found in findings.items()
        ]


@transaction.atomic
def approve_label(*, packaging: Packaging, by: Actor) -> Packaging:
    """Say that the label says all it must today. For officers.

    Raises LabelSettled, LabelIncomplete unless every item that is not optional was found, ActorRequired.
    """
    held = _waiting(packaging, by)
    found = set(held.findings.filter(is_found=True).values_list("requirement_id", flat=True))
    items = selectors.label_items(held.product_id, clock.today())
    missing = [item for item in items if not item.is_optional and item.id not in found]
    if missing:
        english = get_language() == "en"
        names = [(item.name_en if english else None) or item.name_vi for item in missing]
        raise LabelIncomplete(names, [item.code for item in missing])
    return _judge(held, LabelStatus.APPROVED, by)


@transaction.atomic
def send_back_label(*, packaging: Packaging, reason: str, by: Actor) -> Packaging:
    """Say what is to be corrected; the maker hands in a new version. For officers.

    Raises LabelSettled, ReasonRequired, ActorRequired.
    """
    if not reason.strip():
        raise ReasonRequired
    return _judge(_waiting(packaging, by), LabelStatus.SENT_BACK, by, reason.strip())


def _waiting(packaging: Packaging, by: Actor) -> Packaging:
    """The row, which nobody else judges until the transaction ends. Raises LabelSettled, ActorRequired."""
    by.required()
    held = Packaging.objects.select_for_update().get(pk=packaging.pk)
    if held.status != LabelStatus.WAITING:
        raise LabelSettled
    return held


def _judge(held: Packaging, status: LabelStatus, by: Actor, reason: str = "") -> Packaging:
    before = held.status
    values = {"status": status.value, "judged_at": clock.now(), "judged_by": by.id, "judged_role": by.role}
    with history.acting(by, reason):
        judged, _ = put(Packaging, {"pk": held.pk}, values)
    transitions.record(judged, before=before, after=judged.status, actor_id=by.id, actor_role=by.role, reason=reason)
    return judged
