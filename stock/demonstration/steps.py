"""What happens on which of the invented days."""

from collections.abc import Callable
from datetime import timedelta

from core import clock
from stock import services
from stock.demonstration import places
from stock.demonstration.goods import MODEL_MAKER, NEIGHBOURS, make_lot
from stock.demonstration.telling import Tale
from stock.models import Lot, ShortReason, TransferStatus, WriteOffReason
from stock.planning import is_fresh

DISTRICTS = (
    *(places.DONG_HOI, places.BA_DON, places.MINH_HOA, places.TUYEN_HOA),
    *(places.QUANG_TRACH, places.BO_TRACH, places.QUANG_NINH, places.LE_THUY),
)
# Sizes by sales point, by SKU.
Plan = dict[str, list[str]]
Step = Callable[[Tale, Plan], None]


def bring_what_nobody_asks_for(tale: Tale, plan: Plan) -> None:
    """It stands at a cooperative's shop to this day, since no customer of the tale knows of it."""
    variant = tale.lots["MH-03-1"][0].variant
    lot = make_lot(variant, tale.day(50), "C", tale.chance)
    tale.bring(places.TRUONG_PHU_SHOP, [(lot, 12)])
    del tale.units[places.TRUONG_PHU_SHOP][lot]


def stock_the_province(tale: Tale, plan: Plan) -> None:
    tale.bring(
        places.PROVINCE,
        [(lot, tale.chance.randrange(90, 140)) for sku in plan[places.PROVINCE] for lot in tale.lots[sku]],
    )


def neighbours_bring(tale: Tale, plan: Plan) -> None:
    for slug, makers in NEIGHBOURS.items():
        lots = [tale.lots[sku][0] for sku in plan[slug]]
        near = [lot for lot in lots if lot.producer.slug in makers and tale.owner_of(lot) is not None]
        tale.bring(slug, [(lot, tale.chance.randrange(12, 30)) for lot in near])


def supply_the_districts(tale: Tale, plan: Plan) -> None:
    for slug in DISTRICTS:
        tale.carry(
            places.PROVINCE, slug, [(lot, tale.chance.randrange(3, 9)) for lot in _from_province(tale, plan, slug)]
        )


def districts_receive(tale: Tale, plan: Plan) -> None:
    """Two find something missing; of one it is settled later, the other still waits for the sender."""
    missing = {places.BA_DON: (2, ShortReason.BROKEN), places.QUANG_NINH: (1, ShortReason.LOST)}
    for transfer, slug in tale.on_the_road():
        short, reason = missing.get(slug, (0, None))
        tale.arrive(transfer, slug, short=short, reason=reason)


def settle_the_broken(tale: Tale, plan: Plan) -> None:
    for transfer in tale.transfers(places.BA_DON, TransferStatus.RECEIVED):
        services.close_transfer(
            transfer_id=transfer.pk,
            version=transfer.version,
            by=tale.who(places.PROVINCE),
            reason="Hai gói rách khi xe qua đèo, đã chụp ảnh",
        )


def stock_again(tale: Tale, plan: Plan) -> None:
    """What sold best comes a second time."""
    wanted = sorted(plan[places.PROVINCE], key=lambda sku: tale.units[places.PROVINCE][tale.lots[sku][0]])[:12]
    tale.bring(places.PROVINCE, [(tale.lots[sku][0], 30) for sku in wanted])


def supply_two_again(tale: Tale, plan: Plan) -> None:
    for slug in (places.LE_THUY, places.BO_TRACH):
        tale.carry(places.PROVINCE, slug, [(lot, 6) for lot in _from_province(tale, plan, slug)[:8]])


def break_and_taste(tale: Tale, plan: Plan) -> None:
    lot = tale.lots["MH-05-1"][0]
    tale.write_off(places.PROVINCE, lot, 2, WriteOffReason.BROKEN, "Hộp móp, túi trà rách")
    lot = tale.lots["MH-04-1"][0]
    tale.write_off(places.LE_THUY, lot, 1, WriteOffReason.SAMPLE, "Mời khách nếm thử cuối tuần")


def count_and_post(tale: Tale, plan: Plan) -> None:
    """A unit is missing of one lot and one too many of another; the second of the staff approves, if there is one."""
    lots = tale.lying(places.LE_THUY, 5)
    differences = dict(zip(lots, (-1, 0, 1, 0, 0), strict=False))
    count = tale.count(places.LE_THUY, differences)
    other = tale.who(places.LE_THUY, 1)
    if other.id is not None:
        services.approve_count(count_id=count.pk, version=count.version, by=other)
        tale.units[places.LE_THUY].update(differences)


