"""Who acts for producers, and who is told of it."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import MemberRole, Membership
from core.graph import Row
from core.transitions import Actor
from core.viewer import Viewer

COLUMNS = ("id", "user_id", "producer_id", "role", "valid_from", "valid_to")
PERSON = ("user__last_name", "user__first_name", "user__email", "user__phone")

# In whose name an owner of a producer changes who its members are, and an officer.
OWNER, OFFICER = "owner", "officer"


def held_on(day: date) -> QuerySet[Membership]:
    """Memberships that are in force on a day."""
    return Membership.objects.on(day)


def owners_on(producer_id: int, day: date) -> QuerySet[Membership]:
    """Those who may say on a day who acts for a producer."""
    return held_on(day).filter(producer_id=producer_id, role=MemberRole.OWNER.value)


def sees_all(viewer: Viewer) -> bool:
    """Whether the viewer sees who acts for any producer, as an officer does."""
    return viewer.has_perm("accounts.view_membership")


def memberships_visible_to(viewer: Viewer) -> QuerySet[Membership]:
    """One's own, past ones too, and those of everyone else who acts for a producer one acts for; for officers all."""
    if sees_all(viewer):
        return Membership.objects.all()
    own = Q(user_id__in=[viewer.user_id] if viewer.user_id else [])
    return Membership.objects.filter(own | Q(producer_id__in=viewer.scope("producers")))


def rows_of(memberships: QuerySet[Membership]) -> list[Row]:
    """Rows with the person's name, in the order in which they began."""
    return list(memberships.order_by("valid_from", "id").values_list(*COLUMNS, *PERSON, named=True))


def name_of(row: Row) -> str:
    """The person's full name, family name first, else what they are reached by."""
    full = f"{row.user__last_name} {row.user__first_name}".strip()
    return full or row.user__email or row.user__phone or ""


def acting(viewer: Viewer) -> Actor:
    """The viewer, as who changes memberships: an officer, or an owner of the producer in question."""
    return Actor(viewer.user_id, OFFICER if viewer.has_perm("accounts.change_membership") else OWNER)
