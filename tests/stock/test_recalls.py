"""Recalls: what buyers are told, which shops are told at once, and taking one back."""

from copy import copy

import pytest

from accounts.errors import PhoneInvalid
from core import transitions
from core.models import Transition
from core.transitions import Actor
from stock import services
from stock.errors import LotNotRecalled, NotFound, OfficersOnly, ReasonRequired
from stock.models import Alert, AlertKind, Lot
from stock.services import recalls
from tests import factories
from tests.stock import shelves

pytestmark = pytest.mark.usefixtures("now")

WORDS = services.Told("Mang lại nơi đã mua.", "0232 382 1234", "Foreign matter", "Bring it back.")


def test_buyers_are_told_what_to_do_and_whom_to_call(lot, graphql):
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER, told=WORDS)
    document = (
        "query ($code: String!) { lot(traceCode: $code)"
        " { recallReason recallReasonEn recallAdvice recallAdviceEn recallPhone } }"
    )
    assert graphql(document, code=lot.trace_code)["lot"] == {
        "recallReason": "Có dị vật",
        "recallReasonEn": "Foreign matter",
        "recallAdvice": "Mang lại nơi đã mua.",
        "recallAdviceEn": "Bring it back.",
        "recallPhone": "+842323821234",
    }


def test_a_telephone_that_is_none_stops_nothing(lot):
    with pytest.raises(PhoneInvalid):
        services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER, told=services.Told(phone="gọi bà Lan"))
    lot.refresh_from_db()
    assert lot.recalled_at is None


def test_shops_that_have_it_are_told_at_once_and_only_they(lot, shop):
    shelves.point()
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    (alert,) = Alert.objects.filter(kind=AlertKind.RECALL)
    assert (alert.point, alert.lot, alert.closed_at) == (shop, lot, None)
    assert services.renew_alerts() == (0, 0)


def test_a_recall_that_was_a_mistake_is_lifted_and_both_stay_in_the_ledger(lot, shop):
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER, told=WORDS)
    services.lift_recall(lot_id=lot.pk, reason="Nhầm lô", by=factories.OFFICER)
    lot.refresh_from_db()
    assert (lot.recalled_at, lot.recall_reason, lot.recall_advice, lot.recall_phone) == (None, "", "", "")
    assert services.reserve(reference="1", wanted={lot.variant_id: 5})
    assert not Alert.objects.filter(closed_at=None).exists()
    told = Transition.objects.filter(kind="stock.lot").order_by("pk").values_list("from_state", "to_state", "reason")
    assert list(told) == [("on_sale", "recalled", "Có dị vật"), ("recalled", "on_sale", "Nhầm lô")]


def test_only_a_recall_can_be_lifted_by_an_officer_for_a_reason(lot):
    with pytest.raises(LotNotRecalled):
        services.lift_recall(lot_id=lot.pk, reason="Nhầm lô", by=factories.OFFICER)
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    with pytest.raises(OfficersOnly):
        services.lift_recall(lot_id=lot.pk, reason="Nhầm lô", by=Actor(3, "seller"))
    with pytest.raises(ReasonRequired):
        services.lift_recall(lot_id=lot.pk, reason=" ", by=factories.OFFICER)
    with pytest.raises(NotFound):
        services.lift_recall(lot_id=0, reason="Nhầm lô", by=factories.OFFICER)
    assert Lot.objects.get().recalled_at is not None


def test_the_system_may_stop_a_lot_too(lot):
    assert services.recall(lot_id=lot.pk, reason="Có dị vật", by=transitions.SYSTEM).recalled_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_who_lift_the_same_recall_lift_it_once(lot, at_once):
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)

    def lift():
        services.lift_recall(lot_id=lot.pk, reason="Nhầm lô", by=factories.OFFICER)

    results = at_once(*(shelves.on_this_clock(lift) for _ in range(2)))
    assert sorted(type(result) for result in results if result) == [LotNotRecalled]
    assert Transition.objects.filter(kind="stock.lot", to_state="on_sale").count() == 1


def test_a_lot_read_before_it_was_locked_would_be_lifted_twice(lot, monkeypatch):
    """The negative control of the race: without the lock each would see the recall the other has lifted."""
    services.recall(lot_id=lot.pk, reason="Có dị vật", by=factories.OFFICER)
    seen = Lot.objects.get()
    monkeypatch.setattr(recalls, "_locked", lambda key: copy(seen))
    for _ in range(2):
        services.lift_recall(lot_id=lot.pk, reason="Nhầm lô", by=factories.OFFICER)
    assert Transition.objects.filter(kind="stock.lot", to_state="on_sale").count() == 2
