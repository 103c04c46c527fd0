"""Permits: handed in by makers, seen by officers, taken back; and the listings that hang on them."""

from datetime import date
from typing import TypedDict, Unpack

from django.core.files.base import File
from django.db import IntegrityError, transaction

from catalog.errors import (
    PermitDaysInvalid,
    PermitNumberRequired,
    PermitSettled,
    PermitSubjectWrong,
    PermitTaken,
    ReasonRequired,
)
from catalog.models import Permit, Producer, Product, Source
from catalog.models.permits import OF_PRODUCERS, PermitKind, PermitStatus
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import put
from core import clock, files, history, transitions
from core.files import papers
from core.transitions import SYSTEM, Actor

ONCE = "permit_once_per_paper"


class PermitFacts(TypedDict, total=False):
    """What a permit may say beside its number, its issuer and its first day."""

    producer: Producer | None
    product: Product | None
    valid_to: date | None
    law: str
    # A PDF or a photograph of it, to be judged by its content.
    scan: File[bytes] | None


def submit_permit(
    *,
    kind: PermitKind,
    number: str,
    issuer: str,
    issued_on: date,
    source: Source,
    by: Actor,
    **facts: Unpack[PermitFacts],
) -> Permit:
    """Keep a paper that somebody says there is; it counts for nothing until an officer has seen it.

    For officers, and members of the maker; the caller has found out which. A paper of one product is its maker's.
    Called outside a transaction when there is a scan, which takes its time. Raises PermitSubjectWrong,
    PermitNumberRequired, PermitDaysInvalid, ActorRequired, and of the scan what core.files.papers.judged does.
    """
    by.required()
    product, valid_to = facts.get("product"), facts.get("valid_to")
    producer = facts.get("producer") or (product.producer if product else None)
    _judge_subject(kind, producer, product)
    _judge_printed({"number": number, "issuer": issuer}, issued_on, valid_to)
    values = {
        "kind": kind.value,
        "number": number.strip(),
        "issuer": issuer.strip(),
        "law": facts.get("law", "").strip(),
        "issued_on": issued_on,
        "valid_to": valid_to,
        "producer": producer,
        "product": product,
        # A file that no row names in the end is swept away.
        "file": _kept(facts.get("scan")),
        "source": source,
    }
    with transaction.atomic():
        permit = Permit.objects.create(status=PermitStatus.SUBMITTED.value, **values)
        with history.acting(by):
            history.created(permit)
        _record(permit, "", by)
    return permit


def _kept(scan: File[bytes] | None) -> str:
    """The name the scan is kept under, once it has been judged."""
    if scan is None:
        return ""
    kept = papers.judged(scan, field="scan")
    return files.keep_paper("permits", kept.content, kept.extension)


@transaction.atomic
def confirm_permit(*, permit: Permit, by: Actor) -> Permit:
    """Say that the paper was seen: from now on it counts on its days. For officers.

    Raises PermitSettled, PermitDaysInvalid while its first day is to come, PermitTaken, ActorRequired.
    """
    held = _locked(permit, by)
    if held.status != PermitStatus.SUBMITTED:
        raise PermitSettled
    if held.issued_on > clock.today():
        raise PermitDaysInvalid("issued_on")
    try:
        with transaction.atomic():
            return _move(held, {"status": PermitStatus.CONFIRMED.value}, by)
    except IntegrityError as error:
        if ONCE in str(error) or "UNIQUE" in str(error):
            raise PermitTaken from error
        raise


@transaction.atomic
def reject_permit(*, permit: Permit, reason: str, by: Actor) -> Permit:
    """Send a paper back that does not do. For officers. Raises PermitSettled, ReasonRequired, ActorRequired."""
    if not reason.strip():
        raise ReasonRequired
    held = _locked(permit, by)
    if held.status != PermitStatus.SUBMITTED:
        raise PermitSettled
    return _move(held, {"status": PermitStatus.REJECTED.value}, by, reason.strip())


@transaction.atomic
def withdraw_permit(*, permit: Permit, on: date, reason: str, by: Actor) -> Permit:
    """Take a paper back from the day `on`; what needed it is shown no longer from that day.

    Raises PermitSettled if it was rejected or withdrawn, ReasonRequired, ActorRequired.
    """
    if not reason.strip():
        raise ReasonRequired
    held = _locked(permit, by)
    if held.status in (PermitStatus.REJECTED, PermitStatus.WITHDRAWN):
        raise PermitSettled
    return _move(held, {"status": PermitStatus.WITHDRAWN.value, "withdrawn_on": on}, by, reason.strip())


def lapse_permits() -> int:
    """Mark as lapsed every confirmed permit whose last day has passed; how many.

    A record for officers only: a permit ends by its days, whether this has run or not.
    """
    due = Permit.objects.filter(status=PermitStatus.CONFIRMED, valid_to__lt=clock.today())
    keys = list(due.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            held = Permit.objects.select_for_update().filter(pk=key, status=PermitStatus.CONFIRMED).first()
            if held is not None:
                _move(held, {"status": PermitStatus.LAPSED.value}, SYSTEM)
    return len(keys)


def _judge_subject(kind: PermitKind, producer: Producer | None, product: Product | None) -> None:
    if kind in OF_PRODUCERS and producer is None:
        raise PermitSubjectWrong("producer")
    if kind not in OF_PRODUCERS and product is None:
        raise PermitSubjectWrong("product")
    if product is not None and producer is not None and product.producer_id != producer.pk:
        raise PermitSubjectWrong("product")


def _judge_printed(printed: dict[str, str], issued_on: date, valid_to: date | None) -> None:
    for field, text in printed.items():
        if not text.strip():
            raise PermitNumberRequired(field)
    if valid_to is not None and valid_to < issued_on:
        raise PermitDaysInvalid("valid_to")


def _locked(permit: Permit, by: Actor) -> Permit:
    """The row, which nobody else changes until the transaction ends. Raises ActorRequired."""
    by.required()
    return Permit.objects.select_for_update().get(pk=permit.pk)


def _move(held: Permit, values: dict[str, object], by: Actor, reason: str = "") -> Permit:
    before = held.status
    with history.acting(by, reason):
        held, _ = put(Permit, {"pk": held.pk}, values)
    _record(held, before, by, reason)
    renew_shelves(_leaning_on(held))
    return held


def _leaning_on(permit: Permit) -> list[int]:
    """Products that may be shown by this paper."""
    if permit.product_id is not None:
        return [permit.product_id]
    return list(Product.objects.filter(producer=permit.producer_id).values_list("pk", flat=True))


def _record(permit: Permit, before: str, by: Actor, reason: str = "") -> None:
    transitions.record(permit, before=before, after=permit.status, actor_id=by.id, actor_role=by.role, reason=reason)
