"""Six invented weeks, told in the order they went by and dated from the day of the first load.

What spoils, is lost, stopped or disputed is Làng Mẫu's, so that nothing bad is said of goods that exist.
"""

from datetime import timedelta
from random import Random

from catalog.models import Producer, ProductVariant
from core import clock
from core.models import Transition
from core.transitions import SYSTEM
from stock import services
from stock.demonstration import places
from stock.demonstration.goods import MODEL_MAKER, NEIGHBOURS, agree, life_of, make_lot, maker_of
from stock.demonstration.steps import DISTRICTS, STEPS, Plan, close_the_week
from stock.demonstration.telling import Tale
from stock.models import Lot, SalesPoint

SEED = 950  # of 950/QĐ-BCT
FIRST_DAY = 45
OPEN_FOR_SALE = 23
# Sizes that a district's shop gets from the province's, beside all of Làng Mẫu's.
CARRIED = 9
# Lots of Làng Mẫu by what becomes of them: SKU, and days until the last on which they may be sold.
ENDS = {"MH-04-1": 26, "MH-06-1": 12, "MH-05-1": 6, "MH-01-1": -2}
RECALLED = "MH-02-1"
RECALL_REASON = "Minh họa: vài chai hở nắp."
RECALL_WORDS = services.Told(
    reason_en="Demonstration: some bottles are not sealed.",
    advice="Bạn đừng dùng, hãy mang chai lại điểm bán để đổi.",
    advice_en="Do not use it; bring the bottle back to the shop, which exchanges it.",
)


def tell(points: dict[str, SalesPoint], variants: dict[str, ProductVariant]) -> None:
    """All of it, once."""
    tale = Tale(points, Random(SEED))  # noqa: S311  (the same weeks every time, nothing secret)
    plan = _plan(tale, variants)
    with clock.frozen(tale.instant(60, 9)):
        agree(_pairs(points, plan, variants), tale.day(60))
        _make_lots(tale, variants)
    for days_ago in range(FIRST_DAY, 0, -1):
        with clock.frozen(tale.instant(days_ago, 7, 30)):
            for step in STEPS.get(days_ago, ()):
                step(tale, plan)
        with clock.frozen(tale.instant(days_ago, 17)):
            for number, slug in enumerate(points):
                if days_ago < OPEN_FOR_SALE and (number + days_ago) % 2 == 0:
                    tale.sell(slug, 7 if slug == places.PROVINCE else 4)
    with clock.frozen(tale.instant(1, 20)):
        close_the_week(tale)


def stop_lot() -> bool:
    """Recall the lot that is to be found recalled, unless it ever was; whether it had to be done. In no transaction."""
    lot = Lot.objects.filter(variant__sku=RECALLED, is_demonstration=True, recalled_at=None, code__endswith="R").first()
    if lot is None or Transition.objects.filter(kind=lot._meta.label_lower, object_id=lot.pk).exists():
        return False
    services.recall(lot_id=lot.pk, reason=RECALL_REASON, by=SYSTEM, told=RECALL_WORDS)
    return True


def _plan(tale: Tale, variants: dict[str, ProductVariant]) -> Plan:
    """Sizes by sales point: the province's has all, districts their neighbours' and some of the others'."""
    plan = {places.PROVINCE: list(variants)}
    for slug, makers in NEIGHBOURS.items():
        near = [sku for sku in variants if maker_of(variants[sku]).slug in makers]
        model = [sku for sku in variants if maker_of(variants[sku]).slug == MODEL_MAKER]
        far = sorted(set(variants) - set(near) - set(model))
        others = sorted(tale.chance.sample(far, min(CARRIED, len(far)))) if slug in DISTRICTS else []
        plan[slug] = [*near, *(sku for sku in model if sku not in near and slug in DISTRICTS), *others]
    return plan


def _pairs(
    points: dict[str, SalesPoint], plan: Plan, variants: dict[str, ProductVariant]
) -> list[tuple[SalesPoint, Producer]]:
    found = {(slug, maker_of(variants[sku]).pk): maker_of(variants[sku]) for slug in plan for sku in plan[slug]}
    return [(points[slug], producer) for (slug, _), producer in found.items()]


def _make_lots(tale: Tale, variants: dict[str, ProductVariant]) -> None:
    """Of every size one lot; of Làng Mẫu's some more, whose end is near, past, or sudden."""
    for sku, variant in variants.items():
        made_on = tale.day(tale.chance.randrange(30, 58))
        tale.lots[sku].append(make_lot(variant, made_on, "A", tale.chance))
    for sku, days in ENDS.items():
        life = life_of(variants[sku]) or timedelta()
        tale.lots[sku].append(make_lot(variants[sku], tale.day(-days) - life, "N", tale.chance))
    tale.lots[RECALLED].append(make_lot(variants[RECALLED], tale.day(40), "R", tale.chance))
