"""Writing the ledger of state changes."""

from typing import NamedTuple

from django.db import models

from core.errors import ActorRequired
from core.models import Transition

SYSTEM_ROLE = "system"
OFFICER_ROLE = "officer"


class Actor(NamedTuple):
    """Who does something, and in what role; the system itself has no id."""

    id: int | None
    role: str

    def required(self) -> "Actor":
        """Themselves. Raises ActorRequired for nobody in particular."""
        if self.id is None and self.role != SYSTEM_ROLE:
            raise ActorRequired
        return self


SYSTEM = Actor(None, SYSTEM_ROLE)


def record(
    thing: models.Model, *, before: str, after: str, actor_id: int | None, actor_role: str, reason: str = ""
) -> Transition:
    """Append one change of state, in the transaction of the service that makes it."""
    return Transition.objects.create(
        kind=thing._meta.label_lower,
        object_id=thing.pk,
        from_state=before,
        to_state=after,
        actor_id=actor_id,
        actor_role=actor_role,
        reason=reason,
    )