def bring_what_ends_soon(tale: Tale, plan: Plan) -> None:
    """So much that somebody has to see to it: of what ends within a week, and of what ends the day after tomorrow."""
    for slug in (places.PROVINCE, places.LE_THUY):
        tale.bring(slug, [(tale.lots[sku][-1], 20) for sku in ("MH-05-1", "MH-01-1")])


def send_north(tale: Tale, plan: Plan) -> None:
    tale.carry(places.PROVINCE, places.TUYEN_HOA, [(lot, 5) for lot in tale.lying(places.PROVINCE, 6)])


def half_of_it_arrives(tale: Tale, plan: Plan) -> None:
    for transfer, slug in tale.on_the_road():
        tale.arrive(transfer, slug, lines=4)


def send_what_is_on_the_road_now(tale: Tale, plan: Plan) -> None:
    for slug in (places.MINH_HOA, places.LE_THUY):
        tale.carry(places.PROVINCE, slug, [(lot, 6) for lot in _from_province(tale, plan, slug)[:6]])


STEPS: dict[int, tuple[Step, ...]] = {
    45: (bring_what_nobody_asks_for,),
    27: (stock_the_province,),
    25: (neighbours_bring,),
    24: (supply_the_districts,),
    23: (districts_receive,),
    20: (settle_the_broken,),
    14: (stock_again,),
    12: (supply_two_again,),
    11: (districts_receive,),
    9: (break_and_taste,),
    8: (count_and_post,),
    3: (send_north, bring_what_ends_soon),
    2: (half_of_it_arrives,),
    1: (send_what_is_on_the_road_now,),
}


def close_the_week(tale: Tale) -> None:
    """As staff find it in the morning: something expired, out, low, oversold, asked for, and to be counted."""
    expired = tale.lots["MH-01-1"][-1]
    tale.write_off(places.PROVINCE, expired, 2, WriteOffReason.EXPIRED, "Hết hạn, chờ hủy nốt")
    tale.oversell(
        places.LE_THUY, tale.lots["MH-06-1"][0], "Bán lúc mất mạng: sổ ghi còn ít hơn một so với số khách đã lấy."
    )
    tale.ask(
        places.PROVINCE,
        places.QUANG_NINH,
        [(lot, 4) for lot in tale.lying(places.PROVINCE, 3)],
        note="Quảng Ninh xin thêm hàng cho cuối tuần",
    )
    for slug in (places.PROVINCE, *DISTRICTS):
        _watch(tale, slug)
    tale.count(places.PROVINCE, dict(zip(tale.lying(places.PROVINCE, 6), (0, 0, -2, 0, 1, 0), strict=False)))
    tale.count_due(places.BA_DON, clock.today())
    tale.count_due(places.LE_THUY, clock.today() + timedelta(days=1))


def _watch(tale: Tale, slug: str) -> None:
    """Rules by which one size is out, two are low and the others in order."""
    lots = tale.lying(slug)
    for place, lot in enumerate(_one_of_each(lots)[-6:]):
        if place == 0:
            for same in lots:
                if same.variant_id == lot.variant_id:
                    tale.sell_out(slug, same)
        units = sum(there for one, there in tale.units[slug].items() if one.variant_id == lot.variant_id)
        minimum = units + 3 if place < 3 else max(1, units // 2)
        services.put_reorder_rule(
            point=tale.points[slug], variant=lot.variant, minimum=minimum, target=max(minimum, units) + 8
        )


def _one_of_each(lots: list[Lot]) -> list[Lot]:
    """The first lot of each size."""
    return list({lot.variant_id: lot for lot in reversed(lots)}.values())[::-1]


def _from_province(tale: Tale, plan: Plan, slug: str) -> list[Lot]:
    """What the province's shop sends there: all lots of Làng Mẫu's, and what neighbours do not bring themselves."""
    makers = [maker for maker in NEIGHBOURS[slug] if maker != MODEL_MAKER]
    lots = [lot for sku in plan[slug] for lot in tale.lots[sku] if lot.producer.slug not in makers]
    today = clock.today()
    return [
        lot for lot in lots if tale.units[places.PROVINCE][lot] > 0 and is_fresh(lot.made_on, lot.expires_on, today)
    ]
