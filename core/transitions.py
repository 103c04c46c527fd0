"""Writing the ledger of state changes."""

from django.db import models

from core.models import Transition


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
