"""Sums over the ledger: each is what replaying its moves one by one gives, whatever happened."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from core import clock as core_clock
from stock import services
from stock.models import DocumentType, StockBalance, StockMove, Usage
from stock.selectors.access import Sight
from stock.selectors.flows import Flow, Key, Narrowed, flows
from tests import factories
from tests.stock import replaying, shelves

pytestmark = pytest.mark.usefixtures("now")

OFFICER = Sight(everything=True, points=frozenset(), producers=frozenset())
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)
BY_LOT = ("point_id", "owner_id", "lot_id")
WAYS = [
    (Usage.PRODUCER, Usage.SHELF, DocumentType.RECEIPT),
    (Usage.SHELF, Usage.CUSTOMER, DocumentType.SALE),
    (Usage.CUSTOMER, Usage.SHELF, DocumentType.SALE),
    (Usage.SHELF, Usage.SCRAP, DocumentType.WRITE_OFF),
    (Usage.SHELF, Usage.ADJUSTMENT, DocumentType.COUNT),
    (Usage.ADJUSTMENT, Usage.SHELF, DocumentType.COUNT),
    (Usage.SHELF, Usage.BACKROOM, DocumentType.RELOCATION),
    (Usage.SHELF, Usage.PRODUCER, DocumentType.RECEIPT),
]


def at(day: int, hour: int = 3) -> datetime:
    """An instant of November; three in the morning by UTC is ten in Vietnam."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def months(db):
    """Two shops, two makers, three lots and moves drawn by lot over the days around the asked ones."""
    draw = random.Random(6)
    shops = [shelves.point(), shelves.point()]
    lots = [shelves.lot() for _ in range(3)]
    for shop in shops:
        for lot in lots:
            shelves.move(shelves.going(lot, shop, 500), occurred_at=datetime(2026, 10, 20, tzinfo=UTC))
    for _ in range(45):
        lot, shop = draw.choice(lots), draw.choice(shops)
        start, end, document = draw.choice(WAYS)
        units = draw.randint(1, 5)
        shelf = StockBalance.objects.get(lot=lot, owner=lot.producer_id, location=shelves.place(shop))
        if start == Usage.SHELF and shelf.on_hand < units:
            continue
        instant = at(1) - timedelta(days=5) + timedelta(hours=draw.randint(0, 29 * 24))
        owner = draw.choice([lot.producer_id, None]) if start == Usage.PRODUCER else lot.producer_id
        going = shelves.going(lot, shop, units, (start, end))._replace(owner_id=owner)
        (move,) = shelves.move(going, document=document, occurred_at=instant)
        if draw.random() < 0.2:
            with core_clock.frozen(instant + timedelta(days=1)):
                services.reverse(move_id=move.pk, reason="Ghi nhầm", by=factories.OFFICER)
    return shops, lots


def asked(**values) -> dict[Key, Flow]:
    return flows(**{"sight": OFFICER, "since": FIRST, "until": LAST, "by": BY_LOT, **values})


def test_what_lay_there_on_a_day_is_what_replaying_the_moves_gives(months):
    found = asked()
    closing = {(key.point_id, key.owner_id, key.lot_id): flow.closing for key, flow in found.items()}
    assert +Counter(closing) == replaying.lying_on(LAST)
    opening = {(key.point_id, key.owner_id, key.lot_id): flow.opening for key, flow in found.items()}
    assert +Counter(opening) == replaying.lying_on(FIRST - timedelta(days=1))


@pytest.mark.parametrize("day", [date(2026, 10, 19), date(2026, 10, 31), date(2026, 11, 9), date(2026, 11, 26)])
def test_so_it_is_on_any_day(months, day):
    closing = {
        (key.point_id, key.owner_id, key.lot_id): one.closing for key, one in asked(since=day, until=day).items()
    }
    assert +Counter(closing) == replaying.lying_on(day)


@pytest.mark.parametrize(
    ("usage", "net"),
    [
        (Usage.CUSTOMER, lambda flow: flow.sold),
        (Usage.SCRAP, lambda flow: flow.lost),
        (Usage.ADJUSTMENT, lambda flow: flow.short - flow.found),
        (Usage.PRODUCER, lambda flow: flow.returned - flow.received),
    ],
)
def test_what_went_and_came_is_what_the_moves_sum_up_to(months, usage, net):
    found = {(key.point_id, key.owner_id, key.lot_id): net(flow) for key, flow in asked().items()}
    gone = replaying.gone(FIRST, LAST, usage)
    assert any(gone.values())
    assert {key: units for key, units in found.items() if units} == {key: units for key, units in gone.items() if units}


