"""Who may act for a producer: who says so, from when until when, and that somebody always can."""

from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from accounts import memberships, services
from accounts.errors import (
    LastOwner,
    MemberAlready,
    MembershipOver,
    MemberUnknown,
    NotOwner,
    ProducerUnknown,
)
from accounts.models import MemberRole, Membership
from core import clock as core_clock
from core.models import Transition
from core.transitions import Actor
from core.viewer import Viewer
from tests import factories

OWNER, EDITOR = MemberRole.OWNER, MemberRole.EDITOR
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def producer(db):
    return factories.producer()


def as_owner(user):
    return Actor(user.pk, memberships.OWNER)


def add(producer, by=factories.OFFICER, email="lan@vidu.example", role=EDITOR):
    return services.add_member(producer_id=producer.pk, email=email, role=role, by=by)


def end(membership, by=factories.OFFICER):
    return services.end_membership(membership_id=membership.pk, by=by)


def of(user, producer):
    return Membership.objects.get(user=user, producer=producer)


def scope(user):
    return Viewer(lambda: user).scope("producers")


def test_a_member_may_act_from_today_on(producer):
    lan = factories.user()
    made = add(producer)
    assert (made.user, made.role, made.valid_from, made.valid_to) == (lan, "editor", TODAY, None)
    assert scope(lan) == {producer.pk}


def test_who_let_somebody_in_and_who_ended_it_is_on_record(producer):
    owner = factories.member(producer)
    factories.user()
    made = add(producer, by=as_owner(owner))
    key = made.pk
    end(made)
    told = Transition.objects.filter(kind="accounts.membership", object_id=key).order_by("pk")
    assert [(one.from_state, one.to_state, one.actor_id, one.actor_role) for one in told] == [
        ("", "editor", owner.pk, "owner"),
        ("editor", "ended", factories.OFFICER.id, "officer"),
    ]


def test_whoever_is_ended_may_act_no_longer_from_this_moment(producer):
    factories.member(producer)
    old, new = factories.member(producer, role="editor"), factories.user()
    end(of(old, producer))
    end(add(producer))
    assert scope(old) == scope(new) == frozenset()
    assert of(old, producer).valid_to == TODAY
    assert not Membership.objects.filter(user=new).exists()


def test_a_membership_of_other_days_opens_nothing(producer):
    past = factories.member(producer, valid_to=TODAY)
    to_come = factories.member(producer, valid_from=date(2026, 11, 25))
    assert scope(past) == scope(to_come) == frozenset()


def test_somebody_who_left_can_come_back(producer):
    factories.member(producer, user=factories.user(), valid_to=TODAY)
    assert add(producer).valid_from == TODAY


@pytest.mark.parametrize("role", ["editor", None])
def test_only_owners_and_officers_say_who_acts(producer, role):
    somebody = factories.member(producer, role=role) if role else factories.user("minh@vidu.example")
    owner = of(factories.member(producer), producer)
    factories.user()
    with pytest.raises(NotOwner):
        add(producer, by=as_owner(somebody))
    with pytest.raises(NotOwner):
        end(owner, by=as_owner(somebody))
    assert Membership.objects.count() == (2 if role else 1)


@pytest.mark.parametrize("role", [memberships.OWNER, memberships.OFFICER])
def test_nobody_in_particular_says_who_acts(producer, role):
    factories.user()
    with pytest.raises(NotOwner):
        add(producer, by=Actor(None, role))


def test_an_owner_of_another_producer_is_nobody_here(producer):
    stranger = factories.member(factories.producer())
    owner = of(factories.member(producer), producer)
    with pytest.raises(NotOwner):
        end(owner, by=as_owner(stranger))


def test_nobody_is_a_member_twice(producer):
    factories.user()
    add(producer)
    with pytest.raises(MemberAlready):
        add(producer, role=OWNER)
    with pytest.raises(IntegrityError, match="dates overlap"), transaction.atomic():
        Membership.objects.create(
            producer=producer, user=Membership.objects.get().user, role="owner", valid_from=date(2027, 1, 1)
        )


def test_a_member_has_an_open_account(producer):
    factories.user("dong@vidu.example", is_active=False)
    for email in ("dong@vidu.example", "khong@vidu.example"):
        with pytest.raises(MemberUnknown):
            add(producer, email=email)


def test_what_is_not_there_is_told_as_not_there(producer):
    with pytest.raises(ProducerUnknown):
        services.add_member(producer_id=producer.pk + 1, email="a@b.example", role=OWNER, by=factories.OFFICER)
    with pytest.raises(MembershipOver):
        services.end_membership(membership_id=1, by=factories.OFFICER)


def test_the_last_owner_stays_unless_an_officer_ends_it(producer):
    owner = factories.member(producer)
    factories.member(producer, role="editor")
    factories.member(producer, valid_to=TODAY)
    with pytest.raises(LastOwner):
        end(of(owner, producer), by=as_owner(owner))
    end(of(owner, producer))
    with pytest.raises(MembershipOver):
        end(Membership.objects.get(user=owner))


def test_the_database_knows_every_role(producer):
    with pytest.raises(IntegrityError, match="membership_role_known"):
        factories.member(producer, role="x")


def on_this_clock(call):
    """The call with the test's clock, which a thread of its own would not have."""
    return partial(copy_context().run, call)


@pytest.fixture
def owners(transactional_db):
    """A producer's two owners, and their memberships."""
    producer = factories.producer()
    pair = [factories.member(producer), factories.member(producer)]
    return pair, [of(one, producer) for one in pair]


def test_two_owners_who_leave_at_once_leave_one_of_them(owners, at_once):
    users, held = owners
    leaving = (on_this_clock(lambda n=n: end(held[n], by=as_owner(users[n]))) for n in (0, 1))
    results = at_once(*leaving)
    assert sorted(type(one).__name__ for one in results) == ["LastOwner", "int"]
    assert memberships.owners_on(held[0].producer_id, TODAY).count() == 1


def test_two_owners_who_end_each_other_at_once_leave_one_of_them(owners, at_once):
    users, held = owners
    ending = (on_this_clock(lambda n=n: end(held[1 - n], by=as_owner(users[n]))) for n in (0, 1))
    results = at_once(*ending)
    assert sorted(type(one).__name__ for one in results) == ["NotOwner", "int"]
    assert memberships.owners_on(held[0].producer_id, TODAY).count() == 1


def test_without_the_lock_both_would_go(owners, at_once):
    """The negative control: two who both looked before either wrote."""
    _, held = owners
    looked = Barrier(2)

    def leave(membership):
        others = memberships.owners_on(membership.producer_id, core_clock.today()).exclude(pk=membership.pk).exists()
        looked.wait()
        return others and Membership.objects.filter(pk=membership.pk).update(valid_to=TODAY)

    assert at_once(*(on_this_clock(lambda one=one: leave(one)) for one in held)) == [1, 1]
    assert memberships.owners_on(held[0].producer_id, TODAY).count() == 0
