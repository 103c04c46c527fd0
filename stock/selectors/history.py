"""What became of papers: every change of state there was, and who made it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from core.models import Transition
from stock.models.documents import Document


class Step(NamedTuple):
    """A change of state; `by` is the person's name; None for the system, or for one who is gone or gave none."""

    state: str
    at: datetime
    by: str | None
    role: str
    reason: str


def history_of(kind: type[Document], ids: Iterable[int]) -> dict[int, list[Step]]:
    """Every change of each paper of a kind, the first first."""
    rows = list(
        Transition.objects.filter(kind=kind._meta.label_lower, object_id__in=sorted(set(ids)))
        .order_by("pk")
        .values_list("object_id", "to_state", "at", "actor_id", "actor_role", "reason")
    )
    people = _names({actor for _, _, _, actor, _, _ in rows if actor is not None})
    found: dict[int, list[Step]] = defaultdict(list)
    for paper, state, at, actor, role, reason in rows:
        found[paper].append(Step(state, at, people.get(actor), role, reason))
    return found


def _names(ids: set[int]) -> dict[int | None, str | None]:
    """People as Vietnam writes names, family name first."""
    rows = User.objects.filter(pk__in=sorted(ids)).values_list("pk", "last_name", "first_name")
    return {key: f"{last} {first}".strip() or None for key, last, first in rows}
