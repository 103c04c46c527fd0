"""Stopping a lot everywhere, telling buyers what to do, and taking a mistaken recall back."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from accounts.phones import normalise
from core import clock, transitions
from core.transitions import OFFICER_ROLE, SYSTEM_ROLE, Actor
from stock.errors import LotNotRecalled, NotFound, OfficersOnly, ReasonRequired, TextTooLong
from stock.models import Alert, AlertKind, Lot, Reservation, ReservationLine, ReservationStatus, StockBalance
from stock.models.points import SELLABLE
from stock.services.posting import locked
from stock.services.reservations import end_promises

# Who may stop a lot everywhere, and let it go again.
STOPPING = (OFFICER_ROLE, SYSTEM_ROLE)
# States of a lot in the ledger of transitions.
ON_SALE, RECALLED = "on_sale", "recalled"


class Told(NamedTuple):
    """What whoever bought of it should do and whom they call, beside why; in English where somebody wrote it."""

    advice: str = ""
    phone: str = ""
    reason_en: str = ""
    advice_en: str = ""


def recall(*, lot_id: int, reason: str, by: Actor, told: Told | None = None) -> Lot:
    """Stop a lot everywhere at once: nothing of it is offered, promised or sold from this instant.

    Promises that hold units of it end, whole, so that their orders are planned anew; they are looked for once nobody
    can make another, so this is two transactions, and not to be called inside one. Every shop that has units of it is
    alerted. A second recall keeps the first one's words and ends what the first was kept from. Raises OfficersOnly,
    ReasonRequired, TextTooLong, PhoneInvalid, NotFound, ActorRequired.
    """
    _admit(by, reason)
    told = told or Told()
    _judge_texts(reason=reason, reason_en=told.reason_en, advice=told.advice, advice_en=told.advice_en)
    phone = normalise(told.phone) if told.phone.strip() else ""
    lot = _stop(lot_id, reason.strip(), told._replace(phone=phone), by)
    holding = ReservationLine.objects.filter(balance__lot=lot_id, reservation__status=ReservationStatus.ACTIVE)
    end_promises(Reservation.objects.filter(pk__in=holding.values("reservation_id")))
    _alert(lot)
    return lot


@transaction.atomic
def lift_recall(*, lot_id: int, reason: str, by: Actor) -> Lot:
    """Let a lot be sold again that was stopped by mistake, or that was found to be sound.

    What was written off meanwhile stays so, and promises that ended stay ended; the recall, its words and why it was
    lifted stay in the ledger of transitions. Raises OfficersOnly, ReasonRequired, NotFound, LotNotRecalled,
    ActorRequired.
    """
    _admit(by, reason)
    lot = _locked(lot_id)
    if lot.recalled_at is None:
        raise LotNotRecalled
    _write(lot, None, "", Told())
    Alert.objects.filter(lot=lot, kind=AlertKind.RECALL, closed_at=None).update(closed_at=clock.now())
    transitions.record(lot, before=RECALLED, after=ON_SALE, actor_id=by.id, actor_role=by.role, reason=reason.strip())
    return lot


def _admit(by: Actor, reason: str) -> None:
    by.required()
    if by.role not in STOPPING:
        raise OfficersOnly
    if not reason.strip():
        raise ReasonRequired


def _judge_texts(**texts: str) -> None:
    for name, text in texts.items():
        longest: int = Lot._meta.get_field(f"recall_{name}").max_length  # type: ignore[union-attr, assignment]  # a CharField
        if len(text.strip()) > longest:
            raise TextTooLong(name, longest)


@transaction.atomic
def _stop(lot_id: int, reason: str, told: Told, by: Actor) -> Lot:
    """Whoever promises units locks their balances before they look at the lot, so these are locked before it stops."""
    locked(StockBalance.objects.filter(lot=lot_id))
    lot = _locked(lot_id)
    if lot.recalled_at is None:
        _write(lot, clock.now(), reason, told)
        transitions.record(lot, before=ON_SALE, after=RECALLED, actor_id=by.id, actor_role=by.role, reason=reason)
    return lot


def _locked(lot_id: int) -> Lot:
    lot = Lot.objects.select_for_update().filter(pk=lot_id).first()
    if lot is None:
        raise NotFound("lot")
    return lot


def _write(lot: Lot, at: datetime | None, reason: str, told: Told) -> None:
    lot.recalled_at, lot.recall_reason, lot.recall_reason_en = at, reason, told.reason_en.strip()
    lot.recall_advice, lot.recall_advice_en = told.advice.strip(), told.advice_en.strip()
    lot.recall_phone = told.phone
    lot.save(
        update_fields=[
            *("recalled_at", "recall_reason", "recall_reason_en"),
            *("recall_advice", "recall_advice_en", "recall_phone"),
        ]
    )


def _alert(lot: Lot) -> None:
    """Tell every shop that has units of it; renew_alerts closes what is over."""
    there = StockBalance.objects.filter(lot=lot, location__usage__in=SELLABLE, on_hand__gt=0)
    points = there.values_list("location__point_id", flat=True).order_by("location__point_id").distinct()
    Alert.objects.bulk_create(
        (
            Alert(point_id=point, kind=AlertKind.RECALL, variant_id=lot.variant_id, lot=lot, opened_at=clock.now())
            for point in points
        ),
        ignore_conflicts=True,
    )
