"""Who changed what, field by field: written by the services that write rows, read by officers.

    with history.acting(by, reason):          # whoever calls the service; without it the system itself acts
        services.put_product(...)

    history.personal(Producer, "phone")       # beside the model: of this column the ledger keeps no value

The ledger cannot be erased and people can, so a column that may say something of a person is declared personal: of it
the ledger keeps that it was changed, when and by whom. A producer may be a household that bears its owner's name.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import models, transaction

from core.models import ChangeEvent, FieldChange
from core.transitions import SYSTEM, Actor

# Worked out from a column that is recorded itself.
DERIVED = ("_folded", "_sort")
# Rows of one statement: SQLite takes 32,766 parameters, and a change has eleven.
BATCH = 1000


class Acting(NamedTuple):
    by: Actor
    reason: str


NOBODY = Acting(SYSTEM, "")

_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)
_gathered: ContextVar[list[FieldChange] | None] = ContextVar("gathered", default=None)
_personal: dict[str, frozenset[str]] = {}


def personal(model: type[models.Model], *fields: str) -> None:
    """Of these columns keep no value."""
    _personal[model._meta.label_lower] = personal_fields(model) | set(fields)


def personal_fields(model: type[models.Model]) -> frozenset[str]:
    """The columns of which no value is kept."""
    return _personal.get(model._meta.label_lower, frozenset())


@contextmanager
def acting(by: Actor, reason: str = "") -> Iterator[None]:
    """Let what is written inside be under this name."""
    token = _acting.set(Acting(by, reason))
    try:
        yield
    finally:
        _acting.reset(token)


def actor() -> Actor:
    """In whose name something is written now."""
    return (_acting.get() or NOBODY).by


@contextmanager
def gathered() -> Iterator[None]:
    """Write what happens inside at its end, many rows to a statement; for loads. Inside another it does nothing."""
    if _gathered.get() is not None:
        yield
        return
    waiting: list[FieldChange] = []
    token = _gathered.set(waiting)
    try:
        with transaction.atomic():
            yield
            FieldChange.objects.bulk_create(waiting, batch_size=BATCH)
    finally:
        _gathered.reset(token)


def created(row: models.Model) -> None:
    """Record that a row came into being, in the transaction that made it; its values are in the row."""
    _keep([_change(row, ChangeEvent.CREATED)])


def removed(row: models.Model) -> None:
    """Record that a row goes, before it is deleted."""
    _keep([_change(row, ChangeEvent.REMOVED)])


def changed(row: models.Model, values: Mapping[str, tuple[Any, Any]]) -> None:
    """Record old and new value of each column, in the transaction that writes them; derived columns are left out."""
    hidden = personal_fields(type(row))
    changes = []
    for field, (old, new) in values.items():
        if field.endswith(DERIVED):
            continue
        if field in hidden:
            changes.append(_change(row, ChangeEvent.CHANGED, field=field, is_hidden=True))
        else:
            changes.append(_change(row, ChangeEvent.CHANGED, field=field, old=old, new=new))
    _keep(changes)


def of(rows: Mapping[type[models.Model], Iterable[int]]) -> models.QuerySet[FieldChange]:
    """What happened to these rows, by model and keys, the newest first."""
    wanted = models.Q(pk__in=[])
    for model, keys in rows.items():
        wanted |= models.Q(kind=model._meta.label_lower, object_id__in=list(keys))
    return FieldChange.objects.filter(wanted).order_by("-id")


def _change(row: models.Model, event: ChangeEvent, **values: Any) -> FieldChange:
    by, reason = _acting.get() or NOBODY
    return FieldChange(
        kind=row._meta.label_lower,
        object_id=row.pk,
        event=event.value,
        actor_id=by.id,
        actor_role=by.role,
        reason=reason,
        **values,
    )


def _keep(changes: list[FieldChange]) -> None:
    waiting = _gathered.get()
    if waiting is not None:
        waiting += changes
    elif changes:
        FieldChange.objects.bulk_create(changes)
