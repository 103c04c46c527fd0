"""The invented sales points: whole, sound, loaded once, and gone without a trace of what was made up."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from core import clock, invented
from core.invented import RealLeansOnIt
from stock import gs1, services
from stock.models import (
    Alert,
    AlertKind,
    Barcode,
    ConsignmentAgreement,
    CountStatus,
    DiscrepancyCase,
    GoodsReceipt,
    Location,
    Lot,
    PointStaff,
    Relocation,
    Reservation,
    SalesPoint,
    StockBalance,
    StockCount,
    StockMove,
    Transfer,
    TransferStatus,
    WriteOff,
)
from stock.models.points import PointLevel
from stock.selectors.access import points_of
from stock.services.handling import Handled
from stock.services.sync import Operation
from tests import factories
from tests.stock import shelves

# A document line that no paper has.
FREE_LINE = 1_000_000_000
PAPERS = (GoodsReceipt, Transfer, StockCount, WriteOff, Lot, SalesPoint, Barcode, ConsignmentAgreement)


def load(*options) -> str:
    out = StringIO()
    call_command("load_province", *options, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """Loaded once for the module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("--accounts")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def market(province, db):
    return None


def kept() -> list:
    counted = (*PAPERS, StockMove, StockBalance, PointStaff, Alert, DiscrepancyCase)
    return [(model.__name__, sorted(model.objects.values_list("pk", flat=True), key=str)) for model in counted]


def test_the_plan_is_there_and_says_that_it_is_made_up(market):
    levels = list(SalesPoint.objects.values_list("level", flat=True))
    assert [levels.count(level) for level in (PointLevel.PROVINCE, PointLevel.DISTRICT, PointLevel.COOPERATIVE)] == [
        *(1, 8, 2),
    ]
    districts = SalesPoint.objects.filter(level=PointLevel.DISTRICT)
    assert districts.values("area_then").distinct().count() == 8
    for model in PAPERS:
        assert model.objects.exists(), model
        assert not model.objects.filter(is_demonstration=False).exists(), model
    assert not SalesPoint.objects.exclude(name_vi__contains="minh họa").exists()
    # Quảng Bình lies within these.
    assert not SalesPoint.objects.exclude(
        latitude_e6__range=(16_900_000, 18_100_000), longitude_e6__range=(105_600_000, 107_000_000)
    ).exists()


def test_books_and_shelves_agree(market):
    assert services.differences() == []
    assert not StockMove.objects.filter(occurred_at__gt=clock.now()).exists()


def test_every_screen_has_something_to_show(market):
    open_alerts = set(Alert.objects.filter(closed_at=None).values_list("kind", flat=True))
    assert open_alerts == set(AlertKind)
    today = clock.today()
    ends = Lot.objects.filter(balances__is_held=True, balances__on_hand__gt=0)
    for first, last in ((0, 7), (8, 14), (15, 30)):
        days = today + timedelta(days=first), today + timedelta(days=last)
        assert ends.filter(expires_on__range=days).exists(), (first, last)
    assert set(Transfer.objects.values_list("status", flat=True)) >= {
        *(TransferStatus.DRAFT, TransferStatus.DISPATCHED, TransferStatus.PARTLY_RECEIVED),
        *(TransferStatus.RECEIVED, TransferStatus.CLOSED),
    }
    assert set(StockCount.objects.values_list("status", flat=True)) == {
        *(CountStatus.DRAFT, CountStatus.SUBMITTED, CountStatus.POSTED),
    }


def test_what_is_said_to_be_wrong_is_wrong_with_invented_goods(market):
    assert not Lot.objects.filter(recalled_at__isnull=False, producer__is_demonstration=False).exists()
    assert not DiscrepancyCase.objects.filter(balance__lot__producer__is_demonstration=False).exists()
    spoilt = Lot.objects.filter(expires_on__lt=clock.today())
    assert spoilt.exists()
    assert not spoilt.filter(producer__is_demonstration=False).exists()


