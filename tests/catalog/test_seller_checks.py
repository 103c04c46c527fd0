"""Who has verified a producer, when and how; nobody's papers are kept."""

from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from catalog import services
from catalog.errors import ReasonRequired, SellerCheckInvalid, SellerCheckMoved
from catalog.models import Producer, SellerCheck
from catalog.models.producers import CheckMethod, ProducerKind, SellerState
from core import ledgers
from core.errors import ActorRequired
from core.transitions import Actor
from tests import factories

VERIFIED, REFUSED, REVOKED, OUTDATED = (
    SellerState.VERIFIED,
    SellerState.REFUSED,
    SellerState.REVOKED,
    SellerState.OUTDATED,
)


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


def check(producer, state=VERIFIED, seen=0, by=factories.OFFICER, **values):
    given = {"method": CheckMethod.VNEID} if state == VERIFIED else {"reason": "Số đăng ký không khớp"}
    return services.check_seller(producer=producer, state=state, seen=seen, by=by, **{**given, **values})


def states(producer):
    return list(SellerCheck.objects.filter(producer_id=producer.pk).order_by("number").values_list("state", flat=True))


def test_a_verification_says_by_whom_when_and_how(db):
    made = check(factories.producer(), checked_on=date(2026, 11, 20))
    assert (made.actor_id, made.actor_role, made.checked_on, made.method) == (
        factories.OFFICER.id,
        "officer",
        date(2026, 11, 20),
        "vneid",
    )


def test_what_a_check_keeps_has_no_room_for_a_picture_or_a_number_of_papers():
    kept = {field.name for field in SellerCheck._meta.get_fields()}
    assert kept == {
        *("id", "producer_id", "number", "state", "method", "checked_on", "reason", "actor_id", "actor_role", "at")
    }


def test_checks_are_a_ledger(db):
    made = check(factories.producer())
    assert SellerCheck in ledgers.registered()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SellerCheck.objects.filter(pk=made.pk).update(state="refused", reason="x")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        made.delete()


def test_a_check_begun_before_another_was_recorded_is_refused(db):
    producer = factories.producer()
    check(producer)
    with pytest.raises(SellerCheckMoved):
        check(producer, REFUSED, seen=0)
    check(producer, REVOKED, seen=1)
    assert states(producer) == ["verified", "revoked"]


@pytest.mark.parametrize(
    ("state", "values", "field"),
    [
        (VERIFIED, {"method": None}, "method"),
        (VERIFIED, {"checked_on": date(2026, 11, 25)}, "checked_on"),
        (REVOKED, {}, "state"),
        (OUTDATED, {}, "state"),
        (SellerState.UNVERIFIED, {}, "state"),
    ],
)
def test_what_is_no_check(db, state, values, field):
    producer = factories.producer()
    with pytest.raises(SellerCheckInvalid) as refusal:
        check(producer, state, **values)
    assert refusal.value.field == field
    assert states(producer) == []


def test_a_refusal_says_why(db):
    with pytest.raises(ReasonRequired):
        check(factories.producer(), REFUSED, reason=" ")


def test_nobody_in_particular_verifies_nobody(db):
    with pytest.raises(ActorRequired):
        check(factories.producer(), by=Actor(None, "officer"))


@pytest.mark.parametrize("changed", [{"legal_name": "Công ty TNHH Khác"}, {"tax_number": "3100123456"}])
def test_a_verified_producer_who_becomes_another_is_to_be_verified_again(db, changed):
    producer = factories.producer(slug="a")
    check(producer)
    services.put_producer(slug="a", name_vi=producer.name_vi, by=factories.OFFICER, **changed)
    assert states(producer) == ["verified", "outdated"]


def test_a_new_legal_form_is_another_seller(db):
    producer = factories.producer(kind=ProducerKind.HOUSEHOLD)
    check(producer)
    services.change_kind(producer=producer, kind=ProducerKind.ENTERPRISE, since=date(2026, 11, 1), by=factories.OFFICER)
    assert states(producer) == ["verified", "outdated"]


def test_a_new_story_needs_no_new_verification(db):
    producer = factories.producer(slug="a")
    check(producer)
    services.put_producer(slug="a", name_vi=producer.name_vi, story_vi="Chuyện", phone="0232 3822 010")
    assert states(producer) == ["verified"]


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "unverified"}, "sellercheck_state_known"),
        ({"state": "verified", "method": ""}, "sellercheck_verified_by_a_method"),
        ({"state": "refused", "reason": ""}, "sellercheck_says_why_not"),
    ],
)
def test_the_database_keeps_no_other_check(db, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        SellerCheck.objects.create(producer_id=1, number=1, checked_on=date(2026, 1, 1), actor_role="officer", **values)


def on_this_clock(call):
    """The call with the test's clock, which a thread of its own would not have."""
    return partial(copy_context().run, call)


def test_two_officers_decide_at_once_and_one_of_them_is_told(at_once):
    producer = factories.producer()
    results = at_once(on_this_clock(lambda: check(producer)), on_this_clock(lambda: check(producer, REFUSED, seen=0)))
    assert sorted(type(one).__name__ for one in results) == ["SellerCheck", "SellerCheckMoved"]
    assert len(states(producer)) == 1


def test_without_the_lock_only_the_database_tells_the_second(at_once):
    """The negative control: two who both looked before either wrote, as the lock forbids."""
    producer = factories.producer()
    looked = Barrier(2)

    def write(state, **values):
        last = SellerCheck.objects.filter(producer_id=producer.pk).count()
        looked.wait()
        return SellerCheck.objects.create(
            producer_id=producer.pk, number=last + 1, state=state, checked_on=date(2026, 1, 1), **values
        )

    results = at_once(lambda: write("verified", method="vneid"), lambda: write("refused", reason="x"))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "SellerCheck"]
    assert len(states(producer)) == 1


def test_two_officers_change_one_kind_at_once_and_one_of_them_is_told(at_once):
    producer = factories.producer(kind=ProducerKind.HOUSEHOLD)

    def change(kind):
        return on_this_clock(
            lambda: services.change_kind(producer=producer, kind=kind, since=date(2026, 3, 2), by=factories.OFFICER)
        )

    results = at_once(change(ProducerKind.ENTERPRISE), change(ProducerKind.COOPERATIVE))
    assert sorted(type(one).__name__ for one in results) == ["KindDayInvalid", "ProducerKindPeriod"]
    assert Producer.objects.get().kind_periods.count() == 2
