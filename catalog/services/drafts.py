"""Producers' wishes: written, submitted, taken back. An officer's verdict is in services.verdicts.

Who may call: members of the producer; the caller has found out whose the draft is.
"""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from catalog import drafting
from catalog.errors import DraftEmpty, DraftNameRequired, DraftNotFound, DraftSettled
from catalog.models import Draft, DraftField, Producer, Product
from catalog.models.drafts import OPEN_STATES, DraftState, DraftSubject
from core import clock, transitions
from core.transitions import Actor


@transaction.atomic
def save_product_draft(
    *, producer: Producer, product: Product | None, values: Mapping[str, Any], by: Actor, draft: Draft | None = None
) -> Draft:
    """Keep what shall be changed of a product; `draft` goes on with a new product that was begun.

    Fields that say what the product says already are dropped. Raises DraftNotFound for a product of somebody else,
    DraftSettled once it was submitted, DraftFieldUnknown, DraftValueInvalid, ActorRequired.
    """
    by.required()
    if product is None:
        begun = _locked(draft) if draft else Draft(producer=producer, subject=DraftSubject.NEW_PRODUCT.value)
        return _write(begun, values, by)
    if product.producer_id != producer.pk or product.external_reference is None:
        raise DraftNotFound
    return _write(_open_or_new(producer, product, DraftSubject.PRODUCT), values, by)


@transaction.atomic
def save_producer_draft(*, producer: Producer, values: Mapping[str, Any], by: Actor) -> Draft:
    """Keep what shall be changed of the producer's story and contacts.

    Raises DraftSettled once it was submitted, DraftFieldUnknown, DraftValueInvalid, ActorRequired.
    """
    by.required()
    return _write(_open_or_new(producer, None, DraftSubject.PRODUCER), values, by)


@transaction.atomic
def submit_draft(*, draft: Draft, by: Actor) -> Draft:
    """Hand it to the officers. Raises DraftSettled, DraftEmpty, DraftNameRequired, ActorRequired.

    What has been changed by others meanwhile is compared with what stands there now.
    """
    by.required()
    held = _locked(draft)
    if held.state != DraftState.DRAFT:
        raise DraftSettled
    _drop_what_is_said_already(held)
    fields = {field.field for field in held.fields.all()}
    if held.subject == DraftSubject.NEW_PRODUCT:
        for needed in drafting.NEEDED:
            if needed not in fields:
                raise DraftNameRequired(needed)
    if not fields:
        raise DraftEmpty
    return move(held, DraftState.SUBMITTED, by, submitted_at=clock.now())


@transaction.atomic
def withdraw_draft(*, draft: Draft, by: Actor) -> Draft:
    """Take it back before it is judged. Raises DraftSettled, ActorRequired."""
    by.required()
    held = _locked(draft)
    if held.state not in OPEN_STATES:
        raise DraftSettled
    return move(held, DraftState.WITHDRAWN, by)


def move(draft: Draft, state: DraftState, by: Actor, reason: str = "", **stamps: Any) -> Draft:
    """Let a locked draft be in another state, and record who did it."""
    before, draft.state = draft.state, state.value
    for name, value in stamps.items():
        setattr(draft, name, value)
    draft.save(update_fields=["state", *stamps])
    transitions.record(draft, before=before, after=state.value, actor_id=by.id, actor_role=by.role, reason=reason)
    return draft


def _open_or_new(producer: Producer, product: Product | None, subject: DraftSubject) -> Draft:
    """The open draft, locked; a second one is refused by the database, so two who begin at once share the first's."""
    open_ones = Draft.objects.select_for_update().filter(
        producer=producer, product=product, subject=subject.value, state__in=OPEN_STATES
    )
    return open_ones.first() or Draft(producer=producer, product=product, subject=subject.value)


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _write(draft: Draft, values: Mapping[str, Any], by: Actor) -> Draft:
    if draft.state != DraftState.DRAFT:
        raise DraftSettled
    subject = DraftSubject(draft.subject)
    wanted = {name: drafting.cleaned(subject, name, value) for name, value in values.items()}
    if draft._state.adding:
        draft.author_id = by.id
        try:
            with transaction.atomic():
                draft.save()
        except IntegrityError as error:
            raise DraftSettled from error
        transitions.record(draft, before="", after=draft.state, actor_id=by.id, actor_role=by.role)
    for name, new in wanted.items():
        old = drafting.held(draft, name)
        if drafting.same(new, old):
            draft.fields.filter(field=name).delete()
        else:
            DraftField.objects.update_or_create(draft=draft, field=name, defaults={"old": old, "new": new})
    return draft


def _drop_what_is_said_already(draft: Draft) -> None:
    for field in draft.fields.all():
        now = drafting.held(draft, field.field)
        if drafting.same(now, field.new):
            field.delete()
        elif field.old != now:
            field.old = now
            field.save(update_fields=["old"])