def test_two_people_work_at_the_same_two_points_and_approve_each_others_counts(market):
    people = [User.objects.get(email=f"{name}@cho-phien.example") for name in ("staff", "staff2")]
    first, second = ({*points_of(person.pk)} for person in people)
    assert first == second
    assert len(first) == 2
    waiting = StockCount.objects.get(status=CountStatus.SUBMITTED)
    assert waiting.location.point_id in first
    assert waiting.submitted_by == people[0].pk
    services.approve_count(
        count_id=waiting.pk, version=waiting.version, by=factories.OFFICER._replace(id=people[1].pk, role="seller")
    )


def test_numbers_for_scanners_are_nobodys(market):
    values = list(Barcode.objects.values_list("value", flat=True))
    assert all(gs1.is_ean13(value) and "200" <= value[:3] <= "299" for value in values)
    assert all(gs1.LOT.fullmatch(code) for code in Lot.objects.values_list("code", flat=True))


def test_a_second_load_changes_nothing(market):
    before = kept()
    told = load("--accounts")
    assert kept() == before
    for kind in ("sales points", "barcodes", "lots", "moves of goods", "recalled lots", "staff of sales points"):
        line = next(line for line in told.splitlines() if line.startswith(f"{kind} (demonstration)"))
        assert line.endswith("(0 written)"), line


def test_all_of_it_can_be_taken_away_though_moves_are_never_deleted(market):
    first = StockMove.objects.first()
    services.reverse(
        move_id=StockMove.objects.filter(document_type="write_off").first().pk, reason="Ghi nhầm", by=factories.OFFICER
    )
    invented.remove()
    counted = (*PAPERS, StockMove, StockBalance, Location, PointStaff, Alert, DiscrepancyCase)
    assert [model.__name__ for model in counted if model.objects.exists()] == []
    # And the ledger is closed again.
    kept_move = shelves.move(shelves.going(shelves.lot(), shelves.point(), 1))[0]
    assert kept_move.pk != first.pk
    for attack in ("UPDATE stock_stockmove SET quantity = 9", "DELETE FROM stock_stockmove"):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


def test_what_testers_do_at_an_invented_shop_is_invented_too(market):
    shop = SalesPoint.objects.get(slug="mau-le-thuy")
    agreement = ConsignmentAgreement.objects.filter(point=shop).select_related("producer").first()
    variant = agreement.producer.products.first().variants.first()
    line = {"code": "THU-1", "made_on": clock.today(), "variant": variant.pk, "quantity": 3}
    line["location"] = shelves.place(shop).pk
    payload = {"point": shop.pk, "producer": agreement.producer_id, "lines": [line]}
    asked = Operation(uuid.uuid4(), "may-1", 1, clock.now(), "receive", payload)
    assert services.sync(operations=[asked], by=factories.OFFICER)[0].refusal is None
    moved = Lot.objects.get(code="THU-1")
    backroom = shelves.place(shop, "backroom")
    handled = services.relocate(
        point=shop,
        units=Handled(moved.pk, moved.producer_id, shelves.place(shop).pk, 1),
        to_location_id=backroom.pk,
        by=factories.OFFICER,
    )
    assert moved.is_demonstration
    assert handled.is_demonstration
    invented.remove()
    assert not Relocation.objects.exists()


def leans_by_a_move():
    shelves.move(shelves.going(Lot.objects.first(), shelves.point(), 1, line=FREE_LINE))


def leans_by_a_lot():
    shelves.move(shelves.going(shelves.lot(), SalesPoint.objects.first(), 1, line=FREE_LINE))


def leans_by_a_promise():
    balance = StockBalance.objects.filter(
        is_held=True, on_hand__gt=2, lot__recalled_at=None, lot__expires_on=None
    ).first()
    services.reserve(reference="don-that", wanted={balance.variant_id: 1}, pickup_point_id=balance.location.point_id)
    assert Reservation.objects.exists()


@pytest.mark.parametrize("leans", [leans_by_a_move, leans_by_a_lot, leans_by_a_promise])
def test_while_a_real_move_or_promise_touches_it_nothing_goes(market, leans):
    leans()
    before = kept()
    with pytest.raises(RealLeansOnIt):
        invented.remove()
    assert kept() == before
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMove.objects.all().delete()
