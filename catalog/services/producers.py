"""Who makes the goods, and what they are by law since which day."""

import re
from datetime import date
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from catalog.errors import (
    KindAlready,
    KindDayInvalid,
    NameRequired,
    ReasonRequired,
    RegistrationDayInvalid,
    TaxNumberInvalid,
    TaxNumberTaken,
    WebsiteInvalid,
)
from catalog.models import Area, Producer, ProducerKindPeriod, Source
from catalog.models.producers import PROGRAMME_BEGAN, ProducerKind
from catalog.services.finding import renew_texts_naming
from catalog.services.gathering import gathering, whole
from catalog.services.revision import turn_revision
from catalog.services.seller_checks import outdate_check
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import find, put
from core import clock, dated, transitions
from core.text import fold, sort_key
from core.transitions import SYSTEM, Actor

TAX_NUMBER = re.compile(r"[0-9]{10}(-[0-9]{3})?|[0-9]{12}")
# What the column holds.
SORT_KEY_LENGTH = 700
# What somebody who verified a producer has looked at.
IDENTITY = ("legal_name", "tax_number", "registration_number", "registration_issuer", "registered_on")


class ProducerFacts(TypedDict, total=False):
    """What may be said of a producer beside its name and its legal form."""

    name_en: str | None
    legal_name: str
    tax_number: str
    registration_number: str
    registration_issuer: str
    registered_on: date | None
    area: Area | None
    address_printed: str
    story_vi: str
    story_en: str | None
    phone: str
    email: str
    website: str
    representative: str
    has_trading_contact: bool
    note: str
    is_demonstration: bool


@whole
def put_producer(
    *, slug: str, name_vi: str, by: Actor = SYSTEM, **facts: Unpack[ProducerFacts]
) -> tuple[Producer, bool]:
    """The producer of that slug, and whether it is new or changed; facts that are not given stay as they are.

    A verified producer whose identity or legal form changes must be verified again. Its legal form is record_kind's and
    change_kind's. Raises NameRequired, TaxNumberInvalid, TaxNumberTaken, WebsiteInvalid, RegistrationDayInvalid.
    """
    if not fold(name_vi):
        raise NameRequired
    if not gathering():
        # What writers of one producer's facts queue on.
        Producer.objects.select_for_update().filter(slug=slug).first()
    known = find(Producer, {"slug": slug})
    _judge(known, facts)
    identity = known and _identity(known)
    names = {"name_vi": name_vi, "name_folded": fold(name_vi), "name_sort": sort_key(name_vi)[:SORT_KEY_LENGTH]}
    producer, changed = _put(slug, {**names, **facts})
    if identity is not None and identity != _identity(producer):
        outdate_check(producer=producer, by=by)
    if changed:
        renew_texts_naming(of=producer)
    return producer, changed


def _identity(producer: Producer) -> list[object]:
    return [getattr(producer, name) for name in IDENTITY]


def _put(slug: str, values: dict[str, object]) -> tuple[Producer, bool]:
    if gathering():
        return put(Producer, {"slug": slug}, values)
    try:
        with transaction.atomic():
            return put(Producer, {"slug": slug}, values)
    except IntegrityError as error:
        # Somebody else has taken it since it was judged.
        if "tax_number" in str(error):
            raise TaxNumberTaken from error
        raise


def _judge(known: Producer | None, facts: ProducerFacts) -> None:
    tax_number = facts.get("tax_number", "")
    if tax_number and not TAX_NUMBER.fullmatch(tax_number):
        raise TaxNumberInvalid
    if tax_number and (known is None or known.tax_number != tax_number):
        _take(tax_number)
    website = facts.get("website", "")
    if website and not website.startswith(("http://", "https://")):
        raise WebsiteInvalid
    registered_on = facts.get("registered_on")
    if registered_on is not None and registered_on > clock.today():
        raise RegistrationDayInvalid


def _take(tax_number: str) -> None:
    """Raises TaxNumberTaken."""
    if pile := gathering():
        taken = pile.texts(Producer, "tax_number")
        if tax_number in taken:
            raise TaxNumberTaken
        taken.add(tax_number)
    elif Producer.objects.filter(tax_number=tax_number).exists():
        raise TaxNumberTaken


@whole
def record_kind(
    *, producer: Producer, kind: ProducerKind, source: Source | None = None
) -> tuple[ProducerKindPeriod, bool]:
    """The legal form a producer has had since before it was heard of, and whether that is new.

    For what sources print, which never say since when. A form that is recorded stays: change_kind's is the last word.
    """
    if not gathering():
        _lock(producer)
    known = find(ProducerKindPeriod, {"producer": producer})
    if known is not None:
        return known, False
    begins = {"valid_from": PROGRAMME_BEGAN, "is_since_known": False}
    put_of = put(ProducerKindPeriod, {"producer": producer}, {"kind": kind.value, "source": source, **begins})
    _renew_products(producer)
    return put_of


@transaction.atomic
def change_kind(
    *, producer: Producer, kind: ProducerKind, since: date, by: Actor, source: Source | None = None, reason: str = ""
) -> ProducerKindPeriod:
    """Let a producer be of another legal form from a day on; the form it had ends there.

    Of a producer without one, its first. For officers. Raises KindDayInvalid for a day ahead or one that is not after
    the first day of the last form, KindAlready when it is of this form, ActorRequired.
    """
    by.required()
    _lock(producer)
    last = ProducerKindPeriod.objects.filter(producer=producer).order_by("-valid_from").first()
    if since > clock.today() or (last is not None and since <= last.valid_from):
        raise KindDayInvalid
    if last is not None and last.kind == kind:
        raise KindAlready
    turn_revision()
    period = dated.enact(
        ProducerKindPeriod, valid_from=since, key={"producer": producer}, kind=kind.value, source=source
    )
    _record(period, last.kind if last else "", by, reason)
    _renew_products(producer)
    outdate_check(producer=producer, by=by)
    return period


@transaction.atomic
def correct_kind(*, period: ProducerKindPeriod, kind: ProducerKind, by: Actor, reason: str) -> ProducerKindPeriod:
    """Mend a form that was wrong from its first day. For officers.

    Raises KindAlready, ReasonRequired, ActorRequired.
    """
    by.required()
    if not reason.strip():
        raise ReasonRequired
    _lock(period.producer)
    before = ProducerKindPeriod.objects.get(pk=period.pk)
    if before.kind == kind:
        raise KindAlready
    mended, _ = put(ProducerKindPeriod, {"pk": period.pk}, {"kind": kind.value})
    _record(mended, before.kind, by, reason.strip())
    _renew_products(period.producer)
    outdate_check(producer=period.producer, by=by)
    return mended


def _renew_products(producer: Producer) -> None:
    """Shelves tell of a product what its maker is, and since when."""
    if producer.pk is not None:
        renew_shelves(list(producer.products.values_list("pk", flat=True)))


def _lock(producer: Producer) -> None:
    """What writers of one producer's facts queue on."""
    Producer.objects.select_for_update().get(pk=producer.pk)


def _record(period: ProducerKindPeriod, before: str, by: Actor, reason: str) -> None:
    transitions.record(period, before=before, after=period.kind, actor_id=by.id, actor_role=by.role, reason=reason)
