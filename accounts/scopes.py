"""Which rows a person works for, as core.viewer asks."""

from collections.abc import Iterable

from accounts.models import Membership
from core import clock
from core.viewer import scope_source


@scope_source("producers")
def producers_of(user_id: int) -> Iterable[int]:
    """The producers somebody may act for today."""
    memberships = Membership.objects.on(clock.today()).filter(user_id=user_id)
    return list(memberships.values_list("producer_id", flat=True))
