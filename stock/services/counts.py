"""Counting: blind, line by line, approved by another; and the cases that a count or a sale leaves open."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from core import clock, transitions
from core.transitions import Actor
from stock.errors import (
    CountedByYou,
    DocumentSettled,
    LinesRequired,
    NotFound,
    QuantityInvalid,
    ReasonRequired,
    StillShort,
    TextTooLong,
)
from stock.models import (
    CountStatus,
    DiscrepancyCase,
    DocumentType,
    Location,
    StockBalance,
    StockCount,
    StockCountLine,
    StockMove,
    Usage,
)
from stock.services.documents import admit, lot_of, only_key, opened, taken, turn
from stock.services.posting import LONGEST_REASON, MOST_UNITS, Going, Key, lock_keys, write

OPEN = (CountStatus.DRAFT, CountStatus.COUNTING)


@transaction.atomic
def open_count(*, location: Location, by: Actor, due_on: date | None = None) -> StockCount:
    """Ask for a count of one location; the one that is open there already, if there is.

    Raises NotYourSalesPoint.
    """
    admit(by, location.point_id)
    known = StockCount.objects.filter(location=location, status__in=[*OPEN, CountStatus.SUBMITTED]).first()
    if known is not None:
        return known
    made = StockCount.objects.create(location=location, due_on=due_on, is_demonstration=location.point.is_demonstration)
    opened(made, by)
    return made


@transaction.atomic
def count_line(
    *, count_id: int, lot_id: int, owner_id: int | None, counted: int, by: Actor, counted_at: datetime | None = None
) -> StockCountLine:
    """Write down how many units of a lot lay there at an instant; the later of two counts of a lot stands.

    Lines come from several devices and in any order, so this asks for no version. Raises NotYourSalesPoint,
    DocumentSettled, QuantityInvalid, and LotInvalid unless the owner is the lot's producer or the shop.
    """
    when = counted_at or clock.now()
    count = StockCount.objects.select_for_update(of=("self",)).select_related("location").filter(pk=count_id).first()
    if count is None:
        raise NotFound("count")
    admit(by, count.location.point_id)
    if count.status not in OPEN:
        raise DocumentSettled(count.state)
    if not 0 <= counted <= MOST_UNITS:
        raise QuantityInvalid
    lot_of(lot_id, owner_id)
    line = StockCountLine.objects.filter(count=count, lot=lot_id, owner=owner_id).first()
    if line is None:
        line = StockCountLine(count=count, lot_id=lot_id, owner_id=owner_id)
    elif line.counted_at > when:
        return line
    line.counted, line.counted_at, line.counted_by = counted, when, by.id
    line.save()
    if count.status == CountStatus.DRAFT:
        turn(count, CountStatus.COUNTING, by)
    return line


@transaction.atomic
def submit_count(*, count_id: int, version: int, by: Actor) -> StockCount:
    """Give it to somebody else to approve. Raises NotYourSalesPoint, DocumentSettled, StaleVersion, LinesRequired."""
    count = taken(StockCount, count_id, version, CountStatus.COUNTING)
    admit(by, count.location.point_id)
    if not count.lines.exists():
        raise LinesRequired
    turn(count, CountStatus.SUBMITTED, by, submitted_by=by.id)
    return count


@transaction.atomic
def reopen_count(*, count_id: int, version: int, by: Actor, reason: str) -> StockCount:
    """Send it back to be counted again. Raises NotYourSalesPoint, DocumentSettled, StaleVersion, ReasonRequired."""
    count = taken(StockCount, count_id, version, CountStatus.SUBMITTED)
    admit(by, count.location.point_id)
    if not reason.strip():
        raise ReasonRequired
    turn(count, CountStatus.COUNTING, by, reason.strip(), submitted_by=None)
    return count


@transaction.atomic
def approve_count(*, count_id: int, version: int, by: Actor, operation: UUID | None = None) -> StockCount:
    """Approve and post it: each line's difference from the ledger as it stood when the line was counted.

    What was sold since is thereby not counted twice. Where promises outnumber what is left, a discrepancy case opens.
    Raises NotYourSalesPoint, DocumentSettled, StaleVersion, CountedByYou.
    """
    count = taken(StockCount, count_id, version, CountStatus.SUBMITTED)
    admit(by, count.location.point_id)
    counters = {count.submitted_by, *count.lines.values_list("counted_by", flat=True)}
    if by.id in counters:
        raise CountedByYou
    turn(count, CountStatus.APPROVED, by, approved_by=by.id)
    lines = list(count.lines.order_by("pk"))
    difference = only_key(Location, point=count.location.point_id, usage=Usage.ADJUSTMENT)
    # Locked before the ledger is summed, so that no move slips in between.
    places = (count.location_id, difference)
    balances = lock_keys({Key(place, one.lot_id, one.owner_id) for place in places for one in lines})
    excuse = _("Kiểm kê thấy thiếu so với số đã giữ cho khách.")
    going = [one for line in lines if (one := _difference(line, *places))]
    write(balances, DocumentType.COUNT, going, clock.now(), by, operation, excuse=excuse)
    turn(count, CountStatus.POSTED, by)
    return count


def _difference(line: StockCountLine, location_id: int, difference_id: int) -> Going | None:
    """What makes the ledger say what was counted; the line keeps what it said. None where they agree."""
    line.book = book_at(location_id, line.lot_id, line.owner_id, line.counted_at)
    line.save(update_fields=["book"])
    delta = line.counted - line.book
    if not delta:
        return None
    ends = (difference_id, location_id) if delta > 0 else (location_id, difference_id)
    return Going(line.lot_id, line.owner_id, *ends, abs(delta), line.pk, at=line.counted_at)


@transaction.atomic
def close_case(*, case_id: int, explanation: str, by: Actor) -> DiscrepancyCase:
    """Close a case that has been explained, once the shelf has what is promised of it again.

    Raises ReasonRequired, TextTooLong, NotYourSalesPoint, DocumentSettled, StillShort.
    """
    cases = DiscrepancyCase.objects.select_for_update(of=("self",)).select_related("balance__location")
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise NotFound("case")
    admit(by, case.balance.location.point_id)
    if not explanation.strip():
        raise ReasonRequired
    if len(explanation.strip()) > LONGEST_REASON:
        raise TextTooLong("explanation", LONGEST_REASON)
    if case.closed_at is not None:
        raise DocumentSettled(_("Đã khép lại"))
    won = StockBalance.objects.filter(
        Q(is_held=False) | Q(on_hand__gte=F("reserved") - F("excused") + case.quantity),
        pk=case.balance_id,
        excused__gte=case.quantity,
    ).update(excused=F("excused") - case.quantity)
    if not won:
        raise StillShort
    case.closed_at, case.explanation = clock.now(), explanation.strip()
    case.save(update_fields=["closed_at", "explanation"])
    transitions.record(case, before="open", after="closed", actor_id=by.id, actor_role=by.role, reason=case.explanation)
    return case


def book_at(location_id: int, lot_id: int, owner_id: int | None, instant: datetime) -> int:
    """Units that lay there by the ledger when an instant had passed, by the clocks at the shelves."""
    moves = StockMove.objects.filter(lot=lot_id, owner=owner_id, occurred_at__lte=instant)
    arrived = moves.filter(to_location=location_id).aggregate(units=Sum("quantity"))["units"] or 0
    left = moves.filter(from_location=location_id).aggregate(units=Sum("quantity"))["units"] or 0
    return arrived - left
