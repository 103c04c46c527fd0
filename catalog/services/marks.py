"""Marks: entered from the register, lent to makers, taken back."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from catalog.errors import LicenceMissing, MarkDaysInvalid, MarkNumberRequired, MarkWithdrawn, ReasonRequired
from catalog.models import Mark, MarkLicence, Producer, Product, Source
from catalog.models.marks import MarkKind
from catalog.services.revision import turn_revision
from catalog.services.upsert import put
from catalog.validity import ONE_DAY
from core import history, transitions
from core.transitions import Actor

REGISTERED, WITHDRAWN, LICENSED, ENDED = "registered", "withdrawn", "licensed", "ended"


@transaction.atomic
def put_mark(
    *,
    kind: MarkKind,
    number: str,
    name_vi: str,
    owner: str,
    registered_on: date,
    source: Source,
    by: Actor,
    name_en: str | None = None,
    holder: Producer | None = None,
    valid_to: date | None = None,
    products: Collection[Product] = (),
) -> tuple[Mark, bool]:
    """The mark of that kind and number, and whether it is new or changed. For officers.

    `valid_to` is its last day; only a geographical indication may lack one. `products` are all it covers. Raises
    MarkNumberRequired, MarkDaysInvalid, ActorRequired.
    """
    by.required()
    _judge(kind, {"number": number, "owner": owner}, registered_on, valid_to)
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "owner": owner.strip(),
        "holder": holder,
        "registered_on": registered_on,
        "valid_to": valid_to,
        "source": source,
    }
    known = Mark.objects.filter(kind=kind, number=number.strip()).exists()
    with history.acting(by):
        mark, changed = put(Mark, {"kind": kind.value, "number": number.strip()}, values)
    if not known:
        transitions.record(mark, before="", after=REGISTERED, actor_id=by.id, actor_role=by.role)
    return mark, _cover(mark, {product.pk for product in products}) or changed


def _cover(mark: Mark, covered: set[int]) -> bool:
    """Let the mark cover these products and no others; whether that is a change."""
    if covered == set(mark.products.values_list("pk", flat=True)):
        return False
    turn_revision()
    mark.products.set(covered)
    return True


def _judge(kind: MarkKind, printed: dict[str, str], registered_on: date, valid_to: date | None) -> None:
    for field, text in printed.items():
        if not text.strip():
            raise MarkNumberRequired(field)
    if valid_to < registered_on if valid_to else kind != MarkKind.GEOGRAPHICAL:
        raise MarkDaysInvalid


@transaction.atomic
def withdraw_mark(*, mark: Mark, on: date, reason: str, by: Actor) -> Mark:
    """Nobody bears it from the day `on`. For officers. Raises MarkWithdrawn, ReasonRequired, ActorRequired."""
    by.required()
    if not reason.strip():
        raise ReasonRequired
    held = Mark.objects.select_for_update().get(pk=mark.pk)
    if held.withdrawn_on is not None:
        raise MarkWithdrawn
    transitions.record(
        held, before=REGISTERED, after=WITHDRAWN, actor_id=by.id, actor_role=by.role, reason=reason.strip()
    )
    with history.acting(by, reason.strip()):
        return put(Mark, {"pk": held.pk}, {"withdrawn_on": on})[0]


@transaction.atomic
def license_mark(
    *,
    mark: Mark,
    producer: Producer,
    valid_from: date,
    source: Source,
    by: Actor,
    valid_to: date | None = None,
    number: str = "",
) -> tuple[MarkLicence, bool]:
    """Let a maker use the mark through the day `valid_to`, or for as long as the mark; whether that is new or changed.

    For officers. The database refuses two licences of one maker on one day. Raises MarkDaysInvalid, ActorRequired.
    """
    by.required()
    if valid_to is not None and valid_to < valid_from:
        raise MarkDaysInvalid
    key = {"mark": mark, "producer": producer, "valid_from": valid_from}
    known = MarkLicence.objects.filter(**key).exists()
    values = {"valid_to": valid_to + ONE_DAY if valid_to else None, "number": number.strip(), "source": source}
    with history.acting(by):
        licence, changed = put(MarkLicence, key, values)
    if not known:
        transitions.record(licence, before="", after=LICENSED, actor_id=by.id, actor_role=by.role)
    return licence, changed


@transaction.atomic
def end_licence(*, mark: Mark, producer: Producer, on: date, reason: str, by: Actor) -> MarkLicence:
    """The maker no longer uses the mark from `on`, from the day after the licence began at the earliest.

    For officers. Raises LicenceMissing, ReasonRequired, ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    held = MarkLicence.objects.select_for_update().filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    licence = held.filter(mark=mark, producer=producer).first()
    if licence is None:
        raise LicenceMissing
    transitions.record(licence, before=LICENSED, after=ENDED, actor_id=by.id, actor_role=by.role, reason=reason.strip())
    with history.acting(by, reason.strip()):
        return put(MarkLicence, {"pk": licence.pk}, {"valid_to": max(on, licence.valid_from + ONE_DAY)})[0]
