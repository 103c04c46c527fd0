"""What people do with their accounts, and who may act for a producer."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import throttling
from accounts.errors import (
    CredentialsInvalid,
    LastOwner,
    MemberAlready,
    MembershipOver,
    MemberUnknown,
    NotOwner,
    ProducerUnknown,
)
from accounts.managers import fold_email
from accounts.memberships import OFFICER, held_on, owners_on
from accounts.models import MemberRole, Membership, User
from catalog.models import Producer
from core import clock, transitions
from core.transitions import Actor

ENDED = "ended"


def sign_in(*, email: str, password: str, address: str) -> User:
    """The active user whose e-mail and password these are; `address` is where the attempt comes from.

    Raises SignInDelayed, CredentialsInvalid.
    """
    throttling.count_attempt(email, address)
    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None:
        make_password(password)  # as slow as for someone who exists, so that nobody is found out by the time it takes
        raise CredentialsInvalid
    if not user.check_password(password):
        raise CredentialsInvalid
    throttling.forgive(email, address)
    return user


@transaction.atomic
def add_member(*, producer_id: int, email: str, role: MemberRole, by: Actor) -> Membership:
    """Let the person with this e-mail act for a producer from today on. For its owners and officers.

    Raises ProducerUnknown, NotOwner, MemberUnknown, MemberAlready.
    """
    _enter(producer_id, by)
    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None:
        raise MemberUnknown
    today = clock.today()
    if held_on(today).filter(producer_id=producer_id, user=user).exists():
        raise MemberAlready
    made = Membership.objects.create(producer_id=producer_id, user=user, role=role.value, valid_from=today)
    transitions.record(made, before="", after=role.value, actor_id=by.id, actor_role=by.role)
    return made


@transaction.atomic
def end_membership(*, membership_id: int, by: Actor) -> int:
    """Let somebody act for a producer no longer, from this moment on; the producer's key. For its owners and officers.

    Raises MembershipOver, also for one that never was; NotOwner; LastOwner unless an officer does it.
    """
    known = Membership.objects.filter(pk=membership_id).first()
    if known is None:
        raise MembershipOver
    _enter(known.producer_id, by)
    today = clock.today()
    # Again, now that nobody else changes it.
    held = held_on(today).filter(pk=membership_id).first()
    if held is None:
        raise MembershipOver
    if by.role != OFFICER and not owners_on(held.producer_id, today).exclude(pk=held.pk).exists():
        raise LastOwner
    transitions.record(held, before=held.role, after=ENDED, actor_id=by.id, actor_role=by.role)
    if held.valid_from < today:
        held.valid_to = today
        held.save(update_fields=["valid_to"])
    else:
        # Of this very day: no row can say that it held for none.
        held.delete()
    return known.producer_id


def _enter(producer_id: int, by: Actor) -> None:
    """Queue with whoever else changes who acts for this producer. Raises ProducerUnknown, NotOwner.

    An owner is judged once they are in: another may just have ended them.
    """
    if Producer.objects.select_for_update().filter(pk=producer_id).first() is None:
        raise ProducerUnknown
    if by.role == OFFICER and by.id is not None:
        return
    if by.id is None or not owners_on(producer_id, clock.today()).filter(user_id=by.id).exists():
        raise NotOwner