@pytest.mark.parametrize("by", [(), ("point_id",), ("producer_id",), ("owner_id", "variant_id"), ("lot_id",)])
def test_coarser_keys_hold_the_sums_of_finer_ones(months, by):
    coarse, total = asked(by=by), Flow()
    for flow in asked().values():
        total.add(flow)
    joined = Flow()
    for flow in coarse.values():
        joined.add(flow)
    assert joined == total
    assert all(flow.closing == flow.opening + flow.change for flow in coarse.values())


def test_a_question_about_a_shop_a_maker_a_product_or_a_lot_is_answered_of_it_alone(months):
    (shop, _), (lot, *_) = months
    everything = asked()
    for of, belongs in (
        (Narrowed(point_id=shop.pk), lambda key: key.point_id == shop.pk),
        (Narrowed(producer_id=lot.producer_id), lambda key: key.lot_id == lot.pk),
        (Narrowed(product_id=lot.variant.product_id), lambda key: key.lot_id == lot.pk),
        (Narrowed(lot_id=lot.pk), lambda key: key.lot_id == lot.pk),
    ):
        assert asked(of=of) == {key: flow for key, flow in everything.items() if belongs(key)}


def test_goods_on_the_road_leave_one_shop_and_are_the_others(db):
    here, there = shelves.point(), shelves.point()
    lot = shelves.lot()
    shelves.stocked(lot, here, 9)
    road = shelves.place(there, Usage.TRANSIT).pk
    shelves.move(
        shelves.going(lot, here, 4)._replace(from_location_id=shelves.place(here).pk, to_location_id=road),
        document=DocumentType.TRANSFER,
    )
    found = asked(until=date(2026, 11, 26), by=("point_id",))
    assert found[Key(here.pk)] == Flow(received=9, sent=4, closing=5)
    assert found[Key(there.pk)] == Flow(arrived=4, closing=4)
    # Where the two are not told apart, nothing came or went between them.
    assert asked(until=date(2026, 11, 26), by=()) == {Key(): Flow(received=9, closing=9)}
    assert asked(until=date(2026, 11, 26), by=("lot_id",)) == {Key(lot_id=lot.pk): Flow(received=9, closing=9)}
    arrives = shelves.going(lot, there, 4, (Usage.TRANSIT, Usage.SHELF))
    shelves.move(arrives, document=DocumentType.TRANSFER)
    assert asked(until=date(2026, 11, 26), by=("point_id",))[Key(there.pk)] == Flow(arrived=4, closing=4)


def test_a_reversal_takes_off_what_its_mistake_put_on(db):
    shop, lot = shelves.point(), shelves.lot()
    shelves.stocked(lot, shop, 9)
    (wrong,) = shelves.move(shelves.going(lot, shop, 2, (Usage.SHELF, Usage.ADJUSTMENT)), document=DocumentType.COUNT)
    services.reverse(move_id=wrong.pk, reason="Đếm sót", by=factories.OFFICER)
    (flow,) = asked(until=core_clock.today(), by=()).values()
    assert flow == Flow(received=9, closing=9)


def test_the_day_is_vietnams(db):
    """An instant of the 20th by UTC that is the 21st in Vietnam belongs to the 21st."""
    shop, lot = shelves.point(), shelves.lot()
    shelves.move(shelves.going(lot, shop, 3), occurred_at=at(20, 18))
    assert asked(until=LAST) == {}
    assert [flow.received for flow in asked(until=date(2026, 11, 21)).values()] == [3]


def test_staff_see_their_own_shop_and_makers_their_own_goods(months):
    (shop, other), (lot, *_) = months
    everything = asked()
    staff = Sight(everything=False, points=frozenset({shop.pk}), producers=frozenset())
    assert asked(sight=staff) == {key: flow for key, flow in everything.items() if key.point_id == shop.pk}
    maker = Sight(everything=False, points=frozenset(), producers=frozenset({lot.producer_id}))
    theirs = asked(sight=maker)
    assert theirs == {key: flow for key, flow in everything.items() if key.owner_id == lot.producer_id}
    assert {key.point_id for key in theirs} == {shop.pk, other.pk}
    nobody = Sight(everything=False, points=frozenset(), producers=frozenset())
    assert asked(sight=nobody) == {}


def test_the_moves_drawn_go_every_way(months):
    ways = set(StockMove.objects.values_list("from_location__usage", "to_location__usage"))
    assert {(start.value, end.value) for start, end, _ in WAYS} <= ways
    assert StockMove.objects.filter(~Q(reversal_of=None)).count() > 2


def test_it_costs_three_statements_however_much_has_moved(months, django_assert_num_queries):
    with django_assert_num_queries(3):
        asked()
