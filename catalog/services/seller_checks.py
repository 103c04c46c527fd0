"""Whether a producer is who it says it is: who looked, when, how. What was looked at is not kept."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.errors import ReasonRequired, SellerCheckInvalid, SellerCheckMoved
from catalog.models import Producer, SellerCheck
from catalog.models.producers import CheckMethod, SellerState
from catalog.services.gathering import gathering
from catalog.services.upsert import put
from core import clock
from core.transitions import Actor

# States an officer may put a producer in; OUTDATED follows from a change of its facts.
DECIDED = (SellerState.VERIFIED, SellerState.REFUSED, SellerState.REVOKED)


@transaction.atomic
def check_seller(
    *,
    producer: Producer,
    state: SellerState,
    by: Actor,
    seen: int,
    method: CheckMethod | None = None,
    checked_on: date | None = None,
    reason: str = "",
) -> SellerCheck:
    """Record a check of who a producer is. For officers.

    `seen` is the number of the last check its caller knows of, 0 for none: of two people who begin at one, the second
    is told. Without `checked_on` it was today. Raises SellerCheckMoved; SellerCheckInvalid for a state nobody decides,
    a verification without its method, a day ahead, and a revocation of what is not verified; ReasonRequired;
    ActorRequired.
    """
    by.required()
    last = _last(producer)
    if seen != (last.number if last else 0):
        raise SellerCheckMoved
    day = checked_on or clock.today()
    _judge(last, state, method, day, reason)
    return _append(producer, last, state, by, day, method.value if method else "", reason.strip())


def outdate_check(*, producer: Producer, by: Actor) -> None:
    """Of a verified producer, record that what was verified is no longer what it says of itself."""
    last = _last(producer)
    if last is not None and last.state == SellerState.VERIFIED:
        _append(producer, last, SellerState.OUTDATED, by, clock.today(), "", "")


def _last(producer: Producer) -> SellerCheck | None:
    """The producer's last check; until the transaction ends nobody else records one."""
    if not gathering():
        Producer.objects.select_for_update().get(pk=producer.pk)
    return SellerCheck.objects.filter(producer_id=producer.pk).order_by("-number").first()


def _judge(last: SellerCheck | None, state: SellerState, method: CheckMethod | None, day: date, reason: str) -> None:
    if state not in DECIDED:
        raise SellerCheckInvalid(_("Kết quả này không do người kiểm tra đặt."), "state")
    if state == SellerState.VERIFIED and method is None:
        raise SellerCheckInvalid(_("Cần ghi đã xác minh bằng cách nào."), "method")
    if day > clock.today():
        raise SellerCheckInvalid(_("Ngày kiểm tra chưa đến."), "checked_on")
    if state == SellerState.REVOKED and (
        last is None or last.state not in (SellerState.VERIFIED, SellerState.OUTDATED)
    ):
        raise SellerCheckInvalid(_("Chủ thể chưa được xác minh nên không có gì để thu hồi."), "state")
    if state != SellerState.VERIFIED and not reason.strip():
        raise ReasonRequired


def _append(
    producer: Producer, last: SellerCheck | None, state: SellerState, by: Actor, day: date, method: str, reason: str
) -> SellerCheck:
    values = {
        "state": state.value,
        "method": method,
        "checked_on": day,
        "reason": reason,
        "actor_id": by.id,
        "actor_role": by.role,
    }
    return put(SellerCheck, {"producer_id": producer.pk, "number": last.number + 1 if last else 1}, values)[0]
