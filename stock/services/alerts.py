"""Opening and closing alerts: what should be seen to today, worked out from rules, shelves and cases."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q, Sum

from catalog.models import ProductVariant
from catalog.services.upsert import put
from core import clock, history
from stock.errors import ReorderRuleInvalid
from stock.models import Alert, AlertKind, DiscrepancyCase, ReorderRule, SalesPoint, StockBalance
from stock.models.points import SELLABLE
from stock.services.posting import MOST_UNITS

# Days before a lot's last one from which staff should sell it first.
NEAR_DAYS = 30


class Subject(NamedTuple):
    """What an alert is about; `lot_id` is empty for those of a variant."""

    point_id: int
    kind: str
    variant_id: int
    lot_id: int | None


@transaction.atomic
def put_reorder_rule(*, point: SalesPoint, variant: ProductVariant, minimum: int, target: int) -> ReorderRule:
    """Below how many free units, and up to how many, a sales point asks for more. Raises ReorderRuleInvalid."""
    if not 0 <= minimum <= target <= MOST_UNITS or target == 0:
        raise ReorderRuleInvalid
    return put(ReorderRule, {"point": point, "variant": variant}, {"minimum": minimum, "target": target})[0]


@transaction.atomic
def drop_reorder_rule(*, rule: ReorderRule) -> None:
    """Ask for no more of it there; what alerted of it closes with the next look."""
    history.removed(rule)
    rule.delete()


@transaction.atomic
def renew_alerts() -> tuple[int, int]:
    """Open what is missing and close what is over; how many of each. Two at once do the same work once."""
    wanted = {*_scarce(), *_spoiling(), *_lots_with_cases()}
    standing = {
        Subject(point, kind, variant, lot): pk
        for pk, point, kind, variant, lot in Alert.objects.filter(closed_at=None).values_list(
            "pk", "point_id", "kind", "variant_id", "lot_id"
        )
    }
    now = clock.now()
    over = [pk for subject, pk in standing.items() if subject not in wanted]
    Alert.objects.filter(pk__in=over).update(closed_at=now)
    new = sorted(wanted - standing.keys(), key=str)
    Alert.objects.bulk_create((Alert(**one._asdict(), opened_at=now) for one in new), ignore_conflicts=True)
    return len(new), len(over)


def _scarce() -> set[Subject]:
    """Variants with a rule of which there is too little, or nothing, at their sales point."""
    free = _free_units()
    found = set()
    for point, variant, minimum in ReorderRule.objects.values_list("point_id", "variant_id", "minimum"):
        units = free[point, variant]
        if units <= 0:
            found.add(Subject(point, AlertKind.OUT, variant, None))
        elif units < minimum:
            found.add(Subject(point, AlertKind.LOW, variant, None))
    return found


def _free_units() -> defaultdict[tuple[int, int], int]:
    today = clock.today()
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on=None) | Q(lot__expires_on__gte=today),
            location__usage__in=SELLABLE,
            lot__recalled_at=None,
        )
        .values_list("location__point_id", "variant_id")
        .annotate(units=Sum(F("on_hand") - F("reserved")))
    )
    return defaultdict(int, {(point, variant): units for point, variant, units in rows})


def _spoiling() -> set[Subject]:
    """Lots still on a shelf whose last day is near or past, or that are recalled."""
    today = clock.today()
    near = today + timedelta(days=NEAR_DAYS)
    rows = (
        StockBalance.objects.filter(
            Q(lot__expires_on__lte=near) | Q(lot__recalled_at__isnull=False),
            location__usage__in=SELLABLE,
            on_hand__gt=0,
        )
        .values_list("location__point_id", "variant_id", "lot_id", "lot__expires_on", "lot__recalled_at")
        .distinct()
    )
    found = set()
    for point, variant, lot, expires_on, recalled_at in rows:
        if recalled_at is not None:
            found.add(Subject(point, AlertKind.RECALL, variant, lot))
        if expires_on is not None and expires_on <= near:
            kind = AlertKind.EXPIRED if expires_on < today else AlertKind.NEAR_EXPIRY
            found.add(Subject(point, kind, variant, lot))
    return found


def _lots_with_cases() -> set[Subject]:
    cases = DiscrepancyCase.objects.filter(closed_at=None)
    return {
        Subject(point, AlertKind.DISCREPANCY, variant, lot)
        for point, variant, lot in cases.values_list(
            "balance__location__point_id", "balance__variant_id", "balance__lot_id"
        )
    }
