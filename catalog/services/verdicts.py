"""An officer's word on a producer's draft, field by field."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction

from catalog import drafting
from catalog.errors import DraftMoved, DraftNameRequired, DraftSettled, VerdictMissing, VerdictReasonRequired
from catalog.models import Category, Draft, DraftField, Producer, Product
from catalog.models.drafts import DraftState, DraftSubject, DraftVerdict
from catalog.models.products import Programme
from catalog.services.drafts import move
from catalog.services.producers import put_producer
from catalog.services.products import put_product
from core import clock, history
from core.transitions import Actor

# What a product that began as a draft is numbered by.
NUMBER = "DN-{key}"


class Verdict(NamedTuple):
    """Of one field; `seen` is what the field said when the officer looked."""

    accepted: bool
    seen: Any
    reason: str = ""


@transaction.atomic
def judge_draft(*, draft: Draft, verdicts: Mapping[str, Verdict], by: Actor) -> Draft:
    """Apply what is accepted and tell why the rest is not. For officers.

    A new product needs its name and group accepted, or all of it refused. Raises DraftSettled if somebody has judged or
    withdrawn it, VerdictMissing, VerdictReasonRequired, DraftMoved when a field says something else by now than the
    officer saw, DraftNameRequired, and what put_product and put_producer raise; ActorRequired.
    """
    by.required()
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if not is_waiting(held):
        raise DraftSettled
    _lock_subject(held)
    fields = list(held.fields.order_by("pk"))
    _judge(held, fields, verdicts)
    for field in fields:
        verdict = verdicts[field.field]
        field.verdict = (DraftVerdict.ACCEPTED if verdict.accepted else DraftVerdict.REJECTED).value
        field.reason = verdict.reason.strip()
        field.save(update_fields=["verdict", "reason"])
    accepted = {field.field: field.new for field in fields if field.verdict == DraftVerdict.ACCEPTED}
    if accepted:
        with history.acting(by, f"#{held.pk}"):
            _apply(held, accepted)
    state = DraftState.APPLIED if accepted else DraftState.REJECTED
    return move(held, state, by, judged_at=clock.now())


def is_waiting(draft: Draft) -> bool:
    """Whether officers have still to say something to a draft that is locked."""
    return draft.state == DraftState.SUBMITTED


def _lock_subject(draft: Draft) -> None:
    """Nobody else changes what the draft is about until the verdict is written."""
    if draft.subject == DraftSubject.PRODUCER:
        Producer.objects.select_for_update().get(pk=draft.producer_id)
    elif draft.product_id is not None:
        Product.objects.select_for_update().get(pk=draft.product_id)


def _judge(draft: Draft, fields: list[DraftField], verdicts: Mapping[str, Verdict]) -> None:
    for field in fields:
        if field.field not in verdicts:
            raise VerdictMissing(field.field)
        if not verdicts[field.field].accepted and not verdicts[field.field].reason.strip():
            raise VerdictReasonRequired(field.field)
    moved = [
        one.field for one in fields if not drafting.same(drafting.held(draft, one.field), verdicts[one.field].seen)
    ]
    if moved:
        raise DraftMoved(", ".join(str(drafting.LABELS[name]) for name in moved))
    if draft.subject == DraftSubject.NEW_PRODUCT and any(verdict.accepted for verdict in verdicts.values()):
        for needed in drafting.NEEDED:
            if not verdicts[needed].accepted:
                raise DraftNameRequired(needed)


def _apply(draft: Draft, accepted: dict[str, Any]) -> None:
    if draft.subject == DraftSubject.PRODUCER:
        producer = draft.producer
        put_producer(slug=producer.slug, name_vi=producer.name_vi, by=history.actor(), **accepted)
        return
    if draft.subject == DraftSubject.NEW_PRODUCT:
        accepted["category"] = Category.objects.get(pk=accepted["category"])
        made, _ = put_product(
            external_reference=NUMBER.format(key=draft.pk),
            programme=Programme.SPECIALITY,
            producer=draft.producer,
            origin_today=draft.producer.area,
            **({"name_en": None} | accepted),
        )
        draft.product = made
        draft.save(update_fields=["product"])
        return
    product = draft.product
    if product is None or product.external_reference is None:
        raise DraftSettled
    said = {"name_vi": product.name_vi, "name_en": product.name_en}
    put_product(
        external_reference=product.external_reference,
        category=product.category,
        programme=Programme(product.programme),
        **(said | accepted),
    )
